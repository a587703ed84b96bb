"""Hijri and Jalali dates given as such: intervals one day wider than converted on each side.

A Hijri month begins when the new moon is seen, so that the civil Umm al-Qura calendar may differ by
a day from what was meant; both calendars begin their day at sunset in common speech.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import day_number
from timeline_app.domain.wording.found import Found, days
from timeline_app.domain.wording.grammar import Hit

_YEARS = {"hijri": (1343, 1500), "jalali": (1200, 1500)}
_ERAS = {"hijri": "ah", "jalali": "ap"}


def other_calendar(hit: Hit) -> Found | None:
    """Read "12 Rajab 1447", "7 Bahman 1404", "Rajab 1447" and "1441 AH"."""
    year, calendar, month = hit.value("year"), "", None
    if hit.has("month"):
        calendar, _, number = hit.value("month").partition(" ")
        month = int(number)
    elif hit.value("era") in {"ah", "ap"}:
        calendar = "hijri" if hit.value("era") == "ah" else "jalali"
    if not calendar:
        return None
    low, high = _YEARS[calendar]
    if not low <= year <= high:
        raise DateError(f"{hit.words} lies outside the years {low} to {high} that can be converted")
    day = hit.value("day") if hit.has("day") else None
    return _widened(calendar, year, month, day, hit.words)


def _widened(calendar: str, year: int, month: int | None, day: int | None, words: str) -> Found:
    try:
        first = _number(calendar, year, month or 1, day or 1)
        last = first if day else _day_before_next(calendar, year, month)
    except (ValueError, OverflowError) as trouble:
        raise DateError(f"{words} is no day of its calendar") from trouble
    found = days(first - 1, last + 1, f"{calendar}-calendar", fixed=True)
    exact = days(first, last, "calendar-exact", fixed=True)
    return replace(found, others=(exact,))


def _day_before_next(calendar: str, year: int, month: int | None) -> int:
    following = (year + 1, 1) if month in {None, 12} else (year, (month or 0) + 1)
    return _number(calendar, *following, 1) - 1


def _number(calendar: str, year: int, month: int, day: int) -> int:
    converted = (
        _from_hijri(year, month, day) if calendar == "hijri" else _from_jalali(year, month, day)
    )
    return day_number(converted.year, converted.month, converted.day)


def _from_hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri  # noqa: PLC0415 - its tables are loaded only when asked for

    return Hijri(year, month, day).to_gregorian()


def _from_jalali(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415 - loaded only when asked for

    converted: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # untyped there
    return converted
