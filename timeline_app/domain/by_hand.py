"""Dates set by hand on a timeline: four bounds that keep their order, and the nearest EDTF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from timeline_app.domain.instants import SECONDS_A_DAY, civil_day, iso_day, iso_second

Four = tuple[int | None, int | None, int | None, int | None]


class Part(Enum):
    """What of an event is taken hold of: all of it, a side, or one bound of a side."""

    BODY = auto()
    START = auto()
    END = auto()
    START_MIN = auto()
    START_MAX = auto()
    END_MIN = auto()
    END_MAX = auto()


OF_START = frozenset({Part.START, Part.START_MIN, Part.START_MAX})
"""The parts that set when it begins; the others set when it ends, the last second included."""


@dataclass(frozen=True, slots=True)
class HandBounds:
    """The four bounds of an event in seconds, ends inclusive; None is unbounded."""

    start_min: int | None
    start_max: int | None
    end_min: int | None
    end_max: int | None

    @property
    def four(self) -> Four:
        """The bounds as a tuple."""
        return self.start_min, self.start_max, self.end_min, self.end_max

    def moved(self, seconds: int) -> HandBounds:
        """Move all that is known."""
        return HandBounds(*(None if b is None else b + seconds for b in self.four))

    def with_part(self, part: Part, t: int) -> HandBounds:
        """Set a side or a bound; those that would be out of order give way to it."""
        a, b, c, d = self.four
        match part:
            case Part.START:
                a, b = t, t + _between(a, b)
            case Part.END:
                c, d = t - _between(c, d), t
            case Part.START_MIN:
                a, b = t, _later(b, t)
            case Part.START_MAX:
                a, b = _earlier(a, t), t
            case Part.END_MIN:
                c, d = t, _later(d, t)
            case Part.END_MAX:
                c, d = _earlier(c, t), t
            case Part.BODY:
                return self
        return HandBounds(a, b, c, d)._settled(part)  # noqa: SLF001 - one of us

    def _settled(self, part: Part) -> HandBounds:
        """Keep the earliest beginning before the latest end: the side not held gives way."""
        a, d = self.start_min, self.end_max
        if a is None or d is None or a <= d:
            return self
        if part in OF_START:
            return replace(self, end_min=_later(self.end_min, a), end_max=a)
        return replace(self, start_min=d, start_max=_earlier(self.start_max, d))


def edtf_of(bounds: HandBounds) -> str | None:
    """Return the EDTF text nearest to four bounds; None where nothing is known.

    EDTF intervals run from day to day: an end that is vague, or within a day, is written as the day
    of its outer bound and marked approximate (`~`). Only an instant has a time of day.
    """
    a, b, c, d = bounds.four
    if (a, b, c, d) == (None, None, None, None):
        return None
    if a is not None and a == b == c == d:
        return iso_second(a) if 0 <= civil_day(a // SECONDS_A_DAY)[0] <= _LAST_YEAR else _day(a)
    first, last = _side(a, b, whole=0), _side(d, c, whole=SECONDS_A_DAY - 1)
    if first == last == "..":
        return next((f"{_day(t)}~" for t in (b, c) if t is not None), None)
    return first if first == last else f"{first}/{last}"


_LAST_YEAR = 9_999


def _side(outer: int | None, inner: int | None, *, whole: int) -> str:
    if outer is None:
        return ".."
    exact = outer == inner and outer % SECONDS_A_DAY == whole
    return _day(outer) + ("" if exact else "~")


def _day(t: int) -> str:
    year = civil_day(t // SECONDS_A_DAY)[0]
    return iso_day(t // SECONDS_A_DAY) if abs(year) <= _LAST_YEAR else f"Y{year}"


def _between(low: int | None, high: int | None) -> int:
    return high - low if low is not None and high is not None else 0


def _later(t: int | None, than: int) -> int | None:
    return t if t is None else max(t, than)


def _earlier(t: int | None, than: int) -> int | None:
    return t if t is None else min(t, than)
