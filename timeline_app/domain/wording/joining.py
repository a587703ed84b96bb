"""Rules that join dates with the words around them: since, until, before, from–to, early."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.edtf.bounds import meaning_of
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.instants import civil_day, zone_shift
from timeline_app.domain.wording.clocks import clock_of, shift_of
from timeline_app.domain.wording.found import (
    Found,
    a_month,
    day_text,
    year_text,
)
from timeline_app.domain.wording.grammar import Hit
from timeline_app.domain.wording.settling import date_of, each
from timeline_app.domain.wording.tense import Tense


def since(hit: Hit) -> Found | None:
    """Read "since 2019" as `2019/..`: it began then and no end is said."""
    return each(date_of(hit, Tense.PAST), _since)


def _since(found: Found) -> Found | None:
    begin = found.begin if found.is_plain else _coarse(found)
    if not begin:
        return None
    wide = Found(f"{begin}/..", found.first, None, begin, "..", "since", found.fixed)
    if found.is_plain or begin == f"{found.begin}~":
        return wide
    sharp = Found(f"{found.begin}~/..", found.first, None, found.begin, "..", "since", found.fixed)
    return replace(wide, others=(sharp,))


def until(hit: Hit) -> Found | None:
    """Read "until 2019" as `../2019`: it ended then and no beginning is said."""
    return each(date_of(hit, Tense.UNSURE), _until)


def _until(found: Found) -> Found | None:
    end = found.end if found.is_plain else _coarse(found)
    return Found(f"../{end}", None, found.last, "..", end, "until", found.fixed) if end else None


def _coarse(found: Found) -> str:
    """Give the smallest month or year that holds a span, for an end that lies somewhere in it."""
    if found.first is None or found.last is None or not found.begin:
        return ""
    first, last = civil_day(found.first), civil_day(found.last)
    if first[:2] == last[:2]:
        return f"{year_text(first[0])}-{first[1]:02}"
    if first[0] == last[0]:
        return year_text(first[0])
    is_decade = first[0] // 10 == last[0] // 10 and 1000 <= first[0] <= 9999
    return f"{first[0] // 10}X" if is_decade else f"{found.begin}~"


def before(hit: Hit) -> Found | None:
    """Read "before 2019" as `[..2018]`: some time up to the end of 2018."""
    return each(date_of(hit, Tense.UNSURE), lambda found: _beyond(found, later=False))


def after(hit: Hit) -> Found | None:
    """Read "after 2019" as `[2020..]`: some time from the beginning of 2020 on."""
    return each(date_of(hit, Tense.UNSURE), lambda found: _beyond(found, later=True))


def _beyond(found: Found, *, later: bool) -> Found | None:
    edge = found.last if later else found.first
    if edge is None or "T" in found.edtf:
        return None
    near = _neighbour(found, edge + 1 if later else edge - 1)
    text = f"[{near}..]" if later else f"[..{near}]"
    first, last = (edge + 1, None) if later else (None, edge - 1)
    return Found(text, first, last, "", "", "after" if later else "before", found.fixed)


def _neighbour(found: Found, number: int) -> str:
    """Name the day, month or year beside a date, in the date's own precision."""
    plain = found.edtf.rstrip("~?%")
    year, month, _ = civil_day(number)
    if found.is_plain and plain.count("-", 1) == 0:
        return year_text(year)
    if found.is_plain and plain.count("-", 1) == 1 and "X" not in plain and int(plain[-2:]) <= 12:
        return a_month(year, month, "").edtf
    return day_text(number)


def by(hit: Hit) -> Found | None:
    """Read "by March" and "by the end of March" as `[..2026-03]`: then or earlier."""
    onward = hit.value("lead") == "on or after"
    return each(date_of(hit, Tense.UNSURE), _from_on if onward else _by)


def _by(found: Found) -> Found | None:
    if found.last is None or "T" in found.edtf:
        return None
    text = found.end.rstrip("~") if found.is_plain else day_text(found.last)
    return Found(f"[..{text}]", None, found.last, "", text, "by", found.fixed)


def or_beyond(hit: Hit) -> Found | None:
    """Read "Tuesday or later" and "2019 or earlier"."""
    later = hit.kind("side") == "l"
    return each(date_of(hit), _from_on if later else _by)


def _from_on(found: Found) -> Found | None:
    if found.first is None or "T" in found.edtf:
        return None
    text = found.begin.rstrip("~") if found.is_plain else day_text(found.first)
    return Found(f"[{text}..]", found.first, None, text, "", "after", found.fixed)


def as_of(hit: Hit) -> Found | None:
    """Read "as of 21 January" as `../2026-01-21`: so it stood then; the other sense is offered."""
    return each(date_of(hit), _as_of)


def _as_of(found: Found) -> Found | None:
    state, onward = _until(found), _since(found)
    if state is None or onward is None:
        return None
    return replace(state, rule="as-of", others=(replace(onward, rule="from-then", others=()),))


def from_only(hit: Hit) -> Found | None:
    """Read "from 2019" without an end as a question: was it then, or since then."""
    found = date_of(hit)
    onward = None if found.question else each(found, _since)
    if onward is None:
        return None
    both = (replace(onward, others=()), replace(found, others=()))
    return Found("", rule="from-or-since", others=both, question="from-or-since")


def aimed_at(hit: Hit) -> Found | None:
    """Read "scheduled for Friday": a weekday or month after "for" is asked unless a cue tells."""
    return date_of(hit, Tense.UNSURE) if hit.value("lead") == "for" else None


def prepared(hit: Hit) -> Found | None:
    """Read "on Tuesday" and "in 2019": the preposition adds nothing."""
    return date_of(hit)


def at_time(hit: Hit) -> Found | None:
    """Join a day and a clock time; without a stated zone the time stays floating."""
    found = date_of(hit)
    clock = clock_of(hit.token("clock"), hit.token("half"))
    if clock is None or found.question:
        return None
    if hit.has("about") or _is_from_to(hit):
        return found  # EDTF has no approximate times and no hours in intervals: the day is known
    if not found.is_plain or found.first is None or found.first != found.last:
        return None
    return _timed(found, clock, hit)


def _is_from_to(hit: Hit) -> bool:
    """Notice "between 10:00 and 12:00 on 20 January": one of two times."""
    beside = (hit.preceding, hit.following)
    return any(token is not None and token.kind in "th&o" for token in beside)


def _timed(found: Found, clock: str, hit: Hit) -> Found:
    if found.first is None:
        raise DateError("a day is missing")
    zone = hit.token("zone")
    shift = shift_of(zone, found.first, clock, hit.context)
    if not shift and zone is None and hit.context.zone:
        shift = zone_shift(hit.context.zone, *civil_day(found.first), clock) or ""
    text = f"{found.edtf}T{clock}{shift}"
    meaning_of(parse(text))
    others = tuple(_timed(other, clock, hit) for other in found.others)
    return Found(text, found.first, found.last, "", "", "time", found.fixed, others)
