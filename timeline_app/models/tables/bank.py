"""The vectors of one table, read from the file as they are needed and kept up by edits.

Reading goes in slices of a few milliseconds between which the window stays alive; a table of some
thousand rows is read at once, so that nothing flickers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.models.tables.columns import Holds, TableSpec
from timeline_app.models.tables.reference_vectors import Names, References
from timeline_app.models.tables.text_vectors import Texts
from timeline_app.models.tables.vectors import Codes, Numbers, Spans, Vector
from timeline_app.models.tables.voices import Voices
from timeline_app.storage import table_queries, table_scans
from timeline_app.storage.store import Store
from timeline_app.storage.stretches import Rows, Stretch, read

SLICE_SECONDS = 0.008
AT_ONCE = 5_000
LEISURE_SECONDS = 0.006
LEISURE_MS = 5
REST_MS = 400


class Bank(QObject):
    """The vectors of one table. Only one wish is open at a time; a new one takes its place."""

    busy_changed = Signal()
    grew = Signal()  # some more of what is wished for was read

    def __init__(self, store: Store, spec: TableSpec, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._spec = spec
        with store.reading() as connection:
            self.rowids = table_queries.rowids(connection, spec.table)
        self.voices = Voices()
        self._vectors: dict[str, Vector] = {}
        self._names: dict[str, Names] = {}
        self._half_read: dict[str, Iterator[None]] = {}
        self._growing: dict[str, Vector] = {}  # what was read of columns so far
        self._wanted: list[str] = []
        self._soon: list[str] = []
        self._then: Callable[[], None] | None = None
        self._asked = 0  # how many columns the wish lacked
        self._part_read = 0.0  # of the column that is being read
        self._rests = False
        self._holds = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_on)

    def vector(self, scan: str) -> Vector:
        """Return a column that was wished for and read; KeyError otherwise."""
        return self._vectors[scan]

    def so_far(self, scan: str) -> Vector | None:
        """Return what was read of a column; a place not read yet is empty. None is nothing yet."""
        return self._vectors.get(scan) or self._growing.get(scan)

    def has(self, scans: Iterable[str]) -> bool:
        """Tell whether all these columns were read."""
        return all(scan in self._vectors for scan in scans)

    @property
    def busy(self) -> bool:
        """Tell whether something wished for is being read."""
        return bool(self._wanted)

    @property
    def progress(self) -> float:
        """What part of the wish was read, from 0 to 1."""
        if not self._wanted:
            return 1.0
        return (self._asked - len(self._wanted) + self._part_read) / self._asked

    def hold(self) -> None:
        """Read nothing until as many calls of `release`: what was read must not change now."""
        self._holds += 1
        self._pace()

    def release(self) -> None:
        """Read on."""
        self._holds -= 1
        self._pace()

    def names(self, table: str) -> Names:
        """Return the names of what a column points at; KeyError unless that column was read."""
        return self._names[table]

    def read_voices(self) -> None:
        """Read which origins are one voice; somebody said so of each pair, so they are few."""
        with self._store.reading() as connection:
            self.voices = Voices(table_queries.same_voices(connection))

    def want(self, scans: Iterable[str], then: Callable[[], None]) -> None:
        """Read what is missing of some columns, then call `then`: at once if nothing is."""
        was_busy = self.busy
        self._wanted = [scan for scan in dict.fromkeys(scans) if scan not in self._vectors]
        self._asked = len(self._wanted)
        self._then = then
        if len(self.rowids) <= AT_ONCE and not self._holds:
            while self._wanted:
                self._step()
        if not self._wanted:
            self._finish()
        elif not was_busy:
            self.busy_changed.emit()
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
                for stretch in table_scans.names_of(connection, table):
                    names.add(read(connection, stretch))

    def take_in(self, rowids: NDArray[np.int64]) -> None:
        """Follow rows that were added or removed: `rowids` are all there are now."""
        old, self.rowids = self.rowids, rowids
        if len(rowids) >= len(old) and np.array_equal(rowids[: len(old)], old):
            for vector in self._vectors.values():
                vector.grow(len(rowids))
            return
        origins = np.minimum(np.searchsorted(old, rowids), len(old) - 1)
        origins[old[origins] != rowids] = -1
        for vector in self._vectors.values():
            vector.resize(origins)

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
                    read_anew = table_scans.read_some(connection, self._spec.table, scan, batch)
                    self._feed(vector, read_anew)

    def places(self, rowids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where rowids that exist stand in the vectors."""
        return np.searchsorted(self.rowids, rowids)

    def stop(self) -> None:
        """Drop what is half read: an edit has overtaken it."""
        self._half_read.clear()
        self._growing.clear()

    def rest(self) -> None:
        """Leave the person alone for a while, who scrolls or edits: nothing is waited for."""
        self._rests = True
        self._pace()

    def _pace(self) -> None:
        """Read on at once for what is wished for, at leisure for what may be."""
        if self._holds:
            self._timer.stop()
        elif self._wanted:
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
        if self._wanted:
            self.grew.emit()
        elif was_busy:
            self.busy_changed.emit()
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
            for rows, _ in self._stretches(table_scans.names_of, target):
                names.add(rows)
                yield
            self._names[target] = names
        vector = self._growing[scan] = self._new(scan)
        for rows, part in self._stretches(table_scans.column_of, self._spec.table, scan):
            self._feed(vector, rows)
            self._part_read = part
            yield
        self._part_read = 0.0
        self._vectors[scan] = self._growing.pop(scan)

    def _stretches(
        self, parts: Callable[..., list[Stretch]], *of: str
    ) -> Iterator[tuple[Rows, float]]:
        """Read stretch by stretch; with each, tell what part of the whole is read then."""
        with self._store.reading() as connection:
            stretches = parts(connection, *of)
        for number, stretch in enumerate(stretches, 1):
            with self._store.reading() as connection:
                rows = read(connection, stretch)
            yield rows, number / len(stretches)

    def _feed(self, vector: Vector, rows: Rows) -> None:
        rowids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        vector.add(self.places(rowids), rows)

    def _target(self, scan: str) -> str:
        return next((c.target for c in self._spec.columns if c.key == scan), "")

    def _new(self, scan: str) -> Vector:
        length = len(self.rowids)
        column = next((c for c in self._spec.columns if c.key == scan), None)
        if column is None or column.holds is Holds.CODE:
            return Codes(length, self._spec.values_of(scan))
        if column.holds is Holds.REFERENCE:
            return References(length, self._names[column.target], single=not column.several)
        plain: dict[Holds, type[Texts] | type[Spans] | type[Numbers]] = {
            Holds.TEXT: Texts,
            Holds.SPAN: Spans,
            Holds.NUMBER: Numbers,
        }
        return plain[column.holds](length)
