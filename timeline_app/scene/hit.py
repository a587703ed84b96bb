"""What is under the pointer: asked of the boxes that were drawn."""

from __future__ import annotations

from collections.abc import Sequence

from timeline_app.domain.by_hand import Part
from timeline_app.scene.boxes import Box, Metrics

HANDLE = 5.0
"""Pixels on either side of a bound that take hold of it."""


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


def part_at(box: Box, x: float, y: float, metrics: Metrics) -> Part:
    """Return which part of a box is at a point of the page.

    Where the outer and the inner bound of a side are apart, each is taken hold of by itself. Where
    they coincide the middle of the edge takes both, its upper third the outer, its lower third the
    inner one: so a certain side can be made vague.
    """
    if box.diamond or box.right - box.left < 3 * HANDLE:
        return Part.BODY
    third = (y - box.top) / (metrics.bar / 3)
    sides = (
        (box.left, box.sure_left, Part.START_MIN, Part.START_MAX, Part.START),
        (box.right, box.sure_right, Part.END_MAX, Part.END_MIN, Part.END),
    )
    near: list[tuple[float, Part]] = []
    for outer_x, inner_x, outer, inner, both in sides:
        if abs(outer_x - inner_x) <= HANDLE:
            part = outer if third < 1 else inner if third > 2 else both
            near.append((abs(x - outer_x), part))
        else:
            near += [(abs(x - outer_x), outer), (abs(x - inner_x) + 0.5, inner)]
    distance, part = min(near, key=lambda found: found[0])
    return part if distance <= HANDLE else Part.BODY
