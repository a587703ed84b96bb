from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.conftest import dump, story
from timeline_app.domain.edits import Change, Edit, add, remove, revise
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    Event,
    Hop,
    Project,
    Snapshot,
    Source,
    Track,
    new_id,
)
from timeline_app.domain.vocabulary import EditKind, EventKind
from timeline_app.storage.errors import Conflict, StoreError, Trouble
from timeline_app.storage.log import entry_hash
from timeline_app.storage.rows import from_json, shape, to_json
from timeline_app.storage.store import Store


def test_a_new_project_holds_its_own_record(store: Store) -> None:
    assert [project.title for project in store.all(Project)] == ["Withdrawal"]


def test_what_was_added_is_read_back_whole(store: Store) -> None:
    records = story()
    store.apply(add("Add the story", *records))
    assert [store.get(type(record), record.id) for record in records] == records


def test_records_may_be_added_before_those_they_point_at(store: Store) -> None:
    records = story()
    store.apply(add("Add the story", *reversed(records)))
    assert store.count(Hop) == 2


def test_hops_come_origin_first(store: Store) -> None:
    records = story()
    store.apply(add("Add the story", *records))
    claim = next(record for record in records if isinstance(record, Claim))
    assert [hop.position for hop in store.where(Hop, claim_id=claim.id)] == [0, 1]


def test_none_finds_what_has_none(store: Store) -> None:
    lane = Track(new_id(), "Diplomacy")
    on, off = Event(new_id(), "Talks", track_id=lane.id), Event(new_id(), "Rumour")
    store.apply(add("Add events", lane, on, off))
    assert store.where(Event, track_id=None) == [off]


def test_many_are_found_in_one_go_and_the_missing_left_out(store: Store) -> None:
    tracks = [Track(new_id(), f"Lane {number}") for number in range(2000)]
    store.apply(add("Add lanes", *tracks))
    found = store.many(Track, [*(track.id for track in tracks), new_id()])
    assert found == {track.id: track for track in tracks}


def test_columns_line_up_with_the_records(store: Store) -> None:
    events = [Event(new_id(), f"Day {n}", start_min=n, start_max=n) for n in range(5)]
    store.apply(add("Add events", *events))
    ids, starts = store.columns(Event, "id", "start_min")
    assert (ids, starts) == ([e.id for e in events], [0, 1, 2, 3, 4])


def test_columns_of_an_empty_table_are_empty_lists(store: Store) -> None:
    assert store.columns(Event, "id", "title") == [[], []]


@pytest.mark.parametrize("seconds", [-(2**63), 2**63 - 1, -435_485_000_000_000_000])
def test_the_oldest_and_the_farthest_second_fit(store: Store, seconds: int) -> None:
    event = Event(new_id(), "Far away", start_min=seconds)
    store.apply(add("Add event", event))
    assert store.get(Event, event.id) == event


@pytest.mark.parametrize("field", ["title", "note"])
@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_no_file_can_keep_is_refused_with_a_sentence(
    store: Store, field: str, text: str
) -> None:
    event = replace(Event(new_id(), "x"), **{field: text})
    with pytest.raises(StoreError) as failure:
        store.apply(add("Add event", event))
    assert failure.value.trouble == Trouble.VALUE
    assert store.history() == []


def test_a_number_that_is_too_large_is_refused_with_a_sentence(store: Store) -> None:
    with pytest.raises(StoreError) as failure:
        store.apply(add("Add event", Event(new_id(), "x", start_min=2**63)))
    assert failure.value.trouble == Trouble.VALUE


# Edits that do not fit


def test_an_edit_that_finds_another_value_is_a_conflict_and_writes_nothing(store: Store) -> None:
    event = Event(new_id(), "Talks")
    store.apply(add("Add event", event))
    stale = replace(event, note="never stored")
    with pytest.raises(Conflict):
        store.apply(
            Edit(
                "Two",
                (Change(None, Event(new_id(), "New")), Change(stale, replace(stale, title="T"))),
            )
        )
    assert store.all(Event) == [event]
    assert len(store.history()) == 1


