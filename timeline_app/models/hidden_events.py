"""The events that a “+N” stands for, as a list: titles are read as they are seen or looked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from typing_extensions import override

from timeline_app.domain.folding import folded
from timeline_app.models.timeline_model import TimelineModel

_TOGETHER = 128
"""Titles read in one query: what a page of the list shows, and more."""

_TURN = 0.008
"""Seconds of looking for titles between two turns of the window."""

_NOWHERE = QModelIndex()


class HiddenEvents(QAbstractListModel):
    """Events of a timeline in a given order; those whose titles hold a text, once there is one."""

    searched = Signal()  # more is found, or all has been looked through

    def __init__(
        self,
        model: TimelineModel,
        events: Sequence[int],
        told: Callable[[int], str],
        parent: QObject | None = None,
    ) -> None:
        """List events by their indices; `told` writes when one begins."""
        super().__init__(parent)
        self._model = model
        self._events, self._told = events, told
        self._rows: list[int] | None = None
        self._titles: dict[int, str] = {}
        self._sought = ""
        self._looked = 0
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._look_on)

    @property
    def total(self) -> int:
        """The number of events, found or not."""
        return len(self._events)

    @property
    def is_looking(self) -> bool:
        """Whether titles are still being looked through."""
        return self._turn.isActive()

    def event_at(self, row: int) -> int:
        """Return the index of the event in a row."""
        return self._events[row if self._rows is None else self._rows[row]]

    def seek(self, text: str) -> None:
        """List only events whose titles hold a text, however it is written; an empty one: all."""
        self.beginResetModel()
        self._sought, self._looked = folded(text.strip()), 0
        self._rows = [] if self._sought else None
        self.endResetModel()
        if self._sought:
            self._turn.start()
            self._look_on()
        else:
            self._turn.stop()
            self.searched.emit()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return self.total if self._rows is None else len(self._rows)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        place = index.row() if self._rows is None else self._rows[index.row()]
        self._read(place)
        # Isolated: a title from right to left, or one that turns what follows, leaves the date be.
        return f"{self._told(self._events[place])} · \u2068{self._titles[place]}\u2069"

    def _read(self, place: int) -> None:
        """Have the title of a place, and those of its neighbours."""
        if place not in self._titles:
            first = place - place % _TOGETHER
            names = self._model.names(self._events[first : first + _TOGETHER])
            self._titles.update(enumerate((name.title for name in names), first))

    def _look_on(self) -> None:
        """Look through some more titles, as long as nobody has to wait for it."""
        begun, found = perf_counter(), list[int]()
        while self._looked < self.total and perf_counter() - begun < _TURN:
            last = min(self._looked + _TOGETHER, self.total)
            self._read(self._looked)
            found += [k for k in range(self._looked, last) if self._holds(k)]
            self._looked = last
        if self._looked >= self.total:
            self._turn.stop()
        self._add(found)
        self.searched.emit()

    def _holds(self, place: int) -> bool:
        return self._sought in folded(self._titles[place])

    def _add(self, found: list[int]) -> None:
        if found and self._rows is not None:
            count = len(self._rows)
            self.beginInsertRows(_NOWHERE, count, count + len(found) - 1)
            self._rows += found
            self.endInsertRows()
