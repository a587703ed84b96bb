"""Which events of a project are shown, and in which lanes.

The columns are read by `timeline_columns`; here is what follows from them. `timeline_mending` keeps
it up where an edit or a filter is about.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from timeline_app.domain.columns import Bools, EventColumns, Flag, Ints
from timeline_app.domain.records import Id, Track
from timeline_app.models.belonging import Belonging, Lines
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping, on_tracks
from timeline_app.models.regrouping import Regrouped, Regrouping, Snapshot
from timeline_app.models.timeline_showing import Showing
from timeline_app.scene.folds import moments_of
from timeline_app.scene.lanes import (
    Lane,
    Membership,
    Outer,
    lanes_again,
    lanes_of,
)
from timeline_app.storage.columns_named import rowids_of
from timeline_app.storage.lane_queries import has_links

MANY = 10_000
"""Events, or claims on them, of which lanes take long enough to be made beside everything else."""


class TimelineLanes(QObject):
    """The events of a document as columns, which of them are shown, and in which lanes."""

    changed = Signal()  # columns, lanes or names are other than they were

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.columns = EventColumns.nothing()
        self.outer = Outer.of(self.columns)
        self.lanes: tuple[Lane, ...] = ()
        self.grouping: Grouping = Grouping.TRACK
        self.showing = Showing.of(self.columns, None, dims=False)
        self.stale: frozenset[Id] | None = None
        """The keys of the lanes that the last change is about; None if it is about all."""
        self._belonging: Belonging | None = None  # of lanes that are no tracks, once it was read
        self._rowids: dict[Id, int] = {}
        self._moments: Ints | None = None
        self._order: NDArray[np.int32] | None = None  # of a copy, until lanes are made of it
        self.regrouping = Regrouping(document, self._snapshot, self)
        self.regrouping.finished.connect(self._take_lanes)
        self.changed.connect(self.regrouping.note_change)

    @property
    def total(self) -> int:
        """The number of events in the project."""
        return self.showing.total

    @property
    def shown(self) -> Bools:
        """Of each event whether it is shown, be it faintly."""
        return self.showing.shown

    @property
    def dimmed(self) -> Bools:
        """Of each event whether it is shown faintly."""
        return self.showing.dimmed

    @property
    def undated(self) -> Ints:
        """The indices of the events shown that have no date, ascending."""
        return self.showing.undated

    def has(self, index: int) -> bool:
        """Tell whether there still is an event of an index."""
        return index < len(self.columns) and not int(self.columns.flags[index]) & Flag.GONE

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many events are shown on the axis, in all, undated and filtered away or dimmed."""
        undated = len(self.undated)
        if self.showing.dims:
            undated -= int(np.count_nonzero(self.dimmed[self.undated]))
        return self.showing.plain - undated, self.total, undated, self.showing.filtered

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last bound of what is shown; None if nothing is that is dated."""
        lanes = [lane for lane in self.lanes if len(lane)]
        if not lanes:
            return None
        return min(int(o.starts[0]) for o in lanes), max(int(o.last_ends[-1]) for o in lanes)

    @property
    def moments(self) -> Ints:
        """The times at which something shown begins or ends, or may do so, ascending."""
        if self._moments is None:
            self._moments = moments_of([*self._outer_bounds(), *self._inner_bounds()])
        return self._moments

    def _outer_bounds(self) -> Iterator[Ints]:
        """Give what the lanes have sorted already: the first and the last bounds."""
        for lane in self.lanes:
            yield lane.starts
            yield lane.last_ends

    def _inner_bounds(self) -> Iterator[Ints]:
        """Give the bounds that are no outer ones: of what is vague, and of what lasts."""
        c = self.columns
        drawn = self.shown & ~c.has(Flag.UNDATED)
        yield c.start_max[drawn & (c.start_max != c.start_min)]
        yield c.end_min[drawn & (c.end_min != c.end_max)]
        if self.outer.lasts:
            yield c.end_max[drawn & c.has(Flag.LASTING)]

    def group_by(self, grouping: Grouping) -> None:
        """Make other lanes: at once, or where events are many as soon as they are made."""
        if grouping is (self.regrouping.wanted or self.grouping):
            return
        self.regrouping.cancel()
        if grouping is self.grouping:
            return
        if self._are_many():
            self.regrouping.begin(grouping)
        else:
            self.grouping, self._belonging = grouping, None
            self._arrange()
            self.changed.emit()

    def _are_many(self) -> bool:
        """Tell whether it would be noticed how long other lanes take."""
        if not len(self.columns):
            return False
        with self.document.store.reading() as conn:
            return len(self.columns) >= MANY or has_links(conn, MANY)

    def _snapshot(self) -> Snapshot:
        return Snapshot.of(self.columns, self.outer, self.shown, self.total)

    def _take_lanes(self, made: Regrouped) -> None:
        self.grouping, self._belonging, self.lanes = made.grouping, made.belonging, made.lanes
        self.stale = None
        self.changed.emit()

    def _rows(self, ids: list[Id]) -> dict[Id, int]:
        missing = [i for i in ids if i not in self._rowids]
        if missing:
            with self.document.store.reading() as conn:
                self._rowids |= rowids_of(conn, missing)
        return {i: self._rowids[i] for i in ids if i in self._rowids}

    def _arrange(self) -> None:
        """Work out everything that follows from the columns."""
        self.columns = self.columns.without_gone()
        showing = self.showing
        self.showing = Showing.of(self.columns, showing.filter, dims=showing.dims)
        self._moments = None
        self.stale = None
        self.outer = Outer.of(self.columns)
        self.lanes = self._lanes()

    @property
    def _is_plain(self) -> bool:
        """Whether every event is shown, on the lane of its track."""
        return self.showing.filter is None and self.grouping is Grouping.TRACK

    def _lanes(self) -> tuple[Lane, ...]:
        order, self._order = self._order, None
        members = self._membership()
        if order is not None and len(order) and self._is_plain:
            with contextlib.suppress(ValueError):
                return lanes_again(self.columns, self.outer, members, order)
        return lanes_of(self.columns, self.outer, members, self.shown)

    def _membership(self) -> Membership:
        if self.grouping is Grouping.TRACK:
            return on_tracks(self.columns, self.document.all(Track))
        if self._belonging is None and not len(self.columns):
            self._belonging = Belonging.read(self.grouping, Lines())
        if self._belonging is None:
            with self.document.store.reading() as conn:
                self._belonging = Belonging.of(conn, self.grouping)
        specs = self._belonging.specs(len(self.columns))
        return self._belonging.membership(self.columns, specs)
