from collections.abc import Iterator
from pathlib import Path
from time import sleep

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.widgets.timeline_ahead import Ahead


def counting(done: list[str], name: str, steps: int) -> Iterator[None]:
    for _ in range(steps):
        done.append(name)
        yield


def test_all_steps_are_taken_while_nothing_else_happens(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    Ahead(owner, lambda: True).begin(counting(done, "a", 50))
    qtbot.waitUntil(lambda: len(done) == 50)


def test_other_work_takes_the_place_of_what_is_left(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    ahead = Ahead(owner, lambda: True)
    ahead.begin(counting(done, "a", 50))
    ahead.begin(counting(done, "b", 5))
    qtbot.waitUntil(lambda: done == ["b"] * 5)


def test_a_file_that_cannot_be_read_ends_the_work_and_nothing_more(qtbot: QtBot) -> None:
    def failing() -> Iterator[None]:
        yield
        raise StoreError("Could not read", Trouble.DAMAGED)

    owner, done = QObject(), list[str]()
    ahead = Ahead(owner, lambda: True)
    ahead.begin(failing())
    qtbot.waitUntil(lambda: not ahead.is_busy)
    ahead.begin(counting(done, "after", 3))
    qtbot.waitUntil(lambda: len(done) == 3)


def test_work_ends_when_nobody_wants_it_any_more(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    ahead = Ahead(owner, lambda: len(done) < 3)
    ahead.begin(one_a_slice(done))
    qtbot.waitUntil(lambda: not ahead.is_busy)
    assert len(done) == 3


def one_a_slice(done: list[str]) -> Iterator[None]:
    while True:
        done.append("step")
        sleep(0.003)
        yield


def test_closing_the_file_ends_looking_ahead(qtbot: QtBot, tmp_path: Path) -> None:
    track = Track(new_id(), "Crowd")
    days = [event(f"Event {k}", day(2026) + k, day(2026) + k, track) for k in range(400)]
    store = made(tmp_path / "crowd.sqlite", track, *days)
    view = view_of(store)
    qtbot.addWidget(view)
    view.grab()
    assert view.canvas._ahead.is_busy
    store.close()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not view.canvas._ahead.is_busy)
    assert raised == []
