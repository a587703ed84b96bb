"""Text on paper: how wide it gets, and how it is made to fit."""

from __future__ import annotations

from timeline_app.exchange.font_coverage import shipped_coverage
from timeline_app.exchange.printable import FSI, PDI, isolated

SIZE, SMALL = 12.5, 10.5
"""Text sizes in units of the drawing."""

BOLD = 1.06
"""How much wider bold text is than regular."""


def measure_text(text: str, size: float) -> float:
    """Return the width of a text of a size, in the units of the size."""
    return shipped_coverage().width(text) * size


def elided(text: str, size: float, room: float) -> str:
    """Return a text as far as it fits, with an ellipsis where it does not."""
    if measure_text(text, size) <= room:
        return text
    inner = text.strip(FSI + PDI)
    low, high = 0, len(inner)
    while low < high:
        middle = (low + high + 1) // 2
        if measure_text(inner[:middle] + "…", size) <= room:
            low = middle
        else:
            high = middle - 1
    return isolated(inner[:low].rstrip() + "…") if low else ""


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return a text on two lines at most, broken between words where it can be."""
    if measure_text(text, size) <= room:
        return (text,)
    words = text.split(" ")
    fitting = [k for k in range(1, len(words)) if measure_text(" ".join(words[:k]), size) <= room]
    if not fitting or FSI in text:
        return (elided(text, size, room),)
    first = fitting[-1]
    return (" ".join(words[:first]), elided(" ".join(words[first:]), size, room))
