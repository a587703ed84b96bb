"""What the tables read from the file, held against the records themselves."""

import sqlite3
from dataclasses import replace

import numpy as np
import pytest

from timeline_app.domain.attribution import chain_of
from timeline_app.domain.edits import remove
from timeline_app.domain.marks import Mark, marks_of
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Hop,
    OriginLink,
    Project,
    RelationMember,
    new_id,
)
from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.models.document import Document
from timeline_app.storage import table_pages, table_queries, table_rows, table_scans
from timeline_app.storage.store import Store
from timeline_app.storage.stretches import read


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    with Store.create(tmp_path_factory.mktemp("sample") / "s.sqlite", sample_project()) as store:
        store.apply(sample_edit())
        yield store


def page(store, table):
    with store.reading() as connection:
        rowids = table_queries.rowids(connection, table)
        fetched = table_pages.fetch(connection, table, rowids.tolist())
        return table_pages.finish(connection, fetched)


@pytest.mark.parametrize("table", ["claim", "event", "source", "actor"])
def test_every_record_is_a_row_once(sample, table):
    ids = [row.id for row in page(sample, table).values()]
    assert sorted(ids) == sorted(record.id for record in sample.all(KINDS[table]))


def test_rowids_without_gaps_are_those_of_the_file(sample):
    with sample.reading() as connection:
        stored = [r for (r,) in connection.execute("SELECT rowid FROM claim ORDER BY rowid")]
        assert table_queries.rowids(connection, "claim").tolist() == stored


def test_rowids_with_a_gap_leave_the_gap_out(tmp_path):
    claims = [Claim(new_id(), f"Claim {n}") for n in range(5)]
    with Store.create(tmp_path / "gap.sqlite", Project(new_id(), "Gap")) as store:
        store.write_records(Claim, claims)
        store.apply(remove("Delete", [claims[2]]))
        with store.reading() as connection:
            rowids = table_queries.rowids(connection, "claim").tolist()
            ids = table_queries.ids_of(connection, "claim", rowids)
    assert [ids[rowid] for rowid in rowids] == [c.id for c in claims if c is not claims[2]]


def test_an_empty_table_has_no_rowids(tmp_path):
    made = Store.create(tmp_path / "e.sqlite", Project(new_id(), "E"))
    with made as store, store.reading() as connection:
        assert table_queries.rowids(connection, "claim").dtype == np.int64
        assert len(table_queries.rowids(connection, "claim")) == 0


def test_a_claims_steps_are_its_hops_in_order(sample):
    for row in page(sample, "claim").values():
        hops = sample.where(Hop, claim_id=row.id)
        actors = sample.many(Actor, {hop.actor_id for hop in hops})
        assert [step.actor.name for step in row.steps] == [actors[h.actor_id].name for h in hops]


def test_a_claims_dates_are_the_chosen_datings(sample):
    for row in page(sample, "claim").values():
        chosen = [d for d in sample.where(Dating, owner_id=row.id) if d.alternative_of is None]
        assert (row.refers.edtf if row.refers else None) == (chosen[0].edtf if chosen else None)


def test_the_marks_of_a_row_are_those_of_the_domain(sample, qapp):
    document = Document(sample)
    for row in page(sample, "claim").values():
        hops = sample.where(Hop, claim_id=row.id)
        chain = chain_of(row.id, hops, sample.many(Actor, {hop.actor_id for hop in hops}))
        links = sample.where(ClaimEvent, claim_id=row.id)
        stands = [(link.stance, document.standing(link.event_id)) for link in links]
        marks = {m.mark for m in marks_of(chain, stands, document.relations([row.id]))}
        assert row.contested == (Mark.CONTESTED in marks), row.text
        assert row.single_origin == (Mark.SINGLE_ORIGIN in marks), row.text


def test_how_an_event_stands_is_what_the_document_says(sample, qapp):
    document = Document(sample)
    for row in page(sample, "event").values():
        assert row.standing == document.standing(row.id)


def arms():
    columns = [arms for table in table_scans.SCANS.values() for arms in table.values()]
    return [arm for arms in columns for arm in arms]


def whole_column(connection, table, column):
    stretches = table_scans.column_of(connection, table, column)
    return [row for stretch in stretches for row in read(connection, stretch)]


def test_short_stretches_give_what_one_long_one_does(sample):
    with sample.reading() as connection:
        for arm in arms():
            short = replace(arm, at_once=3)
            found = [row for s in short.stretches(connection) for row in read(connection, s)]
            long = replace(arm, at_once=10**6)
            whole = [row for s in long.stretches(connection) for row in read(connection, s)]
            assert sorted(found, key=repr) == sorted(whole, key=repr)


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, columns in table_scans.SCANS.items() for column in columns],
)
def test_a_column_read_for_some_rows_is_the_column_of_those_rows(sample, table, column):
    with sample.reading() as connection:
        rowids = table_queries.rowids(connection, table).tolist()[::2]
        whole = whole_column(connection, table, column)
        some = table_scans.read_some(connection, table, column, rowids)
    assert sorted(some, key=repr) == sorted((r for r in whole if r[0] in rowids), key=repr)


def test_a_stretch_of_a_column_is_looked_up_by_rowid_and_never_searched_for(sample):
    with sample.reading() as connection:
        for arm in arms():
            only = f" AND {arm.alias}.rowid BETWEEN 1 AND 500"
            asked = f"EXPLAIN QUERY PLAN {arm.statement.replace('{only}', only)}"
            driving = str(connection.execute(asked).fetchone())
            assert f"SEARCH {arm.alias} USING INTEGER PRIMARY KEY" in driving


def test_a_table_nobody_knows_is_refused(sample):
    with sample.reading() as connection, pytest.raises(KeyError):
        table_queries.rowids(connection, "claim; DROP TABLE claim")


def test_a_megabyte_of_text_is_shown_by_its_beginning(tmp_path):
    with Store.create(tmp_path / "big.sqlite", Project(new_id(), "Big")) as store:
        store.write_records(Claim, [Claim(new_id(), "Ж" * 1_000_000)])
        (row,) = page(store, "claim").values()
    assert row.text == "Ж" * table_rows.SHOWN


def test_a_row_knows_every_record_it_shows(sample):
    for row in page(sample, "claim").values():
        shown = {row.id, *(s.actor.id for s in row.steps), *(s.event.id for s in row.stands)}
        assert shown <= row.mentions


def test_the_sample_has_relations_and_links_to_tell_marks_by(sample):
    assert sample.count(ClaimRelation)
    assert sample.count(RelationMember)
    assert sample.count(OriginLink)


def test_statements_stay_within_the_hardened_connections_limits(sample):
    with sample.reading() as connection:
        most = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        rowids = list(range(1, table_queries.MOST_AT_ONCE + 1))
        assert max(arm.statement.count("{only}") for arm in arms()) == 1
        assert len(rowids) <= most
        for table, columns in table_scans.SCANS.items():
            for column in columns:
                table_scans.read_some(connection, table, column, rowids)
