"""How a flung timeline glides out: as fast as it was let go, and ever slower."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, hypot

SLOWING = 325.0
"""Milliseconds in which the speed falls to 1/e, as on touch screens."""

_SLOWEST = 0.02
"""Pixels a millisecond below which nobody sees it move."""

_FLUNG = 0.25
"""Pixels a millisecond that a hand must have at the end to have flung."""

_WATCHED = 80.0
"""Milliseconds before letting go that count: a hand that rests before it lets go flings nothing."""


@dataclass(frozen=True, slots=True)
class Glide:
    """A glide from the moment it was let go, at a speed in pixels a millisecond."""

    across: float
    down: float

    def after(self, milliseconds: float) -> tuple[float, float]:
        """Return how far it has come, across and down."""
        share = SLOWING * (1 - exp(-milliseconds / SLOWING))
        return self.across * share, self.down * share

    def is_over(self, milliseconds: float) -> bool:
        """Tell whether it has come to rest."""
        return hypot(self.across, self.down) * exp(-milliseconds / SLOWING) < _SLOWEST


@dataclass
class Trail:
    """Where a hand was lately: times in milliseconds, and pixels across and down."""

    _points: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, milliseconds: float, across: float, down: float) -> None:
        """Note a place."""
        self._points.append((milliseconds, across, down))
        lately = milliseconds - _WATCHED
        self._points = [point for point in self._points if point[0] >= lately]

    def let_go(self, milliseconds: float) -> Glide | None:
        """Return the glide that follows; None if the hand was slow or at rest."""
        lately = [p for p in self._points if p[0] >= milliseconds - _WATCHED]
        self._points = []
        if len(lately) < 2:
            return None
        (first, x, y), (last, to_x, to_y) = lately[0], lately[-1]
        lasted = max(last - first, 8.0)
        glide = Glide((to_x - x) / lasted, (to_y - y) / lasted)
        return glide if hypot(glide.across, glide.down) >= _FLUNG else None
