"""Saving beside everything else: what a store has in memory goes to its file on another thread.

On an ordinary disk an edit is there before anybody has noticed; on a slow one the window goes on,
and says that it is saving until the disk has everything.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from math import inf
from time import monotonic, perf_counter, sleep
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal

from timeline_app.models.jobs import CancelledError, Relay
from timeline_app.storage.errors import Conflict, StoreError, Trouble
from timeline_app.storage.holding import Step
from timeline_app.storage.store import Store

T = TypeVar("T")

PATIENCE = 0.06
"""Seconds that an edit waits for the disk; a disk that takes longer is not waited for again."""

_SHORT_PATIENCE = 0.03
"""Seconds that a step being made is waited for before the window goes on living beside it."""

_BUSY_SECONDS = 30.0
"""For which another reader of the file, a backup say, is waited for before it counts as trouble."""

_CLOSING = 5.0
"""Seconds for which closing is waited for when nothing is being written: it may be opened again."""

_BREATH = 0.2
_FRAME = 0.01

_STANDING_BACK = 0.001
"""Seconds for which bringing a file into memory stands back after each part, till waited for."""

TELLING_AFTER = 0.3
"""Seconds after which it is told what an edit waits for."""


class Saving(QObject):
    """The threads that make a store's steps and write its file.

    Every signal arrives on the thread it lives in.
    """

    settled = Signal(object)  # how one writing ended: None, or the exception it raised
    waited_for = Signal(float)  # how much of the file is in memory that an edit needs, 0 to 1

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._thread = ThreadPoolExecutor(1, "saving")
        self._maker = ThreadPoolExecutor(1, "making")
        self._under_way: set[Future[None]] = set()
        self._is_slow = self._is_closed = False
        self._holding: Future[None] | None = None
        self._is_waited_for = False
        self._held = 0.0
        self._relay = Relay()
        self._relay.said.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return bool(self._under_way)

    def prepare(self) -> None:
        """Begin to bring the file into memory, so that the first edit finds it there."""
        if self._holding is None and not self._store.is_held:
            self._holding = self._thread.submit(self._store.hold, self._go_on)

    def hold(self) -> None:
        """Have the store go on in memory. Raises StoreError when the file cannot be read.

        A file of any ordinary size is there at once. For a larger one the window goes on living
        meanwhile, but for keys and mouse, which are heeded afterwards.
        """
        if self._store.is_held:
            return
        self.prepare()
        holding, self._holding = self._holding, None
        assert holding is not None
        self._is_waited_for = True
        telling = monotonic() + TELLING_AFTER

        def tell() -> None:
            if monotonic() > telling:
                self.waited_for.emit(self._held)

        _live_until(holding, PATIENCE, each=tell)
        if monotonic() > telling:
            self.waited_for.emit(1.0)
        holding.result()

    def take(self, make: Callable[[], Step | None]) -> Step | None:
        """Make a step, and write it in the store where the others read; None if there is none.

        One of very long texts is made beside the window, which goes on living meanwhile, but for
        keys and mouse; nobody reads anything of it before it is whole. If another step came in
        between, an edit is made after it, and what would take that one back is not made at all.
        Raises StoreError, also where the one in between changed the same.
        """
        step = self._made(make)
        if step is None or self._store.take(step):
            return step
        if step.entry.goes_back:
            return None
        try:
            return self.take(make)
        except Conflict as conflict:
            words = self.tr("“{label}” was not done: the same was changed meanwhile.")
            raise StoreError(words.format(label=step.edit.label), Trouble.CHANGED) from conflict

    def _made(self, make: Callable[[], Step | None]) -> Step | None:
        making = self._maker.submit(make)
        _live_until(making, _SHORT_PATIENCE)
        step = making.result()
        if step is not None and self._is_closed:
            words = self.tr("“{label}” was not done: the project was closed meanwhile.")
            raise StoreError(words.format(label=step.edit.label), Trouble.CANCELLED)
        return step

    def begin(self) -> None:
        """Begin to write what is in memory; `settled` says how it ended."""
        future = self._thread.submit(self._write)
        self._under_way.add(future)
        future.add_done_callback(partial(_tell, self._relay))

    def wait(self, since: float) -> None:
        """Wait until `PATIENCE` after a second of `monotonic` for the disk, unless it is slow."""
        if not self._is_slow and len(self._under_way) == 1:
            wait(set(self._under_way), max(since + PATIENCE - monotonic(), 0))
        for done in [one for one in self._under_way if one.done()]:
            self._settle(done)

    def close(self) -> None:
        """Close the store: now, or, while a disk keeps the thread waiting, when that is over.

        More than once does no harm.
        """
        if self._is_closed:
            return
        self._is_closed = True
        self._maker.shutdown(wait=True)  # it reads what is closed next
        closing = self._thread.submit(self._store.close)
        _live_until(closing, PATIENCE, 0 if self._under_way else _CLOSING)
        self._thread.shutdown(wait=False)

    def _go_on(self, done: int, total: int, doing: str) -> None:
        if self._is_closed:
            raise CancelledError
        self._held = done / max(total, 1) if doing == "digest" else 0.0  # copying takes no time
        if not self._is_waited_for:
            sleep(_STANDING_BACK)

    def _write(self) -> None:
        began = perf_counter()
        try:
            _write_when_free(self._store)
        finally:
            self._is_slow = perf_counter() - began > PATIENCE

    def _settle(self, future: Future[None]) -> None:
        if future in self._under_way:
            self._under_way.remove(future)
            self.settled.emit(future.exception())


def _tell(relay: Relay, future: Future[None]) -> None:
    relay.said.emit(future)


def _write_when_free(store: Store) -> None:
    """Write a store back; while something else reads the file, wait for that."""
    end = monotonic() + _BUSY_SECONDS
    while True:
        try:
            store.write_back()
        except StoreError as error:
            if error.trouble is not Trouble.BUSY or monotonic() > end:
                raise
            sleep(_BREATH)
        else:
            return


def _live_until(
    future: Future[T],
    patience: float,
    seconds: float = inf,
    each: Callable[[], None] = lambda: None,
) -> None:
    """Wait, and after some patience keep the window painted and its timers going meanwhile."""
    end = monotonic() + seconds
    wait([future], patience)
    while not future.done() and monotonic() < end:
        each()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        wait([future], _FRAME)
