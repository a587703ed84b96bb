"""Clock times and time zones as news writes them."""

from __future__ import annotations

import re

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import civil_day, zone_shift
from timeline_app.domain.wording.grammar import Context
from timeline_app.domain.wording.tokens import Token

_SHIFT = re.compile(r"(?:gmt|utc)?\s*([+\-−])\s*([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)


def clock_of(clock: Token | None, half: Token | None) -> str | None:
    """Write a clock time as hh:mm:ss; None if it is no time of day."""
    if clock is None:
        return None
    pieces = _pieces(clock)
    if pieces is None:
        return None
    hour, minute, second = pieces
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.value == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise DateError(f"the time {clock.text} does not exist")
    return f"{hour:02}:{minute:02}:{second:02}"


def _pieces(clock: Token) -> tuple[int, int, int] | None:
    if clock.kind == "Y":
        return clock.value // 100, clock.value % 100, 0
    if clock.kind == "N":
        return clock.value, 0, 0
    numbers = [int(piece) for piece in clock.text.replace(".", ":").split(":")]
    numbers += [0] * (3 - len(numbers))
    return numbers[0], numbers[1], numbers[2]


def shift_of(zone: Token | None, day: int, clock: str, context: Context) -> str:
    """Write a stated zone as EDTF does; "local time" says none."""
    if zone is None:
        return ""
    stated = _SHIFT.fullmatch(zone.text)
    if stated:
        sign, hours, minutes = stated.groups()
        return f"{'+' if sign == '+' else '-'}{int(hours):02}:{minutes or '00'}"
    named = context.language.zones.get(" ".join(zone.text.lower().split()))
    if named is None or named == "local":
        return "" if named else _unknown(zone)
    if named in {"Z"} or named[0] in "+-":
        return named
    return zone_shift(named, *civil_day(day), clock) or _unknown(zone)


def _unknown(zone: Token) -> str:
    raise DateError(f"the time zone {zone.text} is not known or stands for several")
