"""What Tab stops at: the events and the “+N” in view, lane by lane from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from timeline_app.scene.boxes import Box
from timeline_app.scene.density import Chip, Density

Stop: TypeAlias = int | Chip
"""An event by its index, or a “+N”."""


class Shown(Protocol):
    """What a frame shows."""

    @property
    def boxes(self) -> Sequence[Box]: ...
    @property
    def density(self) -> Density | None: ...


def stops_in(shown: Shown | None) -> list[Stop]:
    """Return the stops of a frame in their order."""
    if shown is None:
        return []
    chips = shown.density.chips if shown.density is not None else ()
    keyed: list[tuple[int, float, int, Stop]] = [
        *((box.lane, box.left, box.row, box.event) for box in shown.boxes),
        *((chip.lane, chip.left, 99, chip) for chip in chips),
    ]
    return [stop for *_, stop in sorted(keyed, key=lambda key: key[:3])]


def next_stop(stops: Sequence[Stop], here: Stop | None, direction: int) -> Stop | None:
    """Return the stop after or before one; the first or last if it is none of them; or None."""
    if here not in stops:
        return stops[0 if direction > 0 else -1] if stops else None
    k = stops.index(here) + direction
    return stops[k] if 0 <= k < len(stops) else None
