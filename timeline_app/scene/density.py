"""How much there is where too much happens to draw each event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.scene.folds import Ints
from timeline_app.scene.lanes import Lane
from timeline_app.scene.layout import Band
from timeline_app.scene.scale import TimeScale

FULL = 10.0
"""The strip is full where 2**FULL events begin within a column; the height is logarithmic."""


class Chip(NamedTuple):
    """A “+N” of a lane: how many events begin in a tile and are not drawn, from `left` on."""

    lane: int
    tile: int
    number: int
    left: float
    right: float


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """How many events begin where in the crowded lanes of some, from one tile to another.

    `heights[i, j]` is how full the strip of the i-th of `bands` is between the j-th of `times` and
    the next, 0 … 1. `rest[i]` has how many are not drawn, tile by tile, of
    those from the `first` on, which `edges` divide.
    """

    bands: tuple[Band, ...]
    heights: NDArray[np.float32]
    times: Ints
    rest: tuple[tuple[int, ...], ...]
    first: int
    edges: tuple[int, ...]

    @classmethod
    def of(cls, bands: Sequence[Band], tiles: tuple[int, int]) -> Counted | None:
        """Count in the crowded lanes among some, between two tiles; None if none is crowded."""
        crowded = [(band, band.crowded) for band in bands if band.crowded is not None]
        if not crowded:
            return None
        grid, wanted = crowded[0][1].grid, range(tiles[0], tiles[1] + 1)
        times = [grid.columns(k)[:-1] for k in wanted] + [grid.columns(tiles[1])[-1:]]
        counts = np.array([np.concatenate([c.counts(k) for k in wanted]) for _, c in crowded])
        return cls(
            tuple(band for band, _ in crowded),
            (np.log2(counts + 1.0) / FULL).astype(np.float32),
            np.concatenate(times),
            tuple(c.seen(*tiles).rest for _, c in crowded),
            tiles[0],
            tuple(grid.time_of(k) for k in range(tiles[0], tiles[1] + 2)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """The density strips of some lanes.

    `heights[i, j]` is 0 … 1 in column j of the i-th of `bands`, which takes the device pixels from
    `edges[j]` to `edges[j + 1]`, counted from the left of the view.
    """

    bands: tuple[Band, ...]
    heights: NDArray[np.float32]
    edges: Ints
    chips: tuple[Chip, ...]

    def of_lanes(self, numbers: Collection[int]) -> Density | None:
        """Return the strips of some of the lanes, by number; None if that is none."""
        rows = [k for k, band in enumerate(self.bands) if band.number in numbers]
        if not rows:
            return None
        chips = tuple(chip for chip in self.chips if chip.lane in numbers)
        bands = tuple(self.bands[k] for k in rows)
        return Density(bands, self.heights[rows], self.edges, chips)


def density_of(
    counted: Counted, scale: TimeScale, view: tuple[float, float], ratio: float = 1.0
) -> Density:
    """Return the strips of what was counted, `ratio` device pixels to a pixel.

    A column takes the pixels whose middle lies in it.
    """
    wide = int((view[1] - view[0]) * ratio)
    xs = (scale.xs_of(counted.times) - view[0]) * ratio
    edges = np.clip(np.ceil(xs - 0.5), 0, wide).astype(np.int64)
    edges[0], edges[-1] = 0, wide
    chips = tuple(_chips(counted, scale, view))
    return Density(counted.bands, counted.heights, edges, chips)


def _chips(counted: Counted, scale: TimeScale, view: tuple[float, float]) -> Iterator[Chip]:
    """Yield a chip for each tile of each lane in which something is not drawn."""
    xs = [scale.x_of(t) for t in counted.edges]
    spans = [(max(a, view[0]), min(b, view[1])) for a, b in pairwise(xs)]
    for band, rest in zip(counted.bands, counted.rest, strict=True):
        for k, (number, (left, right)) in enumerate(zip(rest, spans, strict=True)):
            if number and right > left:
                yield Chip(band.number, counted.first + k, number, left, right)


@dataclass(eq=False)
class Begun:
    """How many events begin between some times, counted again only in lanes that are others."""

    edges: Ints
    _counts: dict[Lane, Ints] = field(default_factory=dict)

    def count(self, lanes: Sequence[Lane]) -> Ints:
        """Count the events of all lanes that begin from each time to the next; the last counts."""
        self._counts = {lane: self._of(lane) for lane in lanes}
        return sum(self._counts.values(), np.zeros(len(self.edges) - 1, np.int64))

    def _of(self, lane: Lane) -> Ints:
        known = self._counts.get(lane)
        if known is not None:
            return known
        at = lane.starts.searchsorted(self.edges)
        at[-1] = lane.starts.searchsorted(self.edges[-1], "right")
        return np.diff(at)
