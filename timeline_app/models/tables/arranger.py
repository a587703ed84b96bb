"""What a table shows in which order, kept up: columns are read, rows sorted, edits followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id
from timeline_app.models.document import Document
from timeline_app.models.tables.arranging import Arrangement, arrangement, found_so_far
from timeline_app.models.tables.bank import Bank
from timeline_app.models.tables.changes import (
    came_or_went,
    columns_touched,
    lengthened,
    marked,
    stale_scans,
)
from timeline_app.models.tables.columns import TableSpec
from timeline_app.models.tables.grouping import BY_VOICE, facets_of
from timeline_app.models.tables.matching import mask_of, scans_of
from timeline_app.models.tables.ordering import Filters, Order
from timeline_app.models.tables.sorter import Sorter
from timeline_app.models.tables.text_vectors import Texts
from timeline_app.storage import table_queries

_THREADED = 20_000  # rows from which sorting would hold up the window
_KEPT_AT_ONCE = 300_000  # rows of which it is told in some milliseconds which are kept
_MOST_MARKED = 1_000  # claims whose marks are read at once
_FIRST_LOOK_SECONDS = 0.06  # after which a filter shows what it found so far
_READING_SHARE = 4  # times as long it reads on before it looks again

Facets = list[tuple[str, str, int]]


class Arranger(QObject):
    """Arranges the rows of one table as they are wished for; `arranged` tells each result."""

    arranged = Signal(object)  # Arrangement
    busy_changed = Signal()  # a column is being read, or sorted by, or no longer
    progressed = Signal()  # more is read of what is sorted or filtered by

    def __init__(self, document: Document, spec: TableSpec, parent: QObject | None = None) -> None:
        """Begin with every record of the spec's kind, in the order they were entered."""
        super().__init__(parent)
        self.bank = Bank(document.store, spec, self)
        self.order = Order()
        self.filters = Filters()
        self._document = document
        self._store = document.store
        self._spec = spec
        self._kept_to: NDArray[np.int64] | None = None
        self._last: Arrangement | None = None
        self._next_look = 0.0
        self._sorter = Sorter(self)
        self._sorter.found.connect(self._tell)
        self._sorter.overtaken.connect(self.arrange)
        self._sorter.busy_changed.connect(self.busy_changed)
        self.bank.busy_changed.connect(self.busy_changed)
        self.bank.grew.connect(self._look)

    @property
    def busy(self) -> bool:
        """Tell whether the rows are about to be arranged otherwise."""
        return self.bank.busy or self._sorter.busy

    @property
    def is_plain(self) -> bool:
        """Tell whether all rows are shown in the order they were entered."""
        wishes = self.order.keys or self.order.group or self.filters
        return not wishes and self._kept_to is None

    def keep_to(self, rowids: NDArray[np.int64] | None) -> None:
        """Keep to some rows, their rowids sorted, besides what is filtered by; None is all."""
        if self._kept_to is not None or rowids is not None:
            self._kept_to = rowids
            self.arrange()

    def arrange(self) -> None:
        """Arrange the rows by `order` and `filters` as soon as the columns are read."""
        self._next_look = perf_counter() + _FIRST_LOOK_SECONDS
        self.bank.want(scans_of(self._spec, self.order, self.filters), self._put_in_order)

    def facets(self, key: str, then: Callable[[Facets], None]) -> None:
        """Count a column's values among the rows that fit all other filters, most first.

        `then` gets the stored value (for a reference, the name), its word and its count.
        """
        others = {k: w for k, w in self.filters.columns.items() if k != key}
        filters = replace(self.filters, columns=others)
        bank, spec, column, left = self.bank, self._spec, self._spec.column(key), self._left()

        def count() -> Facets:
            mask = mask_of(bank.vector, bank.rowids, spec, filters, left)
            return facets_of([bank.vector(source) for source in column.sources], column, mask)

        scans = [*column.sources, *scans_of(spec, self.order, filters)]
        bank.want(scans, lambda: self._sorter.ask(count, then, aside=self._is_long))

    def beginning(self, wish: str, then: Callable[[NDArray[np.int64]], None]) -> None:
        """Find the rowids of all rows whose first column begins with a wish."""
        bank, first = self.bank, self._spec.columns[0].key

        def look() -> NDArray[np.int64]:
            texts = bank.vector(first)
            assert isinstance(texts, Texts)
            return bank.rowids[texts.beginning(wish)]

        bank.want([first], lambda: self._sorter.ask(look, then, aside=self._is_long))

    def follow(self, edit: Edit, ids: frozenset[Id]) -> None:
        """Take in an edit that touched the rows of some records, and arrange what it disturbs."""
        self.bank.rest()
        self.bank.stop()
        self.bank.hold()  # until it knows the rows there are
        self._sorter.when_free(partial(self._take_in, edit, ids))
        if not self.is_plain or came_or_went(self._spec.table, edit):
            self.arrange()

    @property
    def _is_long(self) -> bool:
        """Tell whether going through all rows would hold up the window."""
        return len(self.bank.rowids) > _THREADED

    @property
    def _takes_long(self) -> bool:
        """Tell whether more is asked than to keep to some rows, which is quick."""
        return bool(self.order.keys or self.order.group or self.filters) or (
            self._kept_to is not None and len(self.bank.rowids) > _KEPT_AT_ONCE
        )

    def _put_in_order(self) -> None:
        if self.order.group == BY_VOICE:
            self.bank.read_voices()
        work = partial(
            arrangement, self.bank, self._spec, self.order, self.filters, self._left(),
            before=self._last,
        )  # fmt: skip
        self._sorter.sort(work, aside=self._is_long and self._takes_long)

    def _look(self) -> None:
        """While what is filtered by is read, tell now and then what was found of it already."""
        self.progressed.emit()
        if not self.filters or self._sorter.busy or perf_counter() < self._next_look:
            return
        filters, began = self.filters, perf_counter()
        self.bank.hold()

        def show(found: Arrangement) -> None:
            now = perf_counter()
            self._next_look = now + _FIRST_LOOK_SECONDS + _READING_SHARE * (now - began)
            self.bank.release()
            if self.bank.busy and filters == self.filters:
                self._tell(found)

        work = partial(found_so_far, self.bank, self._spec, filters, self._left())
        self._sorter.ask(work, show, aside=self._is_long)

    def _left(self) -> list[NDArray[np.int64]]:
        """Return the rowids, sorted, that the event shown alone and the project's view leave."""
        left = []
        if self.filters.event is not None:
            with self._store.reading() as connection:
                about = table_queries.claims_of_event(connection, self.filters.event)
            left.append(np.array(sorted(about), np.int64))
        if self._kept_to is not None:
            left.append(self._kept_to)
        return left

    def _tell(self, found: Arrangement) -> None:
        self._last = found
        self.arranged.emit(found)

    def _take_in(self, edit: Edit, ids: frozenset[Id]) -> None:
        """Bring the vectors up to date."""
        bank, table = self.bank, self._spec.table
        bank.release()
        with self._store.reading() as connection:
            rowids = table_queries.rowids_of(connection, table, ids)
            if came_or_went(table, edit):
                longer = lengthened(bank.rowids, table, edit, rowids)
                bank.take_in(table_queries.rowids(connection, table) if longer is None else longer)
        bank.forget(stale_scans(table, edit))
        bank.reread(list(rowids.values()), columns_touched(table, edit))
        if table == "claim" and bank.has(["marks"]):
            self._mark_anew(edit)
        bank.forget_names(change.kind.removesuffix("_name") for change in edit.changes)

    def _mark_anew(self, edit: Edit) -> None:
        """Read the marks of claims again that stand otherwise by an edit of other claims."""
        ids = marked(self._document, edit)
        if len(ids) > _MOST_MARKED:
            self.bank.forget(["marks"])
            return
        with self._store.reading() as connection:
            rowids = table_queries.rowids_of(connection, "claim", ids)
        self.bank.reread(list(rowids.values()), frozenset({"marks"}))
