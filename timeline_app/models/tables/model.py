"""A table over the open project: an order of rowids, and the rows on screen fetched by rowid."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from time import perf_counter
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
from timeline_app.models.tables.arranging import Arrangement, arrangement, found_so_far
from timeline_app.models.tables.bank import Bank
from timeline_app.models.tables.changes import columns_touched, lengthened, stale_scans, touched
from timeline_app.models.tables.columns import Column, TableSpec
from timeline_app.models.tables.grouping import Group, facets_of, fold
from timeline_app.models.tables.matching import is_among, mask_of, scans_of
from timeline_app.models.tables.ordering import Filters, Order
from timeline_app.models.tables.pages import Pages
from timeline_app.models.tables.sorter import Sorter
from timeline_app.models.tables.text_vectors import Texts
from timeline_app.storage import table_queries
from timeline_app.storage.table_rows import TableRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

_PREPARED = 250_000  # rows whose columns are read before anyone asks
_THREADED = 20_000  # rows from which sorting would hold up the window
_SMALL_CHANGE = 20
_FIRST_LOOK_SECONDS = 0.06  # after which a filter shows what it found so far
_READING_SHARE = 4  # times as long it reads on before it looks again


class TableModel(QAbstractTableModel):
    """The rows of one kind of record. It never writes: cells give fields, fields give edits."""

    rearranged = Signal()  # the rows were put in another order; views find their row again
    count_changed = Signal(int)  # rows shown
    busy_changed = Signal()  # a column is being read, or sorted by, or no longer
    progressed = Signal()  # more is read of what is sorted or filtered by

    def __init__(self, document: Document, spec: TableSpec, parent: QObject | None = None) -> None:
        """Show every record of the spec's kind, in the order they were entered."""
        super().__init__(parent)
        self.document = document
        self.spec = spec
        self.beside: Id | None = None  # the event whose stance is edited
        self._bank = Bank(document.store, spec, self)
        self._bank.busy_changed.connect(self.busy_changed)
        self._view: NDArray[np.int64] = self._bank.rowids  # rowids; -1 - n stands for group n
        self._groups: tuple[Group, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self._count = len(self._view)
        self._shown: Arrangement | None = None
        self._pages = Pages(document, spec.table)
        self._order = Order()
        self._filters = Filters()
        self._viewed: NDArray[np.int64] | None = None
        self._dims = False
        self._sorter = Sorter(self)
        self._sorter.found.connect(self._show)
        self._sorter.overtaken.connect(self._arrange)
        self._sorter.busy_changed.connect(self.busy_changed)
        self._bank.grew.connect(self._show_so_far)
        self._next_look = 0.0
        document.edited.connect(self._follow)

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
        return self._order

    @property
    def filters(self) -> Filters:
        """What the rows fit."""
        return self._filters

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
        return self._bank.busy or self._sorter.busy

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
        self._put_in_order()

    def row_at(self, position: int) -> TableRow | None:
        """Return the row shown at a position, fetching its page; None for a heading."""
        row = self._pages.get(int(self._view[position]))
        return row or self._pages.between(self._view, position, position)[0]

    def rows_between(self, first: int, last: int) -> list[TableRow | None]:
        """Return the rows shown from one position to another, both included."""
        return self._pages.between(self._view, first, last)

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
        with self.document.store.reading() as connection:
            rowid = table_queries.rowids_of(connection, self.spec.table, [record_id])
        found = np.flatnonzero(self._view == rowid.get(record_id, 0))
        return int(found[0]) if len(found) else None

    def arrange(self, order: Order) -> None:
        """Sort and group; the rows follow when what they sort by is read."""
        if order.group != self._order.group:
            self._folded = frozenset()
        self._order = order
        self._arrange()

    def filter_by(self, filters: Filters) -> None:
        """Show only what fits; the rows follow when what they are judged by is read."""
        if filters != self._filters:
            self._filters = filters
            self._arrange()

    def keep_to(self, rowids: NDArray[np.int64] | None, *, dims: bool = False) -> None:
        """Keep to the rows that the view of the project leaves, or dim the others; None is all.

        What the table itself filters by holds besides.
        """
        was_narrowed = self._viewed is not None and not self._dims
        self._viewed, self._dims = rowids, dims
        if was_narrowed or (rowids is not None and not dims):
            self._arrange()
        self._announce()

    def is_dimmed(self, position: int) -> bool:
        """Tell whether a row is shown although the view of the project leaves it out."""
        if not self._dims or self._viewed is None:
            return False
        return not is_among(self._view[position : position + 1], self._viewed)[0]

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
        others = {k: w for k, w in self._filters.columns.items() if k != key}
        filters = replace(self._filters, columns=others)

        bank, column, left = self._bank, self.spec.column(key), self._left()

        def count() -> list[tuple[str, str, int]]:
            mask = mask_of(bank.vector, bank.rowids, self.spec, filters, left)
            return facets_of([bank.vector(source) for source in column.sources], column, mask)

        scans = [*column.sources, *scans_of(self.spec, self._order, filters)]
        bank.want(scans, lambda: self._sorter.ask(count, then, aside=self._is_long))

    def find(self, wish: str, start: int, then: Callable[[int | None], None]) -> None:
        """Find the next row, from `start` on and around, whose first column begins with a wish."""
        first = self.spec.columns[0].key

        bank = self._bank

        def look(view: NDArray[np.int64]) -> int | None:
            texts = bank.vector(first)
            assert isinstance(texts, Texts)
            rows = np.flatnonzero(view >= 0)
            found = rows[np.isin(view[rows], bank.rowids[texts.beginning(wish)])]
            return int(found[np.searchsorted(found, start) % len(found)]) if len(found) else None

        def ask() -> None:
            self._sorter.ask(partial(look, self._view), then, aside=self._is_long)

        bank.want([first], ask)

    # How it gets there

    @property
    def _is_long(self) -> bool:
        """Tell whether going through all rows would hold up the window."""
        return len(self._bank.rowids) > _THREADED

    def _arrange(self) -> None:
        self._next_look = perf_counter() + _FIRST_LOOK_SECONDS
        self._bank.want(scans_of(self.spec, self._order, self._filters), self._put_in_order)

    def _put_in_order(self) -> None:
        bank, spec, order, filters = self._bank, self.spec, self._order, self._filters
        left, before = self._left(), self._shown

        def work() -> Arrangement:
            return arrangement(bank, spec, order, filters, left, before=before)

        is_sorted = bool(order.keys or order.group or filters or left)
        self._sorter.sort(work, aside=is_sorted and self._is_long)

    def _show_so_far(self) -> None:
        """While what is filtered by is read, show now and then what was found of it already."""
        self.progressed.emit()
        if not self._filters or self._sorter.busy or perf_counter() < self._next_look:
            return
        work = partial(found_so_far, self._bank, self.spec, self._filters, self._left())
        self._bank.hold()
        began = perf_counter()

        def show(found: Arrangement) -> None:
            now = perf_counter()
            self._next_look = now + _FIRST_LOOK_SECONDS + _READING_SHARE * (now - began)
            self._bank.release()
            if self._bank.busy:
                self._show(found)

        self._sorter.ask(work, show, aside=self._is_long)

    def _left(self) -> list[NDArray[np.int64]]:
        """Return the rowids, sorted, that the event shown alone and the project's view leave."""
        left = []
        if self._filters.event is not None:
            with self.document.store.reading() as connection:
                about = table_queries.claims_of_event(connection, self._filters.event)
            left.append(np.array(sorted(about), np.int64))
        if self._viewed is not None and not self._dims:
            left.append(self._viewed)
        return left

    def _show(self, found: Arrangement) -> None:
        count, self._count, self._shown = self._count, found.count, found
        view, groups = found.view, found.groups
        if self._folded and groups:
            view, groups = fold(view, groups, self._folded)
        if np.array_equal(view, self._view) and groups == self._groups:
            self._announce()
        else:
            self.beginResetModel()
            self._view, self._groups = view, groups
            self.endResetModel()
            self.rearranged.emit()
        if self._count != count:
            self.count_changed.emit(self._count)

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

    # Following edits

    def _follow(self, edit: Edit) -> None:
        if not edit.touches(*self.spec.depends):
            return
        ids = touched(self.document, self.spec.table, edit)
        stale = self._pages.drop(edit, ids)
        self._bank.rest()
        self._bank.stop()
        self._bank.hold()  # until it knows the rows there are
        self._sorter.when_free(partial(self._take_in, edit, ids))
        if self._is_arranged or self._came_or_went(edit):
            self._rearrange_after(stale)
        else:
            self._announce(stale)

    @property
    def _is_arranged(self) -> bool:
        narrowed = self._viewed is not None and not self._dims
        return narrowed or bool(self._order.keys or self._order.group or self._filters)

    def _take_in(self, edit: Edit, ids: frozenset[Id]) -> None:
        """Bring the vectors up to date with an edit of some rows."""
        self._bank.release()
        with self.document.store.reading() as connection:
            rowids = table_queries.rowids_of(connection, self.spec.table, ids)
            if self._came_or_went(edit):
                longer = lengthened(self._bank.rowids, self.spec.table, edit, rowids)
                if longer is None:
                    longer = table_queries.rowids(connection, self.spec.table)
                self._bank.take_in(longer)
        self._bank.forget(stale_scans(self.spec.table, edit))
        self._bank.reread(list(rowids.values()), columns_touched(self.spec.table, edit))
        self._bank.forget_names(change.kind.removesuffix("_name") for change in edit.changes)

    def _rearrange_after(self, stale: Iterable[int]) -> None:
        view = self._view
        self._arrange()
        if self._view is view:
            self._announce(stale)

    def _came_or_went(self, edit: Edit) -> bool:
        return any(
            change.kind == self.spec.table and (change.before is None or change.after is None)
            for change in edit.changes
        )


def spoken(column: Column, row: TableRow) -> str:
    """Return a cell in words, its glyphs included, for screen readers and copies."""
    words = column.text(row)
    told = [marking.sentence for marking in column.glyphs(row)]
    return ", ".join(dict.fromkeys([*told, words])) if words not in told else words
