"""Rows that move when the zoom level changes: from where they were to where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.records import Id
from timeline_app.scene.boxes import Boxes, Columns, Floats
from timeline_app.scene.layout import Band

MILLISECONDS = 140.0


_NOBODY = np.empty(0, np.int64)
_NOWHERE = np.empty(0, np.float64)


@dataclass(frozen=True, slots=True)
class Motion:
    """Where boxes and lanes were when the move began: lanes by key, boxes by event and lane.

    `keys` are those of the boxes, ascending, and `tops` parallel to them.
    """

    keys: NDArray[np.int64] = field(default_factory=lambda: _NOBODY)
    tops: Floats = field(default_factory=lambda: _NOWHERE)
    bands: Mapping[Id, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def away_from(cls, boxes: Boxes, bands: Sequence[Band]) -> Motion:
        """Begin at what a frame showed."""
        keys, first = np.unique(_keys(boxes.columns), return_index=True)
        lanes = {band.lane.spec.key: (band.top, band.height) for band in bands}
        return cls(keys, boxes.columns.top[first], lanes)

    def boxes_at(self, share: float, boxes: Boxes) -> Boxes:
        """Return boxes on their way; those that were not there before are where they belong."""
        if not len(self.keys):
            return boxes
        keys, tops = _keys(boxes.columns), boxes.columns.top
        at = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        on_the_way = _between(self.tops[at], tops, share)
        return boxes.with_tops(np.where(self.keys[at] == keys, on_the_way, tops))

    def bands_at(self, share: float, bands: Sequence[Band]) -> tuple[Band, ...]:
        """Return lanes on their way."""
        return tuple(self._band(band, share) for band in bands)

    def _band(self, band: Band, share: float) -> Band:
        was = self.bands.get(band.lane.spec.key)
        if was is None:
            return band
        top, height = _between(was[0], band.top, share), _between(was[1], band.height, share)
        return replace(band, top=top, height=height)


def eased(milliseconds: float) -> float:
    """Return which share of the way lies behind: quick at first, slow at the end."""
    left = 1 - min(max(milliseconds / MILLISECONDS, 0.0), 1.0)
    return 1 - left**3


T = TypeVar("T", float, Floats)


def _between(start: T, end: T, share: float) -> T:
    return start + (end - start) * share


def _keys(boxes: Columns) -> NDArray[np.int64]:
    """Return a number for the event and the lane of each."""
    return (boxes.lane << 32) + boxes.event
