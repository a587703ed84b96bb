"""Lanes after an edit: only those that an event left or entered are sorted again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns
from timeline_app.scene.folds import Ints
from timeline_app.scene.lanes import Lane, Outer, claims_of, classes_of, lane_with


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
    at = _places(lane.order, gone)
    if not len(at) and not come:
        return lane
    order = np.delete(lane.order, at)
    starts, ends = np.delete(lane.starts, at), np.delete(lane.ends, at)
    bits, claims = np.delete(lane.bits, at), np.delete(claims_of(lane.ranks), at)
    last_ends = _without(lane.last_ends, lane.ends[at])
    for event in come:
        start, end = int(outer.start[event]), int(outer.end[event])
        place = int(starts.searchsorted(start, "left"))
        last = int(starts.searchsorted(start, "right"))
        while place < last and (-int(ends[place]), int(order[place])) < (-end, event):
            place += 1
        order = np.insert(order, place, event)
        starts, ends = np.insert(starts, place, start), np.insert(ends, place, end)
        bits = np.insert(bits, place, classes_of(ends[place : place + 1] - start))
        claims = np.insert(claims, place, columns.claims[event])
        last_ends = np.insert(last_ends, last_ends.searchsorted(end), end)
    events = (order.astype(np.int32), starts, ends)
    return lane_with(lane.spec, columns, events, bits, claims, last_ends=last_ends)


def _places(order: NDArray[np.int32], events: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return where some events stand in a lane's order."""
    if len(events) > _FEW:
        return np.flatnonzero(np.isin(order, events))
    return np.sort(np.concatenate([np.flatnonzero(order == event) for event in events]))


_FEW = 8
"""Events up to which it is quicker to look for each by itself."""


def _without(ascending: Ints, values: Ints) -> Ints:
    """Take some values out of ascending ones, each as often as it is named."""
    values = np.sort(values)
    before = np.arange(len(values)) - values.searchsorted(values)  # earlier ones that are equal
    return np.delete(ascending, ascending.searchsorted(values) + before)