@pytest.mark.parametrize(
    "how", ["add twice", "remove what is not there", "change what is not there"]
)
def test_an_edit_against_the_state_of_the_file_is_a_conflict(store: Store, how: str) -> None:
    event = Event(new_id(), "Talks")
    if how == "add twice":
        store.apply(add("Add", event))
    edit = {
        "add twice": add("Add", event),
        "remove what is not there": remove("Remove", [event]),
        "change what is not there": revise("Change", event, replace(event, title="x")),
    }[how]
    with pytest.raises(Conflict):
        store.apply(edit)


def test_removing_what_others_point_at_is_a_conflict(store: Store) -> None:
    records = story()
    store.apply(add("Add the story", *records))
    actor = next(record for record in records if isinstance(record, Actor))
    with pytest.raises(Conflict):
        store.apply(remove("Remove actor", [actor]))
    assert store.get(Actor, actor.id) == actor


def test_an_edit_without_changes_leaves_no_trace(store: Store) -> None:
    store.apply(Edit("Nothing", ()))
    assert store.history() == []


# Undo, redo, history


def test_undo_gives_back_what_it_wrote(store: Store) -> None:
    edit = add("Add event", Event(new_id(), "Talks"))
    store.apply(edit)
    assert store.undo() == edit.inverse()
    assert store.redo() == edit
    assert store.redo() is None


def test_undo_and_redo_are_there_again_after_reopening(store: Store) -> None:
    first, second = Event(new_id(), "First"), Event(new_id(), "Second")
    store.apply(add("Add first", first))
    store.apply(add("Add second", second))
    store.undo()
    store.close()
    with Store.open(store.path) as again:
        assert (again.undo_label, again.redo_label) == ("Add first", "Add second")
        again.redo()
        again.undo()
        again.undo()
        assert again.all(Event) == []
        assert (again.undo_label, again.redo_label) == (None, "Add first")


def test_a_new_edit_ends_redoing(store: Store) -> None:
    store.apply(add("Add first", Event(new_id(), "First")))
    store.undo()
    store.apply(add("Add second", Event(new_id(), "Second")))
    assert (store.redo_label, store.redo()) == (None, None)
    assert store.undo_label == "Add second"


def test_nothing_before_an_import_can_be_undone(store: Store) -> None:
    store.apply(add("Add first", Event(new_id(), "First")))
    store.write_records(Event, (Event(new_id(), f"Event {n}") for n in range(100)))
    assert (store.count(Event), store.undo_label) == (101, None)
    store.close()
    with Store.open(store.path) as again:
        assert again.undo_label is None


def test_history_tells_who_did_what_newest_first(store: Store) -> None:
    event = Event(new_id(), "Talks")
    store.apply(add("Add event", event), author="NK")
    store.apply(revise("Rename event", event, replace(event, title="Talks fail")), author="OB")
    store.undo(author="NK")
    told = [(one.label, one.author, one.kind, one.size) for one in store.history()]
    assert told == [
        ("Rename event", "NK", EditKind.UNDO, 1),
        ("Rename event", "OB", EditKind.DO, 1),
        ("Add event", "NK", EditKind.DO, 1),
    ]
    assert [one.number for one in store.history(1, before=3)] == [2]
    assert store.changes_of(1) == (Change(None, event),)


def test_history_of_one_record_leaves_the_others_out(store: Store) -> None:
    talks, rumour = Event(new_id(), "Talks"), Event(new_id(), "Rumour")
    store.apply(add("Add talks", talks))
    store.apply(add("Add rumour", rumour))
    assert [one.label for one in store.history_of(Event, talks.id)] == ["Add talks"]


