"""Removing records with everything that hangs on them."""

import pytest

from timeline_app.domain.edits import add
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ActorName,
    Assessment,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimRelation,
    Dating,
    Event,
    Hop,
    Passage,
    Project,
    RelationMember,
    Source,
    kind_of,
)
from timeline_app.domain.removing import CannotRemoveError, removal
from timeline_app.domain.vocabulary import (
    AnchorKind,
    AssessedKind,
    DatingOwner,
    RelationKind,
)
from timeline_app.storage.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "p.sqlite", Project("p", "Project")) as made:
        made.apply(add("Story", *STORY))
        yield made


STORY = (
    Actor("guard", "A guard"),
    Actor("agency", "Agency", affiliation_id="guard"),
    Actor("idle", "Nobody in particular"),
    ActorName("idle-name", "idle", "لا أحد"),
    Source("report", "Report", outlet_id="agency"),
    Source("photo", "Photo", part_of_id="report"),
    Event("airlift", "Airlift"),
    Event("flight", "First flight", parent_id="airlift"),
    Claim("seen", "Crates were seen leaving"),
    Claim("denied", "Nothing left"),
    ClaimEvent("seen-airlift", "seen", "airlift"),
    ClaimEvent("denied-airlift", "denied", "airlift"),
    Hop("seen-0", "seen", 0, "guard"),
    Hop("seen-1", "seen", 1, "agency", source_id="report"),
    Hop("denied-0", "denied", 0, "agency", source_id="report"),
    Passage("line", "report"),
    ClaimPassage("seen-line", "seen", "line"),
    ClaimRelation("clash", RelationKind.CONTRADICTS),
    RelationMember("clash-1", "clash", "seen", 1),
    RelationMember("clash-2", "clash", "denied", 2),
    Assessment("grade", AssessedKind.CLAIM, "seen"),
    Dating("seen-when", DatingOwner.CLAIM, "seen", "five days ago", anchor_kind=AnchorKind.SAID,
           anchor_id="seen-0", anchor="2026-01-27"),
    Dating("seen-or", DatingOwner.CLAIM, "seen", alternative_of="seen-when"),
    Dating("seen-said", DatingOwner.HOP, "seen-0", "Tuesday"),
    Dating("denied-when", DatingOwner.CLAIM, "denied", "that day", anchor_kind=AnchorKind.SAID,
           anchor_id="seen-0", anchor="2026-01-27"),
    Dating("flight-when", DatingOwner.EVENT, "flight", "after the airlift",
           anchor_kind=AnchorKind.EVENT, anchor_id="airlift"),
)  # fmt: skip


def rows(store):
    return {kind: {r.id: r for r in store.all(record)} for kind, record in KINDS.items()}


def gone(edit):
    return {change.id for change in edit.changes if change.after is None}


def test_a_claim_takes_its_chain_links_datings_and_grades_along(store):
    edit = removal(store, "Delete claim", "claim", ["seen"])
    assert gone(edit) >= {
        "seen", "seen-airlift", "seen-0", "seen-1", "seen-line", "grade", "seen-when", "seen-or",
        "seen-said",
    }  # fmt: skip


def test_a_relation_with_one_claim_left_goes_too(store):
    assert {"clash", "clash-1", "clash-2"} <= gone(removal(store, "x", "claim", ["seen"]))


def test_what_was_counted_from_a_removed_saying_keeps_the_day(store):
    store.apply(removal(store, "x", "claim", ["seen"]))
    dating = store.get(Dating, "denied-when")
    assert (dating.anchor_id, dating.anchor_kind, dating.anchor) == (
        None, AnchorKind.FIXED, "2026-01-27",
    )  # fmt: skip


def test_what_merely_points_at_an_event_lets_go_of_it(store):
    store.apply(removal(store, "x", "event", ["airlift"]))
    assert store.get(Event, "flight").parent_id is None
    assert store.get(Dating, "flight-when").anchor_id is None
    assert store.get(Claim, "seen") is not None
    assert store.where(ClaimEvent, event_id="airlift") == []


def test_somebody_who_speaks_stays_and_a_sentence_says_so(store):
    with pytest.raises(CannotRemoveError, match="“Agency” speaks in the chain of 2 claims"):
        removal(store, "x", "actor", ["agency"])


def test_somebody_who_never_spoke_goes_with_every_name(store):
    store.apply(removal(store, "x", "actor", ["idle"]))
    assert store.where(ActorName, actor_id="idle") == []


def test_a_source_leaves_the_steps_that_cited_it_in_place(store):
    store.apply(removal(store, "x", "source", ["report"]))
    assert store.get(Hop, "seen-1").source_id is None
    assert store.get(Source, "photo").part_of_id is None
    assert store.all(Passage) == []


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("claim", ["seen"]),
        ("claim", ["seen", "denied"]),
        ("event", ["airlift", "flight"]),
        ("source", ["report", "photo"]),
        ("actor", ["idle"]),
    ],
)
def test_one_undo_brings_everything_back(store, kind, ids):
    before = rows(store)
    store.apply(removal(store, "x", kind, ids))
    assert rows(store) != before
    store.undo()
    assert rows(store) == before


def test_nothing_left_points_at_what_is_gone(store):
    for kind, ids in (("claim", ["seen"]), ("event", ["airlift"]), ("source", ["report"])):
        edit = removal(store, "x", kind, ids)
        store.apply(edit)
        left = [r for records in rows(store).values() for r in records.values()]
        for record in left:
            fields = {getattr(record, f) for f in record.__dataclass_fields__ if f.endswith("_id")}
            assert not fields & gone(edit), kind_of(record)
        store.undo()


def test_removing_what_is_gone_already_changes_nothing(store):
    assert removal(store, "x", "claim", ["never was"]).changes == ()
