from dataclasses import replace

import pytest

from timeline_app.domain.edits import Change, Edit, add, revise
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Event,
    Hop,
    Project,
    RelationMember,
    Silence,
    SilenceActor,
)
from timeline_app.domain.review import FindingKind as Kind
from timeline_app.domain.review import answer_to, answered
from timeline_app.domain.vocabulary import (
    DatingOwner,
    HopStatus,
    Identification,
    Polarity,
    RelationKind,
)
from timeline_app.storage.findings import findings, pieces
from timeline_app.storage.store import Store

DAY = 86_400
AIRLIFT = Event("airlift", "Airlift", start_min=0)
AP, REUTERS = Actor("ap", "AP"), Actor("reuters", "Reuters")
OUTLET = Actor("tt", "Türkiye Today", identification=Identification.OUTLET_VOICE)


def claim(name, origin, *, day=None, days=1, said=None, status=HopStatus.STATED):
    """A claim supporting the airlift, dated to some days, relayed on a day."""
    records = [
        Claim(name, f"Claim {name}"),
        ClaimEvent(f"x{name}", name, "airlift"),
        Hop(f"h{name}", name, 0, origin, status=status),
    ]
    if day is not None:
        records.append(dating(DatingOwner.CLAIM, name, day, days))
    if said is not None:
        records.append(dating(DatingOwner.HOP, f"h{name}", said, 1))
    return records


def dating(owner, owner_id, day, days, **fields):
    bounds = {"start_min": day * DAY, "end_max": (day + days) * DAY - 1}
    return Dating(f"d{owner_id}", owner, owner_id, edtf=f"day {day}+{days}", **bounds, **fields)


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    store.apply(add("Add", AIRLIFT, AP, REUTERS, OUTLET))
    yield store
    store.close()


def found(store, kind):
    with store.reading() as connection:
        wanted = [piece for piece in pieces(connection) if piece.kind is kind]
        return [finding for piece in wanted for finding in findings(connection, piece)]


def put(store, *records):
    store.apply(add("Add", *records))


def test_datings_that_cannot_all_hold_are_found_on_their_event(store):
    put(store, *claim("a", "ap", day=1), *claim("b", "reuters", day=3))
    [finding] = found(store, Kind.DATING_CONFLICT)
    assert (finding.record_id, finding.others) == ("airlift", ("a", "b"))


def test_datings_that_overlap_are_no_conflict(store):
    put(store, *claim("a", "ap", day=1, days=3), *claim("b", "reuters", day=3))
    assert found(store, Kind.DATING_CONFLICT) == []


def test_claims_on_two_sides_are_found_on_their_relation(store):
    members = [RelationMember("m1", "r", "a", 1), RelationMember("m2", "r", "b", 2)]
    relation = ClaimRelation("r", RelationKind.CONTRADICTS)
    put(store, *claim("a", "ap"), *claim("b", "reuters"), relation, *members)
    [finding] = found(store, Kind.CONTRADICTION)
    assert (finding.record_kind, finding.others) == ("claim_relation", ("a", "b"))


def test_an_event_on_one_origin_is_found_though_two_outlets_tell_it(store):
    put(store, *claim("a", "ap"), *claim("b", "ap"), *claim("c", "tt"))
    [finding] = found(store, Kind.SINGLE_ORIGIN)
    assert (finding.record_id, finding.others) == ("airlift", ("ap",))


def test_an_event_on_two_origins_is_not(store):
    put(store, *claim("a", "ap"), *claim("b", "reuters"))
    assert found(store, Kind.SINGLE_ORIGIN) == []


def test_inferred_and_missing_origins_are_found_on_their_claims(store):
    put(store, *claim("a", "ap", status=HopStatus.INFERRED))
    put(store, *claim("b", "ap", status=HopStatus.UNSOURCED), Claim("c", "Nobody said it"))
    assert [f.record_id for f in found(store, Kind.INFERRED_HOP)] == ["a"]
    assert [f.record_id for f in found(store, Kind.UNSOURCED)] == ["b", "c"]


def test_precision_that_appeared_while_relayed_is_found_on_the_later_claim(store):
    put(store, *claim("early", "ap", day=10, days=7, said=20))
    put(store, *claim("late", "ap", day=12, days=1, said=22))
    [finding] = found(store, Kind.GAINED_PRECISION)
    assert (finding.record_id, finding.others) == ("late", ("early",))


def test_precision_that_was_lost_is_no_finding(store):
    put(store, *claim("early", "ap", day=12, days=1, said=20))
    put(store, *claim("late", "ap", day=10, days=7, said=22))
    assert found(store, Kind.GAINED_PRECISION) == []


def test_silences_undated_events_and_unconfirmed_datings_are_found(store):
    put(store, Silence("s", "the withdrawal"), SilenceActor("sa", "s", "ap"), Event("u", "Talks"))
    put(store, *claim("a", "ap", day=1))
    assert [f.others for f in found(store, Kind.SILENCE)] == [("ap",)]
    assert [f.record_id for f in found(store, Kind.UNDATED)] == ["u"]
    assert [f.record_id for f in found(store, Kind.UNCONFIRMED)] == ["a"]


