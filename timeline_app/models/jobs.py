"""Long work off the GUI thread: progress while it runs, and one word at the end.

Work is given frozen values only, and its own connection where it reads a file. No widget may be
touched from another thread; the open store only by `reading`, which takes turns, a little at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")

_NAME = "job"


class CancelledError(Exception):
    """The person stopped the work; raised inside it by `Progress.report`."""


class Progress:
    """What the work is given: a way to say how far it is, and to learn that it should stop."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        self._say = say
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Tell whether the work should stop; for work that must tidy up by itself."""
        return self._stop.is_set()

    def report(self, done: int, total: int, doing: str = "") -> None:
        """Say how far the work is. `total` 0 is "not known".

        Raises CancelledError if the work should stop.
        """
        if self._stop.is_set():
            raise CancelledError
        self._say(done, total, doing)

    def cancel(self) -> None:
        """Ask the work to stop; from any thread."""
        self._stop.set()


def apart(work: Callable[[], T]) -> Future[T]:
    """Begin work on a thread of its own, and return what will come of it.

    No pool: a drive that never answers keeps its thread for ever, and a pool has few. Such a
    thread ends with the program.
    """
    future = Future[T]()
    threading.Thread(target=_do, args=(work, future), name=_NAME, daemon=True).start()
    return future


def finish(seconds: float) -> None:
    """Wait for all work that was begun here, as long as that takes no longer than `seconds`."""
    end = monotonic() + seconds
    for thread in threading.enumerate():
        if thread.name == _NAME:
            thread.join(max(end - monotonic(), 0))


def _do(work: Callable[[], T], future: Future[T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
        future.set_exception(error)


class Relay(QObject):
    """Carries a word from another thread to the thread it was made on.

    The other thread holds it, and nothing else of Qt's: whom the word is for may be deleted at any
    moment, and a signal of what is being deleted ends the program. So it has no parent.
    """

    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()


class Job(QObject):
    """One piece of work on a thread of its own.

    Every signal arrives on the thread that made the job. Exactly one of `finished`, `failed` and
    `cancelled` is said, and it is the last. It has no parent, as a `Relay` has none.
    """

    progressed = Signal(int, int, str)  # done, total (0 = not known), what is being done
    finished = Signal(object)  # what the work returned
    failed = Signal(object)  # the exception it raised
    cancelled = Signal()

    _reported = Signal(int, int, str)
    _ended = Signal(object, object, object)  # the job itself, so that it is there until then

    def __init__(self, work: Callable[[Progress], object]) -> None:
        """Prepare to do `work`, which is called once, on another thread, after `start`."""
        super().__init__()
        self._work = work
        self._progress = Progress(self._reported.emit)
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self.progressed, queued)
        self._ended.connect(self._say_how_it_ended, queued)

    def start(self) -> None:
        """Begin; returns at once."""
        apart(self._run)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._progress.cancel()

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 - handed to whoever started the job
            self._ended.emit(self, None, error)
        else:
            self._ended.emit(self, result, None)

    def _say_how_it_ended(self, _job: object, result: object, error: Exception | None) -> None:
        if isinstance(error, CancelledError):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(result)
