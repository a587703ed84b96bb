"""What a drag on events means, from press to release: a ghost while it lasts, bounds when it ends.

No widget and no database: times go in, bounds come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from timeline_app.domain.by_hand import OF_START, HandBounds, Part
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.snapping import snapped, unit_holding

Ghosts = Mapping[int, HandBounds]
"""New bounds of events, by index; −1 is an event that does not exist yet."""

NEW = -1


class Gesture(Protocol):
    """A drag in progress."""

    def ghosts(self, t: int, *, free: bool) -> Ghosts:
        """Return the bounds if the drag ended at a time; `free` does not snap."""


@dataclass(frozen=True, slots=True)
class MoveEvents:
    """Some events move together; the one grabbed comes to rest on a unit."""

    bounds: Ghosts
    grabbed: int
    from_t: int
    scale: TimeScale
    neighbours: tuple[int, ...] = ()

    def ghosts(self, t: int, *, free: bool) -> Ghosts:
        """Move all by what the pointer moved."""
        moved = t - self.from_t
        lead = next((b for b in self.bounds[self.grabbed].four if b is not None), None)
        if lead is not None and not free:
            moved = snapped(lead + moved, self.scale, self.neighbours) - lead
        return {index: bounds.moved(moved) for index, bounds in self.bounds.items()}


@dataclass(frozen=True, slots=True)
class SetPart:
    """A side or a bound of an event follows the pointer."""

    index: int
    bounds: HandBounds
    part: Part
    scale: TimeScale
    neighbours: tuple[int, ...] = ()

    def ghosts(self, t: int, *, free: bool) -> Ghosts:
        """Set the part; an end is the last second before the unit it rests on."""
        at = t if free else snapped(t, self.scale, self.neighbours)
        if self.part not in OF_START:
            at -= 1
        return {self.index: self.bounds.with_part(self.part, at)}


@dataclass(frozen=True, slots=True)
class CreateInterval:
    """A new event is drawn out."""

    from_t: int
    scale: TimeScale
    neighbours: tuple[int, ...] = ()

    def ghosts(self, t: int, *, free: bool) -> Ghosts:
        """Return what lies between the press and the pointer."""
        first, last = sorted((self.from_t, t))
        if not free:
            first = snapped(first, self.scale, self.neighbours)
            last = snapped(last, self.scale, self.neighbours)
        last = max(last - 1, first)
        return {NEW: HandBounds(first, first, last, last)}


@dataclass(frozen=True, slots=True)
class DateEvent:
    """An event without a date is put where the pointer is, one unit of the ruler long."""

    index: int
    scale: TimeScale

    def ghosts(self, t: int, *, free: bool) -> Ghosts:
        """Return the unit the pointer is in, or that second."""
        first, last = (t, t) if free else unit_holding(t, self.scale)
        return {self.index: HandBounds(first, first, last, last)}
