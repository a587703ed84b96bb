"""Rules for named stretches around the anchor: yesterday, last week, this month, last summer."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import (
    civil_day,
    day_number,
    month_length,
    months_later,
    weekday_of,
)
from timeline_app.domain.wording.absolute import dated
from timeline_app.domain.wording.found import (
    STEPS,
    Found,
    Pending,
    a_day,
    a_month,
    a_season,
    a_year,
    days,
    week_start,
)
from timeline_app.domain.wording.grammar import Context, Hit
from timeline_app.domain.wording.tense import Tense


def near_day(hit: Hit) -> Found:
    """Read today, yesterday, tomorrow and the days beyond them."""
    number = hit.context.day() + hit.value("day")
    if hit.has("beyond"):
        number += 1 if hit.value("day") > 0 else -1
    return a_day(number, "near-day")


def part_of_day(hit: Hit) -> Found | None:
    """Read "this morning", "last night", "overnight": EDTF has days but no parts of days."""
    today = hit.context.day()
    part, which = hit.value("part"), hit.kind("which")
    if not which:
        return days(today - 1, today, "overnight") if part == "overnight" else None
    if which != "L":
        return a_day(today, "part-of-day")
    night = days(today - 1, today, "overnight")
    return replace(a_day(today - 1, "part-of-day"), others=(night,))


def calendar_unit(hit: Hit) -> Found | None:
    """Read last, this or next week, month, quarter, year, decade or century as calendars do."""
    unit, step = hit.value("unit"), STEPS[hit.kind("which")]
    today = hit.context.day()
    year, month, _ = civil_day(today)
    if unit == "week":
        return _calendar_week(today, step, hit.context)
    if unit == "month":
        return a_month(*months_later(year, month, step), "calendar-unit")
    if unit == "quarter":
        whole = year * 4 + (month - 1) // 3 + step
        return a_season(whole // 4, 33 + whole % 4, "calendar-unit")
    if unit == "year":
        return a_year(year + step, "calendar-unit")
    return _digits_of_year(year, unit, step)


def _digits_of_year(year: int, unit: str, step: int) -> Found | None:
    size = {"decade": 10, "century": 100}.get(unit)
    if size is None:
        return None
    lead = year // size + step
    text = f"{lead}{'X' * (4 - len(str(lead)))}"
    first, last = day_number(lead * size), day_number(lead * size + size - 1, 12, 31)
    return Found(text, first, last, text, text, "calendar-unit")


def _calendar_week(today: int, step: int, context: Context) -> Found:
    first = week_start(today, context.week_start) + 7 * step
    found = days(first, first + 6, "calendar-week")
    other = first - 1 if context.week_start == 0 else first + 1
    others = [days(other, other + 6, "week-from-other-day")]
    if step < 0:
        others.append(days(today - 7, today - 1, "seven-days"))
    return replace(found, others=tuple(others))


def current_unit(hit: Hit) -> Found | None:
    """Read "the year" of "the end of the year" as the one the anchor lies in."""
    return calendar_unit_of(hit.value("unit"), hit.context.day(), hit.context)


def weekend(hit: Hit) -> Found | None:
    """Read "at the weekend": Saturday and Sunday, the last ones unless the words look forward."""
    today = hit.context.day()
    saturday = today - (weekday_of(today) - 5) % 7
    which, token = hit.kind("which"), hit.token("weekend")
    if token is None:
        return None
    past, coming = (days(first, first + 1, "weekend") for first in (saturday, saturday + 7))
    if which in {"L", "X"}:
        return past if saturday + 1 < today else days(saturday - 7, saturday - 6, "weekend")
    tense = hit.context.tense(token)
    if which == "F" or tense is Tense.FUTURE:
        return replace(coming, others=(days(saturday + 14, saturday + 15, "weekend"),))
    if which == "C" and tense is not Tense.PAST:
        return Found("", rule="unsure-tense", others=(past, coming), question="unsure-tense")
    return replace(past, others=(coming,))


def earlier_in(hit: Hit) -> Found | None:
    """Read "earlier this month" and "later this week": between the anchor and its period's edge."""
    unit, today = hit.value("unit"), hit.context.day()
    period = calendar_unit_of(unit, today, hit.context)
    if period is None or period.first is None or period.last is None:
        return None
    is_earlier = hit.kind("side") == "e"
    first, last = (period.first, today) if is_earlier else (today, period.last)
    if unit != "year":
        return days(first, last, "part-of-period")
    year, month, _ = civil_day(today)
    begin, end = (1, month) if is_earlier else (month, 12)
    if begin == end:
        return a_month(year, month, "part-of-period")
    start, stop = a_month(year, begin, "part-of-period"), a_month(year, end, "part-of-period")
    return Found(f"{start.edtf}/{stop.edtf}", first, last, start.edtf, stop.edtf, "part-of-period")


def calendar_unit_of(unit: str, today: int, context: Context) -> Found | None:
    """Give the week, month or year a day lies in."""
    year, month, _ = civil_day(today)
    if unit == "week":
        first = week_start(today, context.week_start)
        return days(first, first + 6, "calendar-week")
    if unit == "month":
        return a_month(year, month, "calendar-unit")
    return a_year(year, "calendar-unit") if unit == "year" else None


