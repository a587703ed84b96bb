"""Where a dragged bound comes to rest: on the units of the ruler, or on a neighbour's bound."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_app.scene.patterns import DAY, HOUR, MINUTE, MONTH, YEAR, marks, pattern_for
from timeline_app.scene.scale import TimeScale

PULL = 6.0
"""Pixels within which a neighbour's bound attracts."""

_UNITS = (
    ("second", 1, 1),
    ("minute", 1, MINUTE),
    ("minute", 15, 15 * MINUTE),
    ("hour", 1, HOUR),
    ("hour", 6, 6 * HOUR),
    ("day", 1, DAY),
    ("month", 1, MONTH),
    ("year", 1, YEAR),
    ("year", 10, 10 * YEAR),
    ("year", 100, 100 * YEAR),
    ("year", 10**6, 10**6 * YEAR),
)
_ROOM = 9.0
"""Pixels of the finest unit that can be pointed at."""


def unit_for(px_per_second: float) -> tuple[str, int]:
    """Return the finest unit, and how many of it, that a hand can point at."""
    for unit, count, seconds in _UNITS:
        if seconds * px_per_second >= _ROOM:
            return unit, count
    return _UNITS[-1][:2]


def snapped(t: int, scale: TimeScale, neighbours: Iterable[int] = ()) -> int:
    """Return the nearest neighbour's bound within reach, else the nearest beginning of a unit."""
    x = scale.x_of(t)
    near = [(abs(scale.x_of(n) - x), n) for n in neighbours]
    within = [found for found in near if found[0] <= PULL]
    if within:
        return min(within)[1]
    unit, count = unit_for(scale.px_per_second)
    reach = max(round(2 * _ROOM * 40 / scale.px_per_second), 2)
    candidates = [m for m in marks(unit, count, t, t + reach) if m <= t + reach][:3]
    return min(candidates, key=lambda m: abs(m - t), default=t)


def step_after(t: int, scale: TimeScale, steps: int) -> int:
    """Return the time so many units later (or, negative, earlier)."""
    unit, count = unit_for(scale.px_per_second)
    reach = max(round(80 * _ROOM / scale.px_per_second), 2)
    if steps >= 0:
        return next((m for m in marks(unit, count, t, t + reach) if m > t), t + 1)
    earlier = [m for m in marks(unit, count, t - reach, t) if m < t]
    return earlier[-1] if earlier else t - 1


def unit_holding(t: int, scale: TimeScale) -> tuple[int, int]:
    """Return the first and last second of the ruler's unit that a time lies in.

    What a hand dates by pointing at it is no more exact than what it read on the ruler.
    """
    unit, count, seconds = pattern_for(scale.px_per_second)[:3]
    if unit == "week":
        unit, count = "day", 1
    first = max(m for m in marks(unit, count, t, t) if m <= t)
    after = next(m for m in marks(unit, count, first, first + 2 * seconds) if m > first)
    return first, after - 1
