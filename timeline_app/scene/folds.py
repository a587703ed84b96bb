"""Folded quiet time: stretches in which nothing happens, drawn as a few pixels.

The axis is piecewise linear: *open* time runs at so many pixels a second, and each fold takes
FOLD_WIDTH pixels whatever its length. Everything that asks where a time is goes through here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FOLD_WIDTH = 12.0
"""Pixels a fold takes on the axis."""

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of quiet time, first second to last second excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folds:
    """Disjoint folds in order, as parallel tuples.

    `hidden[k]` is how many seconds the first k folds take away.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    hidden: tuple[int, ...] = (0,)

    @classmethod
    def of(cls, folds: Iterable[Fold]) -> Folds:
        """Collect folds, in any order; those that touch or overlap become one."""
        merged: list[Fold] = []
        for fold in sorted(folds, key=lambda f: f.start):
            if merged and fold.start <= merged[-1].end:
                merged[-1] = Fold(merged[-1].start, max(fold.end, merged[-1].end))
            elif fold.end > fold.start:
                merged.append(fold)
        lengths = (f.end - f.start for f in merged)
        hidden = tuple(accumulate(lengths, initial=0))
        return cls(tuple(f.start for f in merged), tuple(f.end for f in merged), hidden)

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Fold]:
        return map(Fold, self.starts, self.ends)

    def without(self, index: int) -> Folds:
        """Return the folds with one of them opened."""
        return Folds.of(f for k, f in enumerate(self) if k != index)

    def holding(self, t: int) -> int | None:
        """Return the index of the fold a time lies inside, or None."""
        k = bisect_right(self.starts, t) - 1
        return k if k >= 0 and self.starts[k] < t < self.ends[k] else None

    def place(self, t: int) -> tuple[int, float]:
        """Return a time as open seconds, and the folds before it, with a fraction inside one."""
        k = bisect_right(self.starts, t)
        if k and t < self.ends[k - 1]:
            start, end = self.starts[k - 1], self.ends[k - 1]
            return start - self.hidden[k - 1], k - 1 + (t - start) / (end - start)
        return t - self.hidden[k], float(k)

    def places(self, times: Ints) -> tuple[Ints, Floats]:
        """Return what `place` returns, for many times at once."""
        if not self.starts:
            return times, np.zeros(times.shape)
        starts, ends = np.array(self.starts), np.array(self.ends)
        hidden = np.array(self.hidden)
        k = starts.searchsorted(times, "right")
        before = np.maximum(k - 1, 0)
        inside = (k > 0) & (times < ends[before])
        within = (times - starts[before]) / (ends - starts)[before]
        opened = np.where(inside, starts[before] - hidden[before], times - hidden[k])
        return opened, np.where(inside, before + within, k.astype(np.float64))

    def time_of(self, opened: int) -> int:
        """Return the first time that has so many open seconds before it."""
        k = bisect_right(self._edges, opened - 1)
        return opened + self.hidden[k]

    def times_of(self, opened: Ints) -> Ints:
        """Return what `time_of` returns, for many at once."""
        if not self.starts:
            return opened
        k = np.array(self._edges).searchsorted(opened - 1, "right")
        times: Ints = opened + np.array(self.hidden)[k]
        return times

    @property
    def _edges(self) -> list[int]:
        """The open seconds at which each fold lies."""
        return [s - h for s, h in zip(self.starts, self.hidden, strict=False)]


NO_FOLDS = Folds()


_COARSE = 50_000
"""Bounds from which they are told apart by cells of time, not second by second."""

_CELLS = 21
"""Cells, as a power of two."""


def moments_of(bounds: Sequence[Ints]) -> Ints:
    """Return the times in some arrays, each once and ascending.

    Of very many, the first and the last second of each cell of time in which something lies: what
    is left between two cells is as quiet as before, and a million are sorted by no comparison.
    """
    total = sum(len(b) for b in bounds)
    if total < _COARSE:
        # Not np.unique, which loads masked arrays for this and hashes what is quicker sorted.
        every = np.sort(np.concatenate(bounds)) if bounds else np.empty(0, np.int64)
        moments: Ints = every[np.diff(every, prepend=every[:1] - 1) != 0]
        return moments
    first = min(int(b.min()) for b in bounds)
    last = max(int(b.max()) for b in bounds)
    bits = max((last - first).bit_length() - _CELLS, 0)
    taken = np.zeros(((last - first) >> bits) + 1, np.bool_)
    for array in bounds:
        taken[(array - first) >> bits] = True
    starts = (np.flatnonzero(taken).astype(np.int64) << bits) + first
    if not bits:
        return starts
    edges = np.empty(2 * len(starts), np.int64)
    edges[::2], edges[1::2] = starts, starts + ((1 << bits) - 1)
    return edges


_WIDEST = 4.0
"""The part of what is left open, as 1 in so many, from which a gap is quiet."""

_BESIDE = 0.6
"""How much time stays open beside folds, as a share of what is busy."""


def quiet_folds(moments: Ints, strength: float = 1.0, most: int = 400) -> Folds:
    """Fold every stretch in which nothing happens.

    `moments` are the times at which something begins or ends, ascending. Of the gaps between them,
    those are quiet that are many times as long as the shorter half (ten days spread over ten
    years), and those that take more than a quarter of what is left open; the latter is asked again
    after each folding, so that seven years with ten busy days end as ten days. `strength` 2 folds
    gaps half as long. Some time stays open on either side of a fold, as room for labels: all of it
    together little more than half as long as what is busy.
    """
    gaps = np.diff(moments)
    lengths = np.sort(gaps[gaps > 1]).astype(np.float64)  # ends are the last second: 1 s is no gap
    kept = _kept(lengths, strength)
    if kept == len(lengths):
        return NO_FOLDS
    chosen = np.flatnonzero(gaps >= lengths[kept])
    if len(chosen) > most:
        chosen = np.sort(chosen[np.argsort(gaps[chosen])[-most:]])
    beside = lengths[:kept].sum() * _BESIDE / (2 * len(chosen))
    margin = max(int(min(lengths[kept] / 3, beside, lengths[:kept].sum() / 20)), 1)
    return Folds.of(
        Fold(int(moments[k]) + margin, int(moments[k + 1]) - margin) for k in chosen.tolist()
    )


def _kept(lengths: Floats, strength: float) -> int:
    """Return how many gaps, ascending, are not quiet. Never less than half of them at a time."""
    total = np.concatenate(([0.0], np.cumsum(lengths)))
    kept = len(lengths)
    half = (kept + 1) // 2
    if 0 < half < kept:
        leaps = np.flatnonzero(lengths[half:] * strength >= 8 * lengths[half - 1 : -1])
        kept = half + int(leaps[0]) if len(leaps) else kept
    while kept:
        fewer = int(lengths[:kept].searchsorted(total[kept] / (_WIDEST * strength), "right"))
        if fewer == kept or fewer < kept / 2:
            break
        kept = fewer
    return kept
