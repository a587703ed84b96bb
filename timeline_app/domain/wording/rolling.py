"""Rules for stretches that reach from the anchor back or forward: past two days, coming weeks."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import civil_day, months_later
from timeline_app.domain.wording.found import Found, a_day, a_month, a_span, a_year, days
from timeline_app.domain.wording.grammar import Context, Hit
from timeline_app.domain.wording.relative import (
    DAYS,
    MONTHS,
    SECONDS,
    SPAN_OF_VAGUE,
    YEARS,
    approximate,
    by_clock,
    tense_of,
)
from timeline_app.domain.wording.tense import Tense


def past_units(hit: Hit) -> Found | None:
    """Read "over the past two days": from the anchor less two days to the anchor.

    Longer units begin in a month or a year, approximately, as their words are no more precise.
    """
    unit = hit.value("unit")
    if hit.has("vague") and hit.value("vague") is not None:
        return _rolling(unit, SPAN_OF_VAGUE[hit.value("vague")][0], -1, hit.context, vague=True)
    count = hit.value("count") if hit.has("count") and hit.value("count") else 1
    found = _rolling(unit, count, -1, hit.context)
    if unit != "day" or count < 2:
        return found
    today = hit.context.day()
    return replace(found, others=(days(today - count + 1, today, "counted-inclusively"),))


def next_units(hit: Hit) -> Found | None:
    """Read "in the next two days" and "in the coming weeks": from the anchor forward."""
    unit = hit.value("unit")
    if hit.has("vague") and hit.value("vague") is not None:
        return _rolling(unit, SPAN_OF_VAGUE[hit.value("vague")][0], 1, hit.context, vague=True)
    count = hit.value("count") if hit.has("count") and hit.value("count") else 1
    return _rolling(unit, count, 1, hit.context)


def recent_units(hit: Hit) -> Found:
    """Read "in recent days": from about three of them ago to the anchor."""
    return _rolling(hit.value("unit"), SPAN_OF_VAGUE["recent"][0], -1, hit.context, vague=True)


def coming_units(hit: Hit) -> Found:
    """Read "in the coming days": from the anchor to about three of them ahead."""
    return _rolling(hit.value("unit"), SPAN_OF_VAGUE["recent"][0], 1, hit.context, vague=True)


def _rolling(unit: str, count: int, sign: int, context: Context, *, vague: bool = False) -> Found:
    today = context.day()
    rule = "vague-span" if vague else "past-units" if sign < 0 else "next-units"
    if unit in SECONDS:
        far = by_clock(sign * count * SECONDS[unit], context, rule)
    elif unit in DAYS:
        far = a_day(today + sign * count * DAYS[unit], rule)
        far = approximate(far) if vague else far
    else:
        far = _far_month(unit, sign * count, today, rule)
    near = a_day(today, rule)
    if far.edtf == near.edtf:
        return near
    if far.edtf.startswith("["):
        raise DateError("hours can only be counted from a time of day")
    return a_span(far, near, rule) if sign < 0 else a_span(near, far, rule)


def _far_month(unit: str, count: int, today: int, rule: str) -> Found:
    year, month, _ = civil_day(today)
    months = count * (MONTHS.get(unit) or 12 * YEARS[unit])
    if unit in {"decade", "century"}:
        return approximate(a_year(year + months // 12, rule))
    return approximate(a_month(*months_later(year, month, months), rule))


def within(hit: Hit) -> Found | None:
    """Read "within three days": between the anchor and three days ahead, if looking forward."""
    if hit.value("lead") != "within" or tense_of(hit) in {Tense.PAST, Tense.UNSURE}:
        return None
    return _rolling(hit.value("unit"), hit.value("count"), 1, hit.context)
