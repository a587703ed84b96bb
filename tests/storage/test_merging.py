import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.conftest import dump, story
from timeline_app.domain.edits import Change, Edit, add, remove, revise
from timeline_app.domain.merging import Side
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Assessment,
    Claim,
    ClaimEvent,
    Dating,
    Event,
    Hop,
    Project,
    Record,
    Track,
    new_id,
)
from timeline_app.domain.references import POINTS, UNIQUE, Key, key_of
from timeline_app.domain.vocabulary import AssessedKind, DatingOwner, Reliability
from timeline_app.storage.checking import check_file
from timeline_app.storage.merging import Comparison, compare, merge
from timeline_app.storage.reading import Reader
from timeline_app.storage.rows import shape
from timeline_app.storage.store import Store

Records = dict[Key, Record]


def copy_of(store: Store, name: str) -> Store:
    target = store.path.with_name(name)
    store.copy_to(target)
    return Store.open(target)


def everything(reader: Reader) -> Records:
    return {key_of(r): r for kind in KINDS.values() for r in reader.all(kind)}


@pytest.fixture
def event() -> Event:
    return Event(new_id(), "Talks")


@pytest.fixture
def pair(store: Store, event: Event):
    """Two copies of one project, each open."""
    store.apply(add("Add", event, *story()))
    with copy_of(store, "theirs.sqlite") as theirs:
        yield store, theirs


def test_the_foreign_keys_of_the_file_are_those_the_merge_knows(store: Store) -> None:
    with store.reading() as conn:
        for kind in KINDS:
            keys = conn.execute(f"PRAGMA foreign_key_list({kind})").fetchall()
            assert {row[3]: row[2] for row in keys} == POINTS.get(kind, {})
            indexes = conn.execute(f"PRAGMA index_list({kind})").fetchall()
            unique = [
                tuple(row[2] for row in conn.execute(f"PRAGMA index_info({name})"))
                for _, name, _, origin, _ in indexes
                if origin == "u"
            ]
            assert unique == ([UNIQUE[kind]] if kind in UNIQUE else [])


def test_what_only_they_changed_comes_in(pair, event: Event) -> None:
    mine, theirs = pair
    theirs.apply(revise("Rename", event, replace(event, title="Talks fail")), "OB")
    added = Event(new_id(), "New")
    theirs.apply(add("Add", added), "OB")
    found = compare(mine, theirs)
    assert (found.related, found.shared_edits, found.plan.clashes) == (True, 1, ())
    merge(mine, found)
    assert everything(mine) == everything(theirs)
    assert mine.undo_label.startswith("Merge another copy")  # type: ignore[union-attr]
    mine.undo()
    assert mine.get(Event, event.id) == event


def test_fields_that_each_changed_come_together(pair, event: Event) -> None:
    mine, theirs = pair
    mine.apply(revise("Note", event, replace(event, note="mine")))
    theirs.apply(revise("Rename", event, replace(event, title="theirs")))
    merge(mine, compare(mine, theirs))
    assert mine.get(Event, event.id) == replace(event, title="theirs", note="mine")


def test_a_clash_names_both_authors_and_takes_the_choice(pair, event: Event) -> None:
    mine, theirs = pair
    mine.apply(revise("Rename", event, replace(event, title="A")), "NK")
    theirs.apply(revise("Rename", event, replace(event, title="B")), "OB")
    found = compare(mine, theirs)
    (clash,) = found.plan.clashes
    assert (clash.fields, clash.mine_touch.author, clash.theirs_touch.author) == (
        ("title",),
        "NK",
        "OB",
    )
    assert clash.base == event
    merge(mine, found, {clash.key: Side.THEIRS})
    assert mine.get(Event, event.id) == replace(event, title="B")


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
def test_a_choice_stands_when_the_same_copy_is_merged_again(pair, event: Event, side: Side) -> None:
    mine, theirs = pair
    mine.apply(revise("Rename", event, replace(event, title="A")))
    theirs.apply(revise("Rename", event, replace(event, title="B")))
    theirs.apply(add("Add", Event(new_id(), "New")))
    merge(mine, compare(mine, theirs), {("event", event.id): side})
    before = everything(mine)
    again = compare(mine, theirs)
    assert (again.plan.clashes, again.plan.outcome) == ((), {})
    merge(mine, again)
    assert everything(mine) == before


def test_both_datings_stay_as_differing_judgements(pair, event: Event) -> None:
    mine, theirs = pair
    dating = Dating(new_id(), DatingOwner.EVENT, event.id, "on Friday", edtf="2026-01-23")
    for store in pair:
        store.apply(add("Date", dating))
    mine.apply(revise("Date", dating, replace(dating, edtf="2026-01-16")))
    theirs.apply(revise("Date", dating, replace(dating, edtf="2026-01-30")))
    merge(mine, compare(mine, theirs))
    kept = mine.where(Dating, owner_id=event.id)
    assert {one.edtf for one in kept} == {"2026-01-16", "2026-01-30"}
    assert [one.alternative_of for one in kept] == [None, dating.id]


