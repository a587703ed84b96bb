"""Which way a text runs, told by its letters."""

from __future__ import annotations

import unicodedata


def runs_leftward(text: str) -> bool:
    """Tell whether a text begins in a script that runs from right to left (UAX #9, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
