"""The events of the open project as the timeline draws them: columns, lanes, names and pips.

Columns are read once and kept up to date from the edits; names and pips are fetched for what is
seen. An event is known by its index into the columns, which holds until `changed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from timeline_app.domain.by_hand import HandBounds
from timeline_app.domain.columns import Flag
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import (
    Actor,
    Event,
    Id,
    Source,
)
from timeline_app.models.accounts import opened_event
from timeline_app.models.document import Document
from timeline_app.models.events_touched import events_touched
from timeline_app.models.timeline_columns import TimelineColumns
from timeline_app.models.timeline_showing import MOST_MENDED
from timeline_app.scene.lanes import recounted
from timeline_app.scene.opened import Account, Opened
from timeline_app.storage.columns import read_columns
from timeline_app.storage.columns_named import Name, Pip, read_names, read_pips

if TYPE_CHECKING:
    from timeline_app.models.counted import Counted

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
    "source",
)


class TimelineModel(TimelineColumns):
    """Everything the timeline shows of a document."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Read the columns of a document and follow its edits."""
        self._names: dict[int, Name] = {}
        self._pips: dict[int, list[Pip]] = {}
        super().__init__(document, parent)
        document.edited.connect(self._follow)
        document.horizon_changed.connect(lambda _: self._pips.clear())

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

    def pips(self, indices: Sequence[int], most: int | None = None) -> list[list[Pip] | None]:
        """Return the claims on each of some events, in one query for those not at hand.

        As known on a day, those are the claims known by then.

        Of these, no more than `most`; the others are None, to be asked for again.
        """
        rowids = self.columns.rowid[np.array(indices, np.int64)].tolist()
        missing = [r for r in rowids if r not in self._pips][:most]
        if missing:
            if len(self._pips) > _KEPT + len(rowids):
                self._pips.clear()
            with self.document.store.reading() as conn:
                found = read_pips(conn, missing, self.document.horizon)
            self._pips |= {r: found.get(r, []) for r in missing}
        return [self._pips.get(r) for r in rowids]

    def record(self, index: int) -> Event | None:
        """Return the record of an event."""
        return self.document.get(Event, self.name(index).id)

    def _follow(self, edit: Edit) -> None:
        if not edit.touches(*_REDRAWN):
            return
        if self.is_reading:
            self._read_all()  # what was read is out of date
            return
        dated = self.document.horizon is not None and edit.touches("dating")
        if dated or edit.touches("claim_event", "hop", "actor"):
            self._pips.clear()
        events = events_touched(self.document, edit)
        stale = self._retrack() if edit.touches("track") else frozenset()
        if stale is None or len(events) > MOST_MENDED or self._loses_unknown(edit):
            self._names.clear()
            self._rowids.clear()
            self._read_all()
        else:
            self.stale = stale
            self._rename(_titles_in(edit))
            if events:
                self._reread(sorted(self._rows_again(events)))
        self.changed.emit()

    def recount(self, rows: Sequence[int]) -> None:
        """Count again the claims on some rows of the event table, which are there."""
        self.stale = frozenset()
        self._reread(rows)
        self.changed.emit()

    def take_counts(self, counted: Counted) -> None:
        """Take other counts of the claims on events; those of events not in them stay."""
        c = self.columns
        at = counted.events.searchsorted(c.rowid)
        there = counted.events.take(at, mode="clip") == c.rowid if len(counted.events) else at < 0
        claims, contested = c.claims.copy(), c.has(Flag.CONTESTED)
        claims[there], contested[there] = counted.claims[at[there]], counted.contested[at[there]]
        alike = np.array_equal(contested, c.has(Flag.CONTESTED))
        if alike and np.array_equal(claims, c.claims):
            return
        self.columns = c.recounted(claims, contested)
        self.lanes = tuple(recounted(lane, self.columns) for lane in self.lanes)
        self.stale = None
        self.changed.emit()

    def _loses_unknown(self, edit: Edit) -> bool:
        """Tell whether an event goes whose row was never asked for, so that it cannot be found."""
        return any(
            change.kind == "event" and change.after is None and change.id not in self._rowids
            for change in edit.changes
        )

    def _rows_again(self, events: list[Id]) -> set[int]:
        """Return the rows that some events had and have."""
        before = {self._rowids.pop(i) for i in events if i in self._rowids}
        return before.union(self._rows(events).values())

    def _reread(self, rows: Sequence[int]) -> None:
        """Replace some rows, which may be gone, and leave the others as they are."""
        for rowid in rows:
            self._names.pop(rowid, None)
        with self.document.store.reading() as conn:
            fresh = read_columns(conn, rows, self.document.horizon)
        gone = {*rows}.difference(fresh.rowid.tolist())
        mends = fresh.tracks == self.columns.tracks
        if not (mends and self._patch(fresh.with_gone(gone))):
            self.columns = self.columns.replaced([*rows], fresh)
            self._belong(rows)
            self._arrange()


def _titles_in(edit: Edit) -> dict[Id, str]:
    """Return how an edit leaves the people and sources called that it changes."""
    after = [change.after for change in edit.changes]
    people = {record.id: record.name for record in after if isinstance(record, Actor)}
    return people | {record.id: record.title for record in after if isinstance(record, Source)}
