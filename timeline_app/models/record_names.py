"""The names of a project's records, folded: read a little at a time, and kept up by edits."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Id
from timeline_app.models.document import Document
from timeline_app.models.name_table import NameTable
from timeline_app.storage.named_rows import id_named, named_rows, rows_of

_FURTHER = {"actor": "actor_name", "place": "place_name"}
"""The tables of further names, by the kind of what they name."""

_NAMED_IN = {further: kind for kind, further in _FURTHER.items()}

_TABLES = ("actor", "actor_name", "source", "event", "place", "place_name", "claim", "silence")
_READ = 200  # names between two looks at the clock: some 4 ms
_AT_ONCE_SECONDS = 0.03
_SLICE_SECONDS = 0.008


class RecordNames(QObject):
    """The names of one document, shared by all that complete them."""

    read = Signal(str)  # the kind all of whose names are known now

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._store = document.store
        self._tables = {table: NameTable() for table in _TABLES}
        self._wanted: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_on)
        self._changes: list[Change] = []
        self._catching_up = QTimer(self, singleShot=True, interval=0)
        self._catching_up.timeout.connect(self._catch_up)
        document.edited.connect(self._follow)

    @classmethod
    def of(cls, document: Document) -> RecordNames:
        """Return the names of a document: the same for everybody who asks."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return document.findChild(cls, "", direct) or cls(document)

    def is_whole(self, kind: str) -> bool:
        """Tell whether every name of a kind is known."""
        return all(table.is_whole for table in self._of(kind))

    def known(self, kind: str) -> list[NameTable]:
        """Return what is known of a kind: own names, then further ones; more is read for a while.

        What cannot be read within an instant follows in the background; `read` tells the end.
        """
        self._read_until(kind, perf_counter() + _AT_ONCE_SECONDS)
        self.prepare(kind)
        return self._of(kind)

    def whole(self, kind: str) -> list[NameTable]:
        """Return all names of a kind: own names, then further ones. May take its time."""
        self._read_until(kind, None)
        return self._of(kind)

    def id_of(self, kind: str, name: str) -> Id | None:
        """Return the record of just that name in the file, read already or not; None if none is."""
        with self._store.reading() as connection:
            return id_named(connection, kind, name)

    def prepare(self, kind: str) -> None:
        """Read the names of a kind in the background."""
        if not self.is_whole(kind) and kind not in self._wanted:
            self._wanted.append(kind)
            self._timer.start(0)

    def _of(self, kind: str) -> list[NameTable]:
        return [self._tables[name] for name in _tables_of(kind)]

    def _read_on(self) -> None:
        if not self._wanted or not self._store.is_open:
            return
        kind = self._wanted[0]
        self._read_until(kind, perf_counter() + _SLICE_SECONDS)
        if self.is_whole(kind):
            self._wanted.remove(kind)
            self.read.emit(kind)
        if self._wanted:
            self._timer.start(0)

    def _read_until(self, kind: str, end: float | None) -> None:
        """Read at least a little of each table of a kind, and on until a moment; None is all."""
        self._catch_up()
        for name in _tables_of(kind):
            table = self._tables[name]
            while not table.is_whole:
                with self._store.reading() as connection:
                    rows = named_rows(connection, name, table.read_to, _READ)
                table.take(rows, are_last=len(rows) < _READ)
                if end is not None and perf_counter() > end:
                    break

    def _follow(self, edit: Edit) -> None:
        """Leave it until after the edit is shown, or a name is asked for: long texts take long."""
        self._changes += [change for change in edit.changes if change.kind in self._tables]
        self._catching_up.start()

    def _catch_up(self) -> None:
        self._catching_up.stop()
        changes, self._changes = self._changes, []
        if self._store.is_open:
            for kind in {change.kind for change in changes}:
                self._look_behind(kind, [c.id for c in changes if c.kind == kind and not c.before])
        for change in changes:
            self._tables[change.kind].follow(change)

    def _look_behind(self, kind: str, added: list[Id]) -> None:
        """See to it that rows are read which came among those that were read already."""
        table = self._tables[kind]
        was_whole = table.is_whole
        if not added or not (was_whole or table.read_to):
            return
        with self._store.reading() as connection:
            rows = rows_of(connection, kind, added)
        if rows:
            table.note_rows(min(rows), max(rows))
        if was_whole and not table.is_whole:
            self.prepare(_NAMED_IN.get(kind, kind))


def _tables_of(kind: str) -> list[str]:
    return [kind, _FURTHER[kind]] if kind in _FURTHER else [kind]
