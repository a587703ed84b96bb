"""Rows made ready while nothing else is to be done: those on screen, then those after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.models.tables.model import TableModel
from timeline_app.storage.table_rows import TableRow

_AT_ONCE = 11
"""Rows made ready in one turn of the event loop, in some 4 ms: a frame must not wait for more."""

_SCREENS = 2
"""How far it looks ahead: the screen after the next may come before a busy computer gets to it."""


class LookAhead(QObject):
    """Finishes the rows on screen, and fetches some screens in the direction of scrolling."""

    finished = Signal()  # rows that were shown before all of them was looked up are whole now

    def __init__(
        self,
        model: TableModel,
        draw_some: Callable[[], bool],
        make_ready: Callable[[Sequence[TableRow]], None],
        parent: QObject,
    ) -> None:
        """Look ahead in a model.

        `draw_some` draws what the next frames can copy and tells whether there was any;
        `make_ready` is given the rows that were fetched.
        """
        super().__init__(parent)
        self._model = model
        self._draw_some = draw_some
        self._make_ready = make_ready
        self._shown = range(0)
        self._begun = range(0)
        self._wanted = range(0)
        self._is_downward = True
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    def note(self, first: int, last: int, *, are_whole: bool) -> None:
        """Take the positions of the rows that are on screen now, both included."""
        shown = range(first, last + 1)
        self._timer.start()
        if not are_whole:
            self._begun = shown
        if shown == self._shown:
            return
        self._is_downward = first >= self._shown.start
        self._shown = shown
        ahead = _SCREENS * len(shown)
        if self._is_downward:
            self._wanted = range(last + 1, min(last + 1 + ahead, self._model.rowCount()))
        else:
            self._wanted = range(max(0, first - ahead), first)

    def forget(self) -> None:
        """Look ahead no further: the rows were put anew."""
        self._shown = self._begun = self._wanted = range(0)
        self._timer.stop()

    def _go_on(self) -> None:
        if not self._model.document.store.is_open:
            return
        if self._begun:
            self._finish()
        elif self._draw_some():
            self._timer.start()
        elif self._wanted:
            self._look_on()

    def _finish(self) -> None:
        begun, self._begun = self._begun, range(0)
        self._model.rows_between(begun.start, begun.stop - 1)
        self.finished.emit()
        self._timer.start()

    def _look_on(self) -> None:
        some = self._wanted[:_AT_ONCE] if self._is_downward else self._wanted[-_AT_ONCE:]
        rows = self._model.rows_between(some.start, some.stop - 1)
        self._make_ready([row for row in rows if row is not None])
        if self._is_downward:
            self._wanted = self._wanted[len(some) :]
        else:
            self._wanted = self._wanted[: -len(some)]
        self._timer.start()
