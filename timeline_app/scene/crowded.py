"""Rows for a lane of too many events: what matters most gets a place, the rest is counted.

Open time is cut into tiles of 2**level seconds, and any stretch of them can be worked out without
the rest of the lane: how its short events are placed is in `short_events`, its long ones in
`longbars`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.scene.boxes import LONGEST_LABEL, TUCKED, Place
from timeline_app.scene.grid import Grid
from timeline_app.scene.lanes import Lane
from timeline_app.scene.longbars import Bars, LongBars
from timeline_app.scene.packing import Measure, Slots
from timeline_app.scene.short_events import ShortEvents

WHOLE = 160
"""Events up to which a lane gives every one a row of its own."""


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
    """What is seen of a lane in some tiles.

    `parts` are the events that have a place, those of the tile before included; `rest` is how many
    that begin in each tile have none.
    """

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
    longest: float = LONGEST_LABEL
    short: ShortEvents = field(init=False)
    _counts: dict[int, NDArray[np.int64]] = field(default_factory=dict)
    _pieces: dict[int, Piece] = field(default_factory=dict)
    _latest: tuple[int, int, Seen | None] = (0, 0, None)
    ready: set[int] = field(default_factory=set)
    """The tiles of which all that a frame asks for was made ready."""

    def __post_init__(self) -> None:
        """Begin with no tile."""
        self.short = ShortEvents(self.lane, self.columns, self.grid, self.bars, self.measure)

    def seen(self, first: int, last: int) -> Seen:
        """Return what has a place, and how many have none, among the tiles `first` … `last`."""
        if self._latest[:2] == (first, last) and self._latest[2] is not None:
            return self._latest[2]
        if any(k not in self._pieces for k in range(first - 1, last + 1)):
            self.short.gather(first, last)
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

    def _look(self, k: int) -> Piece:
        start, end = self.grid.time_of(k), self.grid.time_of(k + 1)
        tile = self.short.tile(k)
        long = self.short.bars_over(start, end - 1)
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
        return Slots.of(events, rows, place, [self.longest] * len(bars))

    def prepare(self, k: int) -> tuple[list[int], tuple[float, ...]]:
        """Work out a tile before it is seen.

        Return the events that have a place in it, and how wide their labels are, all to their
        right.
        """
        self.counts(k)
        self.short.gather(k, k)
        self.piece(k)
        tile = self.short.tile(k)
        return [int(self.lane.order[p]) for p in tile.places], tile.labels

    def unmeasured(self, first: int, last: int) -> list[int]:
        """Return the events whose labels will be measured for tiles not worked out yet."""
        return self.short.unmeasured(first, last)

    def span_of(self, tile: int) -> slice:
        """Return the part of the lane's order that begins in a tile."""
        edges = (self.grid.time_of(tile), self.grid.time_of(tile + 1))
        low, high = self.lane.starts.searchsorted(edges).tolist()
        return slice(low, high)

    def hidden(self, tile: int) -> list[int]:
        """Return the indices of events that begin in a tile and have no place, in their order."""
        span, start, end = self.span_of(tile), self.grid.time_of(tile), self.grid.time_of(tile + 1)
        placed = set(self.short.tile(tile).places)
        placed.update(bar.place for bar in self.bars.over(start, end, self.grid.bits))
        rest = np.ones(span.stop - span.start, np.bool_)
        rest[[k - span.start for k in placed if span.start <= k < span.stop]] = False
        hidden: list[int] = self.lane.order[span][rest].tolist()
        return hidden

    def counts(self, tile: int) -> NDArray[np.int64]:
        """Count the events that begin in each column of a tile, TILE / COLUMN of them."""
        counts = self._counts.get(tile)
        if counts is None:
            at = self.lane.starts.searchsorted(self.grid.columns(tile))
            counts = self._counts[tile] = np.diff(at)
        return counts
