"""How much there is where too much happens to draw each event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline_app.scene.folds import Ints
from timeline_app.scene.grid import Grid
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
class Density:
    """The density strips of some lanes: `heights[i, x]` is 0 … 1 in column x of the i-th of
    `bands`; columns are `1 / ratio` pixels wide and begin at the left of the view.
    """  # noqa: D205

    bands: tuple[Band, ...]
    heights: NDArray[np.float32]
    chips: tuple[Chip, ...]

    def of_lanes(self, numbers: Collection[int]) -> Density | None:
        """Return the strips of some of the lanes, by number; None if that is none."""
        rows = [k for k, band in enumerate(self.bands) if band.number in numbers]
        if not rows:
            return None
        chips = tuple(chip for chip in self.chips if chip.lane in numbers)
        return Density(tuple(self.bands[k] for k in rows), self.heights[rows], chips)


def density_of(
    bands: Sequence[Band],
    scale: TimeScale,
    view: tuple[float, float],
    tiles: tuple[int, int],
    ratio: float = 1.0,
) -> Density | None:
    """Return the strips of the crowded lanes among some, None if none is crowded."""
    crowded = [band for band in bands if band.crowded is not None]
    if not crowded or crowded[0].crowded is None:
        return None
    grid, wanted = crowded[0].crowded.grid, range(tiles[0], tiles[1] + 1)
    edges = np.concatenate([grid.columns(k)[:-1] for k in wanted] + [grid.columns(tiles[1])[-1:]])
    xs = scale.xs_of(edges)
    counts = np.array(
        [np.concatenate([b.crowded.counts(k) for k in wanted]) for b in crowded if b.crowded]
    )
    heights = (np.log2(counts + 1.0) / FULL).astype(np.float32)
    pixels = view[0] + (np.arange(int((view[1] - view[0]) * ratio)) + 0.5) / ratio
    column = np.clip(xs.searchsorted(pixels, "right") - 1, 0, counts.shape[1] - 1)
    return Density(tuple(crowded), heights[:, column], tuple(_chips(crowded, scale, view, tiles)))


def _chips(
    crowded: Sequence[Band], scale: TimeScale, view: tuple[float, float], tiles: tuple[int, int]
) -> list[Chip]:
    """Return a chip for each tile of each lane in which something is not drawn."""
    grid = crowded[0].crowded.grid if crowded[0].crowded else Grid(scale)
    xs = [scale.x_of(grid.time_of(k)) for k in range(tiles[0], tiles[1] + 2)]
    chips = []
    for band in crowded:
        if band.crowded is None:
            continue
        for k, rest in enumerate(band.crowded.seen(*tiles).rest):
            left, right = max(xs[k], view[0]), min(xs[k + 1], view[1])
            if rest and right > left:
                chips.append(Chip(band.number, tiles[0] + k, rest, left, right))
    return chips


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
