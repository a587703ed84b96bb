"""What is under the pointer: asked of the boxes that were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from timeline_app.scene.boxes import Box, Metrics

HANDLE = 5.0
"""Pixels on either side of a bound that take hold of it."""


class Part(Enum):
    """What of an event is under the pointer."""

    BODY = auto()
    START_MIN = auto()
    START_MAX = auto()
    END_MIN = auto()
    END_MAX = auto()


def box_at(boxes: Sequence[Box], x: float, y: float, metrics: Metrics) -> Box | None:
    """Return the box at a point of the page: bars before labels, the last drawn first."""
    high = metrics.bar
    row = [
        box
        for box in boxes
        if box.top - 3 <= y < box.top + high + 3 + metrics.pips * bool(box.claims)
    ]
    for box in reversed(row):
        left, right = box.ends
        if left - 2 <= x <= right + 2:
            return box
    for box in reversed(row):
        if y < box.top + high + 3 and box.label_x <= x <= box.label_x + box.label_width:
            return box
    return None


def part_at(box: Box, x: float) -> Part:
    """Return which part of a box is at a pixel. Outer bounds win over inner ones."""
    if box.diamond:
        return Part.BODY
    bounds = (
        (Part.START_MIN, box.left),
        (Part.END_MAX, box.right),
        (Part.START_MAX, box.sure_left),
        (Part.END_MIN, box.sure_right),
    )
    near = [(abs(x - at), part) for part, at in bounds if abs(x - at) <= HANDLE]
    return min(near, key=lambda found: found[0])[1] if near else Part.BODY
