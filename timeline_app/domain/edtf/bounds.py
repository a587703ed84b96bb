"""The four bounds of an EDTF expression, its level, its precision and its qualifiers."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.extents import Extent, extent_of
from timeline_app.domain.edtf.levels import level_of, precision_of
from timeline_app.domain.edtf.parts import Date, Expression, Interval, Members, Run


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which seconds a time begins and ends.

    Whole seconds since 1970-01-01T00:00:00 proleptic Gregorian: wall clock for floating dates, UTC
    for zoned times. `None` is unbounded or unknown. Ends are inclusive: the last second.
    """

    start_min: int | None
    start_max: int | None
    end_min: int | None
    end_max: int | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that an EDTF text says: its canonical text and what follows from it."""

    text: str
    expression: Expression
    bounds: Bounds
    level: int
    precision: str
    approximate: bool
    uncertain: bool
    zoned: bool


def meaning_of(expression: Expression) -> Meaning:
    """Work out a parsed expression; `DateError` if its days do not exist or it is reversed."""
    marks = (
        expression.marks
        if isinstance(expression, Date)
        else "".join(date.marks for date in expression.dates)
    )
    return Meaning(
        text=str(expression),
        expression=expression,
        bounds=bounds_of(expression),
        level=level_of(expression),
        precision=precision_of(expression),
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        zoned=isinstance(expression, Date) and bool(expression.shift),
    )


def bounds_of(expression: Expression) -> Bounds:
    """Give the four bounds of a date, an interval or a set."""
    if isinstance(expression, Date):
        extent = extent_of(expression)
        return Bounds(extent.first_start, extent.last_start, extent.first_end, extent.last_end)
    if isinstance(expression, Interval):
        return _of_interval(expression)
    return _of_set(expression)


def _of_interval(interval: Interval) -> Bounds:
    """LoC "Time Interval": it begins *sometime* in its first date and ends sometime in its last.

    LoC level 1 "Extended Interval": neither an open nor an unknown end bounds anything. Where the
    two dates overlap (`2004/2004-06`) the beginning is not later than the latest end and the end
    not earlier than the earliest beginning.
    """
    start = extent_of(interval.start) if isinstance(interval.start, Date) else None
    offset = len(str(interval.start)) + 1
    end = extent_of(interval.end, offset) if isinstance(interval.end, Date) else None
    start_min = start_max = end_min = end_max = None
    if start:
        start_min, start_max = start.first_start, start.last_end
    if end:
        end_min, end_max = end.first_start, end.last_end
    if start and end:
        if start.first_start > end.last_end:
            raise DateError("the interval ends before it begins", offset)
        start_max = min(start.last_end, end.last_end)
        end_min = max(end.first_start, start.first_start)
    return Bounds(start_min, start_max, end_min, end_max)


def _of_set(members: Members) -> Bounds:
    """LoC level 2 "Set representation": one member (`[`), or all members together (`{`)."""
    extents: list[Extent | None] = []
    offset = 1
    begins_open = ends_open = False
    for member in members.members:
        if isinstance(member, Date):
            extents.append(extent_of(member, offset))
        else:
            begins_open = begins_open or member.first is None
            ends_open = ends_open or member.last is None
            extents.extend(_of_run(member, offset))
        offset += len(str(member)) + 1
    known = [extent for extent in extents if extent is not None]
    one_of = members.bracket == "["
    latest_start = max if one_of else min
    earliest_end = min if one_of else max
    no_start, no_end = begins_open, ends_open
    return Bounds(
        None if no_start else min(extent.first_start for extent in known),
        None if (no_end if one_of else no_start) else latest_start(e.last_start for e in known),
        None if (no_start if one_of else no_end) else earliest_end(e.first_end for e in known),
        None if no_end else max(extent.last_end for extent in known),
    )


def _of_run(run: Run, offset: int) -> list[Extent]:
    """Rule 7 of LoC "Set representation": both sides of the two dots have the same precision."""
    first = [extent_of(run.first, offset)] if run.first else []
    second = offset + len(str(run.first or "")) + 2
    last = [extent_of(run.last, second)] if run.last else []
    if run.first and run.last:
        if precision_of(run.first) != precision_of(run.last):
            raise DateError("the two sides of .. in a set have the same precision", second)
        if first[0].first_start > last[0].last_end:
            raise DateError("the values of a set run from earlier to later", second)
    return first + last
