"""Lanes: the events of one horizontal band, sorted so that a view's worth is found by bisection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.domain.records import Id
from timeline_app.scene.folds import Ints

NO_LANE = -1


@dataclass(frozen=True, slots=True)
class LaneSpec:
    """What a lane is: a key that stays the same between sessions, a title, a palette index."""

    key: Id
    title: str
    colour: int


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """The dated events of one lane.

    `order` holds the indices into the columns, by (start, longest first, rowid); `starts` and
    `ends` are their outer bounds in that order, and `last_ends` the ends in ascending order. All
    seconds. `ranks` grows with the claims on an event and, among those with as many, falls with its
    position, which it holds in its lower half; `bits` is the class of duration, `disputed` whether
    it is contested. `claims` and `contested` are their sums.
    """

    spec: LaneSpec
    order: NDArray[np.int32]
    starts: Ints
    ends: Ints
    last_ends: Ints
    ranks: Ints
    bits: NDArray[np.int8]
    disputed: NDArray[np.bool_]
    claims: int
    contested: int

    def __len__(self) -> int:
        return len(self.order)

    def alive(self, first: int, last: int) -> int:
        """Count the events under way at some time in a span, ends included."""
        begun = int(self.starts.searchsorted(last, "right"))
        return begun - int(self.last_ends.searchsorted(first, "left"))

    def holds(self, event: int, start: int) -> bool:
        """Tell whether an event that begins at some time is among them."""
        low, high = (int(self.starts.searchsorted(start, side)) for side in ("left", "right"))
        return bool((self.order[low:high] == event).any())

    def lasting(self, bits: int) -> DurationClass:
        """Return the events of a class of duration."""
        places = np.flatnonzero(self.bits == bits).astype(np.int32)
        return DurationClass(bits, places, self.starts[places], self.ends[places])


@dataclass(frozen=True, slots=True, eq=False)
class DurationClass:
    """The events of a lane that last from 2**(bits - 1) seconds up to 2**bits (0 bits: no time).

    `places` are positions in the lane's order, ascending, and so are `starts`.
    """

    bits: int
    places: NDArray[np.int32]
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Outer:
    """The outer bounds of every event as drawn: what lasts ends at the horizon.

    `span` is the first and last bound of all events, None if nothing is dated; `lasts` tells
    whether `end` is other than the columns have it, since something lasts.
    """

    start: Ints
    end: Ints
    horizon: int
    span: tuple[int, int] | None
    lasts: bool = False

    @classmethod
    def of(cls, columns: EventColumns) -> Outer:
        """Work out the outer bounds; the horizon is the last bound anything has."""
        span = columns.span
        horizon = span[1] if span else 0
        lasting = columns.has(Flag.LASTING)
        if not lasting.any():
            return cls(columns.start_min, columns.end_max, horizon, span)
        ends = np.where(lasting, horizon, columns.end_max)
        return cls(columns.start_min, ends, horizon, span, lasts=True)

    def patched(self, columns: EventColumns, changed: Sequence[int]) -> Outer | None:
        """Take up columns in which some events have other bounds, all else being as it was.

        None if the first or the last bound of all events may be another; else what is there is
        changed in place, which takes no time however many events there are.
        """
        at = np.array(changed, np.int64)
        dated = at[(columns.flags[at] & np.uint16(Flag.UNDATED)) == 0]
        first, last = self.span or (0, -1)
        if (columns.start_min[dated] < first).any() or (columns.end_max[dated] > last).any():
            return None
        lasting = (columns.flags[at] & np.uint16(Flag.LASTING)) != 0
        if not self.lasts:
            fresh = replace(self, start=columns.start_min, end=columns.end_max)
            return None if lasting.any() else fresh
        end = self.end
        if len(end) < len(columns):
            end = np.concatenate((end, columns.end_max[len(end) :]))
        end[at] = np.where(lasting, self.horizon, columns.end_max[at])
        return replace(self, start=columns.start_min, end=end)


@dataclass(frozen=True, slots=True)
class Membership:
    """Which event is in which lane: parallel arrays of event indices and lane numbers.

    An event may be in several lanes, or in none.
    """

    specs: tuple[LaneSpec, ...]
    events: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    lanes: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))


def lanes_of(
    columns: EventColumns, outer: Outer, members: Membership, shown: NDArray[np.bool_]
) -> tuple[Lane, ...]:
    """Sort the shown and dated events of each lane."""
    order, lanes = _in_order(columns, outer, members, shown)
    return _cut(columns, outer, members.specs, order, lanes)


def lanes_again(
    columns: EventColumns, outer: Outer, members: Membership, order: NDArray[np.int32]
) -> tuple[Lane, ...]:
    """Make the lanes that `order_of` told of, where every event is on one lane: nothing is sorted.

    Raises ValueError when the order is not one of these lanes.
    """
    lanes = members.lanes[order]
    if (np.diff(lanes) < 0).any():
        raise ValueError("the order is of other lanes")
    return _cut(columns, outer, members.specs, order, lanes)


def order_of(lanes: Sequence[Lane]) -> NDArray[np.int32]:
    """Return the events of all lanes, lane by lane, in the order they stand there."""
    return np.concatenate([np.empty(0, np.int32), *(lane.order for lane in lanes)])


def _in_order(
    columns: EventColumns, outer: Outer, members: Membership, shown: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], Ints]:
    """Return the shown and dated events lane by lane in their order, and the lane of each."""
    drawn = shown & ~columns.has(Flag.UNDATED)
    keep = drawn[members.events]
    events, lanes = members.events[keep], members.lanes[keep]
    starts, ends = outer.start[events], outer.end[events]
    # Those that begin and end together stay in order of their rows: both sorts are stable.
    if (np.diff(events) < 0).any():
        first = np.argsort(events, kind="stable")
        events, lanes, starts, ends = events[first], lanes[first], starts[first], ends[first]
    by = np.argsort(lanes.astype(np.int16), kind="stable")
    lanes, starts, ends = lanes[by], starts[by], ends[by]
    edges = lanes.searchsorted(np.arange(len(members.specs) + 1)).tolist()
    within = [a + _ordered(starts[a:b], ends[a:b]) for a, b in pairwise(edges)]
    at = np.concatenate(within) if within else np.empty(0, np.int64)
    return events[by[at]].astype(np.int32), lanes


def _cut(
    columns: EventColumns,
    outer: Outer,
    specs: Sequence[LaneSpec],
    order: NDArray[np.int32],
    lanes: Ints,
) -> tuple[Lane, ...]:
    """Make lanes of events in their order, lane by lane."""
    starts, ends = outer.start[order], outer.end[order]
    edges = lanes.searchsorted(np.arange(len(specs) + 1)).tolist()
    return tuple(
        lane_of(spec, columns, order[a:b], starts[a:b], ends[a:b])
        for spec, (a, b) in zip(specs, pairwise(edges), strict=True)
    )


def _ordered(starts: Ints, ends: Ints) -> NDArray[np.int64]:
    """Return the order by start, then the longest first, then as they were."""
    if not len(starts):
        return np.empty(0, np.int64)
    since, lengths = starts - starts.min(), ends - starts
    wide = int(lengths.max()).bit_length()
    if int(since.max()).bit_length() + wide > _BITS:
        return np.lexsort((-ends, starts))
    return np.argsort((since << wide) + (lengths.max() - lengths), kind="stable")


_BITS = 62
"""Bits of a number that start and length are sorted as, in a third of the time of both."""


def lane_of(
    spec: LaneSpec, columns: EventColumns, order: NDArray[np.int32], starts: Ints, ends: Ints
) -> Lane:
    """Make a lane of events already in its order."""
    ranks, disputed, *counts = _counts(columns, order)
    bits = classes_of(ends - starts)
    return Lane(spec, order, starts, ends, np.sort(ends), ranks, bits, disputed, *counts)


def recounted(lane: Lane, columns: EventColumns) -> Lane:
    """Return a lane of the same events with the claims that columns count."""
    ranks, disputed, claims, contested = _counts(columns, lane.order)
    return replace(lane, ranks=ranks, disputed=disputed, claims=claims, contested=contested)


def _counts(
    columns: EventColumns, order: NDArray[np.int32]
) -> tuple[Ints, NDArray[np.bool_], int, int]:
    """Return ranks, what is disputed, and the sums of claims and of what is disputed."""
    claims = columns.claims[order].astype(np.int64)
    disputed = (columns.flags[order] & np.uint16(Flag.CONTESTED)) != 0
    ranks = ranks_of(claims, np.arange(len(order)))
    return ranks, disputed, int(claims.sum()), int(np.count_nonzero(disputed))


def classes_of(lengths: Ints) -> NDArray[np.int8]:
    """Return the class of duration of some lengths in seconds."""
    return np.frexp(lengths.astype(np.float64))[1].astype(np.int8)


def ranks_of(claims: Ints, places: Ints) -> Ints:
    """Return the ranks of events with so many claims at some positions in their lane's order."""
    return (claims << 32) + (_LOW - places)


_LOW = (1 << 32) - 1


def position_of(ranks: Ints) -> Ints:
    """Return the positions in the lane's order that ranks belong to."""
    places: Ints = _LOW - (ranks & _LOW)
    return places


def claims_of(ranks: Ints) -> Ints:
    """Return the counts of claims in ranks."""
    return ranks >> 32
