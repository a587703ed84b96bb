from dataclasses import replace

import pytest

from tests.storage.conftest import story
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Claim, ClaimEvent, Event, new_id
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.reverting import reversal
from timeline_app.storage.store import Store


@pytest.fixture
def event(store: Store) -> Event:
    event = Event(new_id(), "Talks")
    store.apply(add("Add talks", event))
    return event


def test_an_earlier_edit_is_taken_back_and_later_ones_stay(store: Store, event: Event) -> None:
    renamed = replace(event, title="Talks fail")
    store.apply(revise("Rename", event, renamed))
    store.apply(revise("Note", renamed, replace(renamed, note="kept")))
    edit = reversal(store, 2)
    assert edit.label == "Revert “Rename”"
    store.apply(edit)
    assert store.get(Event, event.id) == replace(event, note="kept")
    store.undo()
    assert store.get(Event, event.id) == replace(renamed, note="kept")


def test_what_was_changed_again_is_not_taken_back_silently(store: Store, event: Event) -> None:
    renamed = replace(event, title="Talks fail")
    store.apply(revise("Rename", event, renamed))
    store.apply(revise("Rename", renamed, replace(renamed, title="Talks go on")))
    with pytest.raises(StoreError, match="an event in it was changed again") as failure:
        reversal(store, 2)
    assert failure.value.trouble == Trouble.CHANGED


def test_what_others_point_at_now_is_not_taken_back(store: Store, event: Event) -> None:
    records = story()
    store.apply(add("Add story", *records))
    claim = next(record for record in records if isinstance(record, Claim))
    store.apply(add("Link", ClaimEvent(new_id(), claim.id, event.id)))
    with pytest.raises(StoreError, match="claim event now points at an event"):
        reversal(store, 1)
    store.apply(reversal(store, 3))
    store.apply(reversal(store, 1))
    assert store.get(Event, event.id) is None


def test_a_revert_can_be_reverted(store: Store, event: Event) -> None:
    store.apply(reversal(store, 1))
    store.apply(reversal(store, 2))
    assert store.all(Event) == [event]
