"""The digest of a project that was never edited: it is worked out, and always the right one."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.conftest import story
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import KINDS, Event, Project, Snapshot, Source, Track, new_id
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.storage import digest
from timeline_app.storage.checking import check_file
from timeline_app.storage.clean_copy import write_clean_copy
from timeline_app.storage.rows import shape
from timeline_app.storage.schema import build
from timeline_app.storage.store import Store
from timeline_app.storage.writing import insert_records

texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("\x01\b\t\n\f\r\x1f\x7f\x85\u2028\ufeff\"\\/'[]{},")
)
times = st.none() | st.integers(-(1 << 63), (1 << 63) - 1)
events = st.builds(
    Event,
    id=st.uuids().map(str),
    title=texts,
    note=texts,
    status=st.sampled_from(EventStatus),
    approximate=st.booleans(),
    start_min=times,
)
sources = st.builds(Source, id=st.uuids().map(str), title=texts, url=texts)


@pytest.fixture(scope="module")
def conn():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        build(made)
        yield made


@settings(max_examples=60)
@given(st.lists(events, max_size=4), st.lists(sources, max_size=4), st.binary(max_size=40))
def test_it_is_the_sum_of_what_each_record_adds_whatever_is_written_in_it(
    conn, events, sources, content
):
    source = Source("s", "Photo")
    snapshot = Snapshot("p", source.id, "0" * 64, len(content), "image/png", content=content)
    records = {"event": events, "source": [source, *sources], "snapshot": [snapshot]}
    added_up = sum(digest.of_record(record) for some in records.values() for record in some)
    conn.execute("BEGIN")
    try:
        for kind, some in records.items():
            insert_records(conn, kind, some)
        assert digest.of_file(conn) == added_up
        assert digest.of_tables(conn, {kind: shape(kind).names for kind in KINDS}) == added_up
    finally:
        conn.execute("ROLLBACK")


def test_a_text_too_long_for_sqlite_once_it_is_json_is_added_up_all_the_same(store):
    event = Event("e", "\x01" * 5_000)
    store.apply(add("Add", event, Track("t", "Lane")))
    with store.reading() as conn:
        right = digest.of_file(conn)
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10_000)
        assert digest.of_file(conn) == right


@pytest.fixture
def copy(path):
    """A copy for somebody else: everything but the log."""
    records = {kind: [] for kind in KINDS}
    for record in [Project(new_id(), "Withdrawal"), *story()]:
        records[next(kind for kind, cls in KINDS.items() if isinstance(record, cls))].append(record)
    write_clean_copy(path, records)
    return path


def edited(path, report=lambda *_: None):
    """Make the first edit of a file as the window does; return what a check of it finds."""
    with Store.open(path) as store:
        store.hold(report)
        store.apply(add("Add", Event("e1", "Another")))
        store.write_back()
    return check_file(path, deep=True)


def test_the_first_edit_of_a_copy_adds_nothing_up_once_it_is_in_memory(copy, monkeypatch):
    with Store.open(copy) as store:
        store.hold()
        monkeypatch.setattr(digest, "of_file", None)
        store.apply(add("Add", Event("e1", "Another")))
        store.write_back()
    assert check_file(copy, deep=True).sound


def test_an_edit_while_the_digest_is_worked_out_is_in_it(copy):
    with Store.open(copy) as store:
        event = Event("e0", "Meanwhile")

        def meanwhile(_done, _total, doing):
            if doing == "digest" and store.get(Event, "e0") is None:
                store.apply(add("Add", event))

        store.hold(meanwhile)
        store.apply(revise("Rename", event, Event("e0", "Renamed")))
        store.write_back()
        assert [one.label for one in store.history()] == ["Rename", "Add"]
    assert check_file(copy, deep=True).sound


def test_what_a_stranger_changes_meanwhile_is_noticed_by_the_next_check(copy):
    def meanwhile(_done, _total, doing):
        if doing == "digest":
            with closing(sqlite3.connect(copy)) as conn, conn:
                conn.execute("UPDATE event SET title = 'Forged'")

    found = edited(copy, meanwhile)
    assert found.faults == ("content: the records are not as the last edit left them",)


def test_it_can_be_stopped_and_the_store_goes_on_as_it_was(copy):
    def stop(_done, _total, doing):
        if doing == "digest":
            raise KeyboardInterrupt

    with Store.open(copy) as store:
        with pytest.raises(KeyboardInterrupt):
            store.hold(stop)
        assert not store.is_held
        store.apply(add("Add", Event("e1", "Another")))
    assert check_file(copy, deep=True).sound


def test_a_project_that_was_never_edited_is_brought_to_memory_only_after_it_is_shown(
    copy, monkeypatch
):
    monkeypatch.setattr("timeline_app.storage.store.SMALL_AND_NEW", 0)
    with Store.open(copy) as store:
        assert not store.is_soon_held
        store.apply(add("Add", Event("e1", "Another")))
        assert store.is_soon_held
    with Store.open(copy, read_only=True) as store:
        assert store.is_soon_held
