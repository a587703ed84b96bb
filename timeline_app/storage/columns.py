"""Reads the columns that the timeline draws straight from a connection.

Every function takes the connection that `Store.reading()` lends, and raises sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import NONE, EventColumns, Flag, settled
from timeline_app.domain.records import Id
from timeline_app.storage.bounds import BOUNDS
from timeline_app.storage.columns_claims import count_claims, marks

Ints: TypeAlias = NDArray[np.int64]

_FLAGS = (
    # Most events are plain, and told by few comparisons.
    "CASE WHEN kind = 'event' AND status = 'occurred' AND approximate + uncertain + one_of + zoned"
    f" = 0 THEN 0 ELSE approximate * {Flag.APPROXIMATE:d} + uncertain * {Flag.UNCERTAIN:d}"
    f" + one_of * {Flag.ONE_OF:d} + (kind = 'state') * {Flag.STATE:d}"
    f" + (status = 'ongoing') * {Flag.ONGOING:d}"
    f" + (status IN ('planned', 'hypothetical')) * {Flag.HOLLOW:d} + zoned * {Flag.ZONED:d}"
    " END"
)


def read_columns(
    conn: sqlite3.Connection, rowids: Sequence[int] | None = None, known_on: int | None = None
) -> EventColumns:
    """Read all events as columns, or those of some rows of the event table.

    Of some, only the claims known by the end of a second can be counted; of all, that would take
    too long.
    """
    if rowids is None:
        reader = ColumnsReader(conn)
        while (columns := reader.step(conn)) is None:
            pass
        return columns
    rows = _rows(conn, f"WHERE rowid IN ({marks(rowids)})", tuple(rowids))
    return _whole(conn, rows, rowids, known_on)


def has_fewer(conn: sqlite3.Connection, events: int) -> bool:
    """Tell whether there are fewer events than so many, without counting more."""
    query = "SELECT count(*) FROM (SELECT 1 FROM event LIMIT ?)"
    return int(conn.execute(query, (events,)).fetchone()[0]) < events


class ColumnsReader:
    """Reads all events step by step, so that whoever waits can be told how far it is.

    Between two steps the file must not change; begin anew if it does.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._last = conn.execute("SELECT ifnull(max(rowid), 0) FROM event").fetchone()[0]
        self._at = conn.execute("SELECT ifnull(min(rowid), 1) FROM event").fetchone()[0] - 1
        self._first = self._at
        self._parts: list[Rows] = []
        self.checksum = (0, 0)
        """What `CHECKSUM` gives for what was read."""

    @property
    def share(self) -> float:
        """How much is read, 0 to 1."""
        return float((self._at - self._first) / max(self._last - self._first, 1))

    def step(self, conn: sqlite3.Connection) -> EventColumns | None:
        """Read some more; return the columns once all is read."""
        if self._at < self._last:
            # Rows may be far apart: nobody says that a file from elsewhere counts from one.
            query = "SELECT min(rowid) - 1 FROM event WHERE rowid > ?"
            (before,) = conn.execute(query, (self._at,)).fetchone()
            span = (before, min(before + _STEP, self._last))
            whole = np.arange(span[0] + 1, span[1] + 1)
            rows = _rows(conn, "WHERE rowid > ? AND rowid <= ?", span, rowid=whole)
            self._parts.append(rows)
            self.checksum = checksum_with(self.checksum, rows.rowid, rows.bounds)
            self._at = span[1]
            return None
        parts, self._parts = self._parts, []
        return _whole(conn, Rows.joined(parts or [_rows(conn, "WHERE false")]), None)


CHECKSUM = (
    "SELECT count(*), ifnull(sum((ifnull(start_min, 7) + 3 * ifnull(start_max, 7)"
    " + 5 * ifnull(end_min, 7) + 11 * ifnull(end_max, 7)) % 1000003 * (1 + rowid % 1009)), 0)"
    " FROM event"
)
"""Counts the events and sums up their bounds, each with its row, so that no two trade places."""


def checksum_with(before: tuple[int, int], rowid: Ints, bounds: Sequence[Ints]) -> tuple[int, int]:
    """Add rows that were read to a checksum."""
    a, b, c, d = (np.where(bound == NONE, 7, bound) for bound in bounds)
    # fmod, because SQLite's remainder has the sign of what is divided, as in C.
    weighed = np.fmod(a + 3 * b + 5 * c + 11 * d, 1_000_003) * (1 + rowid % 1009)
    return before[0] + len(rowid), before[1] + int(weighed.sum())


_STEP = 40_000
"""Rows of a step: some fifty milliseconds."""


