"""Rules for wording counted from an anchor by units: "five or six days ago", "past two days"."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import SECONDS_A_DAY, civil_day, months_later
from timeline_app.domain.wording.found import (
    Found,
    a_day,
    a_month,
    a_year,
    days,
    one_of,
)
from timeline_app.domain.wording.grammar import Context, Hit
from timeline_app.domain.wording.settling import date_of
from timeline_app.domain.wording.tense import Tense

SPAN_OF_VAGUE = {"couple": (2, 3), "few": (3, 5), "several": (3, 7), "recent": (3, 3)}
"""How many "a couple", "a few" and "several" may be; a convention of this project."""

DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3}
YEARS = {"year": 1, "decade": 10, "century": 100}
SECONDS = {"hour": 3600, "minute": 60}
_MOST = 3_000


def shifted(unit: str, count: int, context: Context) -> Found:
    """Move from the anchor by units, later or (negative) earlier, as precisely as the unit is.

    Days give a day, months a month, years a year. A week is no EDTF precision: its day is marked
    approximate, and so are decades, centuries and round numbers of years.
    """
    today = context.day()
    if abs(count) > _MOST:
        raise DateError(f"{abs(count)} {unit}s are too many to count")
    rule = "ago" if count < 0 else "ahead"
    year, month, _ = civil_day(today)
    if unit in SECONDS:
        return by_clock(count * SECONDS[unit], context, rule)
    if unit in DAYS:
        found = a_day(today + count * DAYS[unit], rule)
        return found if unit == "day" else _weeks(found)
    if unit in MONTHS:
        return a_month(*months_later(year, month, count * MONTHS[unit]), rule)
    return _years(count, unit, year, month, rule)


def _weeks(found: Found) -> Found:
    if found.first is None:
        return found
    monday = found.first - (found.first + 3) % 7
    week = days(monday, monday + 6, "that-week")
    return replace(approximate(found), others=(week, replace(found, rule="exactly")))


def _years(count: int, unit: str, year: int, month: int, rule: str) -> Found:
    """Count years: 2026 less ten is 2016, marked approximate because a decade is a round word.

    Early in a year the round count reaches as well into the year before, which is shown beside.
    """
    exact = a_year(year + count * YEARS[unit], rule)
    is_round = unit != "year" or (abs(count) >= 10 and count % 5 == 0)
    if not is_round:
        return exact
    chosen = approximate(exact)
    if count < 0 and month <= 6:
        before = approximate(a_year(year + count * YEARS[unit] - 1, "round-year-before"))
        return replace(chosen, others=(before,))
    return chosen


def by_clock(seconds: int, context: Context, rule: str) -> Found:
    """Count hours and minutes: the day they fall on, since wording is not precise to the second."""
    today = context.day()
    if context.clock is None:
        if abs(seconds) >= SECONDS_A_DAY:
            raise DateError("hours can only be counted from a time of day")
        pair = sorted((today, today + (1 if seconds > 0 else -1)))
        return one_of((a_day(pair[0], rule), a_day(pair[1], rule)), rule)
    return a_day(today + (context.clock + seconds) // SECONDS_A_DAY, rule)


def approximate(found: Found) -> Found:
    """Mark a plain date as approximate; anything else is left as it is."""
    if not found.is_plain or found.edtf.endswith(("~", "?", "%")):
        return found
    text = f"{found.edtf}~"
    return replace(found, edtf=text, begin=text, end=text)


def _direction(hit: Hit) -> int:
    return int(hit.value("ago") or -1)


def count_ago(hit: Hit) -> Found | None:
    """Read "three days ago", "about two years ago", "more than a week ago", "two days from now"."""
    sign, unit = _direction(hit), hit.value("unit")
    found = shifted(unit, sign * hit.value("count"), hit.context)
    kind = hit.kind("about")
    if kind == "~":
        return replace(approximate(found), rule="about")
    if kind in {"r", "v"}:
        return _beyond(hit.value("count"), unit, sign, hit)
    if kind == "m" and found.last is not None:
        today = a_day(hit.context.day(), "less-than")
        edge = a_day((found.first or 0) + (1 if sign < 0 else -1), "less-than")
        return one_of((edge, today) if sign < 0 else (today, edge), "less-than", run=True)
    return found


def _beyond(count: int, unit: str, sign: int, hit: Hit) -> Found | None:
    """Read "more than two years ago": that moment or earlier; over the past is no such thing."""
    if sign > 0 or (hit.kind("about") == "v" and hit.value("about") != "over"):
        return None
    found = replace(shifted(unit, -count, hit.context), others=())
    text = found.edtf.rstrip("~")
    return Found(f"[..{text}]", None, found.last, "", text, "more-than")


def either_ago(hit: Hit) -> Found | None:
    """Read "five or six days ago": one of two; with more between them, one of the run."""
    low, high = hit.value("low"), hit.value("high")
    if low >= high:
        return None
    sign, unit = _direction(hit), hit.value("unit")
    early, late = sorted((sign * low, sign * high))
    pair = tuple(replace(shifted(unit, count, hit.context), others=()) for count in (early, late))
    return one_of((pair[0], pair[1]), "either-ago", run=high - low > 1)


def vague_ago(hit: Hit) -> Found:
    """Read "several days ago": one of a stated span of days, months or years, approximately."""
    low, high = SPAN_OF_VAGUE[hit.value("vague")]
    unit, sign = hit.value("unit"), _direction(hit)
    early, late = sorted((sign * low, sign * high))
    first, last = (approximate(shifted(unit, count, hit.context)) for count in (early, late))
    return one_of((first, last), "vague-ago", run=True)


def half_ago(hit: Hit) -> Found | None:
    """Read "half a year ago", "two and a half years ago" and "half a century ago"."""
    years = YEARS.get(hit.value("unit"))
    if years is None:
        return None
    months = _direction(hit) * (2 * (hit.value("count") or 0) + 1) * years * 6
    if years > 1 and months % 12 == 0:
        return approximate(shifted("year", months // 12, hit.context))
    return approximate(shifted("month", months, hit.context))


def ago_today(hit: Hit) -> Found | None:
    """Read "a year ago today": the very day."""
    unit, count = hit.value("unit"), hit.value("count")
    if hit.value("today") != 0 or unit in SECONDS:
        return None
    today = hit.context.day()
    if unit in DAYS:
        return a_day(today - count * DAYS[unit], "exactly")
    year, month, day = civil_day(today)
    months = count * (MONTHS.get(unit) or 12 * YEARS[unit])
    from timeline_app.domain.wording.absolute import dated  # noqa: PLC0415 - only this rule asks

    return replace(dated(*months_later(year, month, -months), day, hit, "exactly"), fixed=False)


def ahead(hit: Hit) -> Found | None:
    """Read "in three days" as three days ahead; without a cue only where the wording begins so.

    "The third attack in two weeks" is a length of time.
    """
    token, tense = hit.token("unit"), tense_of(hit)
    if token is None or tense in {Tense.PAST, Tense.UNSURE}:
        return None
    if tense is Tense.NONE and hit.match.start() > 0:
        return None
    if hit.value("vague") is not None:
        low, high = SPAN_OF_VAGUE[hit.value("vague")]
        pair = [approximate(shifted(token.value, n, hit.context)) for n in (low, high)]
        return one_of((pair[0], pair[1]), "vague-ago", run=True)
    return shifted(token.value, hit.value("count"), hit.context)


def tense_of(hit: Hit) -> Tense:
    """Say whether the words around a unit look back or forward."""
    token = hit.token("unit")
    return Tense.NONE if token is None else hit.context.tense(token)


def offset_from(hit: Hit) -> Found:
    """Read "two days after 8 December 2024": counted from a date the words themselves give."""
    found = date_of(hit)
    sign = -1 if hit.kind("side") == "<" else 1
    if found.question or found.first is None or found.first != found.last:
        raise DateError(f"“{hit.words}” can only be counted from a single day")
    moved = replace(hit.context, today=found.first, clock=None)
    shift = shifted(hit.value("unit"), sign * (hit.value("count") or 1), moved)
    return replace(shift, rule="from-other", fixed=found.fixed)


def from_other(hit: Hit) -> Found | None:
    """Read "two days later" and "the day before" when the anchor is another dating."""
    if not hit.context.hangs_on_date:
        raise DateError(f"“{hit.words}” is counted from another date, which is not given")
    count = hit.value("count") if hit.has("count") and hit.value("count") else 1
    side = hit.token("side")
    sign = -1 if side is not None and side.kind in "<eL" else 1
    return replace(shifted(hit.value("unit"), sign * count, hit.context), rule="from-other")
