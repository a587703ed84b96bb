"""Rules for two dates joined: from–to, between–and, or, and."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.wording.found import Found, Pending, a_span, one_of
from timeline_app.domain.wording.grammar import Hit
from timeline_app.domain.wording.settling import complete, settle
from timeline_app.domain.wording.tokens import Token

Pair = tuple[Found, Found]


def span(hit: Hit) -> Found | None:
    """Read "from X to Y", "between X and Y" and "X–Y" as the interval `X/Y`."""
    return _of_pairs(hit, lambda pair: _span(pair, hit))


def _span(pair: Pair, hit: Hit) -> Found | None:
    start, end = pair
    if not (start.begin and end.end) or ".." in start.begin + end.end:
        return None
    if start.first is None or end.last is None:
        return None
    if "T" in start.edtf + end.edtf or start.first > end.last:
        raise DateError("the range ends before it begins")
    rule = "night" if hit.has("night") else "between" if hit.has("between") else "range"
    return a_span(start, end, rule)


def either(hit: Hit) -> Found | None:
    """Read "Monday or Tuesday" as one of the two."""
    return _of_pairs(hit, _either)


def _either(pair: Pair) -> Found | None:
    return one_of(pair, "either") if all(found.is_plain for found in pair) else None


def both(hit: Hit) -> Found | None:
    """Read "Monday and Tuesday" as both; dates of unlike precision stay two dates."""
    return _of_pairs(hit, _both)


def _both(pair: Pair) -> Found | None:
    start, end = pair
    if not (start.is_plain and end.is_plain) or "T" in start.edtf + end.edtf:
        return None
    if start.edtf.count("-") != end.edtf.count("-"):
        return None
    text = f"{{{start.edtf},{end.edtf}}}"
    fixed = start.fixed and end.fixed
    return Found(text, start.first, end.last, start.begin, end.end, "both", fixed)


def _of_pairs(hit: Hit, join: Callable[[Pair], Found | None]) -> Found | None:
    """Join each possible pair of ends; more than one is a question."""
    joined = [found for pair in _pairs(hit) if (found := join(pair)) is not None]
    if len(joined) > 1:
        return Found("", rule="which-year", others=tuple(joined), question="which-range")
    return joined[0] if joined else None


def _pairs(hit: Hit) -> list[Pair]:
    """Give both ends, letting the one with a year or week tell that of the other."""
    first, second = hit.token("first"), hit.token("second")
    if first is None or second is None:
        return []
    if isinstance(first.value, Pending):
        return [
            (start, replace(end, others=()))
            for end in _ends(first.value, second, hit)
            if (start := complete(first.value, end, is_before=True)) is not None
        ]
    starts = first.value.others if first.value.question else (first.value,)
    return [pair for start in starts if (pair := _from(start, second)) is not None]


def _from(start: Found, second: Token) -> Pair | None:
    start = replace(start, others=())
    if isinstance(second.value, Pending):
        end = complete(second.value, start, is_before=False)
        return (start, end) if end else None
    return None if second.value.question else (start, replace(second.value, others=()))


def _ends(pending: Pending, second: Token, hit: Hit) -> tuple[Found, ...]:
    """Give the possible later ends; a range that has begun but not ended is one of them."""
    end = settle(second, hit.context)
    if end.question:
        return end.others
    running = tuple(other for other in end.others if _is_running(pending, other, hit))
    return (end, *running)


def _is_running(pending: Pending, end: Found, hit: Hit) -> bool:
    start = complete(pending, end, is_before=True)
    if start is None or start.first is None or end.first is None:
        return False
    return hit.context.today is not None and start.first <= hit.context.today < end.first
