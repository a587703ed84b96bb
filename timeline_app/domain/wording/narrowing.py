"""Rules that narrow a date or mark it: early, the end of, around, the week of."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.instants import civil_day
from timeline_app.domain.wording.found import (
    Found,
    a_day,
    a_month,
    a_season,
    a_span,
    a_year,
    days,
    month_run,
)
from timeline_app.domain.wording.grammar import Hit
from timeline_app.domain.wording.relative import approximate
from timeline_app.domain.wording.settling import date_of, each


def third(hit: Hit) -> Found | None:
    """Read early, mid and late as thirds of a year, month, decade or century."""
    part = hit.value("part")
    return each(date_of(hit), lambda found: _third(found, part, hit.context.year_parts))


def _third(found: Found, part: int, parts: str) -> Found | None:
    if not found.is_plain or found.first is None or found.last is None:
        return None
    plain, year = found.edtf, civil_day(found.first)[0]
    if "X" in plain:
        return _of_years(found, year, plain.count("X"), part)
    if plain.count("-", 1) == 0:
        chosen = replace(_of_year(year, part, parts), fixed=found.fixed)
        quarter = replace(_of_year(year, part, "quarters"), rule="quarters", fixed=found.fixed)
        return chosen if chosen.edtf == quarter.edtf else replace(chosen, others=(quarter,))
    if plain.count("-", 1) == 1 and int(plain[-2:]) <= 12:
        return _of_month(part, found)
    return replace(found, others=()) if plain.count("-", 1) == 2 else None


def _of_year(year: int, part: int, parts: str) -> Found:
    spans = {
        "halves": ((1, 6), (4, 9), (7, 12)),
        "quarters": ((1, 3), (4, 9), (10, 12)),
    }.get(parts, ((1, 4), (5, 8), (9, 12)))
    return month_run(year, *spans[part], "third")


def _of_month(part: int, found: Found) -> Found | None:
    if found.first is None or found.last is None:
        return None
    begin = found.first + 10 * part
    return days(begin, found.last if part == 2 else begin + 9, "third", fixed=found.fixed)


def _of_years(found: Found, year: int, digits: int, part: int) -> Found | None:
    spans = {1: ((0, 3), (4, 6), (7, 9)), 2: ((0, 33), (34, 66), (67, 99))}.get(digits)
    if spans is None:
        return None
    low, high = spans[part]
    start, end = a_year(year + low, "third", fixed=found.fixed), a_year(year + high, "third")
    return replace(a_span(start, end, "third"), fixed=found.fixed)


def edge(hit: Hit) -> Found | None:
    """Read "the end of 2024" as about its last month, and so for beginnings."""
    at_end = hit.kind("edge") == "z"
    return each(date_of(hit), lambda found: _edge(found, at_end=at_end))


def _edge(found: Found, *, at_end: bool) -> Found | None:
    if not found.is_plain or found.first is None or found.last is None or "X" in found.edtf:
        return None
    dashes = found.edtf.count("-", 1)
    year, month, _ = civil_day(found.last if at_end else found.first)
    if dashes == 0:
        return replace(approximate(a_month(year, month, "edge")), fixed=found.fixed)
    if dashes == 1 and int(found.edtf[-2:]) <= 12:
        day = found.last if at_end else found.first
        return replace(approximate(a_day(day, "edge")), fixed=found.fixed)
    return None


def about(hit: Hit) -> Found | None:
    """Read "around 2015" as `2015~` and "possibly 2015" as `2015?`."""
    sign = "?" if hit.kind("about") == "?" else "~"
    return each(date_of(hit), lambda found: _marked(found, sign))


def _marked(found: Found, sign: str) -> Found | None:
    if not found.is_plain or found.edtf[-1] in "~?%" or "T" in found.edtf:
        return None
    text = f"{found.edtf}{sign}"
    rule = "about" if sign == "~" else "perhaps"
    return replace(found, edtf=text, begin=text, end=text, rule=rule)


def part_of(hit: Hit) -> Found | None:
    """Read "the first half of January" and "the second quarter of last year"."""
    ordinal, unit = hit.value("ordinal"), hit.value("unit")
    return each(date_of(hit), lambda found: _part_of(found, ordinal, unit))


def _part_of(found: Found, ordinal: int, unit: str) -> Found | None:
    first, most = {"quarter": (33, 4), "half": (40, 2)}.get(unit, (0, 0))
    if not (found.is_plain and 1 <= ordinal <= most) or "X" in found.edtf:
        return None
    if found.first is None or found.last is None:
        return None
    dashes = found.edtf.count("-", 1)
    if dashes == 0 and found.edtf[-1].isdigit():
        year = civil_day(found.first)[0]
        return a_season(year, first + ordinal - 1, "part-of-year", fixed=found.fixed)
    if dashes == 1 and unit == "half" and int(found.edtf[-2:]) <= 12:
        middle = found.first + 14
        halves = ((found.first, middle), (middle + 1, found.last))
        return days(*halves[ordinal - 1], "part-of-year", fixed=found.fixed)
    return None


def week_of(hit: Hit) -> Found | None:
    """Read "the week of 19 January" as the calendar week that holds the day."""
    found = date_of(hit)
    if hit.value("unit") != "week" or not found.is_plain or found.first is None:
        return None
    if found.first != found.last:
        return None
    first = found.first - (found.first + 3 - hit.context.week_start) % 7
    return days(first, first + 6, "week-of", fixed=found.fixed)


def same_day(hit: Hit) -> Found | None:
    """Read "early on Tuesday" and "the night of 27 January" as the day."""
    found = date_of(hit)
    if hit.value("part") in {"overnight", "midnight"}:
        return None
    if found.question or (found.is_plain and found.first == found.last and "T" not in found.edtf):
        return replace(found, rule=found.rule)
    return None
