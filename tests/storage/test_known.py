import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    Dating,
    Event,
    Hop,
    Project,
    Source,
)
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.storage.known import unknown_among, unknown_claims
from timeline_app.storage.store import Store
from timeline_app.storage.view_reading import read_run

DAY = 86_400


def said(owner, kind, day, **fields):
    return Dating(f"d-{owner}", kind, owner, edtf=f"day {day}", start_min=day * DAY, **fields)


RECORDS = (
    Actor("ap", "AP"),
    Actor("tt", "Türkiye Today"),
    Source("doc", "Report"),
    Event("early", "Early"),
    Event("late", "Late"),
    Event("bare", "Without claims"),
    Claim("a", "Told on day 3, printed on day 10"),
    Claim("b", "Only its source is dated"),
    Claim("c", "No date at all"),
    ClaimEvent("xa", "a", "late"),
    ClaimEvent("xb", "b", "early"),
    ClaimEvent("xc", "c", "early"),
    Hop("a0", "a", 0, "ap"),
    Hop("a1", "a", 1, "tt"),
    Hop("b0", "b", 0, "ap", source_id="doc"),
    Hop("c0", "c", 0, "ap"),
    said("a0", DatingOwner.HOP, 3),
    said("a1", DatingOwner.HOP, 10),
    said("doc", DatingOwner.SOURCE, 5),
)


@pytest.fixture
def connection(tmp_path):
    with Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli")) as store:
        store.apply(add("Add", *RECORDS))
        with store.reading() as connection:
            yield connection


def test_a_claim_without_a_document_is_known_when_it_was_last_said(connection):
    assert unknown_claims(connection, 9 * DAY) == {"a"}
    assert unknown_claims(connection, 10 * DAY) == set()


def test_a_source_dates_the_claims_read_in_it(connection):
    assert unknown_claims(connection, 4 * DAY) == {"a", "b"}


def test_the_first_document_of_a_chain_tells_when_a_claim_could_be_known(tmp_path):
    relayed = (
        Claim("d", "Printed abroad on day 5, read here on day 20"),
        Hop("d0", "d", 0, "ap"),
        Hop("d1", "d", 1, "ap", source_id="doc"),
        Hop("d2", "d", 2, "tt", source_id="here"),
        Source("here", "Read here"),
        said("d0", DatingOwner.HOP, 2),
        said("d2", DatingOwner.HOP, 20),
        said("here", DatingOwner.SOURCE, 20),
    )
    sources_first = sorted(relayed, key=lambda record: not isinstance(record, Source))
    with Store.create(tmp_path / "r.sqlite", Project("p", "Relayed")) as store:
        store.apply(add("Add", *RECORDS, *sources_first))
        with store.reading() as connection:
            assert "d" in unknown_claims(connection, 4 * DAY)
            assert "d" not in unknown_claims(connection, 5 * DAY)
            facts = read_run(connection, 0, 100)
            assert facts.days_of_reading.tolist() == [5 * DAY, 10 * DAY]


def test_a_claim_without_any_date_is_never_hidden(connection):
    assert "c" not in unknown_claims(connection, -(10**12))


def test_some_claims_are_asked_about_without_reading_the_others(connection):
    assert unknown_among(connection, ["a", "c"], 9 * DAY) == {"a"}
    assert unknown_among(connection, ["b", "c"], 9 * DAY) == set()
