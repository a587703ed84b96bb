"""Rows for a lane of too many events: what matters most gets a place, the rest is counted.

Open time is cut into tiles of 2**level seconds. Short events are placed tile by tile: the even
tiles first, each alone, the odd ones between their two neighbours. So any stretch can be worked out
without the rest of the lane, and comes out the same wherever the view is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.scene.boxes import SMALLEST_BAR, STUB, TUCKED, Place
from timeline_app.scene.folds import Ints
from timeline_app.scene.grid import COLUMN, Grid
from timeline_app.scene.lanes import Lane, position_of
from timeline_app.scene.longbars import Bars, LongBars
from timeline_app.scene.packing import GAP, LONGEST_LABEL, PAD, Measure, Slots
from timeline_app.scene.scale import TILE, TimeScale

WHOLE = 160
"""Events up to which a lane gives every one a row of its own."""

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


class Piece(NamedTuple):
    """What is seen of a lane in one tile.

    `short` are the short events with a place that begin in it, `over` the long bars over it,
    `begun` those of them that begin in it; `rest` is how many begin in it and have no place.
    """

    short: Slots
    over: Slots
    begun: Slots
    rest: int


class Seen(NamedTuple):
    """What is seen of a lane in some tiles: the events that have a place (those of the tile before
    included), in parts, and how many that begin in each tile have none.
    """  # noqa: D205

    parts: tuple[Slots, ...]
    rest: tuple[int, ...]


@dataclass(eq=False)
class CrowdedLane:
    """The tiles of one lane at one level, worked out when they are first seen."""

    lane: Lane
    columns: EventColumns
    grid: Grid
    bars: LongBars
    measure: Measure
    _tiles: dict[int, Tile] = field(default_factory=dict)
    _chosen: dict[int, tuple[Ints, bool]] = field(default_factory=dict)
    _counts: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    _pieces: dict[int, Piece] = field(default_factory=dict)
    _near: tuple[int, int, Bars] = (1, 0, ())
    _latest: tuple[int, int, Seen | None] = (0, 0, None)
    ready: set[int] = field(default_factory=set)
    """The tiles of which all that a frame asks for was made ready."""

    def seen(self, first: int, last: int) -> Seen:
        """Return what has a place, and how many have none, among the tiles `first` … `last`."""
        if self._latest[:2] == (first, last) and self._latest[2] is not None:
            return self._latest[2]
        if any(k not in self._pieces for k in range(first - 1, last + 1)):
            self._gather(first, last)
        before, *pieces = [self.piece(k) for k in range(first - 1, last + 1)]
        long = (pieces[0].over, *(piece.begun for piece in pieces[1:]))
        short = (before.short, *(piece.short for piece in pieces))
        seen = Seen((*long, *short), tuple(piece.rest for piece in pieces))
        self._latest = (first, last, seen)
        self.ready.update(range(first - 1, last + 1))
        return seen

    def is_ready(self, first: int, last: int) -> bool:
        """Tell whether the tiles `first` … `last` can be seen without anything to work out."""
        return self.ready.issuperset(range(first - 1, last + 1))

    def piece(self, k: int) -> Piece:
        """Return what is seen of a tile."""
        found = self._pieces.get(k)
        if found is None:
            found = self._pieces[k] = self._look(k)
        return found

    def _gather(self, first: int, last: int) -> None:
        """Look up the long bars over some tiles and those near them together."""
        reach = (self.grid.time_of(first - 3), self.grid.time_of(last + 5))
        self._near = (*reach, self.bars.over(*reach, self.grid.bits))

    def _look(self, k: int) -> Piece:
        start, end = self.grid.time_of(k), self.grid.time_of(k + 1)
        tile = self.tile(k)
        long = self._bars_over(start, end - 1)
        over = self._long(long)
        places = [int(bar.first >= start) for bar in long]
        begun = np.flatnonzero(np.array(places, np.bool_))
        low, high = self.lane.starts.searchsorted((start, end)).tolist()
        return Piece(
            Slots.of(
                self.lane.order[np.array(tile.places, np.int64)],
                tile.rows,
                [Place.RIGHT] * len(tile.places),
                tile.labels,
            ),
            over,
            over.only(begun),
            high - low - len(begun) - len(tile.places),
        )

    def _long(self, bars: Bars) -> Slots:
        """Return long bars with their labels: on the certain part, or on the pale one."""
        events = self.lane.order[np.array([bar.place for bar in bars], np.int64)]
        c = self.columns
        sure = c.start_max[events] < c.end_min[events]
        hollow = (c.flags[events] & np.uint16(Flag.HOLLOW)) != 0
        place = np.where(sure & ~hollow, Place.INSIDE, Place.ON_PALE) + TUCKED
        rows = [bar.row for bar in bars]
        return Slots.of(events, rows, place, [LONGEST_LABEL] * len(bars))

    def prepare(self, k: int) -> tuple[list[int], tuple[float, ...]]:
        """Work out a tile before it is seen; return the events that have a place in it, and how
        wide their labels are, all to their right.
        """  # noqa: D205
        self.counts(k)
        self._gather(k, k)
        self.piece(k)
        tile = self.tile(k)
        return [int(self.lane.order[p]) for p in tile.places], tile.labels

    def unmeasured(self, first: int, last: int) -> list[int]:
        """Return the events whose labels will be measured for tiles not worked out yet.

        Asked for together they are one query, one by one a hundred.
        """
        near = (k for k in range(first - 2, last + 2) if k not in self._tiles)
        found = (self._candidates(k) for k in near)
        return [int(self.lane.order[p]) for places, few in found if few for p in places]

    def span_of(self, tile: int) -> slice:
        """Return the part of the lane's order that begins in a tile."""
        edges = (self.grid.time_of(tile), self.grid.time_of(tile + 1))
        low, high = self.lane.starts.searchsorted(edges).tolist()
        return slice(low, high)

    def hidden(self, tile: int, most: int) -> list[int]:
        """Return the indices of events that begin in a tile and have no place, up to `most`."""
        span, start, end = self.span_of(tile), self.grid.time_of(tile), self.grid.time_of(tile + 1)
        placed = set(self.tile(tile).places)
        placed.update(bar.place for bar in self.bars.over(start, end, self.grid.bits))
        rest = (k for k in range(span.start, span.stop) if k not in placed)
        return [int(self.lane.order[k]) for k in islice(rest, most)]

    def counts(self, tile: int) -> NDArray[np.int64]:
        """Count the events that begin in each column of a tile, TILE / COLUMN of them."""
        counts = self._counts.get(tile)
        if counts is None:
            at = self.lane.starts.searchsorted(self.grid.columns(tile))
            counts = self._counts[tile] = np.diff(at)
        return counts

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
        for bar in self._bars_over(scale.time_at(0), scale.time_at(_MARGIN + width + TILE)):
            left = max(scale.x_of(bar.first), 0.0)
            right = min(scale.x_of(bar.last), width + 2 * TILE)
            masks[bar.row] |= _cells(left, right + GAP)
        if k & 1:
            before, after = self.tile(k - 1), self.tile(k + 1)
            for row in range(ROWS):
                masks[row] |= before.masks[row] >> round(before.width / _CELL)
                masks[row] |= after.masks[row] << round(width / _CELL)
        return masks

    def _bars_over(self, first: int, last: int) -> Bars:
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
