"""Rows for the long bars of a crowded lane, decided by the data alone, whatever the zoom.

Each class of duration has tiles of its own, as long as its longest event, so that an event reaches
at most into the next tile. A tile's bars depend only on the longer classes over it, and in every
second tile on its two neighbours: any tile can be worked out alone, and always comes out the same.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns
from timeline_app.scene.lanes import DurationClass, Lane

LONG_ROWS = 2
"""Rows that long bars may take in a crowded lane."""


class LongBar(NamedTuple):
    """A bar with its row, its first and last second, and where it stands in the lane's order."""

    row: int
    first: int
    last: int
    place: int


Bars: TypeAlias = tuple[LongBar, ...]


class LongBars:
    """The long bars of one lane, worked out tile by tile and kept."""

    def __init__(self, lane: Lane, columns: EventColumns) -> None:
        self._lane = lane
        self._columns = columns
        self._lengths = np.flatnonzero(np.bincount(lane.bits))[::-1].tolist()
        self._classes: dict[int, DurationClass] = {}
        self._tiles: dict[tuple[int, int], Bars] = {}
        self._above: dict[tuple[int, int], Bars] = {}

    def over(self, first: int, last: int, bits: int) -> Bars:
        """Return the bars that touch a span, of all classes of at least `bits`."""
        found: list[LongBar] = []
        for n, b in enumerate(self._lengths):
            if b < bits:
                break
            for k in range((first >> b) - 1, (last >> b) + 1):
                found += (x for x in self._tile(n, k) if x.last >= first and x.first <= last)
        return tuple(found)

    def _class(self, n: int) -> DurationClass:
        """Return a class; most are never asked for: their events are short wherever one looks."""
        known = self._classes.get(n)
        if known is None:
            known = self._classes[n] = self._lane.lasting(self._lengths[n])
        return known

    def _tile(self, n: int, k: int) -> Bars:
        """Return the bars of a class that begin in one of its tiles."""
        key = (n, k)
        bars = self._tiles.get(key)
        if bars is None:
            bars = self._tiles[key] = self._fill(n, k)
        return bars

    def _fill(self, n: int, k: int) -> Bars:
        known = self._class(n)
        first, last = k << known.bits, ((k + 1) << known.bits) - 1
        low, high = known.starts.searchsorted((first, last + 1)).tolist()
        if low == high:
            return ()
        taken = self._over_tile(n, k)
        if k & 1:
            taken += self._tile(n, k - 1) + self._tile(n, k + 1)
        free = np.ones(high - low, np.bool_)
        found: list[LongBar] = []
        for row in range(LONG_ROWS):
            busy = sorted((bar.first, bar.last) for bar in taken if bar.row == row)
            for gap in _gaps(busy, first, last + (1 << known.bits)):
                self._fill_gap(known, row, gap, (low, high), free, found)
        return tuple(found)

    def _fill_gap(  # noqa: PLR0917 - one step of _fill
        self,
        known: DurationClass,
        row: int,
        gap: tuple[int, int],
        span: tuple[int, int],
        free: NDArray[np.bool_],
        found: list[LongBar],
    ) -> None:
        """Put what fits best into a stretch of a row, then what fits on either side of it."""
        first, last = gap
        if last - first < 1 << max(known.bits - 1, 0):
            return
        low, high = span
        a = low + int(known.starts[low:high].searchsorted(first))
        b = low + int(known.starts[low:high].searchsorted(last))
        fits = np.flatnonzero(free[a - low : b - low] & (known.ends[a:b] <= last))
        if not len(fits):
            return
        offset = self._best(known, a + fits)
        bar = self._bar(known, offset, row)
        free[offset - low] = False
        found.append(bar)
        self._fill_gap(known, row, (first, bar.first - 1), span, free, found)
        self._fill_gap(known, row, (bar.last + 1, last), span, free, found)

    def _best(self, known: DurationClass, at: NDArray[np.int64]) -> int:
        """Return the one that matters most: with most claims, then the earliest."""
        claims = self._columns.claims[self._lane.order[known.places[at]]]
        return int(at[int(claims.argmax())])

    def _bar(self, known: DurationClass, offset: int, row: int) -> LongBar:
        start, end = int(known.starts[offset]), int(known.ends[offset])
        return LongBar(row, start, end, int(known.places[offset]))

    def _over_tile(self, n: int, k: int) -> Bars:
        """Return the bars of the longer classes over a tile and the one after it."""
        if n == 0:
            return ()
        key = (n, k)
        bars = self._above.get(key)
        if bars is None:
            bits = self._lengths[n]
            parent = k >> (self._lengths[n - 1] - bits)
            near = (x for j in (parent - 1, parent, parent + 1) for x in self._tile(n - 1, j))
            first, last = k << bits, ((k + 2) << bits) - 1
            above = (*self._over_tile(n - 1, parent), *near)
            bars = tuple(x for x in above if x.last >= first and x.first <= last)
            self._above[key] = bars
        return bars


def _gaps(busy: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """Return what is free between two times, given what is taken, ascending."""
    gaps = []
    at = first
    for start, end in busy:
        if start > at:
            gaps.append((at, min(start - 1, last)))
        at = max(at, end + 1)
        if at > last:
            return gaps
    gaps.append((at, last))
    return gaps
