"""Which week or year a weekday, a month or a day of a month belongs to (DESIGN §5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import civil_day, day_number, month_length, weekday_of
from timeline_app.domain.wording.found import Found, Pending, a_day, a_month
from timeline_app.domain.wording.grammar import Context, Hit
from timeline_app.domain.wording.tense import Tense
from timeline_app.domain.wording.tokens import Token

_NEAR = 183
"""Without a cue a date without a year is the last one only if that is nearer than the next."""


def settle(token: Token, context: Context, lean: Tense = Tense.NONE) -> Found:
    """Give the date of a token, choosing the week or year of a pending one by the tense around.

    `lean` is the tense when the words around say none.
    """
    if isinstance(token.value, Found):
        return token.value
    pending: Pending = token.value
    if context.today is None:
        raise DateError(f"“{token.text}” needs to know the day it is counted from")
    tense = context.tense(token)
    tense = lean if tense is Tense.NONE or lean is Tense.PAST else tense
    if pending.weekday is not None:
        return _weekday(pending.weekday, context.today, tense)
    if pending.day is None:
        return _month(pending.month or 1, context.today, tense)
    return _day_of_month(pending.month, pending.day, context.today, tense)


def _weekday(weekday: int, today: int, tense: Tense) -> Found:
    """Choose the most recent, today counts; a future cue turns it forward; today's shows both."""
    back = (weekday_of(today) - weekday) % 7
    past, coming = today - back, today + (-back) % 7
    if tense is Tense.FUTURE:
        chosen = a_day(coming, "weekday-coming")
        return replace(chosen, others=(a_day(today + 7, "weekday-coming"),)) if not back else chosen
    if tense is Tense.UNSURE:
        return _asked(
            (a_day(past, "weekday-recent"), a_day(coming if back else today + 7, "weekday-coming")),
            "unsure-tense",
        )
    if tense is Tense.PAST and back:
        return a_day(past, "weekday-recent")
    other = a_day(coming, "weekday-coming") if back else a_day(today - 7, "weekday-recent")
    return replace(a_day(past, "weekday-recent"), others=(other,))


def _month(month: int, today: int, tense: Tense) -> Found:
    year, this_month, _ = civil_day(today)
    past = a_month(year if month <= this_month else year - 1, month, "month-recent")
    coming = a_month(year if month >= this_month else year + 1, month, "month-coming")
    distances = ((this_month - month) % 12, (month - this_month) % 12)
    return _nearest(past, coming, distances[0] <= distances[1], tense)


def _day_of_month(month: int | None, day: int, today: int, tense: Tense) -> Found:
    years = range(civil_day(today)[0] - 8, civil_day(today)[0] + 9)
    months = range(1, 13) if month is None else (month,)
    dates = [
        day_number(year, number, day)
        for year in years
        for number in months
        if day <= month_length(year, number)
    ]
    if not dates:
        raise DateError(f"no month {month or ''} has a day {day}")
    past = max(number for number in dates if number <= today)
    coming = min(number for number in dates if number >= today)
    is_nearer = today - past <= coming - today
    return _nearest(a_day(past, "day-recent"), a_day(coming, "day-coming"), is_nearer, tense)


def _nearest(past: Found, coming: Found, past_is_nearer: bool, tense: Tense) -> Found:  # noqa: FBT001 - a fact of the two
    if past.edtf == coming.edtf:
        return past
    if tense is Tense.PAST:
        return past
    if tense is Tense.FUTURE:
        return coming
    if tense is Tense.NONE and past_is_nearer:
        return replace(past, others=(coming,))
    return _asked((past, coming), "which-year")


def _asked(candidates: tuple[Found, ...], question: str) -> Found:
    return Found("", rule=question, others=candidates, question=question)


def complete(pending: Pending, partner: Found, *, is_before: bool) -> Found | None:
    """Give a pending end of a range the year or week of its dated other end."""
    if partner.first is None or partner.last is None:
        return None
    if pending.weekday is not None:
        shift = weekday_of(partner.first) - pending.weekday
        number = partner.first - shift % 7 if is_before else partner.first + (-shift) % 7
        return a_day(number, partner.rule, fixed=partner.fixed)
    year = civil_day(partner.first)[0]
    for candidate in (year, year - 1 if is_before else year + 1):
        found = _in_year(pending, candidate, partner)
        if found and found.first is not None and (found.first <= partner.first) == is_before:
            return found
    return None


def _in_year(pending: Pending, year: int, partner: Found) -> Found | None:
    month = pending.month
    if month is None:
        return None
    if pending.day is None:
        return a_month(year, month, partner.rule, fixed=partner.fixed)
    if pending.day > month_length(year, month):
        return None
    return a_day(day_number(year, month, pending.day), partner.rule, fixed=partner.fixed)


def date_of(hit: Hit, lean: Tense = Tense.NONE) -> Found:
    """Give the settled date of the token called "date"."""
    token = hit.token("date")
    if token is None:
        raise DateError("a date is missing")
    return settle(token, hit.context, lean)


def each(found: Found, change: Callable[[Found], Found | None]) -> Found | None:
    """Apply a change to a date and to everything offered beside it."""
    others = tuple(
        changed for other in found.others if (changed := change(replace(other, others=())))
    )
    if found.question:
        return replace(found, others=others) if others else None
    changed = change(replace(found, others=()))
    if changed is None:
        return None
    kept = tuple(other for other in (*changed.others, *others) if other.edtf != changed.edtf)
    return replace(changed, others=kept)
