"""Comparing vague dates: what is certain, what is possible, and how far apart they lie.

A time is any begin and end its four bounds allow. *Certainly* is true of all of them, *possibly*
of at least one. Floating and zoned bounds are compared as they are given: bring both to one zone
first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil, floor, inf
from typing import Final

from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.instants import SECONDS_A_DAY


class Order(Enum):
    """How one time lies to another; `POSSIBLY` covers overlapping and not knowable."""

    CERTAINLY_BEFORE = "certainly before"
    POSSIBLY = "possibly before or after"
    CERTAINLY_AFTER = "certainly after"


class Overlap(Enum):
    """Whether two times have a moment in common."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Distance:
    """From how many to how many seconds lie between two times; None is without limit.

    `in_days` tells that both are whole days, so that the seconds are whole days too.
    """

    low: int | None
    high: int | None
    in_days: bool


SortKey = tuple[int, int]
"""Undated times sort last: (0, seconds), or (1, 0) for those without any bound."""

_LAST: Final[SortKey] = (1, 0)


def _earliest_start(bounds: Bounds) -> float:
    return -inf if bounds.start_min is None else bounds.start_min


def _latest_start(bounds: Bounds) -> float:
    """Give the latest begin: not later than the latest end."""
    return _latest_end(bounds) if bounds.start_max is None else bounds.start_max


def _earliest_end(bounds: Bounds) -> float:
    """Give the earliest end: not earlier than the earliest begin."""
    return _earliest_start(bounds) if bounds.end_min is None else bounds.end_min


def _latest_end(bounds: Bounds) -> float:
    return inf if bounds.end_max is None else bounds.end_max


def certainly_before(first: Bounds, second: Bounds) -> bool:
    """Say whether the first has ended before the second begins, whatever their true times."""
    return _latest_end(first) < _earliest_start(second)


def possibly_before(first: Bounds, second: Bounds) -> bool:
    """Say whether the first may have ended before the second begins."""
    return _earliest_end(first) < _latest_start(second)


def order(first: Bounds, second: Bounds) -> Order:
    """Say how the first time lies to the second."""
    if certainly_before(first, second):
        return Order.CERTAINLY_BEFORE
    if certainly_before(second, first):
        return Order.CERTAINLY_AFTER
    return Order.POSSIBLY


def overlap(first: Bounds, second: Bounds) -> Overlap:
    """Say whether the two times have a moment in common."""
    if certainly_before(first, second) or certainly_before(second, first):
        return Overlap.NOT
    if possibly_before(first, second) or possibly_before(second, first):
        return Overlap.POSSIBLY
    return Overlap.CERTAINLY


def distance(first: Bounds, second: Bounds) -> Distance:
    """Measure from any moment of the first to any moment of the second; negative is backwards.

    Whole days are counted as calendars do: from the 22nd or 23rd to the 28th it is 5 to 6 days.
    """
    in_days = _is_days(first) and _is_days(second)
    step = SECONDS_A_DAY - 1 if in_days else 0
    first_last = _latest_end(first) - step
    second_last = _latest_end(second) - step
    low = _earliest_start(second) - first_last
    high = second_last - _earliest_start(first)
    return Distance(_finite(low), _finite(high), in_days)


def _finite(seconds: float) -> int | None:
    return None if seconds in {inf, -inf} else int(seconds)


def _is_days(bounds: Bounds) -> bool:
    starts = (bounds.start_min, bounds.start_max)
    ends = (bounds.end_min, bounds.end_max)
    return all(_is_edge(bound) for bound in starts) and all(
        _is_edge(None if bound is None else bound + 1) for bound in ends
    )


def _is_edge(bound: int | None) -> bool:
    return bound is None or bound % SECONDS_A_DAY in {0, SECONDS_A_DAY - 1, 1}


_UNITS: Final = (
    (730 * SECONDS_A_DAY, 31_556_952, "year"),
    (2 * SECONDS_A_DAY, SECONDS_A_DAY, "day"),
    (2 * 3600, 3600, "hour"),
    (2 * 60, 60, "minute"),
    (0, 1, "second"),
)


def distance_words(measured: Distance) -> str:
    """Put a distance into words: "41 to 46 days", "at least 3 days", "any time apart"."""
    low, high = measured.low, measured.high
    if low is None and high is None:
        return "any time apart"
    if low is None or high is None:
        known = low if high is None else high
        limit = "at least" if high is None else "at most"
        return f"{limit} {_amount(known or 0, known or 0, measured.in_days)}"
    if high <= 0 and low < 0:
        return f"{_amount(-high, -low, measured.in_days)} earlier"
    return _amount(low, high, measured.in_days)


def _amount(low: int, high: int, in_days: bool) -> str:  # noqa: FBT001 - a fact of the distance
    size, unit = _unit(max(abs(low), abs(high)), in_days)
    least, most = floor(low / size), ceil(high / size)
    if size == 31_556_952 and low == high:
        least = most = round(low / size)
    if least == most:
        return f"{least} {unit}" if least == 1 else f"{least} {unit}s"
    return f"{least} to {most} {unit}s"


def _unit(seconds: int, in_days: bool) -> tuple[int, str]:  # noqa: FBT001 - see above
    for limit, size, unit in _UNITS:
        if seconds >= limit or (in_days and unit == "day"):
            return size, unit
    return 1, "second"


def earliest_key(bounds: Bounds) -> SortKey:
    """Sort by the earliest moment the time may begin; without one by the earliest it may end."""
    for bound in (bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max):
        if bound is not None:
            return 0, bound
    return _LAST


def latest_key(bounds: Bounds) -> SortKey:
    """Sort by the latest moment the time may end; without one by the latest it may begin."""
    for bound in (bounds.end_max, bounds.end_min, bounds.start_max, bounds.start_min):
        if bound is not None:
            return 0, bound
    return _LAST


def midpoint_key(bounds: Bounds) -> SortKey:
    """Sort by the middle between the earliest and the latest moment that are known."""
    (undated, early), (_, late) = earliest_key(bounds), latest_key(bounds)
    return (undated, (early + late) // 2) if not undated else _LAST
