"""Which lane events are on, when lanes are not tracks: by who speaks, by origin, by source.

Every function takes the connection that `Store.reading()` lends, and raises sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from timeline_app.domain.records import Id

SPEAKER, ORIGIN, SOURCE = "speaker", "origin", "source"

_HOPS = (
    "FROM claim_event AS l JOIN event AS e ON e.id = l.event_id"
    " JOIN hop AS h ON h.claim_id = l.claim_id"
)
_QUERIES = {
    SPEAKER: f"SELECT DISTINCT e.rowid, a.id, a.name {_HOPS} JOIN actor AS a ON a.id = h.actor_id",
    ORIGIN: f"SELECT DISTINCT e.rowid, a.id, a.name {_HOPS} AND h.position = 0"
    " JOIN actor AS a ON a.id = h.actor_id",
    SOURCE: f"SELECT DISTINCT e.rowid, s.id, s.title {_HOPS}"
    " JOIN source AS s ON s.id = h.source_id",
}


class OnLane(NamedTuple):
    """That an event (its row) is on the lane of a record, with that record's name."""

    rowid: int
    key: Id
    title: str


def read_lanes(conn: sqlite3.Connection, by: str) -> list[OnLane]:
    """Return which events are on the lanes of whom or what. KeyError for another word."""
    return [OnLane(*row) for row in conn.execute(_QUERIES[by])]


def read_statuses(conn: sqlite3.Connection) -> list[str]:
    """Return the status of every event, in order of its row."""
    return [row[0] for row in conn.execute("SELECT status FROM event ORDER BY rowid")]
