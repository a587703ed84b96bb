"""The events of the open project as the timeline draws them: columns, lanes, names and pips.

Columns are read once and kept up to date from the edits; names and pips are fetched for what is
seen. An event is known by its index into the columns, which holds until `changed`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from threading import Thread

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from timeline_app.domain.by_hand import HandBounds
from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Event, Id, Track
from timeline_app.models.accounts import opened_event
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping, membership
from timeline_app.scene.folds import moments_of
from timeline_app.scene.lanes import Lane, Membership, Outer, lanes_of
from timeline_app.scene.opened import Account, Opened
from timeline_app.storage.columns import Name, Pip, read_columns, read_names, read_pips, rowids_of
from timeline_app.storage.columns_cache import SMALLEST, ColumnsCache, content_key

_KEPT = 20_000
"""Names and pips kept before the older ones are read again."""

_REDRAWN = (
    "event",
    "track",
    "claim",
    "claim_event",
    "hop",
    "actor",
    "relation_member",
    "claim_relation",
    "dating",
)
_TOLD = ("claim_event", "relation_member", "claim_relation")


class TimelineModel(QObject):
    """Everything the timeline shows of a document."""

    changed = Signal()  # columns, lanes or names are other than they were

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Read the columns of a document and follow its edits."""
        super().__init__(parent)
        self.document = document
        self._names: dict[int, Name] = {}
        self._pips: dict[int, list[Pip]] = {}
        self._rowids: dict[Id, int] = {}
        self._filter: NDArray[np.int64] | None = None
        self._dims = False
        self._moments: NDArray[np.int64] | None = None
        self.grouping: Grouping = Grouping.TRACK
        self._read_all()
        document.edited.connect(self._follow)

    @property
    def total(self) -> int:
        """The number of events in the project."""
        return len(self.columns)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many events are shown on the axis, in all, undated and filtered away or dimmed."""
        filtered = int(np.count_nonzero(~self.shown | self.dimmed))
        undated = int(np.count_nonzero(~self.dimmed[self.undated]))
        return self.total - undated - filtered, self.total, undated, filtered

    @property
    def moments(self) -> NDArray[np.int64]:
        """The times at which something shown begins or ends, or may do so, ascending."""
        if self._moments is None:
            c = self.columns
            drawn = self.shown & ~c.has(Flag.UNDATED)
            bounds = [b[drawn] for b in (c.start_min, c.start_max, c.end_min, c.end_max)]
            self._moments = moments_of(bounds)
        return self._moments

    def show_only(self, event_ids: Iterable[Id] | None) -> None:
        """Show only some events; None shows all."""
        wanted = None if event_ids is None else self._rows(list(event_ids)).values()
        self.filter_rows(None if wanted is None else np.array(sorted(wanted), np.int64))

    def filter_rows(self, rowids: NDArray[np.int64] | None, *, dims: bool = False) -> None:
        """Leave out all events but those of some rows, or dim them; None shows all."""
        self._filter, self._dims = rowids, dims
        self._arrange()
        self.changed.emit()

    def index_of(self, event_id: Id) -> int | None:
        """Return the index of an event, or None if it is not there."""
        rowid = self._rows([event_id]).get(event_id)
        return None if rowid is None else self.columns.index_of(rowid)

    def span_of(self, indices: Iterable[int]) -> tuple[int, int] | None:
        """Return the first and last second of dated events; None if there are none."""
        chosen = [i for i in indices if not int(self.columns.flags[i]) & Flag.UNDATED]
        if not chosen:
            return None
        return int(self.outer.start[chosen].min()), int(self.outer.end[chosen].max())

    def opened(self, event_ids: Sequence[Id]) -> dict[int, Opened]:
        """Return what opened events show of their claims, by index."""
        found = ((self.index_of(i), self.document.get(Event, i)) for i in event_ids)
        return {
            index: opened_event(self.document, event, index)
            for index, event in found
            if index is not None and event is not None
        }

    def accounts(self, index: int) -> tuple[Account, ...]:
        """Return the claims on an event, as it shows them when it is opened."""
        event = self.record(index)
        return () if event is None else opened_event(self.document, event, index).accounts

    def bounds_of(self, index: int) -> HandBounds:
        """Return the bounds of an event as drawn; None on a side that is open."""
        c, flags = self.columns, int(self.columns.flags[index])
        if flags & Flag.UNDATED:
            return HandBounds(None, None, None, None)
        start = (int(c.start_min[index]), int(c.start_max[index]))
        end = (int(c.end_min[index]), int(c.end_max[index]))
        return HandBounds(
            None if flags & Flag.OPEN_START else start[0],
            start[1],
            end[0],
            None if flags & Flag.OPEN_END else end[1],
        )

    def shift_of(self, index: int) -> int:
        """Return by how many seconds the display zone moves what is drawn of an event."""
        if not int(self.columns.flags[index]) & Flag.ZONED:
            return 0
        event = self.record(index)
        if event is None or event.start_min is None:
            return 0
        return int(self.columns.start_min[index]) - event.start_min

    def name(self, index: int) -> Name:
        """Return the id and title of an event."""
        return self.names([index])[0]

    def names(self, indices: Sequence[int]) -> list[Name]:
        """Return the ids and titles of events, in one query for those not at hand."""
        rowids = self.columns.rowid[np.array(indices, np.int64)].tolist()
        missing = [r for r in rowids if r not in self._names]
        if missing:
            if len(self._names) > _KEPT + len(rowids):
                self._names.clear()
                missing = rowids
            with self.document.store.reading() as conn:
                self._names |= read_names(conn, missing)
        return [self._names.get(r) or Name("", "") for r in rowids]

    def pips(self, indices: Sequence[int]) -> list[list[Pip]]:
        """Return the claims on each of some events, in one query for those not at hand."""
        rowids = self.columns.rowid[np.array(indices, np.int64)].tolist()
        missing = [r for r in rowids if r not in self._pips]
        if missing:
            if len(self._pips) > _KEPT + len(rowids):
                self._pips.clear()
                missing = rowids
            with self.document.store.reading() as conn:
                found = read_pips(conn, missing)
            self._pips |= {r: found.get(r, []) for r in missing}
        return [self._pips[r] for r in rowids]

    def record(self, index: int) -> Event | None:
        """Return the record of an event."""
        return self.document.get(Event, self.name(index).id)

    def _rows(self, ids: list[Id]) -> dict[Id, int]:
        missing = [i for i in ids if i not in self._rowids]
        if missing:
            with self.document.store.reading() as conn:
                self._rowids |= rowids_of(conn, missing)
        return {i: self._rowids[i] for i in ids if i in self._rowids}

    def _read_all(self) -> None:
        with self.document.store.reading() as conn:
            self.columns: EventColumns = self._columns(conn)
        self._arrange()

    def _columns(self, conn: sqlite3.Connection) -> EventColumns:
        """Read the columns; those of a big project from the copy kept of it, if it still holds."""
        if self.document.count(Event) < SMALLEST:
            return read_columns(conn)
        cache, path = ColumnsCache.of_this_person(), self.document.store.path
        key = content_key(conn, path)
        kept = cache.load(path, key)
        if kept is not None:
            return kept
        columns = read_columns(conn)
        # In a thread: nobody waits for a copy, and what it copies never changes.
        Thread(target=cache.save, args=(path, key, columns), daemon=True).start()
        return columns

    def _arrange(self) -> None:
        self._moments = None
        self.outer = Outer.of(self.columns)
        everything = np.ones(len(self.columns), np.bool_)
        fits = everything
        if self._filter is not None:
            fits = np.isin(self.columns.rowid, self._filter)
        self.shown: NDArray[np.bool_] = everything if self._dims else fits
        self.dimmed: NDArray[np.bool_] = ~fits if self._dims else ~everything
        undated = self.columns.has(Flag.UNDATED) & self.shown
        self.undated: NDArray[np.int64] = np.flatnonzero(undated)
        self.lanes: tuple[Lane, ...] = lanes_of(
            self.columns, self.outer, self._membership(), self.shown
        )

    def group_by(self, grouping: Grouping) -> None:
        """Make other lanes."""
        if grouping is not self.grouping:
            self.grouping = grouping
            self._arrange()
            self.changed.emit()

    def _membership(self) -> Membership:
        tracks = self.document.all(Track)
        with self.document.store.reading() as conn:
            return membership(conn, self.grouping, self.columns, tracks)

    def _follow(self, edit: Edit) -> None:
        if not edit.touches(*_REDRAWN):
            return
        events = list(edit.ids("event"))
        if edit.touches("track", *_TOLD):
            self._names.clear()
            self._pips.clear()
            self._read_all()
        elif events:
            self._reread(events)
        self._pips.clear()
        self.changed.emit()

    def _reread(self, events: list[Id]) -> None:
        """Replace the rows of some events, and leave the others as they are."""
        before = [self._rowids.pop(i) for i in events if i in self._rowids]
        rows = self._rows(events)
        stale = sorted({*before, *rows.values()})
        for rowid in stale:
            self._names.pop(rowid, None)
        with self.document.store.reading() as conn:
            fresh = read_columns(conn, sorted(rows.values()))
        self.columns = self.columns.replaced(stale, fresh)
        self._arrange()
