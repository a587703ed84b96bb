"""Dates made coarser: by the day, the month or the year, never telling more than was known."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.dating import Four, are_inverted
from timeline_app.domain.edtf.parts import Date, Expression, Interval, Members, Run
from timeline_app.domain.instants import (
    SECONDS_A_DAY,
    civil_day,
    day_number,
    first_second,
    last_second,
    month_length,
)
from timeline_app.domain.profiles import Grain

_PARTS = {Grain.DAY: 3, Grain.MONTH: 2, Grain.YEAR: 1}


def coarse(expression: Expression, grain: Grain) -> Expression:
    """Return an EDTF expression with no date in it finer than a grain."""
    if grain is Grain.EXACT:
        return expression
    match expression:
        case Date():
            return _cut(expression, grain)
        case Interval(start, end):
            return Interval(_cut_end(start, grain), _cut_end(end, grain))
        case Members(bracket, members):
            kept = tuple(dict.fromkeys(_cut_member(one, grain) for one in members))
            alone = kept[0]
            return alone if len(kept) == 1 and isinstance(alone, Date) else Members(bracket, kept)


def _cut_end(end: Date | str, grain: Grain) -> Date | str:
    return _cut(end, grain) if isinstance(end, Date) else end


def _cut_member(member: Date | Run, grain: Grain) -> Date | Run:
    if isinstance(member, Date):
        return _cut(member, grain)
    first, last = (None if one is None else _cut(one, grain) for one in (member.first, member.last))
    return first if first is not None and first == last else Run(first, last)


def _cut(date: Date, grain: Grain) -> Date:
    """Leave out the finer parts of a date; a mark to the right of one counts for the others."""
    kept = _PARTS[grain]
    present = sum(bool(part) for part in (date.year, date.month, date.day))
    if present <= kept:
        return replace(date, clock="", shift="")
    before, after = list(date.before), list(date.after)
    carried = next((mark for mark in reversed(after[kept:]) if mark), "")
    if carried and not after[kept - 1] and not before[kept - 1]:
        after[kept - 1] = carried
    return Date(
        date.year,
        date.month if kept > 1 else "",
        date.day if kept > 2 else "",
        before=_first_marks(before, kept),
        after=_first_marks(after, kept),
    )


def _first_marks(marks: list[str], kept: int) -> tuple[str, str, str]:
    year, month, day = (mark if place < kept else "" for place, mark in enumerate(marks))
    return year, month, day


def coarse_bounds(bounds: Four, grain: Grain) -> Four:
    """Widen bounds that no dating explains to the first and last second of their unit.

    Bounds out of order date nothing; widened, they could come to do so.
    """
    if are_inverted(bounds):
        return None, None, None, None
    start_min, start_max, end_min, end_max = bounds
    return (
        _first(start_min, grain),
        _last(start_max, grain),
        _first(end_min, grain),
        _last(end_max, grain),
    )


def _first(second: int | None, grain: Grain) -> int | None:
    if second is None:
        return None
    year, month, day = civil_day(second // SECONDS_A_DAY)
    whole = {Grain.DAY: (year, month, day), Grain.MONTH: (year, month, 1), Grain.YEAR: (year, 1, 1)}
    return first_second(day_number(*whole[grain]))


def _last(second: int | None, grain: Grain) -> int | None:
    if second is None:
        return None
    year, month, day = civil_day(second // SECONDS_A_DAY)
    whole = {
        Grain.DAY: (year, month, day),
        Grain.MONTH: (year, month, month_length(year, month)),
        Grain.YEAR: (year, 12, 31),
    }
    return last_second(day_number(*whole[grain]))
