"""Lanes after an edit: only those that an event left or entered are sorted again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.scene.folds import Ints
from timeline_app.scene.lanes import Lane, LaneSpec, Outer, claims_of, classes_of, lane_of, ranks_of
from timeline_app.scene.splicing import Splice

Numbered: TypeAlias = Mapping[int, Iterable[int]]
"""Events (indices) by the number of the lane they are in."""


def regrouped(
    lanes: Sequence[Lane], columns: EventColumns, outer: Outer, left: Numbered, entered: Numbered
) -> tuple[Lane, ...]:
    """Return the lanes with some events taken out of where they were and put where they belong.

    Those are events whose bounds, flags or claims are others than they were: `left` tells in which
    lane each was, `entered` in which it is. All other lanes are returned as they are.
    """
    return tuple(
        _mended(lane, columns, outer, [*left.get(number, ())], [*entered.get(number, ())])
        if number in left or number in entered
        else lane
        for number, lane in enumerate(lanes)
    )


def respecified(
    lanes: Sequence[Lane], specs: Sequence[LaneSpec], columns: EventColumns
) -> tuple[Lane, ...]:
    """Return the lanes of some specs: those there are as they are called now, and empty ones.

    Those that are not among the specs stand last.
    """
    known = {lane.spec.key: lane for lane in lanes}
    keys = {spec.key for spec in specs}
    asked = (renamed(known.get(spec.key), spec, columns) for spec in specs)
    return (*asked, *(lane for lane in lanes if lane.spec.key not in keys))


def renamed(lane: Lane | None, spec: LaneSpec, columns: EventColumns) -> Lane:
    """Return a lane as it is called now, or an empty one if there is none."""
    if lane is None:
        nothing = np.empty(0, np.int64)
        return lane_of(spec, columns, nothing.astype(np.int32), nothing, nothing)
    return lane if lane.spec == spec else replace(lane, spec=spec)


@dataclass(frozen=True, slots=True)
class _Come:
    """The events that come into a lane, in the order in which they will stand: parallel arrays."""

    order: NDArray[np.int32]
    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, outer: Outer, events: Sequence[int]) -> _Come:
        keys = sorted((int(outer.start[e]), -int(outer.end[e]), e) for e in events)
        starts, falling, order = np.array(keys, np.int64).reshape(-1, 3).T
        return cls(order.astype(np.int32), starts, -falling)


def _mended(
    lane: Lane, columns: EventColumns, outer: Outer, left: Sequence[int], entered: Sequence[int]
) -> Lane:
    come = _Come.of(outer, entered)
    gone = _places(lane.order, np.array(left, np.int32))
    splice = Splice(gone.tolist(), _before(lane, come))
    claims = columns.claims[come.order].astype(np.int64)
    disputed = (columns.flags[come.order] & np.uint16(Flag.CONTESTED)) != 0
    return Lane(
        lane.spec,
        splice.of(lane.order, come.order),
        splice.of(lane.starts, come.starts),
        splice.of(lane.ends, come.ends),
        _resorted(lane.last_ends, lane.ends[gone], come.ends),
        _ranked(splice, splice.of(lane.ranks, ranks_of(claims, np.array(splice.places, np.int64)))),
        splice.of(lane.bits, classes_of(come.ends - come.starts)),
        splice.of(lane.disputed, disputed),
        lane.claims + int(claims.sum() - claims_of(lane.ranks[gone]).sum()),
        lane.contested + int(disputed.sum() - lane.disputed[gone].sum()),
    )


def _places(order: NDArray[np.int32], events: NDArray[np.int32]) -> Ints:
    """Return where some events stand in a lane's order, ascending."""
    if len(events) > _FEW:
        return np.flatnonzero(np.isin(order, events))
    found = [np.flatnonzero(order == event) for event in events]
    return np.sort(np.concatenate([np.empty(0, np.int64), *found]))


_FEW = 8
"""Events up to which it is quicker to look for each by itself."""


def _before(lane: Lane, come: _Come) -> list[int]:
    """Return the positions in a lane's order before which events belong."""
    places = []
    for start, end, event in zip(come.starts, come.ends, come.order, strict=True):
        low, high = _equal(lane.starts, start)
        first, last = _equal(-lane.ends[low:high], -end, low)
        places.append(first + int(lane.order[first:last].searchsorted(event)))
    return places


def _equal(ascending: Ints, value: np.int64, offset: int = 0) -> tuple[int, int]:
    """Return from where to where values are as great as one, positions counted from an offset."""
    low = int(ascending.searchsorted(value, "left"))
    return offset + low, offset + int(ascending.searchsorted(value, "right"))


def _ranked(splice: Splice, ranks: Ints) -> Ints:
    """Write the positions into ranks, as far as they are others than before."""
    first, last = splice.reach
    moved = ranks[first:last]
    moved[:] = ranks_of(claims_of(moved), np.arange(first, first + len(moved)))
    return ranks


def _resorted(ascending: Ints, gone: Ints, come: Ints) -> Ints:
    """Take some values out of ascending ones, each as often as it is named, and put others in."""
    out, put = np.sort(gone), np.sort(come)
    if np.array_equal(out, put):
        return ascending
    earlier = np.arange(len(out)) - out.searchsorted(out)  # ones that are equal
    at = ascending.searchsorted(out) + earlier
    return Splice(at.tolist(), ascending.searchsorted(put).tolist()).of(ascending, put)
