"""Rules for weekdays: bare, last, this, next, and of a week."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.instants import weekday_of
from timeline_app.domain.wording.found import STEPS, Found, Pending, a_day, week_start
from timeline_app.domain.wording.grammar import Hit


def weekday(hit: Hit) -> Pending | None:
    """Read a bare weekday; its week is settled when the whole sentence is known."""
    follower, lead = hit.following, hit.preceding
    names = hit.context.language.names
    if follower is not None and follower.text.lower() in names["after a weekday"]:
        return None
    if lead is not None and lead.text.lower() in names["before a weekday"]:
        return None
    if _is_doubtful(hit) or hit.value("part") in {"overnight", "midnight"}:
        return None
    return Pending(weekday=hit.value("weekday"), part=hit.text("part"))


def _is_doubtful(hit: Hit) -> bool:
    """Notice "The Sun" and "Mon": short forms count only where a date is expected."""
    name = hit.context.language.weekday_names[hit.value("weekday")]
    lead = hit.preceding
    is_short = len(hit.text("weekday").rstrip(".")) < len(name)
    return is_short and lead is not None and lead.kind not in "nsuy<>fbt&o,v"


def named_weekday(hit: Hit) -> Found:
    """Read "last", "this", "next" or "past" with a weekday."""
    today, wanted = hit.context.day(), hit.value("weekday")
    which = hit.kind("which")
    recent = today - ((weekday_of(today) - wanted) % 7 or 7)
    coming = today + ((wanted - weekday_of(today)) % 7 or 7)
    if which == "X" or hit.match.group().startswith("CX"):
        return a_day(recent, "weekday-last")
    week = week_start(today, hit.context.week_start)
    if which == "L":
        found = a_day(recent, "weekday-last")
        in_week = _in_week(wanted, week_start(today - 7, hit.context.week_start))
        return _with_other(found, a_day(in_week, "weekday-of-week"))
    if which == "F":
        found = a_day(coming, "weekday-next")
        in_week = _in_week(wanted, week_start(today + 7, hit.context.week_start))
        return _with_other(found, a_day(in_week, "weekday-of-week"))
    return _with_other(
        a_day(_in_week(wanted, week), "weekday-of-week"), a_day(coming, "weekday-next")
    )


def _with_other(found: Found, other: Found) -> Found:
    return found if found.edtf == other.edtf else replace(found, others=(other,))


def _in_week(wanted: int, first: int) -> int:
    return first + (wanted - weekday_of(first)) % 7


def weekday_of_week(hit: Hit) -> Found | None:
    """Read "last week on Friday" and "Friday of last week"."""
    if hit.value("unit") != "week":
        return None
    first = week_start(hit.context.day() + 7 * STEPS[hit.kind("which")], hit.context.week_start)
    return a_day(_in_week(hit.value("weekday"), first), "weekday-of-week")
