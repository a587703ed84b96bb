"""Which events of a project are shown in which lanes, mended where an edit or a filter is about.

The columns are read by `timeline_columns`; here is what follows from them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from timeline_app.domain.columns import Bools, EventColumns, Flag, Ints
from timeline_app.domain.records import Id, Track
from timeline_app.models.belonging import Belonging
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping, on_tracks
from timeline_app.models.timeline_showing import Showing
from timeline_app.scene.folds import moments_of
from timeline_app.scene.lanes import (
    Lane,
    LaneSpec,
    Membership,
    Outer,
    lanes_again,
    lanes_of,
)
from timeline_app.scene.regroup import regrouped, renamed, respecified
from timeline_app.storage.columns_named import rowids_of

ByKey: TypeAlias = dict[Id, list[int]]
"""Events (indices) by the key of a lane they are on."""


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

    def show_only(self, event_ids: Iterable[Id] | None) -> None:
        """Show only some events; None shows all."""
        wanted = None if event_ids is None else self._rows(list(event_ids)).values()
        self.filter_rows(None if wanted is None else np.array(sorted(wanted), np.int64))

    def filter_rows(self, rowids: Ints | None, *, dims: bool = False) -> None:
        """Leave out all events but those of some rows, or dim them; None shows all."""
        showing = self.showing
        if dims == showing.dims and _alike(rowids, showing.filter):
            return
        if rowids is None or dims != showing.dims or not self._refit(rowids):
            showing.filter, showing.dims = rowids, dims
            self._arrange()
        self.changed.emit()

    def group_by(self, grouping: Grouping) -> None:
        """Make other lanes."""
        if grouping is not self.grouping:
            self.grouping, self._belonging = grouping, None
            self._arrange()
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
        if self._belonging is None:
            with self.document.store.reading() as conn:
                self._belonging = Belonging.of(conn, self.grouping)
        return self._belonging.membership(self.columns)

    def _belong(self, rows: list[int]) -> None:
        """Read again what some events belong to, if lanes are made of that."""
        if self._belonging is not None:
            with self.document.store.reading() as conn:
                self._belonging = self._belonging.mended(conn, rows)

    def _retrack(self) -> frozenset[Id] | None:
        """Take up other tracks, other names of them or another order; no event is read again.

        Return the keys of the lanes that are others, None if the events must be read anew: what
        lanes are made of is not the tracks, or one is gone with events on it.
        """
        if self.grouping is not Grouping.TRACK:
            return None
        specs = [LaneSpec(t.id, t.title, t.colour) for t in self.document.all(Track)]
        keys = tuple(spec.key for spec in specs)
        known = {lane.spec.key: lane for lane in self.lanes}
        specs += [known[""].spec] if "" in known else []
        if any(len(lane) for key, lane in known.items() if key and key not in keys):
            return None
        lanes = [renamed(known.get(spec.key), spec, self.columns) for spec in specs]
        place = [keys.index(key) if key in keys else -1 for key in self.columns.tracks]
        track = self.columns.track
        track[:] = np.array([*place, -1], np.int16)[track]
        self.columns = replace(self.columns, tracks=keys)
        self.lanes = tuple(lanes)
        return frozenset(lane.spec.key for lane in lanes if known.get(lane.spec.key) is not lane)

    def _at_edge(self, indices: list[int]) -> bool:
        """Tell whether the first or the last bound of all events is one of some events'."""
        c = self.columns
        ends = {*c.start_min[indices].tolist(), *c.end_max[indices].tolist()}
        return not ends.isdisjoint(self.outer.span or ())

    def _by_lane(self, indices: Iterable[int], shown: Bools | None = None) -> ByKey:
        """Return shown events by the keys of their lanes."""
        shown = self.shown if shown is None else shown
        keys = self._keys()
        found: dict[Id, list[int]] = {}
        for i in indices:
            if int(self.columns.flags[i]) & Flag.UNDATED or not shown[i]:
                continue
            for key in self._lanes_with(i, keys):
                found.setdefault(key, []).append(i)
        return found

    def _lanes_with(self, index: int, keys: frozenset[Id]) -> set[Id]:
        """Return on which lanes, of those there are, an event is."""
        if self._belonging is not None:
            return self._belonging.lanes_of(int(self.columns.rowid[index]), keys)
        track = int(self.columns.track[index])
        return {self.columns.tracks[track] if track >= 0 else ""}

    def _keys(self) -> frozenset[Id]:
        return frozenset(spec.key for spec in self._specs())

    def _specs(self) -> tuple[LaneSpec, ...]:
        """Return the lanes there are to be: tracks are taken up elsewhere."""
        if self._belonging is not None:
            return self._belonging.specs(self.total)
        return tuple(lane.spec for lane in self.lanes)

    def _patch(self, fresh: EventColumns) -> bool:
        """Write fresh rows over those they were read from anew, and mend what follows.

        False, and all as it was, if a row belongs between those there are.
        """
        was, horizon = self.columns, self.outer.horizon
        before = [i for row in fresh.rowid.tolist() if (i := was.index_of(row)) is not None]
        left, at_edge = self._by_lane(before), self._at_edge(before)
        belonging = self._belonging
        gone, loose = sum(not self.has(i) for i in before), (was.track[before] < 0).any()
        columns = was.patched(fresh)
        if columns is None:
            return False
        changed = columns.rowid.searchsorted(fresh.rowid).tolist()
        self.columns, self._moments = columns, None
        patched = None if at_edge else self.outer.patched(columns, changed)
        self.outer = patched or Outer.of(columns)
        self.showing.mend(columns, changed, gone=gone)
        self._belong(fresh.rowid.tolist())
        lasts_longer = self.outer.lasts and self.outer.horizon != horizon
        if lasts_longer or not self._regroup(left, self._by_lane(changed), belonging):
            self._arrange()
        elif belonging is None and (loose or (columns.track[changed] < 0).any()):
            self._mend_loose()
        return True

    def _mend_loose(self) -> None:
        """Have a lane for events on no track while there are any, be they shown or not."""
        are = ((self.columns.track < 0) & ~self.columns.has(Flag.GONE)).any()
        there = any(not lane.spec.key for lane in self.lanes)
        if are and not there:
            self._arrange()
        elif there and not are:
            self.lanes = tuple(lane for lane in self.lanes if lane.spec.key)

    def _refit(self, rowids: Ints) -> bool:
        """Take a filter that differs in few events; False, and all as it was, if it does not."""
        if self.showing.filter is None:
            return False
        self.stale = frozenset()
        before = self.showing.shown.copy()
        changed = self.showing.refit(self.columns, rowids)
        if changed is None:
            return False
        self._moments = None
        now = self._by_lane(changed)
        left = self._by_lane(changed, before)
        if not self._regroup(left, now, self._belonging):
            self._arrange()
        return True

    def _regroup(self, left: ByKey, entered: ByKey, belonging: Belonging | None) -> bool:
        """Mend the lanes that some events left or entered.

        False if that does not do: one of them has no lane, or other lanes than they were alone on
        come or go. `belonging` is what it was before.
        """
        specs, known = self._specs(), {lane.spec.key: lane for lane in self.lanes}
        if not self._may_mend({spec.key for spec in specs}, {*known}, belonging):
            return False
        lanes = respecified(self.lanes, specs, self.columns)
        number = {lane.spec.key: k for k, lane in enumerate(lanes)}
        if not {*left, *entered} <= number.keys():
            return False
        parted, joined = ({number[key]: of[key] for key in of} for of in (left, entered))
        mended = regrouped(lanes, self.columns, self.outer, parted, joined)
        self.lanes = mended[: len(specs)]
        others = (lane.spec.key for lane in self.lanes if known.get(lane.spec.key) is not lane)
        self.stale = (self.stale or frozenset()).union(others)
        return True

    def _may_mend(self, keys: set[Id], known: set[Id], before: Belonging | None) -> bool:
        """Tell whether no lane comes or goes that events are on which were not looked at."""
        now = self._belonging
        if now is None or before is None:
            return now is before
        gone, come = known - keys - {""}, keys - known - {""}
        return not any(now.count(key) for key in gone) and not any(map(before.count, come))

    def _rename(self, titles: dict[Id, str]) -> None:
        """Take up how speakers, origins and sources are called now."""
        belonging = self._belonging
        if belonging is not None:
            self._belonging = belonging.renamed(titles)
            if not self._regroup({}, {}, belonging):
                self._arrange()


def _alike(some: Ints | None, others: Ints | None) -> bool:
    if some is None or others is None:
        return some is others
    return some is others or np.array_equal(some, others)
