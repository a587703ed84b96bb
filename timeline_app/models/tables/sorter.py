"""Sorting: at once, or on another thread where it would hold up the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from timeline_app.models.jobs import Job, Progress
from timeline_app.models.tables.arranging import Arrangement

R = TypeVar("R")


class Sorter(QObject):
    """Sorts one arrangement at a time; wishes that come meanwhile are told when it has ended.

    What is sorted by must not change on the way: whoever would change it waits for `when_free`.
    """

    found = Signal(object)  # the Arrangement
    overtaken = Signal()  # what was found is out of date already: ask again
    busy_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._again = False
        self._waiting: list[Callable[[], None]] = []

    @property
    def busy(self) -> bool:
        """Tell whether something is being worked out on another thread."""
        return self._job is not None

    def when_free(self, act: Callable[[], None]) -> None:
        """Do something when nothing is being worked out: now, or as soon as that has ended."""
        if self._job is None:
            act()
        else:
            self._waiting.append(act)

    def sort(self, work: Callable[[], Arrangement], *, aside: bool) -> None:
        """Do the work, `aside` on another thread: `found` tells what came of it.

        While other work is being done nothing is begun: it is out of date, but must not be
        disturbed, and `overtaken` is said at its end.
        """
        if self._job is not None:
            self._again = True
        elif aside:
            self._start(work, self._tell_found)
        else:
            self.found.emit(work())

    def ask(self, work: Callable[[], R], then: Callable[[R], None], *, aside: bool) -> None:
        """Do other work with what is sorted by, in its turn; `then` gets what came of it."""
        if self._job is not None:
            self._waiting.append(partial(self.ask, work, then, aside=aside))
        elif aside:
            self._start(work, then)
        else:
            then(work())

    def _start(self, work: Callable[[], R], then: Callable[[R], None]) -> None:
        def run(progress: Progress) -> R:
            del progress
            return work()

        self._job = Job(run)
        self._job.finished.connect(partial(self._finish, then))
        self._job.failed.connect(self._fail)
        self.busy_changed.emit()
        self._job.start()

    def _finish(self, then: Callable[[R], None], found: R) -> None:
        self._drop_job()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            self.when_free(act)
        then(found)
        if self._again and self._job is None:
            self._again = False
            self.overtaken.emit()
        self.busy_changed.emit()

    def _tell_found(self, found: Arrangement) -> None:
        if not self._again:
            self.found.emit(found)

    def _fail(self, error: Exception) -> None:
        """Say loudly that sorting went wrong: no file or person can make it."""
        self._drop_job()
        raise error

    def _drop_job(self) -> None:
        assert self._job is not None
        self._job.deleteLater()
        self._job = None
