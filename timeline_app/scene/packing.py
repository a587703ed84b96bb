"""Rows of a lane in which every event gets its own: first row free, from left to right."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.scene.boxes import LONGEST_LABEL, SMALLEST_BAR, STUB, Place
from timeline_app.scene.folds import Floats, Ints
from timeline_app.scene.lanes import Lane
from timeline_app.scene.scale import TimeScale

GAP = 12.0
"""Pixels between two boxes of a row."""

PAD = 7.0
"""Pixels between a label and what it stands beside or in."""

BEYOND = 60.0
"""Pixels that a label may reach past the last bound of all events."""

MOST_ROWS = 24
"""Rows of a lane in which every event has its own."""

INSIDE = 150.0
"""Pixels of a certain part that holds a label, elided if it must be."""

Measure: TypeAlias = Callable[[Sequence[int]], list[float]]
"""Gives the widths, in pixels, of the labels of events (indices)."""


class Slots(NamedTuple):
    """Where the events of a lane are: parallel arrays. `row` −1 means there was no room."""

    events: NDArray[np.int32]
    row: NDArray[np.int32]
    place: NDArray[np.int8]
    label: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        events: ArrayLike = (),
        row: ArrayLike = (),
        place: ArrayLike = (),
        label: ArrayLike = (),
    ) -> Slots:
        """Make slots of any sequences."""
        return cls(
            np.asarray(events, np.int32),
            np.asarray(row, np.int32),
            np.asarray(place, np.int8),
            np.asarray(label, np.float32),
        )

    def only(self, keep: NDArray[np.int64]) -> Slots:
        """Return some of them."""
        return Slots(self.events[keep], self.row[keep], self.place[keep], self.label[keep])

    @classmethod
    def joined(cls, parts: Sequence[Slots]) -> Slots:
        """Put slots one after the other."""
        return cls(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


class Extents(NamedTuple):
    """The pixels events take at the scale of a level, with their labels."""

    left: Floats
    right: Floats
    place: NDArray[np.int8]
    label: NDArray[np.float32]


def extents(
    columns: EventColumns,
    events: NDArray[np.int32],
    end: Ints,
    scale: TimeScale,
    *,
    label: Floats,
    horizon: int,
    longest: float = LONGEST_LABEL,
) -> Extents:
    """Work out what each event takes; `end` are the outer ends, `label` the widths of the labels.

    None of these is drawn wider than `longest`. A label goes into the certain part if it fits
    there, or if that part is wide; onto a bar with no certain part if it fits; else to the right of
    the bar, or to its left where the right would reach beyond the last bound of all events, the
    `horizon`.
    """
    flags = columns.flags[events]
    left, right = scale.xs_of(columns.start_min[events]), scale.xs_of(end)
    sure_end = np.where(flags & np.uint16(Flag.LASTING), end, columns.end_min[events])
    sure = scale.xs_of(sure_end) - scale.xs_of(columns.start_max[events])
    label = np.minimum(label, longest)
    diamond = right - left < SMALLEST_BAR
    middle = (left + right) / 2
    left = np.where(diamond, middle - SMALLEST_BAR * 0.7, left)
    right = np.where(diamond, middle + SMALLEST_BAR * 0.7, right)
    hollow = (flags & np.uint16(Flag.HOLLOW)) != 0
    inside = ~diamond & ~hollow & ((sure >= label + 2 * PAD) | (sure >= INSIDE))
    on_pale = ~inside & ~diamond & ((sure <= 0) | hollow) & (right - left >= label + 2 * PAD)
    left = left - STUB * ((flags & np.uint16(Flag.OPEN_START)) != 0)
    right = right + STUB * ((flags & np.uint16(Flag.OPEN_END)) != 0)
    beyond = right + PAD + label > scale.x_of(horizon) + BEYOND
    beside = np.where(beyond, Place.LEFT, Place.RIGHT)
    place = np.where(inside, Place.INSIDE, np.where(on_pale, Place.ON_PALE, beside))
    left = np.where(place == Place.LEFT, left - PAD - label, left)
    right = np.where(place == Place.RIGHT, right + PAD + label, right)
    return Extents(left, right, place.astype(np.int8), label.astype(np.float32))


def pack(
    columns: EventColumns,
    lane: Lane,
    scale: TimeScale,
    *,
    measure: Measure,
    horizon: int,
    longest: float = LONGEST_LABEL,
    most: int = MOST_ROWS,
) -> Slots:
    """Give every event of a lane a row, at most `most` rows; the rest get row −1."""
    widths = np.array(measure(lane.order.tolist()), np.float64)
    took = extents(
        columns, lane.order, lane.ends, scale, label=widths, horizon=horizon, longest=longest
    )
    order = np.argsort(took.left, kind="stable")
    rows = np.full(len(lane), -1, np.int32)
    rows[order] = first_fit(took.left[order].tolist(), (took.right[order] + GAP).tolist(), most)
    return Slots(lane.order, rows, took.place, took.label)


def first_fit(lefts: Sequence[float], rights: Sequence[float], most: int) -> list[int]:
    """Give intervals, ascending by left, the lowest row free; −1 where `most` rows are taken."""
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    rows: list[int] = []
    count = 0
    for left, right in zip(lefts, rights, strict=True):
        while busy and busy[0][0] <= left:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            row = heapq.heappop(free)
        elif count < most:
            row = count
            count += 1
        else:
            rows.append(-1)
            continue
        heapq.heappush(busy, (right, row))
        rows.append(row)
    return rows
