"""Seconds since 1970 and the proleptic Gregorian calendar, for any year a whole number can name.

`datetime` stops at the years 1 and 9999; the timeline reaches from the year −13 800 000 000 on.
Year 0 is 1 BC and negative years count back from it (ISO 8601-1:2019 §4.3.2, astronomical years).
"""

from __future__ import annotations

from datetime import date, datetime

SECONDS_A_DAY = 86_400
LAST_SECOND = SECONDS_A_DAY - 1
FURTHEST = 2**63 - 1
"""Bounds are stored as signed 64-bit whole seconds."""

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Say whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Count the days of a month (1 to 12)."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Count the days from 1970-01-01 to the given day; the year begins in March while counting."""
    shifted = year if month > 2 else year - 1
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + of_year - 719_468


def civil_day(number: int) -> tuple[int, int, int]:
    """Give year, month and day of a day number: the inverse of `day_number`."""
    era, of_era = divmod(number + 719_468, 146_097)
    year_of_era = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = era * 400 + year_of_era + (1 if month <= 2 else 0)
    return year, month, of_year - (153 * shifted_month + 2) // 5 + 1


def weekday_of(number: int) -> int:
    """Name the weekday of a day number: Monday is 0 (1970-01-01 was a Thursday)."""
    return (number + 3) % 7


def months_later(year: int, month: int, count: int) -> tuple[int, int]:
    """Move a month forward or, with a negative count, back."""
    whole = year * 12 + month - 1 + count
    return whole // 12, whole % 12 + 1


def first_second(number: int) -> int:
    """Give the first second of a day."""
    return number * SECONDS_A_DAY


def last_second(number: int) -> int:
    """Give the last whole second of a day; ends are inclusive."""
    return number * SECONDS_A_DAY + LAST_SECOND


def iso_day(number: int) -> str:
    """Write a day as ISO 8601 does, with a sign and all digits outside the years 0 to 9999."""
    year, month, day = civil_day(number)
    return f"{iso_year(year)}-{month:02}-{day:02}"


def iso_year(year: int) -> str:
    """Write a year with four digits, or as a signed expanded year (ISO 8601-1:2019 §4.3.2)."""
    if 0 <= year <= 9999:
        return f"{year:04}"
    return f"{'-' if year < 0 else '+'}{abs(year):04}"


def iso_second(seconds: int) -> str:
    """Write an instant as ISO 8601 date and time to the second, without a zone."""
    number, rest = divmod(seconds, SECONDS_A_DAY)
    return f"{iso_day(number)}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"


def wall_seconds(moment: date) -> int:
    """Give the wall-clock seconds of a date or datetime, whatever its zone: for floating dates."""
    seconds = day_number(moment.year, moment.month, moment.day) * SECONDS_A_DAY
    if isinstance(moment, datetime):
        seconds += moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds


def zone_shift(zone: str, year: int, month: int, day: int, clock: str) -> str | None:
    """Give the UTC offset a named zone had on a wall clock ("Asia/Damascus" → "+03:00").

    Nothing is given for an unknown zone or a year that `datetime` cannot hold.
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only timed wording needs the zone tables

    try:
        hour, minute, second = (int(part) for part in clock.split(":"))
        moment = datetime(year, month, day, hour, minute, second, tzinfo=ZoneInfo(zone))
    except (ValueError, KeyError, OSError):
        return None
    offset = moment.utcoffset()
    if offset is None:
        return None
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