def test_both_assessments_stay(pair) -> None:
    mine, theirs = pair
    (actor, *_) = mine.all(Actor)
    for store, grade in ((mine, Reliability.A), (theirs, Reliability.D)):
        store.apply(add("Assess", Assessment(new_id(), AssessedKind.ACTOR, actor.id, grade)))
    merge(mine, compare(mine, theirs))
    assert {one.reliability for one in mine.all(Assessment)} == {Reliability.A, Reliability.D}


def test_a_changed_record_is_not_removed_unless_somebody_says_so(pair, event: Event) -> None:
    mine, theirs = pair
    mine.apply(remove("Remove", [event]))
    theirs.apply(revise("Rename", event, replace(event, title="B")))
    found = compare(mine, theirs)
    merge(mine, found)
    assert mine.get(Event, event.id) == replace(event, title="B")
    mine.undo()
    merge(mine, compare(mine, theirs), {("event", event.id): Side.MINE})
    assert mine.get(Event, event.id) is None


def test_what_was_removed_here_and_unchanged_there_stays_removed(pair, event: Event) -> None:
    mine, theirs = pair
    mine.apply(remove("Remove", [event]))
    merge(mine, compare(mine, theirs))
    assert mine.get(Event, event.id) is None


def test_what_one_removed_and_the_other_came_to_need_is_brought_back(pair, event: Event) -> None:
    mine, theirs = pair
    (claim,) = mine.all(Claim)
    mine.apply(remove("Remove", [event]))
    theirs.apply(add("Link", ClaimEvent(new_id(), claim.id, event.id)))
    _, notes = merge(mine, compare(mine, theirs))
    assert mine.get(Event, event.id) == event
    assert "stays" in notes[0]


def test_the_same_link_made_on_both_sides_is_one(pair, event: Event) -> None:
    mine, theirs = pair
    (claim,) = mine.all(Claim)
    for store in pair:
        store.apply(add("Link", ClaimEvent(new_id(), claim.id, event.id)))
    merge(mine, compare(mine, theirs))
    assert len(mine.where(ClaimEvent, event_id=event.id)) == 1


def test_events_that_each_put_into_the_other_do_not_contain_themselves(pair, event: Event) -> None:
    mine, theirs = pair
    (other,) = (one for one in mine.all(Event) if one != event)
    mine.apply(revise("Nest", event, replace(event, parent_id=other.id)))
    theirs.apply(revise("Nest", other, replace(other, parent_id=event.id)))
    _, notes = merge(mine, compare(mine, theirs))
    parents = [one.parent_id for one in mine.all(Event) if one.id in {event.id, other.id}]
    assert sorted(parents, key=str).count(None) == 1
    assert "contain itself" in notes[0]


def test_hops_put_in_the_same_place_get_places_of_their_own(pair) -> None:
    mine, theirs = pair
    (claim,) = mine.all(Claim)
    for store in pair:
        actor = Actor(new_id(), store.path.name)
        store.apply(add("Relay", actor, Hop(new_id(), claim.id, 2, actor.id)))
    merge(mine, compare(mine, theirs))
    assert [hop.position for hop in mine.where(Hop, claim_id=claim.id)] == [0, 1, 2, 3]


def test_records_that_came_past_the_log_come_in(pair) -> None:
    mine, theirs = pair
    tracks = [Track(new_id(), f"Lane {n}") for n in range(5)]
    theirs.write_records(Track, tracks)
    merge(mine, compare(mine, theirs))
    assert mine.all(Track) == sorted(tracks, key=lambda one: one.id)


def test_unrelated_projects_come_together_without_a_second_project_record(
    store: Store, tmp_path: Path
) -> None:
    store.apply(add("Add", *story()))
    with Store.create(tmp_path / "other.sqlite", Project(new_id(), "Another")) as other:
        other.apply(add("Add", *story()))
        found = compare(store, other)
        assert not found.related
        merge(store, found)
        assert store.count(Claim) == 2
        assert [project.title for project in store.all(Project)] == ["Withdrawal"]
        again = compare(store, other)
        assert again.plan.outcome == {}


def test_same_names_of_unrelated_projects_are_one_when_confirmed(
    store: Store, tmp_path: Path
) -> None:
    mine, theirs = story(), story()
    store.apply(add("Add", *mine))
    with Store.create(tmp_path / "other.sqlite", Project(new_id(), "Another")) as other:
        other.apply(add("Add", *theirs))
        found = compare(store, other)
        assert {match.kind for match in found.matches} == {"actor"}
        merge(store, compare(store, other, confirmed=found.matches))
    assert {actor.name for actor in store.all(Actor)} == {"An official", "Agency"}
    assert store.count(Actor) == 2
    assert store.count(Hop) == 4


def test_copies_that_merge_each_other_in_turn_agree(pair, event: Event) -> None:
    mine, theirs = pair
    for turn in range(3):
        now = mine.get(Event, event.id)
        assert now is not None
        mine.apply(revise("Note", now, replace(now, note=f"turn {turn}")))
        theirs.apply(add("Add", Event(new_id(), f"turn {turn}")))
        merge(mine, compare(mine, theirs))
        merge(theirs, compare(theirs, mine))
        assert everything(mine) == everything(theirs)


