"""Where the names of marks are written: beside their lines, in a few rows, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.scene.packing import first_fit

ROWS = 2
"""Rows at most: the height is that of the marks there are, and never changes by panning."""

WIDEST = 320.0
"""Pixels of a name; a longer one is elided."""

BESIDE = 5.0
"""Pixels between a line and its name."""

_APART = 14.0
_SHORTEST = 34.0


@dataclass(frozen=True, slots=True)
class MarkTag:
    """The name of one mark: its line at `x`, its text from `left` on, `width` pixels of it.

    `row` is −1 and there is no text where names before it leave no room. `beyond` tells on which
    side of the view the mark lies: −1, 0 (in view), or 1.
    """

    number: int
    x: float
    left: float
    width: float
    row: int
    beyond: int = 0


def tags_of(
    xs: Sequence[float], widths: Sequence[float], view: tuple[float, float]
) -> tuple[MarkTag, ...]:
    """Place the names of marks at pixels `xs`, whose texts are so wide, between two pixels."""
    first, last = view
    placed = [
        _beside(k, x, w, first, last) for k, (x, w) in enumerate(zip(xs, widths, strict=True))
    ]
    placed.sort(key=lambda tag: tag.left)
    lefts = [tag.left for tag in placed]
    rights = [tag.left + tag.width + _APART for tag in placed]
    rows = first_fit(lefts, rights, min(ROWS, len(placed)))
    return tuple(
        MarkTag(tag.number, tag.x, tag.left, tag.width, row, tag.beyond)
        for tag, row in zip(placed, rows, strict=True)
    )


def _beside(number: int, x: float, width: float, first: float, last: float) -> MarkTag:
    """Put a name right of its line, left of it where there is more room, in view in any case."""
    beyond = -1 if x < first else 1 if x > last else 0
    at = min(max(x, first), last)
    after, before = last - at - BESIDE, at - first - BESIDE
    width = min(width, WIDEST, max(after, before, _SHORTEST))
    left = at + BESIDE if after >= width else at - BESIDE - width
    return MarkTag(number, at, left, width, 0, beyond)
