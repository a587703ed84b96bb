"""How long the event loop of a window does not come round while a disk is slow."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, new_id
from timeline_app.shell.files import Files
from timeline_app.shell.settings import Settings
from timeline_app.shell.waiting import Waiting

SLOW = 3.0
"""Seconds that each commit of the slow disk takes."""

_BEAT_MS = 5


class Heartbeat:
    """The longest time for which the event loop did not come round, in seconds."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


class LoopBlocks:
    """A window's way to its files, without the window's views."""

    def __init__(self, folder: Path) -> None:
        self._app = QApplication.instance() or QApplication([])
        self._window = QWidget()
        self._window.show()
        self._files = Files(Settings(folder / "settings.ini"), folder)
        self._files.waits = Waiting(self._window)

    def opening(self, path: Path) -> float:
        """Return the longest block while a file is opened."""
        longest = _longest(lambda: self._files.open(path), lambda: True)
        self._files.let_go()
        return longest

    def saving(self, path: Path) -> tuple[float, float]:
        """Return the longest block of two edits on a slow disk, and how long the second took."""
        self._files.open(path)
        document = self._files.document
        assert document is not None
        document.do(_event())
        document.store._file.set_trace_callback(_stall)
        second: list[float] = []

        def edit_twice() -> None:
            document.do(_event())
            began = perf_counter()
            document.do(_event())
            second.append(perf_counter() - began)

        longest = _longest(edit_twice, lambda: not document.is_saving)
        self._files.let_go()
        return longest, second[0]


def _longest(act: Callable[[], object], is_over: Callable[[], bool]) -> float:
    done: list[bool] = []
    heart = Heartbeat()
    QTimer.singleShot(0, lambda: (act(), done.append(True)))
    while not (done and is_over()):
        QTest.qWait(_BEAT_MS)
    QTest.qWait(4 * _BEAT_MS)
    return heart.longest


def _stall(statement: str) -> None:
    if statement == "COMMIT":
        time.sleep(SLOW)


def _event():
    return add("Add", Event(new_id(), "x"))
