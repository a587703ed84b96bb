"""Why a text is no EDTF date: found only after reading failed, so that reading stays quick."""

from __future__ import annotations

import re

from timeline_app.domain.edtf.errors import DateError

_FAULTS = (
    (r"^(?=$)", "a date is missing"),
    (r"\s", "EDTF has no spaces"),
    (r"[^-0-9A-Za-z?~%:+./,\[\]{}]", "EDTF does not use the character {0!r}"),
    (r"[a-z]", "EDTF uses only the capital letters E, S, T, X, Y and Z"),
    (r"[?~%]{2}", "two qualifiers in a row: % stands for uncertain and approximate together"),
    (r"T[0-9]{2}:[0-9]{2}(?:$|[Z+-])", "a time needs hours, minutes and seconds: hh:mm:ss"),
    (r"T[0-9:]*[.,]", "EDTF times have no fractions of a second"),
    (r"^[0-9]{4}(?:-[0-9]{2})?T", "a time needs a complete date before it"),
    (r"T.*X|X.*T", "a date with a time of day has no unspecified digits"),
    (r"[?~%].*T|T.*[?~%]", "a date with a time of day takes no qualifier"),
    (r"T", "a time is written hh:mm:ss, then nothing, Z, ±hh or ±hh:mm"),
    (r"^-?[0-9]{8}$", "EDTF needs hyphens between year, month and day"),
    (r"^-?[0-9]{5,}(?:$|-)", "a year of more than four digits begins with Y"),
    (r"^Y.*(?<=[0-9])-", "a year that begins with Y has no month or day"),
    (r"E(?:0|$|[^0-9])", "the exponent of a year is a positive whole number"),
    (r"S(?:0|$|[^0-9])", "the number of significant digits is a positive whole number"),
    (r"^Y-?0", "a year that begins with Y has no leading zero"),
    (r"^-?[0-9X]{1,3}(?:$|[^0-9X])", "a year has four digits"),
    (r"-[0-9X](?:$|[^0-9X])", "month and day have two digits"),
    (r"-[0-9X]{3,}", "month and day have two digits"),
)


_LONGEST = 64
"""No single date is longer; what comes after is not looked at."""


def fault_of(text: str, offset: int) -> DateError:
    """Name the first fault of a text that is no date; `offset` places it in the whole text."""
    text = text[:_LONGEST]
    for pattern, sentence in _FAULTS:
        found = re.search(pattern, text)
        if found:
            return DateError(sentence.format(found.group()), offset + found.start())
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return DateError(f"{shown!r} is not written as EDTF writes a date", offset)