def test_an_answer_holds_until_the_facts_change(store):
    put(store, *claim("a", "ap"))
    [finding] = found(store, Kind.SINGLE_ORIGIN)
    note = answered(finding, "Only AP was there.", "AK", "2026-02-01T10:00:00Z")
    store.apply(add("Answer", note))
    assert answer_to(finding, [note]) == note
    put(store, *claim("b", "ap"))
    [changed] = found(store, Kind.SINGLE_ORIGIN)
    assert changed.key == finding.key
    assert answer_to(changed, [note]) is None


def _changed(kind):
    """Return for a kind of finding some records, and one of them as it is changed."""
    unconfirmed = dating(DatingOwner.CLAIM, "a", 1, 1, wording="on Monday")
    relation = ClaimRelation("r", RelationKind.CONTRADICTS, "how")
    sides = RelationMember("m1", "r", "a", 1), RelationMember("m2", "r", "b", 2)
    two = (*claim("a", "ap", day=1, said=10), *claim("b", "reuters", day=5, said=11))
    later = (*claim("a", "ap", day=1, days=9, said=10), *claim("b", "ap", day=5, said=11))
    inferred = claim("a", "ap", status=HopStatus.INFERRED)
    hushed = (Silence("s", "it"), SilenceActor("sa", "s", "ap"))
    inverted = Dating("d", DatingOwner.CLAIM, "a", edtf="?", start_min=9, end_max=0)
    return {
        Kind.CONTRADICTION: ((*two, relation, *sides), replace(relation, about="why")),
        Kind.DATING_CONFLICT: (two, replace(two[-2], edtf="day 6+1")),
        Kind.INVERTED: ((*claim("a", "ap"), inverted), replace(inverted, start_max=20)),
        Kind.GAINED_PRECISION: (later, replace(later[-2], start_min=4 * DAY)),
        Kind.SINGLE_ORIGIN: (claim("a", "ap"), replace(claim("a", "ap")[2], actor_id="reuters")),
        Kind.UNSOURCED: ((Claim("a", "A"),), Claim("a", "B")),
        Kind.INFERRED_HOP: (inferred, replace(inferred[2], note="on the same day")),
        Kind.SILENCE: (hushed, Silence("s", "that")),
        Kind.UNDATED: ((Event("u", "Talks"),), Event("u", "Fights")),
        Kind.UNCONFIRMED: ((*claim("a", "ap"), unconfirmed), replace(unconfirmed, wording="soon")),
    }[kind]


@pytest.mark.parametrize("kind", Kind)
def test_an_answered_finding_of_any_kind_is_back_when_changed_and_answered_when_undone(store, kind):
    records, after = _changed(kind)
    put(store, *records)
    [finding] = found(store, kind)
    note = answered(finding, "Seen.", "AK", "2026-02-01T10:00:00Z")
    change = revise("Change", store.get(type(after), after.id), after)
    store.apply(change)
    [changed] = found(store, kind)
    assert answer_to(changed, [note]) is None
    store.apply(change.inverse())
    assert [answer_to(again, [note]) for again in found(store, kind)] == [note]


@pytest.mark.parametrize(
    "after",
    [
        Claim("a", "They did not", polarity=Polarity.NEGATIVE),
        Hop("ha", "a", 0, "reuters"),
    ],
)
def test_a_contradiction_is_back_when_a_side_says_something_else_or_is_another(store, after):
    put(store, *claim("a", "ap"), *claim("b", "reuters"), Actor("tass", "TASS"))
    put(store, ClaimRelation("r", RelationKind.CONTRADICTS), RelationMember("m1", "r", "a", 1))
    put(store, RelationMember("m2", "r", "b", 2))
    [before] = found(store, Kind.CONTRADICTION)
    store.apply(revise("Change", store.get(type(after), after.id), after))
    [changed] = found(store, Kind.CONTRADICTION)
    assert changed.facts != before.facts


def test_an_inferred_hop_is_back_when_another_stands_before_it(store):
    put(store, *claim("a", "ap"), Hop("via", "a", 1, "tt", status=HopStatus.INFERRED))
    [before] = found(store, Kind.INFERRED_HOP)
    store.apply(revise("Change", store.get(Hop, "ha"), Hop("ha", "a", 0, "reuters")))
    [changed] = found(store, Kind.INFERRED_HOP)
    assert (changed.key, changed.facts != before.facts) == (before.key, True)


def test_confirming_a_dating_ends_its_finding(store):
    put(store, *claim("a", "ap", day=1))
    before = store.get(Dating, "da")
    after = Dating(**{**{f: getattr(before, f) for f in before.__slots__}, "confirmed": True})
    store.apply(Edit("Confirm", (Change(before, after),)))
    assert found(store, Kind.UNCONFIRMED) == []
    store.apply(revise("Doubt", after, before))
    assert len(found(store, Kind.UNCONFIRMED)) == 1
