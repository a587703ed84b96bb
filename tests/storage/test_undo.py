"""Random histories are undone and redone step by step, and are the same after reopening."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.conftest import dump
from timeline_app.domain.edits import Edit, add, remove, revise
from timeline_app.domain.records import Event, Project, new_id
from timeline_app.storage.checking import check_file
from timeline_app.storage.store import Store

WORDS = ("", "left", "a'b\"c", "فرهاد", "Çıkış", "x" * 3000)


class History:
    """A store beside the oracle: every state there was, and where among them the store stands."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.store = store
        self.chance = chance
        self.states = [self.found()]
        self.at = 0

    def found(self) -> list[Event]:
        return self.store.all(Event)  # in the order they were entered

    def step(self) -> None:
        what = self.chance.choice(("do", "do", "do", "undo", "redo"))
        if what == "do":
            self.store.apply(self._edit())
            del self.states[self.at + 1 :]
            self.states.append(self.found())
            self.at += 1
        else:
            self.move(what)

    def move(self, what: str) -> bool:
        """Undo or redo; tell whether there was anything to do, as the oracle says."""
        step = -1 if what == "undo" else 1
        can = 0 <= self.at + step < len(self.states)
        done = self.store.undo() if what == "undo" else self.store.redo()
        assert (done is not None) == can
        self.at += step if can else 0
        assert self.found() == self.states[self.at]
        return can

    def _edit(self) -> Edit:
        events = self.store.all(Event)
        chosen = self.chance.sample(events, min(len(events), self.chance.randrange(3)))
        words = self.chance.choice(WORDS)
        if not chosen:
            fresh = (Event(new_id(), words) for _ in range(self.chance.randrange(1, 4)))
            return add("Add", *fresh)
        if self.chance.random() < 0.4:
            return remove("Remove", chosen)
        return revise("Change", chosen[0], replace(chosen[0], note=words + new_id()))


IN_ONE = 10
"""Histories in one file, each on top of the one before."""


@pytest.mark.parametrize(
    "histories",
    [pytest.param(100, id="100"), pytest.param(2000, id="2000", marks=pytest.mark.heavy)],
)
def test_random_histories_are_undone_and_redone_as_an_oracle_says(
    tmp_path: Path, histories: int
) -> None:
    path = tmp_path / "p.sqlite"
    for number in range(0, histories, IN_ONE):
        chance = random.Random(number)
        with Store.create(path, Project(new_id(), "x")) as store:
            store.hold()
            history = History(store, chance)
            for _ in range(IN_ONE):
                _live_through(history)
            store.write_back()
        before = dump(path)
        with Store.open(path) as again:
            assert (again.undo() is not None) == (history.at > 0)
            again.redo()
        assert dump(path) == before
        assert check_file(path).sound
        path.unlink()


def _live_through(history: History) -> None:
    """Make a random history, take all of it back, and make it again."""
    beginning = history.at
    for _ in range(history.chance.randrange(1, 25)):
        history.step()
    while history.at > beginning and history.move("undo"):
        pass
    while history.move("redo"):
        pass


def test_a_step_after_which_another_came_is_not_written(tmp_path):
    with Store.create(tmp_path / "p.sqlite", Project(new_id(), "Late")) as store:
        store.apply(add("First", Event("a", "First")))
        late, undo = store.make(add("Late", Event("b", "Late"))), store.make_undo()
        store.apply(add("Between", Event("c", "Between")))
        before = dump(store.path)
        assert (store.take(late), store.take(undo)) == (False, False)
        assert dump(store.path) == before
        assert store.take(store.make(late.edit))
        assert store.make_redo() is None
    assert check_file(tmp_path / "p.sqlite", deep=True).sound
