"""Which seconds a date covers, and whether its days exist at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.parts import Date
from timeline_app.domain.edtf.years import year_range
from timeline_app.domain.instants import (
    FURTHEST,
    day_number,
    first_second,
    is_leap,
    last_second,
    month_length,
    months_later,
)


class Extent(NamedTuple):
    """The first and last second of the first and of the last day, month or year a date may be.

    For a date without unspecified digits both are the same.
    """

    first_start: int
    last_start: int
    first_end: int
    last_end: int


SEASONS: Final = {
    **{21 + k: (3 + 3 * k, 3) for k in range(4)},
    **{25 + k: (3 + 3 * k, 3) for k in range(4)},
    **{29 + k: ((9, 12, 3, 6)[k], 3) for k in range(4)},
    **{33 + k: (1 + 3 * k, 3) for k in range(4)},
    **{37 + k: (1 + 4 * k, 4) for k in range(3)},
    **{40 + k: (1 + 6 * k, 6) for k in range(2)},
}
"""First month and number of months of LoC level 2 "Sub-year groupings" 21 to 41.

The specification names the seasons but gives them no months. Taken here are the meteorological
ones: northern spring is March to May, southern spring September to November, and a winter or
southern summer that begins in December runs into the next year. The seasons 21 to 24, which the
specification leaves "independent of location", are read as northern.
"""

_TWO_DIGITS: Final = tuple(f"{number:02}" for number in range(32))


def extent_of(date: Date, offset: int = 0) -> Extent:
    """Give the seconds of a date; `DateError` if its day, month or time does not exist."""
    if date.clock:
        return _of_time(date, offset)
    if not date.month:
        return _of_years(*year_range(date.year, offset))
    if "X" in date.year or "X" in date.month or "X" in date.day:
        return _of_unspecified(date, offset)
    year, month = year_range(date.year, offset)[0], int(date.month)
    if month in SEASONS:
        return _of_season(date, offset, year, month)
    if date.day:
        number = _existing_day(date, year, offset)
        return _of_days(number, number)
    _check_month(date, offset)
    return _of_days(day_number(year, month), day_number(year, month, month_length(year, month)))


def _of_days(first: int, last: int) -> Extent:
    start, end = first_second(first), last_second(last)
    return Extent(start, start, end, end)


def _of_years(low: int, high: int) -> Extent:
    extent = Extent(
        first_second(day_number(low)),
        first_second(day_number(high)),
        last_second(day_number(low, 12, 31)),
        last_second(day_number(high, 12, 31)),
    )
    if extent.last_end > FURTHEST or extent.first_start < -FURTHEST:
        raise DateError("the year lies further away than seconds can be counted in 64 bits")
    return extent


def _of_season(date: Date, offset: int, year: int, season: int) -> Extent:
    if date.day:
        raise DateError(f"{season} is a season or part of the year and has no days", offset)
    month, count = SEASONS[season]
    begin = day_number(year, month)
    return _of_days(begin, day_number(*months_later(year, month, count)) - 1)


def _check_month(date: Date, offset: int) -> None:
    if not 1 <= int(date.month) <= 12:
        place = len("".join(date.before[:2])) + len(date.year) + len(date.after[0]) + 1
        raise DateError(f"month {date.month} does not exist", offset + place)


def _existing_day(date: Date, year: int, offset: int) -> int:
    _check_month(date, offset)
    month, day = int(date.month), int(date.day)
    length = month_length(year, month)
    if 1 <= day <= length:
        return day_number(year, month, day)
    place = len(str(date)) - len(date.after[2]) - 2
    if date.clock:
        place = len(date.year) + len("-MM-")
    if not 1 <= day <= 31:
        raise DateError(f"day {date.day} does not exist", offset + place)
    raise DateError(f"{date.year}-{date.month} has {length} days, so no {day}th", offset + place)


def _of_time(date: Date, offset: int) -> Extent:
    """ISO 8601-1 §4.3.8 to §4.3.10 for the clock; 24:00:00 is the end of the day (Amendment 1).

    A stated time shift is taken off, so that zoned instants are counted in UTC.
    """
    year = year_range(date.year, offset)[0]
    number = _existing_day(date, year, offset)
    hour, minute, second = (int(part) for part in date.clock.split(":"))
    if (hour > 23 and date.clock != "24:00:00") or minute > 59 or second > 59:
        raise DateError(f"the time {date.clock} does not exist", offset + 11)
    seconds = first_second(number) + hour * 3600 + minute * 60 + second
    seconds -= shift_seconds(date.shift, offset + 19)
    return Extent(seconds, seconds, seconds, seconds)


@lru_cache(maxsize=64)
def shift_seconds(shift: str, offset: int = 0) -> int:
    """Give a time shift (`Z`, `+04:30`, `-03`) in seconds; ISO 8601-1 §4.3.13 has no minus zero."""
    if shift in {"", "Z"}:
        return 0
    hours, minutes = int(shift[1:3]), int(shift[4:] or 0)
    size = hours * 3600 + minutes * 60
    if minutes > 59 or size > 14 * 3600:
        raise DateError(f"no clock on Earth has the time shift {shift}", offset)
    if shift[0] == "-" and size == 0:
        raise DateError("a time shift of zero is written Z or +00:00", offset)
    return -size if shift[0] == "-" else size


def _of_unspecified(date: Date, offset: int) -> Extent:
    """LoC "Unspecified Digit": the date is one of those whose digits fit the pattern."""
    months = _fitting(date.month, 12)
    days = _fitting(date.day, 31) if date.day else ()
    if "X" not in date.month and int(date.month) in SEASONS and not date.day:
        low, high = year_range(date.year, offset)
        return _spanning(_of_season(date, offset, year, int(date.month)) for year in (low, high))
    if not months or (date.day and not (days and _ever_exists(months, days))):
        raise DateError(f"no month or day fits {date}", offset + 5)
    first = next(_members(_years(date.year), months, days), None)
    if first is None:
        raise DateError(f"no day fits {date}", offset)
    last = next(_members(_years(date.year, last_first=True), months[::-1], days[::-1]))
    return _spanning((first, last))


def _spanning(extents: Iterable[Extent]) -> Extent:
    first, last = extents
    return Extent(first.first_start, last.first_start, first.first_end, last.first_end)


@lru_cache(maxsize=256)
def _fitting(pattern: str, high: int) -> tuple[int, ...]:
    """Give the numbers from 1 to `high` that fit two digits of which any may be `X`."""
    tens, ones = pattern[0], pattern[1]
    return tuple(
        number
        for number, digits in enumerate(_TWO_DIGITS[1 : high + 1], start=1)
        if tens in {"X", digits[0]} and ones in {"X", digits[1]}
    )


def _ever_exists(months: tuple[int, ...], days: tuple[int, ...]) -> bool:
    return any(days[0] <= month_length(2000, month) for month in months)


def _years(pattern: str, *, last_first: bool = False) -> Iterator[int]:
    """Run through the years that fit, earliest or latest first; there is no year minus zero."""
    digits = "0123456789"
    negative = pattern[0] == "-"
    if last_first != negative:
        digits = digits[::-1]
    choices = [digits if sign == "X" else sign for sign in pattern.lstrip("-")]
    for chosen in product(*choices):
        year = int("".join(chosen))
        if not negative:
            yield year
        elif year:
            yield -year


def _members(
    years: Iterator[int], months: tuple[int, ...], days: tuple[int, ...]
) -> Iterator[Extent]:
    """Run through the days or months that exist, in the order of years, months and days given."""
    only_leap_day = bool(days) and months == (2,) and min(days) == 29
    for year in years:
        if only_leap_day and not is_leap(year):
            continue
        for month in months:
            length = month_length(year, month)
            if not days:
                yield _of_days(day_number(year, month), day_number(year, month, length))
            for day in days:
                if day <= length:
                    number = day_number(year, month, day)
                    yield _of_days(number, number)
