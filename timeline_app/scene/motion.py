"""Rows that move when the zoom level changes: from where they were to where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline_app.domain.records import Id
from timeline_app.scene.boxes import Box
from timeline_app.scene.layout import Band

MILLISECONDS = 140.0


@dataclass(frozen=True, slots=True)
class Motion:
    """Where boxes and lanes were when the move began. Boxes by event and lane, lanes by key."""

    boxes: Mapping[tuple[int, int], float] = field(default_factory=dict)
    bands: Mapping[Id, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def away_from(cls, boxes: Sequence[Box], bands: Sequence[Band]) -> Motion:
        """Begin at what a frame showed."""
        tops = {(box.event, box.lane): box.top for box in boxes}
        return cls(tops, {band.lane.spec.key: (band.top, band.height) for band in bands})

    def boxes_at(self, share: float, boxes: Sequence[Box]) -> list[Box]:
        """Return boxes on their way; those that were not there before are where they belong."""
        return [
            box._replace(top=_between(self.boxes[key], box.top, share))
            if (key := (box.event, box.lane)) in self.boxes
            else box
            for box in boxes
        ]

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


def _between(start: float, end: float, share: float) -> float:
    return start + (end - start) * share
