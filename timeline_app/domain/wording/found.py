"""A date found in words, and the calendar periods it is built from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline_app.domain.edtf.extents import SEASONS
from timeline_app.domain.instants import (
    civil_day,
    day_number,
    month_length,
    months_later,
    weekday_of,
)

STEPS: Final = {"L": -1, "X": -1, "C": 0, "F": 1}
"""How far last, past, this and next step, by their kinds."""


@dataclass(frozen=True, slots=True)
class Found:
    """One understanding of some words.

    `first` and `last` are day numbers (see `instants`), None where nothing bounds it. `begin` and
    `end` are the plain EDTF dates it starts and ends with; of a plain date both are `edtf` itself.
    `others` are further understandings; with a `question` none of them is chosen.
    """

    edtf: str
    first: int | None = None
    last: int | None = None
    begin: str = ""
    end: str = ""
    rule: str = ""
    fixed: bool = False
    others: tuple[Found, ...] = ()
    question: str = ""
    detail: str = ""

    @property
    def is_plain(self) -> bool:
        """A single EDTF date, neither interval nor set."""
        return bool(self.begin) and self.begin == self.end == self.edtf


@dataclass(frozen=True, slots=True)
class Pending:
    """A weekday, a month or a day of a month whose week or year the context has yet to tell."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


def year_text(year: int) -> str:
    """Write a year as EDTF does."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def day_text(number: int) -> str:
    """Write a day as EDTF does."""
    year, month, day = civil_day(number)
    return f"{year_text(year)}-{month:02}-{day:02}"


def a_day(number: int, rule: str, *, fixed: bool = False) -> Found:
    """Find one day."""
    text = day_text(number)
    return Found(text, number, number, text, text, rule, fixed)


def a_month(year: int, month: int, rule: str, *, fixed: bool = False) -> Found:
    """Find one month."""
    text = f"{year_text(year)}-{month:02}"
    first = day_number(year, month)
    return Found(text, first, first + month_length(year, month) - 1, text, text, rule, fixed)


def a_year(year: int, rule: str, *, fixed: bool = False) -> Found:
    """Find one year."""
    text = year_text(year)
    first, last = day_number(year), day_number(year, 12, 31)
    return Found(text, first, last, text, text, rule, fixed)


def a_season(year: int, season: int, rule: str, *, fixed: bool = False) -> Found:
    """Find a season or another part of a year, by its EDTF number 21 to 41."""
    text = f"{year_text(year)}-{season}"
    month, count = SEASONS[season]
    last = day_number(*months_later(year, month, count)) - 1
    return Found(text, day_number(year, month), last, text, text, rule, fixed)


def a_span(start: Found, end: Found, rule: str) -> Found:
    """Find an interval from the beginning of one date to the end of another."""
    text = f"{start.begin}/{end.end}"
    fixed = start.fixed and end.fixed
    return Found(text, start.first, end.last, start.begin, end.end, rule, fixed)


def days(first: int, last: int, rule: str, *, fixed: bool = False) -> Found:
    """Find an interval of days."""
    if first == last:
        return a_day(first, rule, fixed=fixed)
    begin, end = day_text(first), day_text(last)
    return Found(f"{begin}/{end}", first, last, begin, end, rule, fixed)


def one_of(members: tuple[Found, ...], rule: str, *, run: bool = False) -> Found:
    """Find one of several dates; a run also holds all that lie between its two members."""
    joint = ".." if run else ","
    text = f"[{joint.join(member.edtf for member in members)}]"
    fixed = all(member.fixed for member in members)
    first = min(member.first for member in members if member.first is not None)
    last = max(member.last for member in members if member.last is not None)
    return Found(text, first, last, members[0].begin, members[-1].end, rule, fixed)


def month_run(year: int, first: int, last: int, rule: str) -> Found:
    """Find the months of a year from one to another."""
    return a_span(
        a_month(year, first, rule, fixed=True), a_month(year, last, rule, fixed=True), rule
    )


def week_start(day: int, first_weekday: int) -> int:
    """Give the first day of the week a day lies in, by the weekday its weeks begin with."""
    return day - (weekday_of(day) - first_weekday) % 7
