"""Events as columns: what a timeline of a million events is drawn from.

No Python object per event: numpy arrays of one length, parallel, one place per event. The place of
an event in the arrays is called its *index*; it says nothing outside one EventColumns value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.records import Id

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

NONE = -(2**62)
"""Stands for a bound that is NULL, in the raw bounds given to `settled`."""


class Flag(IntEnum):
    """What is drawn of an event beside its bounds: bits. Not an IntFlag, whose `&` is slow."""

    APPROXIMATE = 1
    UNCERTAIN = 2
    ONE_OF = 4
    HOLLOW = 8  # planned or hypothetical: not yet real
    STATE = 16
    ONGOING = 32
    OPEN_START = 64  # it began at an unknown time before its bounds
    OPEN_END = 128
    LASTING = 256  # still so: certain up to the horizon of the project
    UNDATED = 512
    INVERTED = 1024  # the file says it ends before it begins: such bounds date nothing
    CONTESTED = 2048
    ZONED = 8192  # its time was given with a zone: what is drawn is moved to the display zone
    GONE = 16384  # removed a moment ago: it keeps its place, so that no index changes
    TUCKED = 4096  # of a box only: its arrows are drawn inside it, where its row is packed tight


@dataclass(frozen=True, slots=True, eq=False)
class EventColumns:
    """Every event of a project, in order of its rowid.

    `rowid` names the row of the event table. The four bounds are seconds as in the records but
    always finite and in order: an open side repeats the nearest known bound and is told by its
    flag; undated events have zeros. `flags` are `Flag`s, `track` an index into `tracks` (−1: none),
    `claims` how many claims bear on the event, at most 65 535.
    """

    rowid: Ints
    start_min: Ints
    start_max: Ints
    end_min: Ints
    end_max: Ints
    flags: NDArray[np.uint16]
    track: NDArray[np.int16]
    claims: NDArray[np.uint16]
    tracks: tuple[Id, ...] = ()
    room: tuple[NDArray[Any], ...] = ()
    """Longer arrays that these begin, one for each, where rows can be added without a copy."""

    @classmethod
    def nothing(cls) -> EventColumns:
        """Return the columns of no event."""
        raw, small = np.zeros(0, np.int64), np.zeros(0, np.uint16)
        return cls(raw, raw, raw, raw, raw, small, small.astype(np.int16), small)

    @classmethod
    def roomy(cls, arrays: Iterable[NDArray[Any]], tracks: tuple[Id, ...]) -> EventColumns:
        """Copy arrays, in the order of `ARRAYS`, to where rows can be added behind them."""
        room, count = [], 0
        for array in arrays:
            count = len(array)
            room.append(np.empty(count + _SPARE, array.dtype))
            room[-1][:count] = array
        return _beginning(tuple(room), count, tracks)

    def __len__(self) -> int:
        return len(self.rowid)

    def has(self, flag: Flag) -> Bools:
        """Tell for each event whether it carries a flag."""
        carried: Bools = (self.flags & np.uint16(flag)) != 0
        return carried

    def index_of(self, rowid: int) -> int | None:
        """Return the index of a row of the event table, or None."""
        i = int(self.rowid.searchsorted(rowid))
        return i if i < len(self.rowid) and self.rowid[i] == rowid else None

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and last finite bound of all events; None if nothing is dated."""
        dated = ~self.has(Flag.UNDATED)
        if not dated.any():
            return None
        first = int(self.start_min.min(where=dated, initial=2**62))
        return first, int(self.end_max.max(where=dated, initial=-(2**62)))

    def patched(self, rows: EventColumns) -> EventColumns | None:
        """Write rows over those of the same rowid, and add those that come after the last.

        What is there is changed in place, which takes no time however many there are; None if a row
        belongs between those there are, as one does that an undo puts back.
        """
        last = int(self.rowid[-1]) if len(self) else -1
        old = rows.rowid <= last
        at = self.rowid.searchsorted(rows.rowid[old])
        if not np.array_equal(self.rowid[at], rows.rowid[old]):
            return None
        for name in ARRAYS:
            getattr(self, name)[at] = getattr(rows, name)[old]
        if not old.all():
            return self._extended(rows, ~old)
        return replace(self, tracks=rows.tracks)

    def _extended(self, rows: EventColumns, new: Bools) -> EventColumns:
        """Add rows that come after the last."""
        more = [getattr(rows, name)[new] for name in ARRAYS]
        count = len(self) + len(more[0])
        if not self.room or count > len(self.room[0]):
            arrays = (getattr(self, name) for name in ARRAYS)
            joined = (np.concatenate(pair) for pair in zip(arrays, more, strict=True))
            return EventColumns.roomy(joined, rows.tracks)
        for longer, array in zip(self.room, more, strict=True):
            longer[len(self) : count] = array
        return _beginning(self.room, count, rows.tracks)

    def with_gone(self, rowids: Iterable[int]) -> EventColumns:
        """Return the columns with rows in them that stand for removed events."""
        rows = np.array(sorted(rowids), np.int64)
        empty = {name: np.zeros(len(rows), getattr(self, name).dtype) for name in ARRAYS}
        flags = empty["flags"] + np.uint16(Flag.GONE | Flag.UNDATED)
        gone: dict[str, Any] = empty | {"rowid": rows, "flags": flags, "track": empty["track"] - 1}
        return self.replaced([], replace(self, **gone, room=()))

    def without_gone(self) -> EventColumns:
        """Return the columns without the rows that stand for removed events."""
        gone = self.has(Flag.GONE)
        if not gone.any():
            return self
        return EventColumns.roomy((getattr(self, name)[~gone] for name in ARRAYS), self.tracks)

    def recounted(self, claims: NDArray[np.uint16], contested: Bools) -> EventColumns:
        """Return the columns with other counts of claims, and other events contested by them."""
        others = self.flags & ~np.uint16(Flag.CONTESTED)
        flags = others | contested.astype(np.uint16) * np.uint16(Flag.CONTESTED)
        told = {name: getattr(self, name) for name in ARRAYS} | {"claims": claims, "flags": flags}
        return EventColumns.roomy((told[name] for name in ARRAYS), self.tracks)

    def replaced(self, rowids: list[int], rows: EventColumns) -> EventColumns:
        """Return the columns with some rows taken out and others (in order of rowid) put in."""
        kept = np.ones(len(self), np.bool_)
        for rowid in rowids:
            if (i := self.index_of(rowid)) is not None:
                kept[i] = False
        at = self.rowid[kept].searchsorted(rows.rowid)
        arrays = {
            name: np.insert(getattr(self, name)[kept], at, getattr(rows, name)) for name in ARRAYS
        }
        return replace(self, **arrays, tracks=rows.tracks, room=())