class Rows(NamedTuple):
    """Rows of the event table as they are in the file: parallel arrays, NONE for NULL."""

    rowid: Ints
    start_min: Ints
    start_max: Ints
    end_min: Ints
    end_max: Ints
    flags: NDArray[np.uint16]
    track: NDArray[np.int16]

    @property
    def bounds(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The four bounds."""
        return self.start_min, self.start_max, self.end_min, self.end_max

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """Put rows below each other, column by column, so that few are held twice."""
        columns = [list(column) for column in zip(*parts, strict=True)]
        del parts
        return cls(*(np.concatenate(columns.pop(0)) for _ in range(len(columns))))


def _rows(
    conn: sqlite3.Connection,
    only: str = "",
    args: tuple[int, ...] = (),
    *,
    rowid: Ints | None = None,
) -> Rows:
    """Read the rows that a condition picks; `rowid` are those there are if none is missing."""
    track, names = _track_index(_tracks(conn))
    *bounds, both = _arrays(
        conn,
        (*(f"ifnull({bound}, {NONE})" for bound in BOUNDS), f"{_FLAGS} + {_TRACK} * ({track})"),
        only,
        (*names, *args),
    )
    a, b, c, d = bounds
    if rowid is None or len(rowid) != len(both):
        (rowid,) = _arrays(conn, ("rowid",), only, args)
    # −1 for no track comes out of the shift as well.
    track_of = (both >> _TRACK.bit_length() - 1).astype(np.int16)
    return Rows(rowid, a, b, c, d, (both & _TRACK - 1).astype(np.uint16), track_of)


def _arrays(
    conn: sqlite3.Connection, values: Sequence[str], only: str, args: tuple[object, ...]
) -> list[Ints]:
    """Read whole numbers of events, as arrays in the order of the rows.

    SQLite writes each column as one text, which numpy reads: no Python object a number, half the
    time, and other threads go on meanwhile. Without an index the rows come in their order.
    """
    columns = ", ".join(f"json_group_array({value})" for value in values)
    texts = conn.execute(f"SELECT {columns} FROM event NOT INDEXED {only}", args).fetchone()
    return [np.fromstring(text[1:-1], np.int64, sep=",") for text in texts]


_TRACK = 1 << 16
"""Flags and track come as one number: each number more takes a tenth of the time."""


def _whole(
    conn: sqlite3.Connection,
    rows: Rows,
    rowids: Sequence[int] | None,
    known_on: int | None = None,
) -> EventColumns:
    """Make columns of rows, with the claims on each event and the shift of the display zone."""
    claims, contested = count_claims(conn, rows.rowid, rowids, known_on)
    shifts = _zone_shifts(conn, rows.flags, rows.bounds)
    a, b, c, d = (_shifted(bound, shifts) for bound in rows.bounds)
    return settled(
        rows.rowid,
        (a, b, c, d),
        flags=rows.flags | contested * np.uint16(Flag.CONTESTED),
        track=rows.track,
        claims=claims,
        tracks=_tracks(conn),
    )


def _tracks(conn: sqlite3.Connection) -> tuple[Id, ...]:
    query = "SELECT id FROM track ORDER BY position, rowid"
    return tuple(row[0] for row in conn.execute(query))


def _track_index(tracks: tuple[Id, ...]) -> tuple[str, tuple[Id, ...]]:
    """Return SQL for the index of an event's track, and its arguments.

    A CASE over the few tracks is quicker than a join for each of a million events.
    """
    if not tracks:
        return "-1", ()
    if len(tracks) <= 200:
        cases = " ".join(f"WHEN ? THEN {k}" for k in range(len(tracks)))
        return f"CASE track_id {cases} ELSE -1 END", tracks
    earlier = "(SELECT t.position, t.rowid FROM track AS t WHERE t.id = track_id)"
    return f"ifnull((SELECT count(*) - 1 FROM track WHERE (position, rowid) <= {earlier}), -1)", ()


def _zone_shifts(
    conn: sqlite3.Connection, flags: NDArray[np.uint16], bounds: Sequence[Ints]
) -> Ints | None:
    """Return by how many seconds zoned events move for the display zone; None if there are none.

    Floating dates are wall clock and never move.
    """
    zoned = np.flatnonzero(flags & np.uint16(Flag.ZONED))
    if not len(zoned):
        return None
    (zone,) = conn.execute("SELECT display_zone FROM project").fetchone()
    shifts = np.zeros(len(flags), np.int64)
    known: dict[int, int] = {}  # the shift changes on the hour at most
    for i in zoned.tolist():
        at = next((int(b[i]) for b in bounds if b[i] != NONE), 0)
        hour = at // 3_600
        if hour not in known:
            known[hour] = shift_of(zone, at)
        shifts[i] = known[hour]
    return shifts


def shift_of(zone: str, utc: int) -> int:
    """Return the seconds a zone is ahead of UTC at an instant; 0 where no zone table reaches."""
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - few files have zoned times
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - as above

    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=utc)
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
    except (OverflowError, ValueError, KeyError, OSError):
        return 0
    return int(offset.total_seconds()) if offset is not None else 0


def _shifted(bounds: Ints, shifts: Ints | None) -> Ints:
    if shifts is None:
        return bounds
    return np.where(bounds == NONE, NONE, bounds + shifts)
