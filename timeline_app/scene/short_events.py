"""Rows for the short events of a crowded lane, decided tile by tile.

The even tiles are filled first, each alone, the odd ones between their two neighbours. So any tile
can be worked out without the rest of the lane, and comes out the same wherever the view is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.scene.boxes import SMALLEST_BAR, STUB
from timeline_app.scene.folds import Ints
from timeline_app.scene.grid import COLUMN, Grid
from timeline_app.scene.lanes import Lane, position_of
from timeline_app.scene.longbars import Bars, LongBars
from timeline_app.scene.packing import GAP, PAD, Measure
from timeline_app.scene.scale import TILE, TimeScale

ROWS = 4
"""Rows of a crowded lane."""

_LABEL = 128.0
"""Pixels a label gets where events compete for room."""

_FEW = 10
"""Events of a tile up to which each label gets the width it needs."""

_BIN = 4
"""Columns in which only one event competes for a place: the one with most claims."""

_MOST = TILE // COLUMN // _BIN
"""Events of a tile up to which all compete."""

_CELL = 4.0
"""Pixels of a cell of a row's occupancy."""

_MARGIN = 64.0
"""Pixels before its tile that an event's arrow may reach."""

_REACH = TILE - 2 * _MARGIN
"""Pixels after its tile that an event may reach, so that no two even tiles ever meet."""


class Tile(NamedTuple):
    """What was decided for the short events of a tile.

    Parallel tuples: positions in the lane's order, rows, label widths. `masks` are the cells taken
    in each row, counted from `_MARGIN` before the tile; `width` is the tile's in pixels.
    """

    places: tuple[int, ...]
    rows: tuple[int, ...]
    labels: tuple[float, ...]
    masks: tuple[int, ...]
    width: float


@dataclass(eq=False)
class ShortEvents:
    """What was decided for the short events of one lane at one level, tile by tile."""

    lane: Lane
    columns: EventColumns
    grid: Grid
    bars: LongBars
    measure: Measure
    _tiles: dict[int, Tile] = field(default_factory=dict)
    _chosen: dict[int, tuple[Ints, bool]] = field(default_factory=dict)
    _near: tuple[int, int, Bars] = (1, 0, ())

    def gather(self, first: int, last: int) -> None:
        """Look up the long bars over some tiles and those near them together."""
        reach = (self.grid.time_of(first - 3), self.grid.time_of(last + 5))
        self._near = (*reach, self.bars.over(*reach, self.grid.bits))

    def unmeasured(self, first: int, last: int) -> list[int]:
        """Return the events whose labels will be measured for tiles not worked out yet.

        Asked for together they are one query, one by one a hundred.
        """
        near = (k for k in range(first - 2, last + 2) if k not in self._tiles)
        found = (self._candidates(k) for k in near)
        return [int(self.lane.order[p]) for places, few in found if few for p in places]

    def tile(self, k: int) -> Tile:
        """Return what was decided for a tile."""
        found = self._tiles.get(k)
        if found is None:
            found = self._tiles[k] = self._place(k)
        return found

    def _place(self, k: int) -> Tile:
        start, end = self.grid.time_of(k), self.grid.time_of(k + 1)
        level = self.grid.level
        scale = TimeScale(start, _MARGIN, level.px_per_second, level.folds)
        width = scale.x_of(end) - _MARGIN
        chosen, few = self._candidates(k)
        if not len(chosen):
            return Tile((), (), (), (0,) * ROWS, width)
        masks = self._taken(k, scale, width)
        return self._fit(chosen, scale, masks, width, few=few)

    def _candidates(self, k: int) -> tuple[Ints, bool]:
        """Return the short events of a tile that compete, those that matter most first.

        And whether they are so few that each label gets the width it needs.
        """
        if k not in self._chosen:
            self._chosen[k] = self._choose(k)
        return self._chosen[k]

    def _choose(self, k: int) -> tuple[Ints, bool]:
        edges = self.lane.starts.searchsorted(self.grid.columns(k)[::_BIN])
        low, high = int(edges[0]), int(edges[-1])
        short = self.lane.bits[low:high] < self.grid.bits
        ranks = self.lane.ranks[low:high][short]
        if len(ranks) > _MOST:
            ranks = np.where(short, self.lane.ranks[low:high], -1)
            firsts = edges[:-1][np.diff(edges) > 0] - low
            ranks = np.maximum.reduceat(ranks, firsts)
            ranks = ranks[ranks >= 0]
        return position_of(np.sort(ranks)[::-1]), len(ranks) <= _FEW

    def _taken(self, k: int, scale: TimeScale, width: float) -> list[int]:
        """Return the cells of each row that long bars and, in odd tiles, the neighbours take."""
        masks = [0] * ROWS
        for bar in self.bars_over(scale.time_at(0), scale.time_at(_MARGIN + width + TILE)):
            left = max(scale.x_of(bar.first), 0.0)
            right = min(scale.x_of(bar.last), width + 2 * TILE)
            masks[bar.row] |= _cells(left, right + GAP)
        if k & 1:
            before, after = self.tile(k - 1), self.tile(k + 1)
            for row in range(ROWS):
                masks[row] |= before.masks[row] >> round(before.width / _CELL)
                masks[row] |= after.masks[row] << round(width / _CELL)
        return masks

    def bars_over(self, first: int, last: int) -> Bars:
        """Return the long bars over a span, from those just asked for if it lies among them."""
        if self._near[0] <= first and last <= self._near[1]:
            return _touching(self._near[2], first, last)
        return self.bars.over(first, last, self.grid.bits)

    def _fit(
        self, chosen: Ints, scale: TimeScale, masks: list[int], width: float, *, few: bool
    ) -> Tile:
        """Give each event the first row with room for it and its label."""
        events = self.lane.order[chosen]
        flags = self.columns.flags[events]
        left, right = scale.xs_of(self.lane.starts[chosen]), scale.xs_of(self.lane.ends[chosen])
        diamond = right - left < SMALLEST_BAR
        middle, half = (left + right) / 2, SMALLEST_BAR * 0.7
        left = np.where(diamond, middle - half, left)
        left = left - STUB * ((flags & np.uint16(Flag.OPEN_START)) != 0)
        right = np.where(diamond, middle + half, right)
        right = right + STUB * ((flags & np.uint16(Flag.OPEN_END)) != 0)
        asked = self.measure(events.tolist()) if few else [_LABEL] * len(chosen)
        labels = np.minimum(np.array(asked), width + _MARGIN + _REACH - right - PAD)
        labels = np.clip(labels, 0.0, None)
        own = [0] * ROWS
        places, rows, widths = [], [], []
        low = np.maximum((left / _CELL).astype(np.int64), 0)
        high = np.maximum(((right + PAD + labels + GAP) / _CELL).astype(np.int64) + 1, low)
        for place, a, b, w in zip(
            chosen.tolist(), low.tolist(), high.tolist(), labels.tolist(), strict=True
        ):
            cells = (1 << b) - (1 << a)
            for row, taken in enumerate(masks):
                if not taken & cells:
                    masks[row] = taken | cells
                    own[row] |= cells
                    places.append(place)
                    rows.append(row)
                    widths.append(w)
                    break
        return Tile(tuple(places), tuple(rows), tuple(widths), tuple(own), width)


def _touching(bars: Bars, first: int, last: int) -> Bars:
    return tuple(bar for bar in bars if bar.last >= first and bar.first <= last)


def _cells(left: float, right: float) -> int:
    """Return the cells between two pixels as bits."""
    first = max(int(left / _CELL), 0)
    return (1 << max(int(right / _CELL) + 1, first)) - (1 << first)
