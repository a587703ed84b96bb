"""Which lane events are on, when lanes are not tracks: by who speaks, origin, source or status.

Every function takes the connection that `Store.reading()` lends, and raises sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.records import Id
from timeline_app.storage.table_queries import in_batches, marks

Ints: TypeAlias = NDArray[np.int64]


class Line(NamedTuple):
    """The key of a lane, how it is called, and rows of events that are on it."""

    key: Id
    title: str
    rows: Ints


_HOPS = (
    "FROM claim_event AS l JOIN event AS e ON e.id = l.event_id"
    " JOIN hop AS h ON h.claim_id = l.claim_id"
)
_FIRST = "AND h.position = 0"
_QUERIES = {
    "speaker": ("a.id", "a.name", f"{_HOPS} JOIN actor AS a ON a.id = h.actor_id"),
    "origin": (
        "a.id",
        "a.name",
        f"{_HOPS} {_FIRST} JOIN actor AS a ON a.id = h.actor_id",
    ),
    "source": ("s.id", "s.title", f"{_HOPS} JOIN source AS s ON s.id = h.source_id"),
    "status": ("e.status", "e.status", "FROM event AS e"),
}
"""Key and title of a lane, and the tables in which they are found together with events."""


def read_lanes(
    conn: sqlite3.Connection, by: str, rowids: Sequence[int] | None = None
) -> list[Line]:
    """Return which events (their rows) are on whose lanes, and how these are called.

    Of all events, or of some few. An event may be named more than once. KeyError for a word that
    lanes are not made by.
    """
    if rowids is None:
        return _lines(conn, by, "true", ())
    batches = in_batches(rowids)
    found = (_lines(conn, by, f"e.rowid IN ({marks(some)})", some) for some in batches)
    return [line for lines in found for line in lines]


def _lines(conn: sqlite3.Connection, by: str, only: str, args: Sequence[int]) -> list[Line]:
    """Read lines: SQLite writes the rows of each as one text, in a third of the time."""
    key, title, tables = _QUERIES[by]
    query = f"SELECT {key}, {title}, json_group_array(e.rowid) {tables} WHERE {only} GROUP BY {key}"
    return [
        Line(lane, called, np.fromstring(rows[1:-1], np.int64, sep=","))
        for lane, called, rows in conn.execute(query, args)
    ]


def has_links(conn: sqlite3.Connection, many: int) -> bool:
    """Tell whether so many claims are told to bear on events, without counting more."""
    query = "SELECT count(*) FROM (SELECT 1 FROM claim_event LIMIT ?)"
    return int(conn.execute(query, (many,)).fetchone()[0]) >= many


class LanesReader:
    """Reads the same of all events step by step.

    What is edited between two steps is to be read again at the end: it may be in any step or none.
    """

    def __init__(self, conn: sqlite3.Connection, by: str) -> None:
        self._table, self._alias = ("event", "e") if by == "status" else ("claim_event", "l")
        self._by = by
        # Two queries, each answered by the table's first or last row; one would look at all.
        self._first, self._last = (
            conn.execute(f"SELECT ifnull({end}(rowid), 0) FROM {self._table}").fetchone()[0]
            for end in ("min", "max")
        )
        self._at = self._first - 1

    @property
    def share(self) -> float:
        """How much is read, 0 to 1."""
        return float((self._at + 1 - self._first) / max(self._last + 1 - self._first, 1))

    def step(self, conn: sqlite3.Connection, rows: int) -> list[Line] | None:
        """Read some rows more; None once all is read."""
        # Rows may be far apart: nobody says that a file from elsewhere counts from one.
        query = f"SELECT min(rowid) FROM {self._table} WHERE rowid > ? AND rowid <= ?"
        (first,) = conn.execute(query, (self._at, self._last)).fetchone()
        if first is None:
            return None
        self._at = min(first + rows - 1, self._last)
        return _lines(conn, self._by, f"{self._alias}.rowid BETWEEN ? AND ?", (first, self._at))
