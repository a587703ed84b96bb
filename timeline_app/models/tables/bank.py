"""The vectors of one table, read from the file as they are needed and kept up by edits.

Reading goes in slices of a few milliseconds between which the window stays alive; a table of some
thousand rows is read at once, so that nothing flickers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.vocabulary import Credibility, Reliability
from timeline_app.models.tables.columns import Holds, TableSpec
from timeline_app.models.tables.text_vectors import Names, References, Texts
from timeline_app.models.tables.vectors import Codes, Numbers, Spans, Vector
from timeline_app.storage import table_queries
from timeline_app.storage.store import Store

SLICE_SECONDS = 0.008
AT_ONCE = 5_000
LEISURE_SECONDS = 0.006
LEISURE_MS = 5
REST_MS = 400
_READ = 500  # tuples between two looks at the clock

_GRADES: dict[str, type[StrEnum]] = {"reliability": Reliability, "credibility": Credibility}


class Bank(QObject):
    """The vectors of one table. Only one wish is open at a time; a new one takes its place."""

    busy_changed = Signal(bool)

    def __init__(self, store: Store, spec: TableSpec, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._spec = spec
        with store.reading() as connection:
            self.rowids = table_queries.rowids(connection, spec.table)
        self._vectors: dict[str, Vector] = {}
        self._names: dict[str, Names] = {}
        self._half_read: dict[str, Iterator[None]] = {}
        self._wanted: list[str] = []
        self._soon: list[str] = []
        self._then: Callable[[], None] | None = None
        self._rests = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_on)

    def vector(self, scan: str) -> Vector:
        """Return a column that was wished for and read; KeyError otherwise."""
        return self._vectors[scan]

    def has(self, scans: Iterable[str]) -> bool:
        """Tell whether all these columns were read."""
        return all(scan in self._vectors for scan in scans)

    @property
    def busy(self) -> bool:
        """Tell whether something wished for is being read."""
        return bool(self._wanted)

    def names(self, table: str) -> Names:
        """Return the names of what a column points at; KeyError unless that column was read."""
        return self._names[table]

    def want(self, scans: Iterable[str], then: Callable[[], None]) -> None:
        """Read what is missing of some columns, then call `then`: at once if nothing is."""
        was_busy = self.busy
        self._wanted = [scan for scan in dict.fromkeys(scans) if scan not in self._vectors]
        self._then = then
        if len(self.rowids) <= AT_ONCE:
            while self._wanted:
                self._step()
        if not self._wanted:
            self._finish()
        elif not was_busy:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal takes its value by place
        self._pace()

    def prepare(self, scans: Iterable[str]) -> None:
        """Read columns that may be wished for, in the background; nothing waits for them."""
        self._soon = [scan for scan in dict.fromkeys(scans) if scan not in self._vectors]
        self._pace()

    def forget(self, scans: Iterable[str]) -> None:
        """Read these columns anew when they are wanted again."""
        for scan in scans:
            self._vectors.pop(scan, None)

    def forget_names(self, tables: Iterable[str]) -> None:
        """Read the names of these kinds anew, now: they stay few beside what points at them."""
        for table in set(tables) & set(self._names):
            names = self._names[table]
            names.clear()
            with self._store.reading() as connection:
                names.add(table_queries.names(connection, table).fetchall())

    def take_in(self, rowids: NDArray[np.int64]) -> None:
        """Follow rows that were added or removed: `rowids` are all there are now."""
        old = self.rowids
        if np.array_equal(rowids[: len(old)], old):  # rows came last
            origins = np.arange(len(rowids))
            origins[len(old) :] = -1
        else:
            origins = np.minimum(np.searchsorted(old, rowids), len(old) - 1)
            origins[old[origins] != rowids] = -1
        for vector in self._vectors.values():
            vector.resize(origins)
        self.rowids = rowids

    def reread(self, rowids: Sequence[int], scans: AbstractSet[str] | None = None) -> None:
        """Read some rows anew, in these columns of those that are there; None is every one."""
        some = np.array(sorted(rowids), np.int64)
        some = some[np.isin(some, self.rowids)]
        if not len(some):
            return
        with self._store.reading() as connection:
            for scan, vector in self._vectors.items():
                if scans is not None and scan not in scans:
                    continue
                vector.clear(self.places(some))
                for batch in table_queries.in_batches(some.tolist()):
                    self._feed(vector, table_queries.scan(
                        connection, self._spec.table, scan, batch).fetchall())  # fmt: skip

    def places(self, rowids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where rowids that exist stand in the vectors."""
        return np.searchsorted(self.rowids, rowids)

    def stop(self) -> None:
        """Drop what is half read: an edit has overtaken it."""
        self._half_read.clear()

    def rest(self) -> None:
        """Leave the person alone for a while, who scrolls or edits: nothing is waited for."""
        self._rests = True
        self._pace()

    def _pace(self) -> None:
        """Read on at once for what is wished for, at leisure for what may be."""
        if self._wanted:
            self._timer.start(0)
        elif self._soon:
            self._timer.start(REST_MS if self._rests else LEISURE_MS)
        else:
            self._timer.stop()

    def _read_on(self) -> None:
        self._rests = False
        seconds = SLICE_SECONDS if self._wanted else LEISURE_SECONDS
        until = perf_counter() + seconds
        was_busy = self.busy
        while (self._wanted or self._soon) and perf_counter() < until:
            self._step()
            if was_busy and not self._wanted:
                break
        self._pace()
        if was_busy and not self._wanted:
            self.busy_changed.emit(False)  # noqa: FBT003
            self._finish()

    def _step(self) -> None:
        """Read a little of the first column wished for, or of the first that may be."""
        queue = self._wanted or self._soon
        scan = queue[0]
        if scan in self._vectors:
            queue.pop(0)
            return
        try:
            next(self._half_read.setdefault(scan, self._reading(scan)))
        except StopIteration:
            queue.pop(0)
            self._half_read.pop(scan, None)

    def _finish(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _reading(self, scan: str) -> Iterator[None]:
        """Read a column, yielding between short reads."""
        target = self._target(scan)
        if target and target not in self._names:
            names = Names()
            for rows in self._slices(partial(table_queries.names, table=target)):
                names.add(rows)
                yield
            self._names[target] = names
        vector = self._new(scan)
        read = partial(table_queries.scan, table=self._spec.table, column=scan)
        for rows in self._slices(read):
            self._feed(vector, rows)
            yield
        vector.settle()
        yield
        self._vectors[scan] = vector

    def _slices(
        self, begin: Callable[[sqlite3.Connection], sqlite3.Cursor]
    ) -> Iterator[list[tuple[Any, ...]]]:
        with self._store.reading() as connection:
            cursor = begin(connection)
            rows = cursor.fetchmany(_READ)
        while rows:
            yield rows
            with self._store.reading():
                rows = cursor.fetchmany(_READ)

    def _feed(self, vector: Vector, rows: list[tuple[Any, ...]]) -> None:
        rowids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        vector.add(self.places(rowids), rows)

    def _target(self, scan: str) -> str:
        return next((c.target for c in self._spec.columns if c.key == scan), "")

    def _new(self, scan: str) -> Vector:
        length = len(self.rowids)
        column = next((c for c in self._spec.columns if c.key == scan), None)
        if column is None or (column.values is None and column.holds is Holds.CODE):
            return Codes(length, _GRADES[scan])
        if column.holds is Holds.CODE:
            assert column.values is not None
            return Codes(length, column.values)
        if column.holds is Holds.REFERENCE:
            return References(length, self._names[column.target], single=not column.several)
        plain: dict[Holds, type[Texts] | type[Spans] | type[Numbers]] = {
            Holds.TEXT: Texts,
            Holds.SPAN: Spans,
            Holds.NUMBER: Numbers,
        }
        return plain[column.holds](length)
