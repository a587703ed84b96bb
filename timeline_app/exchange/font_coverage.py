"""What the shipped fonts can draw, and how wide it gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from timeline_app.shipped import shipped

FOLDER = "fonts"
FAMILIES = (
    ("NotoSans-Regular", "NotoSans-Bold"),
    ("Amiri-Regular", "Amiri-Bold"),
    ("NotoSansMath-Signs",),
    ("NotoSansSymbols2-Signs",),
)
"""The families tried in turn. A character counts as drawn where every weight of one draws it:
a title is bold, and its font's other weights do not step in. Signs have one weight, which stands
in every text."""

_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u00ad\u061c\u2068\u2069\n")
"""Drawn by no glyph: joiners, marks of direction, isolates, soft hyphen, line feed."""

_WIDEST = 0.6
"""Width of a character that is not in any face, in parts of the text size."""


@dataclass(frozen=True, slots=True)
class FontCoverage:
    """The widths of the characters there are glyphs for, in parts of the text size."""

    widths: Mapping[int, float]

    def has(self, char: str) -> bool:
        """Tell whether a character can be drawn, or needs no drawing."""
        return ord(char) in self.widths or char in _INVISIBLE

    def width(self, text: str) -> float:
        """Return the width of a text in parts of its size, each letter standing alone."""
        widths = self.widths
        return sum(0.0 if char in _INVISIBLE else widths.get(ord(char), _WIDEST) for char in text)


@cache
def shipped_coverage() -> FontCoverage:
    """Read the shipped fonts; about a tenth of a second, once."""
    widths: dict[int, float] = {}
    for regular, *others in reversed(FAMILIES):
        known = _widths(regular)
        for other in others:
            shared = _widths(other)
            known = {code: width for code, width in known.items() if code in shared}
        widths |= known
    return FontCoverage(widths)


def _widths(face: str) -> dict[int, float]:
    """Read the advance of every character of a face, in parts of the text size."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only exports need it

    with TTFont(shipped(f"{FOLDER}/{face}.ttf"), lazy=True) as font:
        unit = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {code: advances[glyph][0] / unit for code, glyph in font.getBestCmap().items()}
