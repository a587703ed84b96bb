"""The order of events in time, across lanes: by (start, longest first, lane, row of the table)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from timeline_app.scene.lanes import Lane, Outer

Key: TypeAlias = tuple[int, int, int]


def neighbour(
    lanes: Sequence[Lane], outer: Outer, current: int | None, start: int, direction: int
) -> int | None:
    """Return the event after (direction 1) or before (−1) the current one in time.

    Without a current one, return the first that begins at `start` or later, or the last that begins
    at it or earlier. None at the end of time. Each lane is bisected, so a million cost no more.
    """
    here = _key(outer, current) if current is not None else None
    best: tuple[Key, int] | None = None
    for lane in lanes:
        found = _nearest(lane, outer, here, start, direction)
        if found is None:
            continue
        key = _key(outer, found)
        if best is None or (key < best[0] if direction > 0 else key > best[0]):
            best = (key, found)
    return None if best is None else best[1]


def _key(outer: Outer, index: int) -> Key:
    start = int(outer.start[index])
    return start, start - int(outer.end[index]), index


def _nearest(lane: Lane, outer: Outer, here: Key | None, start: int, direction: int) -> int | None:
    at = start if here is None else here[0]
    if direction > 0:
        k = int(lane.starts.searchsorted(at, "left"))
        while here is not None and k < len(lane) and _key(outer, int(lane.order[k])) <= here:
            k += 1
    else:
        k = int(lane.starts.searchsorted(at, "right")) - 1
        while here is not None and k >= 0 and _key(outer, int(lane.order[k])) >= here:
            k -= 1
    return int(lane.order[k]) if 0 <= k < len(lane) else None