# Against an oracle that knows nothing of how the merge works


def _edited(store: Store, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 6)):
        change = chance.choice(CHANGES)(store, chance)
        if change is not None:
            store.apply(Edit("Edit", (change,)))
    if chance.random() < 0.2:
        store.undo()


def _retitled(store: Store, chance: random.Random) -> Change:
    event = chance.choice(store.all(Event))
    return Change(event, replace(event, title=chance.choice("abcdef")))


def _noted(store: Store, chance: random.Random) -> Change:
    event = chance.choice(store.all(Event))
    return Change(event, replace(event, note=chance.choice("abc"), uncertain=not event.uncertain))


def _reworded(store: Store, chance: random.Random) -> Change:
    claim = chance.choice(store.all(Claim))
    return Change(claim, replace(claim, text=chance.choice("abcdef")))


def _recued(store: Store, chance: random.Random) -> Change:
    hop = chance.choice(store.all(Hop))
    return Change(hop, replace(hop, cue=chance.choice("abcdef")))


def _redated(store: Store, chance: random.Random) -> Change:
    dating = chance.choice(store.all(Dating))
    return Change(dating, replace(dating, wording=chance.choice("abcdef")))


def _added(store: Store, chance: random.Random) -> Change:
    return Change(None, Event(new_id(), "new"))


def _unlinked(store: Store, chance: random.Random) -> Change | None:
    links = store.all(ClaimEvent)
    return Change(chance.choice(links), None) if links else None


def _linked(store: Store, chance: random.Random) -> Change | None:
    event, claim = chance.choice(store.all(Event)), chance.choice(store.all(Claim))
    there = store.where(ClaimEvent, claim_id=claim.id, event_id=event.id)
    return None if there else Change(None, ClaimEvent(new_id(), claim.id, event.id))


def _removed(store: Store, chance: random.Random) -> Change | None:
    free = [e for e in store.all(Event)[1:] if not store.where(ClaimEvent, event_id=e.id)]
    return Change(chance.choice(free), None) if free else None


CHANGES = [
    *(_retitled, _noted, _reworded, _recued, _redated),
    *(_added, _unlinked, _linked, _removed),
]


def _oracle(
    sides: tuple[Records, ...], found: Comparison, merged: Records, notes: tuple[str, ...]
) -> None:
    """Hold each column of a merge against what three plain tables say."""
    clashes = {clash.key: clash for clash in found.plan.clashes}
    mentioned = " ".join(notes)
    for key in {key for side in sides for key in side}:
        b, m, t, r = (side.get(key) for side in (*sides, merged))
        if key in clashes or key[1] in mentioned:
            continue
        if m is None or t is None or b is None:
            assert r == (m if t == b else t), key
            continue
        assert r is not None
        for name in shape(key[0]).names:
            values = [getattr(one, name) for one in (b, m, t)]
            expected = values[2] if values[0] == values[1] else values[1]
            assert values[0] in values[1:] or values[1] == values[2], (key, name)
            assert getattr(r, name) == expected, (key, name)


@pytest.mark.parametrize(
    "pairs", [pytest.param(100, id="100"), pytest.param(1000, id="1000", marks=pytest.mark.heavy)]
)
def test_random_merges_agree_with_an_oracle_in_both_orders(store: Store, pairs: int) -> None:
    store.apply(add("Add", *story(), *story(), *(Event(new_id(), "x") for _ in range(6))))
    events = store.all(Event)
    store.apply(
        add("Date", *(Dating(new_id(), DatingOwner.CLAIM, c.id, "w") for c in store.all(Claim)))
    )
    assert events
    base = everything(store)
    chance = random.Random(3)
    for number in range(pairs):
        with (
            copy_of(store, f"a{number}.sqlite") as mine,
            copy_of(store, f"b{number}.sqlite") as theirs,
        ):
            _edited(mine, chance)
            _edited(theirs, chance)
            before = everything(mine), everything(theirs)
            one, other = compare(mine, theirs), compare(theirs, mine)
            _, notes = merge(mine, one)
            _oracle((base, *before), one, everything(mine), notes)
            merge(theirs, other)
            assert everything(mine) == everything(theirs), number
            twice = compare(mine, theirs)
            assert (twice.plan.outcome, twice.plan.clashes) == ({}, ()), number
        assert check_file(mine.path).faults == ()
        for path in (mine.path, theirs.path):
            path.unlink()


def test_a_merge_leaves_a_sound_file(pair, event: Event) -> None:
    mine, theirs = pair
    theirs.apply(revise("Rename", event, replace(event, title="B")))
    merge(mine, compare(mine, theirs))
    mine.close()
    assert check_file(mine.path, deep=True).sound
    with closing(sqlite3.connect(mine.path)) as conn:
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert dump(mine.path)["event"] == dump(theirs.path)["event"]
