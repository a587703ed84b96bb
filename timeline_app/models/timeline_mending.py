"""Lanes mended where an edit or a filter is about, instead of being made anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from timeline_app.domain.columns import Bools, EventColumns, Flag, Ints
from timeline_app.domain.records import Id, Track
from timeline_app.models.belonging import Belonging
from timeline_app.models.groupings import Grouping, loose_spec
from timeline_app.models.timeline_lanes import TimelineLanes
from timeline_app.scene.lanes import LaneSpec, Outer
from timeline_app.scene.regroup import regrouped, renamed, respecified

ByKey: TypeAlias = dict[Id, list[int]]
"""Events (indices) by the key of a lane they are on."""


class MendedLanes(TimelineLanes):
    """The same lanes, of which only those are made again that something is about."""

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

    def _belong(self, rows: Sequence[int]) -> None:
        """Read again what some events belong to, if lanes are made of that, or will be."""
        self.regrouping.touch(rows)
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

    def colours_of(self, indices: Iterable[int]) -> list[int]:
        """Return the palette index of the first lane that each event is on, dated or not."""
        specs = [lane.spec for lane in self.lanes]
        keys = frozenset(spec.key for spec in specs)
        on = (self._lanes_with(i, keys) for i in indices)
        loose = loose_spec().colour
        return [next((s.colour for s in specs if s.key in mine), loose) for mine in on]

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
        self.regrouping.rename(titles)
        belonging = self._belonging
        if belonging is not None:
            self._belonging = belonging.renamed(titles)
            if not self._regroup({}, {}, belonging):
                self._arrange()


def _alike(some: Ints | None, others: Ints | None) -> bool:
    if some is None or others is None:
        return some is others
    return some is others or np.array_equal(some, others)