ARRAYS = tuple(f.name for f in fields(EventColumns) if f.name not in {"tracks", "room"})
"""The names of the arrays."""


def _beginning(room: tuple[NDArray[Any], ...], count: int, tracks: tuple[Id, ...]) -> EventColumns:
    """Return the columns of so many rows, as the beginnings of longer arrays."""
    arrays: dict[str, Any] = {n: a[:count] for n, a in zip(ARRAYS, room, strict=True)}
    return EventColumns(**arrays, tracks=tracks, room=room)


_SPARE = 4_096
"""Rows that can be added before the arrays are copied once more."""


def settled(
    rowid: Ints,
    bounds: tuple[Ints, Ints, Ints, Ints],
    *,
    flags: NDArray[np.uint16],
    track: NDArray[np.int16],
    claims: NDArray[np.uint16],
    tracks: tuple[Id, ...],
) -> EventColumns:
    """Make columns of raw bounds, where NONE stands for a bound that is not known.

    A beginning that is open is drawn from the first known bound on, an end that is open up to the
    last; what is known of neither is undated, and so is what has bounds out of order.
    """
    columns = EventColumns.roomy((rowid, *bounds, flags, track, claims), tracks)
    a, b, c, d = columns.start_min, columns.start_max, columns.end_min, columns.end_max
    plain = (a != NONE) & (d != NONE) & (a <= b) & (b <= d) & (a <= c) & (c <= d)
    rest = np.flatnonzero(~plain)
    a[rest], b[rest], c[rest], d[rest], columns.flags[rest] = _settled(
        (a[rest], b[rest], c[rest], d[rest]), flags[rest]
    )
    return columns


def _settled(
    bounds: Sequence[Ints], flags: NDArray[np.uint16]
) -> tuple[Ints, Ints, Ints, Ints, NDArray[np.uint16]]:
    """Settle bounds of which something is not known or not in order, and flag what that means."""
    a, b, c, d = bounds
    known = [x != NONE for x in bounds]
    inverted = np.zeros(len(a), np.bool_)
    for first, last in ((0, 1), (2, 3), (0, 3)):
        inverted |= known[first] & known[last] & (bounds[first] > bounds[last])
    undated = ~(known[0] | known[1] | known[2] | known[3]) | inverted
    low, high = np.full(len(a), _FAR), np.full(len(a), -_FAR)
    for k, x in zip(known, bounds, strict=True):
        np.minimum(low, x, out=low, where=k)
        np.maximum(high, x, out=high, where=k)
    low[undated] = high[undated] = 0
    lasting = ~known[2] & ~known[3] & ((flags & (Flag.STATE | Flag.ONGOING)) != 0)
    start_min = np.where(known[0] & ~undated, a, low)
    end_max = np.where(known[3] & ~undated, d, high)
    start_max = np.where(known[1], b, np.where(known[0], end_max, low))
    end_min = np.where(known[2], c, np.where(known[3], start_min, high))
    flags = flags | _flagged(
        (~known[0] & ~undated, Flag.OPEN_START),
        (~known[3] & ~undated, Flag.OPEN_END),
        (lasting & ~undated, Flag.LASTING),
        (undated, Flag.UNDATED),
        (inverted, Flag.INVERTED),
    )
    return (
        start_min,
        np.clip(start_max, start_min, end_max),
        np.clip(end_min, start_min, end_max),
        end_max,
        flags,
    )


_FAR = 2**62
"""Seconds beyond every bound."""


def _flagged(*flags: tuple[Bools, Flag]) -> NDArray[np.uint16]:
    total = np.zeros(len(flags[0][0]), np.uint16)
    for where, flag in flags:
        total |= where.astype(np.uint16) * np.uint16(flag)
    return total
