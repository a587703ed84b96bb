"""From EDTF text to its parts: the grammar alone; whether the days exist is asked in `extents`."""

from __future__ import annotations

import re

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.faults import fault_of
from timeline_app.domain.edtf.parts import (
    NOT_MARKED,
    OPEN,
    Date,
    Expression,
    Interval,
    Members,
    Run,
)

LONGEST = 32_768
"""Longer texts are refused unread; a set of some thousand members fits."""

_MARK = "([?~%]?)"
_PLAIN = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATE = re.compile(
    rf"{_MARK}(-?[0-9X]{{4}}){_MARK}"
    rf"(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?"
)
_TIMED = re.compile(
    r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_LONG_YEAR = re.compile(
    rf"{_MARK}((?:Y-?[1-9][0-9X]*(?:E[1-9][0-9]*)?|-?[0-9]{{4}})(?:S[1-9][0-9]*)?){_MARK}"
)


def parse(text: str) -> Expression:
    """Read an EDTF text of any level; `DateError` says what is wrong and where."""
    if len(text) > LONGEST:
        raise DateError(f"a date of {len(text)} characters is too long to read", LONGEST)
    if text[:1] in {"[", "{"}:
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    return parse_date(text, 0)


def parse_date(text: str, offset: int) -> Date:
    """Read one date or date and time; `offset` is where it stands in the whole text."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        year, month, day = plain.groups("")
        return Date(year, month, day)
    if "T" in text:
        return _parse_timed(text, offset)
    if "Y" in text or "S" in text:
        return _parse_long_year(text, offset)
    marked = _DATE.fullmatch(text)
    if marked is None:
        raise fault_of(text, offset)
    b0, year, a0, b1, month, a1, b2, day, a2 = marked.groups("")
    before, after = (b0, b1, b2), (a0, a1, a2)
    _refuse_doubled(before, after, offset)
    if before == after == NOT_MARKED:
        return Date(year, month, day)
    return Date(year, month, day, before=before, after=after)


def _refuse_doubled(before: tuple[str, str, str], after: tuple[str, str, str], offset: int) -> None:
    """Refuse two qualifiers that say the same of the same component; `%` exists for both."""
    for index, (left, right) in enumerate(zip(before, after, strict=True)):
        if left and right and (index == 0 or left == right):
            raise DateError(f"the qualifiers {left} and {right} stand on one component", offset)


def _parse_timed(text: str, offset: int) -> Date:
    """LoC level 0, "Date and Time": complete date and time, then nothing, Z, ±hh or ±hh:mm."""
    timed = _TIMED.fullmatch(text)
    if timed is None:
        raise fault_of(text, offset)
    year, month, day, clock, shift = timed.groups("")
    return Date(year, month, day, clock, shift)


def _parse_long_year(text: str, offset: int) -> Date:
    """LoC "Letter-prefixed calendar year", "Exponential year" and "Significant digits"."""
    match = _LONG_YEAR.fullmatch(text)
    if match is None:
        raise fault_of(text, offset)
    left, year, right = match.groups()
    if left and right:
        raise DateError(f"the qualifiers {left} and {right} stand on one component", offset)
    return Date(year, before=(left, "", ""), after=(right, "", "")) if left or right else Date(year)


def _parse_interval(text: str) -> Interval:
    """LoC level 0 "Time Interval" and level 1 "Extended Interval"."""
    start, slash, end = text.partition("/")
    if "/" in end:
        second = len(start) + 1 + end.index("/")
        raise DateError("an interval has one slash between its two ends", second)
    if not start and not end:
        raise DateError("an interval needs at least one end that is not unknown", 0)
    return Interval(_parse_end(start, 0), _parse_end(end, len(start) + len(slash)))


def _parse_end(text: str, offset: int) -> Date | str:
    if text in {"", OPEN}:
        return text
    date = parse_date(text, offset)
    if date.clock:  # LoC level 0, "Time Interval": "Time of day is excluded."
        raise DateError("the ends of an interval are dates without a time of day", offset)
    return date


def _parse_set(text: str) -> Members:
    """LoC level 2, "Set representation", rules 1 to 7."""
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing or len(text) < 3:
        raise DateError(f"a set that begins with {text[0]} ends with {closing}", len(text) - 1)
    pieces = text[1:-1].split(",")
    members: list[Date | Run] = []
    offset = 1
    for index, piece in enumerate(pieces):
        place = (index == 0, index == len(pieces) - 1)
        members.append(_parse_member(piece, offset, *place))
        offset += len(piece) + 1
    return Members(text[0], tuple(members))


def _parse_member(text: str, offset: int, *place: bool) -> Date | Run:
    is_first, is_last = place
    if OPEN not in text:
        return _parse_set_date(text, offset)
    first, _, last = text.partition(OPEN)
    if not first and not last:
        raise DateError("two dots in a set need a date beside them", offset)
    if (not first and not is_first) or (not last and not is_last):
        raise DateError("open dots stand only at the beginning or end of a set", offset)
    return Run(
        _parse_set_date(first, offset) if first else None,
        _parse_set_date(last, offset + len(first) + 2) if last else None,
    )


def _parse_set_date(text: str, offset: int) -> Date:
    date = parse_date(text, offset)
    if date.clock:
        raise DateError("the members of a set are dates without a time of day", offset)
    return date
