"""A long edit that is stopped on the way changes nothing, wherever that is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.conftest import dump
from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, Track, new_id
from timeline_app.storage.store import Store


class StoppedError(Exception):
    pass


def stopping_at(number: int) -> Callable[[int, int, str], None]:
    """A report that goes on so many times."""
    left = iter(range(number))

    def report(_done: int, _total: int, _doing: str) -> None:
        if next(left, None) is None:
            raise StoppedError

    return report


def test_an_edit_stopped_anywhere_leaves_the_file_as_it_was(store: Store, path: Path) -> None:
    before, edit = dump(path, log=True), add("Many", *(Claim(new_id(), "x") for _ in range(1500)))
    done, stopped = False, 0
    while not done:
        try:
            store.apply(edit, report=stopping_at(stopped))
            done = True
        except StoppedError:
            stopped += 1
            assert dump(path, log=True) == before
            assert store.undo_label is None
    assert stopped > 3 * 1500 // 200  # before the file is written, and while it is
    assert store.count(Claim) == 1500
    assert store.undo_label == "Many"


def test_a_stopped_edit_does_not_stop_the_next(store: Store) -> None:
    edit = add("Many", *(Claim(new_id(), "x") for _ in range(1500)))
    with pytest.raises(StoppedError):
        store.apply(edit, report=stopping_at(3))
    store.apply(add("One", Track(new_id(), "Diplomacy")))
    assert store.undo_label == "One"
    assert store.count(Claim) == 0
