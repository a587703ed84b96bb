"""The table of patterns of the ruler: which units are counted at a zoom, and how they are worded.

Words come from outside, so that months and clock are those of the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from timeline_app.domain.instants import SECONDS_A_DAY, civil_day, day_number, months_later

MINUTE, HOUR, DAY = 60, 3_600, SECONDS_A_DAY
MONTH, YEAR = 2_629_746, 31_556_952
"""Mean lengths in seconds (Gregorian)."""


class Words(Protocol):
    """How a reader's language writes the parts of a date."""

    def year(self, year: int) -> str: ...
    def month(self, year: int, month: int) -> tuple[str, ...]:
        """Word a month with its year, longest first."""

    def month_alone(self, month: int) -> str: ...
    def day(self, year: int, month: int, day: int) -> tuple[str, ...]:
        """Word a day with its month and year, longest first."""

    def day_alone(self, weekday: int, day: int) -> tuple[str, str]:
        """Word a day within its month, in full and in short; Monday is weekday 0."""

    def clock(self, hour: int, minute: int, second: int | None) -> str: ...


class Pattern(NamedTuple):
    """One line of the table: a tick every `step` units, named within `upper`."""

    unit: str
    step: int
    seconds: int
    upper: str
    room: float


_YEARS = tuple(m * 10**e for e in range(10) for m in (1, 2, 5))
PATTERNS: tuple[Pattern, ...] = (
    *(Pattern("second", n, n, "minute", 64) for n in (1, 2, 5, 10, 15, 30)),
    *(Pattern("minute", n, n * MINUTE, "day", 46) for n in (1, 2, 5, 10, 15, 30)),
    *(Pattern("hour", n, n * HOUR, "day", 46) for n in (1, 2, 3, 6, 12)),
    Pattern("day", 1, DAY, "month", 20),
    Pattern("week", 1, 7 * DAY, "month", 30),
    Pattern("month", 1, MONTH, "year", 34),
    Pattern("month", 3, 3 * MONTH, "year", 34),
    *(Pattern("year", n, n * YEAR, "era", 50 if n < 10_000 else 84) for n in _YEARS),
    Pattern("year", 10**10, 10**10 * YEAR, "era", 84),
)
"""Finest first; `room` is the least width of a tick's label in pixels."""


def pattern_for(px_per_second: float) -> Pattern:
    """Return the finest pattern whose labels have room."""
    for pattern in PATTERNS:
        if pattern.seconds * px_per_second >= pattern.room:
            return pattern
    return PATTERNS[-1]


def marks(unit: str, count: int, first: int, last: int) -> Iterator[int]:
    """Yield the beginnings of every `count`-th unit in a span, the one before it included."""
    match unit:
        case "era":
            yield first
        case "year":
            yield from _year_marks(count, first, last)
        case "month":
            yield from _month_marks(count, first, last)
        case _:
            step = count * _LENGTHS[unit]
            shift = 4 * DAY if unit == "week" else 0  # 1970-01-05 was a Monday
            yield from range((first - shift) // step * step + shift, last + 1, step)


_LENGTHS = {"second": 1, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": 7 * DAY}


def _year_marks(count: int, first: int, last: int) -> Iterator[int]:
    year = civil_day(first // DAY)[0] // count * count
    while (t := day_number(year) * DAY) <= last:
        yield t
        year += count


def _month_marks(count: int, first: int, last: int) -> Iterator[int]:
    year, month, _ = civil_day(first // DAY)
    month = (month - 1) // count * count + 1
    while (t := day_number(year, month) * DAY) <= last:
        yield t
        year, month = months_later(year, month, count)


def begins(unit: str, t: int) -> bool:
    """Tell whether a time is the first second of a unit."""
    if unit in _LENGTHS:
        return t % _LENGTHS[unit] == 0
    _, month, day = civil_day(t // DAY)
    return t % DAY == 0 and day == 1 and (unit == "month" or month == 1) and unit != "era"


def lower_words(pattern: Pattern, t: int, words: Words) -> tuple[str, ...]:
    """Return the wordings of a tick, longest first."""
    year, month, day = civil_day(t // DAY)
    clock = t % DAY
    match pattern.unit:
        case "year":
            return (words.year(year),)
        case "month":
            return (words.month_alone(month),)
        case "day" | "week":
            long, short = words.day_alone((t // DAY + 3) % 7, day)
            return (long, words.month_alone(month) if day == 1 else short)
        case "second":
            return (words.clock(clock // HOUR, clock // MINUTE % 60, clock % 60),)
        case _:
            return (words.clock(clock // HOUR, clock // MINUTE % 60, None),)


def upper_words(unit: str, t: int, words: Words) -> tuple[str, ...]:
    """Return the wordings of a larger unit, longest first."""
    year, month, day = civil_day(t // DAY)
    match unit:
        case "year":
            return (words.year(year),)
        case "month":
            return (*words.month(year, month), words.year(year))
        case "day":
            return (*words.day(year, month, day), f"{day} {words.month_alone(month)}")
        case "minute":
            at = words.clock(t % DAY // HOUR, t // MINUTE % 60, None)
            return (*(f"{wording}, {at}" for wording in words.day(year, month, day)), at)
        case _:
            return ()
