"""Work on a thread of its own, one piece after another, in the order it was begun."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.models.jobs import Relay

T = TypeVar("T")


class Aside(QObject):
    """One thread for what must not be done twice at once. Signals arrive where it was made."""

    freed = Signal()  # nothing is left to be done

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Begin the thread with the first work; the system shows it by its name."""
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, name)
        self._left: dict[Future[Any], tuple[Callable[[Any], None], Callable[[], None]]] = {}
        self._relay = Relay()
        self._relay.said.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is to be done, or done and not told yet."""
        return bool(self._left)

    def begin(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Do work when what was begun before is done; `then` gets what it returns.

        What it raises is raised again where it would have been told, after `failed` was called.
        """
        future = self._thread.submit(work)
        self._left[future] = then, failed
        future.add_done_callback(partial(_tell, self._relay))

    def finish(self) -> None:
        """Wait until all is done, and tell what came of it."""
        while self._left:
            wait(self._left)
            for future in list(self._left):
                self._settle(future)

    def close(self) -> None:
        """Wait for what is being done, and let go of the thread; nothing is told any more."""
        self._left.clear()
        self._thread.shutdown(cancel_futures=True)

    def _settle(self, future: Future[Any]) -> None:
        told = self._left.pop(future, None)
        if told is None:
            return
        then, failed = told
        try:
            if future.exception() is not None:
                failed()
            then(future.result())
        finally:
            if not self._left:
                self.freed.emit()


def _tell(relay: Relay, future: Future[Any]) -> None:
    relay.said.emit(future)
