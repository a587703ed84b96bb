"""Open time cut into tiles of 2**level seconds: a level's, the same for all lanes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from timeline_app.scene.folds import Ints
from timeline_app.scene.scale import TILE, TimeScale

_MOST = 1_000
"""Tiles whose columns are kept."""

COLUMN = 4
"""Pixels of a column of the density strip, at the scale of the level."""


@dataclass(eq=False)
class Grid:
    """The tiles of a level, the same for all lanes."""

    level: TimeScale
    bits: int = field(init=False)
    _edges: dict[int, Ints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the size of a tile: 2**bits seconds of open time."""
        self.bits = self.level.level

    def time_of(self, tile: int) -> int:
        """Return the time at which a tile begins."""
        return self.level.folds.time_of(tile << self.bits)

    def tile_at(self, t: int) -> int:
        """Return the tile a time lies in."""
        return self.level.folds.place(t)[0] >> self.bits

    def columns(self, tile: int) -> Ints:
        """Return the times between the columns of a tile, both ends included."""
        edges = self._edges.get(tile)
        if edges is None:
            if len(self._edges) > _MOST:
                self._edges.clear()
            columns = TILE // COLUMN
            steps = [(tile << self.bits) + (k << self.bits) // columns for k in range(columns + 1)]
            edges = self._edges[tile] = self.level.folds.times_of(np.array(steps, np.int64))
        return edges
