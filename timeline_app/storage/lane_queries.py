"""Which lane events are on, when lanes are not tracks: by who speaks, origin, source or status.

Every function takes the connection that `Store.reading()` lends, and raises sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from timeline_app.domain.records import Id

_HOPS = (
    "FROM claim_event AS l JOIN event AS e ON e.id = l.event_id"
    " JOIN hop AS h ON h.claim_id = l.claim_id"
)
_QUERIES = {
    "speaker": f"SELECT DISTINCT e.rowid, a.id, a.name {_HOPS}"
    " JOIN actor AS a ON a.id = h.actor_id",
    "origin": f"SELECT DISTINCT e.rowid, a.id, a.name {_HOPS} AND h.position = 0"
    " JOIN actor AS a ON a.id = h.actor_id",
    "source": f"SELECT DISTINCT e.rowid, s.id, s.title {_HOPS}"
    " JOIN source AS s ON s.id = h.source_id",
    "status": "SELECT e.rowid, e.status, e.status FROM event AS e",
}


def read_lanes(
    conn: sqlite3.Connection, by: str, rowids: Sequence[int] | None = None
) -> Iterator[tuple[int, Id, str]]:
    """Give which events (their rows) are on whose lanes, and how these are called.

    Of all events, or of some few. KeyError for a word that lanes are not made by.
    """
    if rowids is None:
        return conn.execute(_QUERIES[by])
    marks = ", ".join("?" * len(rowids))
    return conn.execute(f"{_QUERIES[by]} WHERE e.rowid IN ({marks})", tuple(rowids))
