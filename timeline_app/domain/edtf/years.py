"""What numbers a year may mean: four digits, `X`, `Y`, exponents and significant digits."""

from __future__ import annotations

from timeline_app.domain.edtf.errors import DateError

_MOST_DIGITS = 12
"""292 277 026 596 is the last year whose seconds fit 64 bits."""


def year_range(text: str, offset: int = 0) -> tuple[int, int]:
    """Give the earliest and latest year a year component may mean.

    Sources: LoC "Letter-prefixed calendar year" (when and only when the year exceeds four digits),
    "Exponential year", "Significant digits", "Negative calendar year", "Unspecified Digit".
    """
    if text.isdigit():
        return int(text), int(text)
    digits = text.removeprefix("Y")
    negative = digits.startswith("-")
    digits = digits.removeprefix("-")
    plain, _, significant = digits.partition("S")
    low, high = _magnitudes(plain, offset)
    if text[0] == "Y" and high <= 9999:
        raise DateError("a year of four digits has no Y before it", offset)
    if significant:
        low, high = _significant(low, int(significant[:4]), offset)
    return _signed(low, high, negative=negative, offset=offset)


def _magnitudes(plain: str, offset: int) -> tuple[int, int]:
    number, _, exponent = plain.partition("E")
    zeros = int(exponent[:4] or 0)
    if len(number) + zeros > _MOST_DIGITS:
        raise DateError("the year lies further away than seconds can be counted in 64 bits", offset)
    scale = 10**zeros
    return int(number.replace("X", "0")) * scale, int(number.replace("X", "9")) * scale


def _significant(year: int, count: int, offset: int) -> tuple[int, int]:
    """LoC "Significant digits": 1950S2 is some year between 1900 and 1999."""
    length = max(4, len(str(year)))
    if count > length:
        raise DateError(f"the year has fewer than {count} digits", offset)
    scale = 10 ** (length - count)
    low = year // scale * scale
    return low, low + scale - 1


def _signed(low: int, high: int, *, negative: bool, offset: int) -> tuple[int, int]:
    if not negative:
        return low, high
    if high == 0:
        raise DateError("there is no year minus zero; the year 0 is written 0000", offset)
    return -high, -max(low, 1)
