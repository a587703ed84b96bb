"""What was worked out for lanes at the levels passed, kept from one layout to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import Id
from timeline_app.scene.crowded import CrowdedLane
from timeline_app.scene.folds import Folds
from timeline_app.scene.grid import Grid
from timeline_app.scene.lanes import Lane
from timeline_app.scene.longbars import LongBars
from timeline_app.scene.packing import Measure, Slots, pack
from timeline_app.scene.scale import TimeScale


@dataclass(eq=False)
class Kept:
    """What was worked out for lanes, for as long as they stay as they are."""

    _grids: dict[TimeScale, Grid] = field(default_factory=dict)
    _bars: dict[Id, LongBars] = field(default_factory=dict)
    _lanes: dict[tuple[Id, int, Folds], CrowdedLane] = field(default_factory=dict)
    _packed: dict[tuple[Id, int, Folds, int], Slots] = field(default_factory=dict)

    def grid(self, level: TimeScale) -> Grid:
        """Return the tiles of a level, which are the same whatever lies in them."""
        if len(self._grids) > _GRIDS:
            self._grids.clear()
        return self._grids.setdefault(level, Grid(level))

    def crowded(
        self, lane: Lane, columns: EventColumns, grid: Grid, measure: Measure, *, longest: float
    ) -> CrowdedLane:
        """Return the tiles of a lane at a level, as far as they were worked out before."""
        key = (lane.spec.key, grid.bits, grid.level.folds)
        known = self._lanes.get(key)
        if known is None:
            if len(self._lanes) > _KEPT:
                self._lanes.clear()
            bars = self._bars.setdefault(lane.spec.key, LongBars(lane, columns))
            known = self._lanes[key] = CrowdedLane(lane, columns, grid, bars, measure, longest)
        return known

    def packed(
        self,
        lane: Lane,
        columns: EventColumns,
        grid: Grid,
        measure: Measure,
        *,
        horizon: int,
        longest: float,
    ) -> Slots:
        """Return the rows of a lane of few events at a level, packed if they were not before."""
        key = (lane.spec.key, grid.bits, grid.level.folds, horizon)
        slots = self._packed.get(key)
        if slots is None:
            if len(self._packed) > _KEPT:
                self._packed.clear()
            slots = self._packed[key] = pack(
                columns, lane, grid.level, measure=measure, horizon=horizon, longest=longest
            )
        return slots

    def without(self, keys: frozenset[Id]) -> Kept:
        """Return what is kept of all other lanes."""
        return Kept(
            self._grids,
            {key: bars for key, bars in self._bars.items() if key not in keys},
            {key: lane for key, lane in self._lanes.items() if key[0] not in keys},
            {key: slots for key, slots in self._packed.items() if key[0] not in keys},
        )


_KEPT = 2_000
"""Lanes kept, each at a level."""

_GRIDS = 48
"""Levels whose tiles are kept, with the times between their columns."""
