from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, week
from tests.widgets.timeline_fixture import view_of
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.widgets.timeline_ahead import Ahead


def counting(done: list[str], name: str, steps: int) -> Iterator[None]:
    for _ in range(steps):
        done.append(name)
        yield


def test_all_steps_are_taken_while_nothing_else_happens(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    Ahead(owner).begin(counting(done, "a", 50))
    qtbot.waitUntil(lambda: len(done) == 50)


def test_other_work_takes_the_place_of_what_is_left(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    ahead = Ahead(owner)
    ahead.begin(counting(done, "a", 50))
    ahead.begin(counting(done, "b", 5))
    qtbot.waitUntil(lambda: done == ["b"] * 5)


def test_a_file_that_cannot_be_read_ends_the_work_and_nothing_more(qtbot: QtBot) -> None:
    def failing() -> Iterator[None]:
        yield
        raise StoreError("Could not read", Trouble.DAMAGED)

    owner, done = QObject(), list[str]()
    ahead = Ahead(owner)
    ahead.begin(failing())
    qtbot.waitUntil(lambda: not ahead.is_busy)
    ahead.begin(counting(done, "after", 3))
    qtbot.waitUntil(lambda: len(done) == 3)


def test_closing_the_file_while_looking_ahead_does_no_harm(qtbot: QtBot, tmp_path: Path) -> None:
    store = week(tmp_path / "week.sqlite")
    view = view_of(store)
    qtbot.addWidget(view)
    view.canvas.fit(day(2026, 1, 20), day(2026, 1, 24))
    view.grab()
    store.close()
    qtbot.waitUntil(lambda: not view.canvas._ahead.is_busy)
