"""A table over the open project: an order of rowids, and the rows on screen fetched by rowid."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id
from timeline_app.models.document import Document
from timeline_app.models.tables.arranger import Arranger
from timeline_app.models.tables.arranging import Arrangement
from timeline_app.models.tables.bank import Bank
from timeline_app.models.tables.changes import touched
from timeline_app.models.tables.columns import Column, TableSpec
from timeline_app.models.tables.grouping import Group, fold
from timeline_app.models.tables.matching import is_among
from timeline_app.models.tables.ordering import Filters, Order
from timeline_app.models.tables.pages import Pages
from timeline_app.storage import table_queries
from timeline_app.storage.table_rows import TableRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

_PREPARED = 250_000  # rows whose columns are read before anyone asks
_SMALL_CHANGE = 20


class TableModel(QAbstractTableModel):
    """The rows of one kind of record. It never writes: cells give fields, fields give edits."""

    rearranged = Signal()  # the rows were put in another order; views find their row again
    count_changed = Signal(int)  # rows shown, of these or of another number of rows
    busy_changed = Signal()  # a column is being read, or sorted by, or no longer
    progressed = Signal()  # more is read of what is sorted or filtered by

    def __init__(self, document: Document, spec: TableSpec, parent: QObject | None = None) -> None:
        """Show every record of the spec's kind, in the order they were entered."""
        super().__init__(parent)
        self.document = document
        self.spec = spec
        self.beside: Id | None = None  # the event whose stance is edited
        self._arranger = Arranger(document, spec, self)
        self._arranger.arranged.connect(self._show)
        self._arranger.busy_changed.connect(self.busy_changed)
        self._arranger.progressed.connect(self.progressed)
        self._view: NDArray[np.int64] = self._bank.rowids  # rowids; -1 - n stands for group n
        self._groups: tuple[Group, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self._count = len(self._view)
        self._told = (self._count, self.total)
        self._found: Arrangement | None = None  # how the rows are arranged, no group folded
        self._pages = Pages(document, spec.table)
        self._dimmed_but: NDArray[np.int64] | None = None
        document.edited.connect(self._follow)

    @property
    def _bank(self) -> Bank:
        return self._arranger.bank

    # What Qt asks

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._view)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.spec.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return self._group_data(index, role)
        column = self.spec.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(column, row)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.spec.columns[section].heading
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            at_right = self.spec.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_row = int(self._view[index.row()]) >= 0
        if is_row and self.spec.columns[index.column()].editable and not self.document.is_read_only:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    # What the widgets ask

    @property
    def order(self) -> Order:
        """How the rows are arranged."""
        return self._arranger.order

    @property
    def filters(self) -> Filters:
        """What the rows fit."""
        return self._arranger.filters

    @property
    def count(self) -> int:
        """The number of records that fit, those in folded groups included."""
        return self._count

    @property
    def total(self) -> int:
        """The number of rows there are, shown or not."""
        return len(self._bank.rowids)

    @property
    def busy(self) -> bool:
        """Tell whether the rows are about to be arranged otherwise."""
        return self._arranger.busy

    @property
    def progress(self) -> float:
        """What part of what is sorted or filtered by was read, from 0 to 1."""
        return self._bank.progress

    def group_at(self, position: int) -> Group | None:
        """Return the group whose heading stands at a position, or None for a row."""
        number = -1 - int(self._view[position])
        return self._groups[number] if number >= 0 else None

    def fold_group(self, position: int, *, on: bool | None = None) -> None:
        """Fold or unfold the group whose heading stands at a position; None turns it over."""
        group = self.group_at(position)
        if group is None or on is group.is_folded:
            return
        self._folded = self._folded ^ {group.key}
        assert self._found is not None  # or there were no groups
        self._show(self._found)

    def row_at(self, position: int) -> TableRow | None:
        """Return the row shown at a position, fetching its page; None for a heading."""
        row = self._pages.get(int(self._view[position]))
        return row or self._pages.between(self._view, position, position)[0]

    def rows_between(self, first: int, last: int) -> list[TableRow | None]:
        """Return the rows shown from one position to another, both included."""
        return self._pages.between(self._view, first, last)

    def rows_at_once(self, first: int, last: int) -> list[TableRow | None]:
        """Return the same rows as they are to be had within a frame: some without their marks."""
        return self._pages.at_once(self._view, first, last)

    def id_at(self, position: int) -> Id | None:
        """Return the id of the record at a position."""
        row = self.row_at(position)
        return row.id if row is not None else None

    def ids_at(self, positions: Iterable[int]) -> list[Id]:
        """Return the ids of the records at some positions, in that order."""
        shown = (int(self._view[position]) for position in positions)
        rowids = [rowid for rowid in shown if rowid >= 0]
        with self.document.store.reading() as connection:
            ids = table_queries.ids_of(connection, self.spec.table, rowids)
        return [ids[rowid] for rowid in rowids if rowid in ids]

    def position_of(self, record_id: Id) -> int | None:
        """Return where a record is shown, or None if it is not."""
        found = self.positions_of([record_id])
        return found[0] if found else None

    def positions_of(self, ids: Iterable[Id]) -> list[int]:
        """Return where records are shown, top to bottom; those that are not are left out."""
        with self.document.store.reading() as connection:
            rowids = table_queries.rowids_of(connection, self.spec.table, ids)
        sought = np.array(sorted(rowids.values()), np.int64)
        return np.flatnonzero(is_among(self._view, sought)).tolist()

    def arrange(self, order: Order) -> None:
        """Sort and group; the rows follow when what they sort by is read."""
        if order.group != self.order.group:
            self._folded = frozenset()
        self._arranger.order = order
        self._arranger.arrange()

    def filter_by(self, filters: Filters) -> None:
        """Show only what fits; the rows follow when what they are judged by is read."""
        if filters != self.filters:
            self._arranger.filters = filters
            self._arranger.arrange()

    def keep_to(self, rowids: NDArray[np.int64] | None, *, dims: bool = False) -> None:
        """Keep to the rows that the view of the project leaves, or dim the others; None is all.

        What the table itself filters by holds besides.
        """
        was_dimmed, self._dimmed_but = self._dimmed_but, rowids if dims else None
        self._arranger.keep_to(None if dims else rowids)
        if was_dimmed is not self._dimmed_but:
            self._announce()

    def is_dimmed(self, position: int) -> bool:
        """Tell whether a row is shown although the view of the project leaves it out."""
        if self._dimmed_but is None:
            return False
        return not is_among(self._view[position : position + 1], self._dimmed_but)[0]

    def prepare(self, scans: Iterable[str]) -> None:
        """Read columns that may be asked for, in the background, unless there are too many rows."""
        if self.total <= _PREPARED:
            self._bank.prepare(scans)

    def rest(self) -> None:
        """Put off what is prepared: the rows are being scrolled."""
        self._bank.rest()

    def is_ready(self, scans: Iterable[str]) -> bool:
        """Tell whether columns have been read, so that sorting by them takes an instant."""
        return self._bank.has(scans)

    def facets(self, key: str, then: Callable[[list[tuple[str, str, int]]], None]) -> None:
        """Count a column's values among the rows that fit all other filters, most first.

        `then` gets the stored value (for a reference, the name), its word and its count.
        """
        self._arranger.facets(key, then)

    def find(self, wish: str, start: int, then: Callable[[int | None], None]) -> None:
        """Find the next row, from `start` on and around, whose first column begins with a wish."""

        def pick(rowids: NDArray[np.int64]) -> None:
            hits = np.flatnonzero(is_among(self._view, rowids))
            then(int(hits[np.searchsorted(hits, start) % len(hits)]) if len(hits) else None)

        self._arranger.beginning(wish, pick)

    # How it gets there

    def _show(self, found: Arrangement) -> None:
        self._count, self._found = found.count, found
        view, groups = found.view, found.groups
        if self._folded and groups:
            view, groups = fold(view, groups, self._folded)
        if groups == self._groups and np.array_equal(view[: len(self._view)], self._view):
            self._lengthen(view)
        else:
            self.beginResetModel()
            self._view, self._groups = view, groups
            self.endResetModel()
            self.rearranged.emit()
        told, self._told = self._told, (self._count, self.total)
        if self._told != told:
            self.count_changed.emit(self._count)

    def _lengthen(self, view: NDArray[np.int64]) -> None:
        """Put rows behind those there are, which stay as they were shown."""
        if len(view) > len(self._view):
            self.beginInsertRows(_NOWHERE, len(self._view), len(view) - 1)
            self._view = view
            self.endInsertRows()

    def _group_data(self, index: Index, role: int) -> str | None:
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        group = self.group_at(index.row())
        return group.title if group is not None and role in roles else None

    def _announce(self, rowids: Iterable[int] | None = None) -> None:
        """Tell the views that rows have changed: all of them, or a few."""
        last = self.columnCount() - 1
        some = list(rowids) if rowids is not None else []
        if rowids is None or len(some) > _SMALL_CHANGE:
            if len(self._view):
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._view) - 1, last))
            return
        for rowid in some:
            for position in np.flatnonzero(self._view == rowid).tolist():
                self.dataChanged.emit(self.index(position, 0), self.index(position, last))

    def _follow(self, edit: Edit) -> None:
        if not edit.touches(*self.spec.depends):
            return
        ids = touched(self.document, self.spec.table, edit)
        stale = self._pages.drop(edit, ids)
        self._arranger.follow(edit, ids)
        self._announce(stale)


def spoken(column: Column, row: TableRow) -> str:
    """Return a cell in words, its glyphs included, for screen readers and copies."""
    words = column.text(row)
    if column.wordless:  # its words are what its glyphs say
        return words
    told = [marking.sentence for marking in column.glyphs(row)]
    return ", ".join(dict.fromkeys([*told, words])) if words not in told else words
