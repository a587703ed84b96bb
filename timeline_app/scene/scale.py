"""Where a time falls on the screen, and which time a pixel shows."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace

import numpy as np

from timeline_app.scene.folds import FOLD_WIDTH, NO_FOLDS, Floats, Folds, Ints

TILE_BITS = 9
TILE = 1 << TILE_BITS
"""Pixels of a tile at the scale its level is named after."""

FINEST = 240.0
COARSEST = 2.0**-52
"""Pixels a second: a second is 240 px wide, or 14 thousand million years are 100 px."""

FURTHEST = 1 << 59
"""Seconds from 1970 that can be looked at: 18 thousand million years either way."""

_EXACT = 2.0**50


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A window onto time. Panning, zooming and folding return a new one.

    The time `anchor` (whole seconds) lies at `anchor_x` pixels; folds are passed over.
    """

    anchor: int = 0
    anchor_x: float = 0.0
    px_per_second: float = 1.0
    folds: Folds = NO_FOLDS

    @classmethod
    def fitting(
        cls, start: int, end: int, left: float, right: float, folds: Folds = NO_FOLDS
    ) -> TimeScale:
        """Show a span between two pixels. A span of no length gets a second."""
        first, before = folds.place(start)
        last, after = folds.place(end)
        room = max(right - left - (after - before) * FOLD_WIDTH, 1.0)
        pps = room / max(last - first, 1)
        return cls(start, left, _within_limits(pps, max(abs(start), abs(end))), folds)

    @property
    def level(self) -> int:
        """The zoom level: its tiles are 2**level seconds of open time, 512 to 1024 px wide."""
        return max(math.ceil(TILE_BITS - math.log2(self.px_per_second)), 0)

    @property
    def at_level(self) -> TimeScale:
        """The smallest scale of this level, on which boxes are packed: all others are wider."""
        return replace(self, px_per_second=2.0 ** (TILE_BITS - self.level))

    def x_of(self, t: int) -> float:
        """Return the pixel of a time."""
        if not self.folds.starts:
            return self.anchor_x + (t - self.anchor) * self.px_per_second
        opened, folded = self.folds.place(t)
        anchor, anchor_folded = self.folds.place(self.anchor)
        along = (opened - anchor) * self.px_per_second
        return self.anchor_x + along + (folded - anchor_folded) * FOLD_WIDTH

    def xs_of(self, times: Ints) -> Floats:
        """Return the pixels of many times."""
        if not self.folds.starts:
            since = (times - self.anchor).astype(np.float64)
            return since * self.px_per_second + self.anchor_x
        opened, folded = self.folds.places(times)
        anchor, anchor_folded = self.folds.place(self.anchor)
        at = (folded - anchor_folded) * FOLD_WIDTH + self.anchor_x
        along: Floats = (opened - anchor) * self.px_per_second + at
        return along

    def time_at(self, x: float) -> int:
        """Return the whole second a pixel shows, the earlier one."""
        pps, folds = self.px_per_second, self.folds
        if not folds.starts:
            return _bounded(self.anchor, (x - self.anchor_x) / pps)
        lefts = self.fold_lefts()
        k = bisect_right(lefts, x)
        if k == 0:
            return _bounded(folds.starts[0], (x - lefts[0]) / pps)
        start, end = folds.starts[k - 1], folds.ends[k - 1]
        past = x - lefts[k - 1]
        if past < FOLD_WIDTH:
            return start + int(past / FOLD_WIDTH * (end - start))
        return _bounded(end, (past - FOLD_WIDTH) / pps)

    def times_at(self, xs: Floats) -> Ints:
        """Return the times of ascending pixels."""
        if self.folds.starts:
            return np.array([self.time_at(x) for x in xs.tolist()], np.int64)
        along = np.clip((xs - self.anchor_x) / self.px_per_second, -FURTHEST, FURTHEST)
        return self.anchor + np.floor(along).astype(np.int64)

    def fold_lefts(self) -> list[float]:
        """Return the pixel at which each fold begins."""
        return [self.x_of(start) for start in self.folds.starts]

    def panned(self, dx: float) -> TimeScale:
        """Move what is shown by `dx` pixels to the right."""
        moved = self.anchor_x + dx
        if abs(moved) < 1e6:
            return replace(self, anchor_x=moved)
        return self._anchored_at(0.0, dx)

    def zoomed(self, factor: float, x: float) -> TimeScale:
        """Enlarge by a factor while the time at pixel x stays there."""
        t = self.time_at(x)
        opened, _ = self.folds.place(t)
        exact = x if self.folds.holding(t) is None else self.x_of(t)
        pps = _within_limits(self.px_per_second * factor, abs(opened))
        if pps == self.px_per_second:
            return self
        rest = exact - self.x_of(t)  # the part of a second, in pixels
        return replace(
            self,
            anchor=t,
            anchor_x=exact - rest * pps / self.px_per_second,
            px_per_second=pps,
        )

    def refolded(self, folds: Folds, x: float) -> TimeScale:
        """Take other folds while the time at pixel x stays there."""
        t = self.time_at(x)
        return TimeScale(t, self.x_of(t), self.px_per_second, folds)

    def _anchored_at(self, x: float, dx: float) -> TimeScale:
        t = self.time_at(x - dx)
        return replace(self, anchor=t, anchor_x=self.x_of(t) + dx)


def _within_limits(px_per_second: float, furthest: int) -> float:
    """Keep a scale where pixels can still be told apart in a float."""
    finest = min(FINEST, _EXACT / max(furthest, 1))
    return min(max(px_per_second, COARSEST), max(finest, COARSEST))


def _bounded(base: int, along: float) -> int:
    """Add seconds to a time, rounded down, without losing digits far from 1970."""
    return min(max(base + math.floor(along), -FURTHEST), FURTHEST)
