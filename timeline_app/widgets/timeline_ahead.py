"""Work that nobody waits for yet, done in slices while no event is waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from timeline_app.storage.errors import StoreError

_SLICE = 0.0005
"""Seconds after which a slice begins no other step, so that no event waits noticeably longer."""


class Ahead(QObject):
    """Takes the steps of one piece of work, until it is done or there is other work.

    Before each slice it asks whether there is still something to work for: a file that was closed
    meanwhile ends it.
    """

    def __init__(self, parent: QObject, is_wanted: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._is_wanted = is_wanted
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, steps: Iterator[None]) -> None:
        """Take these steps from now on, and drop what is left of others."""
        self._steps = steps
        self._timer.start()

    @property
    def is_busy(self) -> bool:
        """Whether steps are left."""
        return self._timer.isActive()

    def hurry(self, seconds: float) -> None:
        """Take steps for a while though events may be waiting: what they lead to is wanted."""
        if self.is_busy:
            self._take_until(perf_counter() + seconds)

    def stop(self) -> None:
        """Drop what is left."""
        self._steps = iter(())
        self._timer.stop()

    def _go_on(self) -> None:
        self._take_until(perf_counter() + _SLICE)

    def _take_until(self, end: float) -> None:
        if not self._is_wanted():
            self.stop()
            return
        try:
            while perf_counter() < end:
                next(self._steps)
        except StopIteration:
            self.stop()
        except StoreError:
            self.stop()  # whoever really asks for it will be told
