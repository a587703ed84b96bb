"""Which record is current: one answer for every view."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.records import Id


class Ref(NamedTuple):
    """A record by kind (its table's name) and id."""

    kind: str
    id: Id


class Selection(QObject):
    """The current record. Selecting it again says nothing."""

    changed = Signal(object)  # Ref | None

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing selected."""
        super().__init__(parent)
        self._current: Ref | None = None

    @property
    def current(self) -> Ref | None:
        """The current record, or None."""
        return self._current

    def select(self, kind: str, record_id: Id) -> None:
        """Make a record current everywhere."""
        self._move_to(Ref(kind, record_id))

    def clear(self) -> None:
        """Select nothing."""
        self._move_to(None)

    def _move_to(self, ref: Ref | None) -> None:
        if ref != self._current:
            self._current = ref
            self.changed.emit(ref)
