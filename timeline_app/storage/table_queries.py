"""What the tables ask of the file: which rows there are, and which record each of them is.

A table of a million rows is never read whole. Its order is a vector of rowids; a column is read
only when it is sorted or filtered by (`table_scans`). Rowids live as long as the file is open and
go no further.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.records import Id

_TABLES = frozenset({"claim", "event", "source", "actor", "track", "place"})

MOST_AT_ONCE = 140
"""Rowids named at one place of a statement; the hardened connection allows 1000 variables."""


def rowids(connection: sqlite3.Connection, table: str) -> NDArray[np.int64]:
    """Return every rowid of a table, oldest first.

    A table without gaps is told by its ends alone: 17 ms for a million rows, 105 ms otherwise.
    """
    name = _named(table)
    (count, first, last) = connection.execute(
        f"SELECT (SELECT count(*) FROM {name}), (SELECT min(rowid) FROM {name}),"
        f" (SELECT max(rowid) FROM {name})"
    ).fetchone()
    if count == 0:
        return np.empty(0, np.int64)
    if count == last - first + 1:
        return np.arange(first, last + 1, dtype=np.int64)
    found = connection.execute(f"SELECT rowid FROM {name} ORDER BY rowid")
    return np.fromiter((rowid for (rowid,) in found), np.int64, count)


def rowids_of(connection: sqlite3.Connection, table: str, ids: Iterable[Id]) -> dict[Id, int]:
    """Return the rowid of each record that exists."""
    found: dict[Id, int] = {}
    for some in in_batches(tuple(ids)):
        found.update(
            connection.execute(
                f"SELECT id, rowid FROM {_named(table)} WHERE id IN ({marks(some)})",
                some,
            ).fetchall()
        )
    return found


def ids_of(connection: sqlite3.Connection, table: str, some: Iterable[int]) -> dict[int, Id]:
    """Return the id of each row that exists."""
    found: dict[int, Id] = {}
    for batch in in_batches(tuple(some)):
        found.update(
            connection.execute(
                f"SELECT rowid, id FROM {_named(table)} WHERE rowid IN ({marks(batch)})",
                batch,
            ).fetchall()
        )
    return found


def claims_of_event(connection: sqlite3.Connection, event_id: Id) -> list[int]:
    """Return the rowids of the claims about an event."""
    rows = connection.execute(
        "SELECT c.rowid FROM claim_event x JOIN claim c ON c.id = x.claim_id WHERE x.event_id = ?",
        (event_id,),
    )
    return [rowid for (rowid,) in rows]


def same_voices(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the pairs of actors, by rowid, of which somebody said that they are one voice."""
    return connection.execute(
        "SELECT a.rowid, b.rowid FROM origin_link l JOIN actor a ON a.id = l.first_id"
        " JOIN actor b ON b.id = l.second_id WHERE l.independence = 'same'"
    ).fetchall()


def in_batches(values: Sequence[Any]) -> list[Sequence[Any]]:
    """Cut values into runs short enough for one statement."""
    return [values[i : i + MOST_AT_ONCE] for i in range(0, len(values), MOST_AT_ONCE)]


def marks(values: Sequence[object]) -> str:
    """Return a question mark for each value."""
    return ",".join("?" * len(values))


def _named(table: str) -> str:
    if table not in _TABLES:
        raise KeyError(table)
    return table
