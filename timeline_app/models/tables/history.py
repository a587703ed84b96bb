"""The history of a project as a table: every edit, newest first, read as it is scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.vocabulary import EditKind
from timeline_app.models.document import Document
from timeline_app.models.tables.columns import DASH, translate

if TYPE_CHECKING:
    from timeline_app.storage.log import LoggedEdit


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("tables", text))


HEADINGS = (
    _tr("No."),
    _tr("When"),
    _tr("Who"),
    _tr("What"),
    _tr("State"),
)
_BATCH = 200
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """The logged edits, newest first. Nothing in it can be edited: the log is appended only."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._edits: list[LoggedEdit] = []
        self._undone: set[str] = set()
        self._is_whole = False
        self._begin()
        document.edited.connect(self._follow)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._edits)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate("tables", HEADINGS[section])
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        edit = self._edits[index.row()]
        cells = (str(edit.number), _moment(edit.made_at), edit.author or DASH, _label(edit))
        return (*cells, self.state_of(index.row()))[index.column()]

    def is_undone(self, position: int) -> bool:
        """Tell whether the edit at a position was taken back and not made again since."""
        return self._edits[position].id in self._undone

    def state_of(self, position: int) -> str:
        """Return "undone" for an edit that was taken back, and nothing for one that stands."""
        return translate("tables", "undone") if self.is_undone(position) else ""

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._is_whole

    @override
    def fetchMore(self, parent: Index) -> None:
        more = self._document.history(_BATCH, self._edits[-1].number if self._edits else None)
        self._is_whole = len(more) < _BATCH
        if more:
            end = len(self._edits) + len(more) - 1
            self.beginInsertRows(_NOWHERE, len(self._edits), end)
            self._edits += more
            self._undone = _undone(self._edits)
            self.endInsertRows()

    def _begin(self) -> None:
        self._edits = self._document.history(_BATCH)
        self._is_whole = len(self._edits) < _BATCH
        self._undone = _undone(self._edits)

    def _follow(self, edit: Edit) -> None:
        del edit  # whatever it was, it is the newest line of the log
        newest = self._edits[0].number if self._edits else 0
        fresh = [e for e in self._document.history(_BATCH) if e.number > newest]
        if not fresh:
            return
        self.beginInsertRows(_NOWHERE, 0, len(fresh) - 1)
        self._edits = [*fresh, *self._edits]
        self._undone = _undone(self._edits)
        self.endInsertRows()
        last = self.index(len(self._edits) - 1, len(HEADINGS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)  # an undo changes the state of older lines


def _undone(edits: list[LoggedEdit]) -> set[str]:
    """Return the ids of edits whose last word is an undo."""
    state: dict[str, EditKind] = {}
    for edit in edits:
        if edit.of_id is not None:
            state.setdefault(edit.of_id, edit.kind)
    return {i for i, kind in state.items() if kind is EditKind.UNDO}


def _label(edit: LoggedEdit) -> str:
    if edit.kind is EditKind.UNDO:
        return translate("tables", "Undo: {label}").format(label=edit.label)
    if edit.kind is EditKind.REDO:
        return translate("tables", "Redo: {label}").format(label=edit.label)
    return edit.label


def _moment(made_at: str) -> str:
    """Return an ISO 8601 moment in UTC as a table shows it: "2026-01-28 14:35 UTC"."""
    day, _, time = made_at.partition("T")
    return f"{day} {time[:5]} UTC" if time else made_at