def named_month(hit: Hit) -> Found:
    """Read "last December", "this March", "next May"."""
    year, month, _ = civil_day(hit.context.day())
    wanted, which = hit.value("month"), hit.kind("which")
    if which == "C":
        return a_month(year, wanted, "named-month")
    if which == "F":
        return a_month(year if wanted > month else year + 1, wanted, "named-month")
    return a_month(year if wanted < month else year - 1, wanted, "named-month")


def month_of_year(hit: Hit) -> Found | None:
    """Read "January last year" and "5 March this year"."""
    if hit.value("unit") != "year":
        return None
    year = civil_day(hit.context.day())[0] + STEPS[hit.kind("which")]
    if hit.has("day") and hit.value("day") is not None:
        return replace(dated(year, hit.value("month"), hit.value("day"), hit), fixed=False)
    return a_month(year, hit.value("month"), "named-month")


def named_season(hit: Hit) -> Found | None:
    """Read "last summer": the season by its EDTF number, the latest one that is over."""
    season, which = hit.value("season"), hit.kind("which")
    today = hit.context.day()
    year = civil_day(today)[0]
    seasons = [a_season(number, season, "named-season") for number in range(year - 2, year + 3)]
    over = [found for found in seasons if found.last is not None and found.last < today]
    ahead = [found for found in seasons if found.first is not None and found.first > today]
    if which == "L":
        return over[-1]
    if which == "F":
        return ahead[0]
    running = [found for found in seasons if found not in over and found not in ahead]
    return running[0] if running else a_season(year, season, "named-season")


def yearless(hit: Hit) -> Pending | Found | None:
    """Read a day of a month without a year, where it stands as a date and not as a name."""
    if not 1 <= hit.value("day") <= 31 or _is_named_after(hit):
        return None
    pending = Pending(None, hit.value("month"), hit.value("day"))
    return _checked(pending, hit) if hit.has("weekday") else pending


def _is_named_after(hit: Hit) -> bool:
    """Notice "the October 7 attacks" and "in January 27 people": names and counts, not dates."""
    follower, lead = hit.following, hit.preceding
    before = lead.kind if lead is not None else ""
    if before == "h" or (before == "g" and hit.match.start("month") < hit.match.start("day")):
        return True
    if follower is None or follower.kind not in "hUPqw" or _opens_range(hit):
        return False
    if follower.kind == "w" and not follower.text[0].isalnum():
        return False
    if follower.kind != "w" or before == "i":
        return True
    return before not in tuple("nsuyf<>btdo&") and not _is_verb(follower.text, hit)


def _opens_range(hit: Hit) -> bool:
    """Notice the hyphen of "Nov. 27-Dec. 8"."""
    end = hit.match.end()
    kinds = "".join(token.kind for token in hit.tokens[end : end + 2])
    return kinds in {"hM", "hN", "h#"}


def _checked(pending: Pending, hit: Hit) -> Found:
    """Let a weekday beside the date decide the year: the one nearest to the anchor that agrees."""
    today = hit.context.day()
    year = civil_day(today)[0]
    numbers = [_number(candidate, pending) for candidate in range(year - 1, year + 2)]
    known = [number for number in numbers if number is not None]
    nearest = min(known, key=lambda number: abs(number - today), default=None)
    if nearest is None or weekday_of(nearest) != hit.value("weekday"):
        raise DateError(f"“{hit.words}” was another weekday in the nearest year")
    return a_day(nearest, "day-recent")


def _number(year: int, pending: Pending) -> int | None:
    if pending.day is None or pending.day > month_length(year, pending.month or 1):
        return None
    return day_number(year, pending.month or 1, pending.day)


def _is_verb(word: str, hit: Hit) -> bool:
    tense = hit.context.language.tense
    lowered = word.lower()
    return lowered in tense["past"] or lowered in tense["modal"] or lowered in tense["perfect"]


def lone_month(hit: Hit) -> Pending | None:
    """Read a month alone, after "in", "since" and the like or as the whole wording."""
    lead, follower = hit.preceding, hit.following
    alone = lead is None and (follower is None or follower.kind in ",.th#&o")
    if follower is not None and follower.kind in "qhNO" and not _opens_range(hit):
        return None
    if _is_a_name(hit):
        return None
    if not alone and (lead is None or lead.kind not in "isuyfKBzd<>bt&oh"):
        return None
    return Pending(None, hit.value("month"))


def _is_a_name(hit: Hit) -> bool:
    """Notice "Mar Elias" and "by April Ryan": a short or unprepared month before a capital."""
    lead, follower = hit.preceding, hit.following
    if follower is None or follower.kind != "w" or not follower.text[0].isupper():
        return False
    name = hit.context.language.month_names[hit.value("month") - 1]
    is_short = len(hit.text("month").rstrip(".")) < len(name)
    return is_short or lead is None or lead.kind not in "isuKBz"
