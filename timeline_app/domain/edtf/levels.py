"""Which level of the specification a text needs, and how precise it is."""

from __future__ import annotations

import re

from timeline_app.domain.edtf.parts import NOT_MARKED, Date, Expression, Interval

_UNSPECIFIED_YEAR = re.compile(r"-?[0-9]{2}(?:[0-9]X|XX)")
_PRECISIONS = (
    (range(1, 13), "month"),
    (range(21, 33), "season"),
    (range(33, 37), "quarter"),
    (range(37, 40), "quadrimester"),
    (range(40, 42), "half-year"),
)
MIXED = "mixed"
"""The precision of an interval or set of unlike dates, which the specification leaves undefined."""


def level_of(expression: Expression) -> int:
    """Give the lowest level (0, 1 or 2) whose features suffice."""
    if isinstance(expression, Date):
        return _of_date(expression)
    if not isinstance(expression, Interval):
        return 2
    levels = [_of_date(date) for date in expression.dates]
    if any("X" in str(date) for date in expression.dates):
        return 2  # LoC level 2, "Interval": portions of a date may be designated as unspecified.
    return max([*levels, 0 if len(levels) == 2 else 1])


def _of_date(date: Date) -> int:
    return max(_of_marks(date), _of_digits(date), _of_year(date.year), _of_month(date.month))


def _of_marks(date: Date) -> int:
    """LoC level 1 qualifies a complete date at its end, level 2 any component on either side."""
    if date.before is NOT_MARKED and date.after is NOT_MARKED:
        return 0
    if any(date.before):
        return 2
    last = 2 if date.day else 1 if date.month else 0
    return 2 if any(date.after[:last]) else 1 if date.after[last] else 0


def _of_digits(date: Date) -> int:
    """LoC level 1, "Unspecified digit(s) from the right", has four cases; all else is level 2."""
    if "X" not in date.year and "X" not in date.month and "X" not in date.day:
        return 0
    if not date.month:
        return 1 if _UNSPECIFIED_YEAR.fullmatch(date.year) else 2
    if "X" in date.year:
        return 2
    return 1 if (date.month, date.day) in {("XX", ""), ("XX", "XX")} or _only_day(date) else 2


def _only_day(date: Date) -> bool:
    return "X" not in date.month and date.day == "XX"


def _of_year(year: str) -> int:
    if "E" in year or "S" in year:
        return 2
    return 1 if year[0] in "Y-" else 0


def _of_month(month: str) -> int:
    if "X" in month or not month:
        return 0
    return 2 if int(month) > 24 else 1 if int(month) > 12 else 0


def precision_of(expression: Expression) -> str:
    """Name the precision: second, day, month, season, quarter, …, year, or mixed."""
    if isinstance(expression, Date):
        return _precision_of_date(expression)
    found = {_precision_of_date(date) for date in expression.dates}
    return found.pop() if len(found) == 1 else MIXED


def _precision_of_date(date: Date) -> str:
    if date.clock:
        return "second"
    if date.day:
        return "day"
    if not date.month:
        return "year"
    if "X" in date.month:
        return "month"
    return next((name for months, name in _PRECISIONS if int(date.month) in months), "month")
