"""Lanes after an edit: only those that an event left or entered are sorted again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns
from timeline_app.scene.lanes import Lane, Outer, lane_of


def regrouped(
    lanes: Sequence[Lane],
    columns: EventColumns,
    outer: Outer,
    changed: Iterable[int],
    entered: Mapping[int, Iterable[int]],
) -> tuple[Lane, ...]:
    """Return the lanes with some events taken out wherever they were and put where they belong.

    `changed` are the indices of events whose bounds, flags or claims are others than they were;
    `entered` tells which of them belong to a lane, by its number. Lanes that none of them left or
    entered are returned as they are.
    """
    gone = np.array(sorted(changed), np.int32)
    return tuple(
        _with(lane, columns, outer, gone, sorted(entered.get(number, ())))
        for number, lane in enumerate(lanes)
    )


def _with(
    lane: Lane, columns: EventColumns, outer: Outer, gone: NDArray[np.int32], come: Sequence[int]
) -> Lane:
    kept = ~np.isin(lane.order, gone)
    if kept.all() and not come:
        return lane
    order, starts, ends = lane.order[kept], lane.starts[kept], lane.ends[kept]
    for event in come:
        start, end = int(outer.start[event]), int(outer.end[event])
        at = int(starts.searchsorted(start, "left"))
        last = int(starts.searchsorted(start, "right"))
        while at < last and (-int(ends[at]), int(order[at])) < (-end, event):
            at += 1
        order = np.insert(order, at, event)
        starts, ends = np.insert(starts, at, start), np.insert(ends, at, end)
    return lane_of(lane.spec, columns, order.astype(np.int32), starts, ends)
