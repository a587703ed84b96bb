"""Which way a text runs, told by its letters; and what holds an arrow to its way among them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

ARROW = " → "
_MARK = "\u200e"
"""Runs rightward and is not seen (left-to-right mark)."""


def runs_leftward(text: str) -> bool:
    """Tell whether a text begins in a script that runs from right to left (UAX #9, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def set_off(text: str) -> str:
    """Return a text that draws nothing beside it into its own direction."""
    return f"{_MARK}{text}{_MARK}" if _has_leftward(text) else text


def led(steps: Iterable[str]) -> str:
    """Return steps with arrows from each to the next, in any script.

    An arrow is not mirrored (UAX #9): between two Arabic names it would point from the second to
    the first, and say that the wrong one of them was told.
    """
    named = list(steps)
    return ARROW.join(map(set_off, named)) if len(named) > 1 else "".join(named)


def _has_leftward(text: str) -> bool:
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
