"""Which lane and row every event is in, at a zoom level. Panning never asks this again.

A layout belongs to a zoom *level*: it is packed at the smallest scale of the level and holds at all
scales up to the next, where everything is further apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

import numpy as np

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import Id
from timeline_app.scene.boxes import Metrics
from timeline_app.scene.crowded import WHOLE, CrowdedLane
from timeline_app.scene.grid import Grid
from timeline_app.scene.kept import Kept
from timeline_app.scene.lanes import Lane, Outer
from timeline_app.scene.opened import Opened
from timeline_app.scene.packing import Measure, Slots
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.short_events import ROWS

NOWHERE = Slots.of()
"""No event has a place."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A lane on the page: its place, and the tops of its rows below its own top.

    In pixels; the page begins at 0 under the ruler. `lines` is how far below the top of its row the
    lines of an opened event begin.
    """

    number: int
    lane: Lane
    top: float
    height: float
    collapsed: bool
    row_tops: tuple[float, ...]
    slots: Slots
    crowded: CrowdedLane | None = None
    lines: Mapping[int, float] = field(default_factory=dict)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """All lanes at one level, from top to bottom."""

    bands: tuple[Band, ...] = ()
    grid: Grid | None = None
    _tops: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tops", tuple(band.top for band in self.bands))

    @property
    def height(self) -> float:
        """The height of the page."""
        return self.bands[-1].bottom if self.bands else 0.0

    def has_folds_of(self, other: Layout) -> bool:
        """Tell whether the same time is folded in another layout."""
        mine, its = self.grid, other.grid
        return mine is not None and its is not None and mine.level.folds == its.level.folds

    def stands_like(self, other: Layout) -> bool:
        """Tell whether all lanes are where they are in another layout, whatever is in them."""
        mine, its = ([(b.lane.spec, b.top, b.height) for b in x.bands] for x in (self, other))
        return mine == its

    def band_at(self, y: float) -> Band | None:
        """Return the lane at a height of the page."""
        k = bisect_right(self._tops, y) - 1
        return self.bands[k] if k >= 0 and y < self.bands[k].bottom else None

    def place_of(self, index: int) -> float | None:
        """Return the top of the row an event is in, in the first lane that has it; or None."""
        for band in self.bands:
            at = np.flatnonzero(band.slots.events == index)
            if len(at) and (row := int(band.slots.row[at[0]])) >= 0:
                return band.top + band.row_tops[row]
        return None

    def between(self, top: float, bottom: float) -> tuple[Band, ...]:
        """Return the lanes that are seen between two heights of the page."""
        first, last = bisect_right(self._tops, top) - 1, bisect_left(self._tops, bottom)
        if first < 0 or self.bands[first].bottom <= top:
            first += 1
        return self.bands[first:last]


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Everything a layout is made of: the events, their lanes, sizes and label widths."""

    columns: EventColumns
    outer: Outer
    lanes: tuple[Lane, ...]
    metrics: Metrics
    measure: Measure
    collapsed: frozenset[Id] = frozenset()
    opened: Mapping[int, Opened] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    def layout(self, scale: TimeScale) -> Layout:
        """Lay out the level of a scale."""
        laying = self.laying_out(scale)
        while (layout := next(laying)) is None:
            pass
        return layout

    def laying_out(self, scale: TimeScale) -> Iterator[Layout | None]:
        """Lay out the level of a scale lane by lane: None after each, then the layout."""
        level = replace(scale.at_level, anchor=0, anchor_x=0.0)
        grid = self.kept.grid(level)
        bands: list[Band] = []
        top = 0.0
        for number, lane in enumerate(self.lanes):
            bands.append(self._band(number, lane, top, grid))
            top = bands[-1].bottom
            yield None
        yield Layout(tuple(bands), grid)

    def _band(self, number: int, lane: Lane, top: float, grid: Grid) -> Band:
        collapsed = lane.spec.key in self.collapsed
        if collapsed or len(lane) > WHOLE:
            return self._crowded(number, lane, top, grid, collapsed=collapsed)
        horizon, longest = self.outer.horizon, self.metrics.longest_label
        slots = self.kept.packed(
            lane, self.columns, grid, self.measure, horizon=horizon, longest=longest
        )
        if (slots.row < 0).any():
            return self._crowded(number, lane, top, grid, collapsed=False)
        heights = self._row_heights(slots)
        lines = self._open_rows(heights, slots)
        tops = tuple(accumulate(heights, initial=self.metrics.padding))
        height = max(tops[-1] + self.metrics.padding - 4, self._header(lane))
        return Band(
            number,
            lane,
            top,
            height,
            collapsed=False,
            row_tops=tops[:-1],
            slots=slots,
            lines=lines,
        )

    def _crowded(self, number: int, lane: Lane, top: float, grid: Grid, *, collapsed: bool) -> Band:
        """Return a lane whose events are placed tile by tile, or only counted."""
        m = self.metrics
        longest = m.longest_label
        crowded = self.kept.crowded(lane, self.columns, grid, self.measure, longest=longest)
        if collapsed:
            return Band(number, lane, top, m.collapsed, collapsed, (), NOWHERE, crowded)
        row = m.row + (m.pips if lane.claims else 0.0)
        heights = [row] * ROWS
        lines = self._open_rows(heights, self._opened_slots(crowded))
        tops = tuple(accumulate(heights, initial=m.padding))
        height = max(tops[-1] + m.strip + 3, self._header(lane))
        return Band(number, lane, top, height, collapsed, tops[:-1], NOWHERE, crowded, lines)

    def _header(self, lane: Lane) -> float:
        """Return the height of what a lane is told by; a line more if any of it is contested."""
        return self.metrics.header + (self.metrics.line if lane.contested else 0)

    def _opened_slots(self, crowded: CrowdedLane) -> Slots:
        """Return the places of the opened events of a crowded lane."""
        starts = ((event, int(self.outer.start[event])) for event in self.opened)
        held = [start for event, start in starts if crowded.lane.holds(event, start)]
        tiles = sorted({crowded.grid.tile_at(start) for start in held})
        parts = [part for k in tiles for part in crowded.seen(k, k).parts]
        return Slots.joined(parts) if parts else NOWHERE

    def _open_rows(self, heights: list[float], slots: Slots) -> dict[int, float]:
        """Make the rows of opened events taller.

        Return by event how far below its row's top its lines begin. Several in one row have their
        lines below each other.
        """
        below: dict[int, float] = {}
        for event, opened in self.opened.items():
            at = np.flatnonzero(slots.events == event)
            if len(at) and (row := int(slots.row[at[0]])) >= 0:
                below[event] = heights[row] - 4
                heights[row] += opened.height(self.metrics)
        return below

    def _row_heights(self, slots: Slots) -> list[float]:
        """Rows are taller where claims are marked beneath an event."""
        placed = slots.row >= 0
        count = int(slots.row.max(initial=-1)) + 1
        told = np.zeros(count, np.bool_)
        told[slots.row[placed & (self.columns.claims[slots.events] > 0)]] = True
        m = self.metrics
        return [m.row + (m.pips if has else 0.0) for has in told.tolist()]