def test_every_edit_is_chained_to_the_one_before(store: Store) -> None:
    for number in range(3):
        store.apply(add(f"Add {number}", Event(new_id(), str(number))))
    previous = ""
    for one in reversed(store.history()):
        start = (one.number, one.id, one.kind, one.of_id, one.label, one.author, one.made_at)
        changes = [
            (change.kind, change.id, to_json(change.before), to_json(change.after))
            for change in store.changes_of(one.number)
        ]
        assert one.previous_hash == previous
        previous = entry_hash((*start, one.digest, previous), changes)
        assert one.hash == previous
    assert store.head_hash == previous


def test_an_attachment_survives_undo_and_redo(store: Store) -> None:
    source = Source(new_id(), "Photo")
    snapshot = Snapshot(new_id(), source.id, "0" * 64, 4, "image/png", content=b"\x89P\0\xff")
    store.apply(add("Add photo", source, snapshot))
    store.undo()
    store.redo()
    assert store.get(Snapshot, snapshot.id) == snapshot


# Copies


def test_a_copy_has_everything_and_leaves_nothing_beside_it(store: Store, tmp_path: Path) -> None:
    store.apply(add("Add the story", *story()))
    target = tmp_path / "elsewhere" / "copy.sqlite"
    target.parent.mkdir()
    store.copy_to(target)
    assert dump(target, log=True) == dump(store.path, log=True)
    assert list(target.parent.iterdir()) == [target]
    Store.open(target).close()


def test_a_copy_can_be_saved_after_the_file_was_deleted(store: Store, tmp_path: Path) -> None:
    store.apply(add("Add the story", *story()))
    before = dump(store.path)
    store.path.unlink()
    store.copy_to(tmp_path / "rescued.sqlite")
    assert dump(tmp_path / "rescued.sqlite") == before


@pytest.mark.parametrize("beside", ["-journal", "-wal", ".lock"])
def test_a_copy_is_not_laid_beside_a_journal_or_a_lock(
    store: Store, tmp_path: Path, beside: str
) -> None:
    target = tmp_path / "copy.sqlite"
    target.with_name(target.name + beside).write_bytes(b"x")
    with pytest.raises(StoreError, match="choose another name"):
        store.copy_to(target)
    assert not target.exists()


def test_a_copy_never_replaces_the_project_itself(store: Store, tmp_path: Path) -> None:
    (tmp_path / "link.sqlite").symlink_to(store.path)
    for target in (store.path, tmp_path / "link.sqlite"):
        with pytest.raises(StoreError, match="itself"):
            store.copy_to(target)


# Laws


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_survives_json(kind: str) -> None:
    required = [c for c in shape(kind).columns if not c.optional]
    values = {
        c.name: next(iter(c.type), None) if hasattr(c.type, "__members__") else c.type()
        for c in required
    }
    record = KINDS[kind](**values)
    assert from_json(kind, to_json(record)) == record


text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
edits = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "remove", "undo", "redo", "reopen"]),
        st.integers(0, 9),
        text,
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(edits)
def test_undoing_everything_and_redoing_it_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("history") / "p.sqlite"
    store = Store.create(path, Project(new_id(), "x"))
    empty = dump(path)
    for what, which, words in steps:
        store = _step(store, what, which, words)
    full = dump(path)
    while store.undo() is not None:
        pass
    assert dump(path) == empty
    while store.redo() is not None:
        pass
    if not any(what == "undo" for what, *_ in steps):
        assert dump(path) == full
    store.close()


def _step(store: Store, what: str, which: int, words: str) -> Store:
    events = store.all(Event)
    chosen = events[which % len(events)] if events else None
    match what:
        case "add":
            store.apply(add("Add", Event(new_id(), words, EventKind.STATE)))
        case "change" if chosen is not None:
            store.apply(revise("Change", chosen, replace(chosen, note=words, uncertain=True)))
        case "remove" if chosen is not None:
            store.apply(remove("Remove", [chosen]))
        case "undo":
            store.undo()
        case "redo":
            store.redo()
        case "reopen":
            store.close()
            return Store.open(store.path)
    return store
