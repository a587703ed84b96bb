"""What a search shows: commands and records as rows of a list, best first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from timeline_app.domain.records import Actor, Claim, Event, Id, Place, Record, Source
from timeline_app.models.document import Document
from timeline_app.storage.search_index import Hit

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
RESULT = int(Role.UserRole)
COMMAND = "command"
LONGEST = 160

_KINDS: dict[str, type[Record]] = {
    "event": Event,
    "claim": Claim,
    "source": Source,
    "actor": Actor,
    "place": Place,
}


class Result(NamedTuple):
    """One row: a record, or a command by name."""

    kind: str
    id: Id
    text: str
    detail: str = ""


class SearchResults(QAbstractListModel):
    """The rows of the list under the search box."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing found."""
        super().__init__(parent)
        self._rows: list[Result] = []

    def show(self, results: Iterable[Result]) -> None:
        """Show other results."""
        self.beginResetModel()
        self._rows = list(results)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        result = self._rows[index.row()]
        if role == Role.DisplayRole:
            return result.text
        if role == Role.AccessibleTextRole:
            return f"{result.text}, {result.detail}"
        return result if role == RESULT else None


def results_of(hits: Iterable[Hit], document: Document) -> list[Result]:
    """Return what to show of the records found, in their order."""
    found = list(hits)
    records: dict[tuple[str, Id], Record] = {}
    for kind, record_type in _KINDS.items():
        ids = [hit.id for hit in found if hit.kind == kind]
        records |= {(kind, i): record for i, record in document.many(record_type, ids).items()}
    return [
        Result(hit.kind, hit.id, *_told(records[(hit.kind, hit.id)], document))
        for hit in found
        if (hit.kind, hit.id) in records
    ]


def _told(record: Record, document: Document) -> tuple[str, str]:
    if isinstance(record, Claim):
        return _short(record.text), document.chain(record.id).text
    if isinstance(record, Actor):
        shown = record.public_description if record.confidential else record.name
        return _short(shown), record.role
    if isinstance(record, Place):
        return _short(record.name), record.within
    assert isinstance(record, Event | Source)
    return _short(record.title), ""


def _short(text: str) -> str:
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
