"""What the completion of names asks of the file: a few named rows after another, oldest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from timeline_app.domain.records import Id
from timeline_app.storage.table_queries import in_batches, marks

NamedRow: TypeAlias = tuple[int, str, str, str, int]
"""Rowid, id, name, what belongs beside the name, and 1 if the record is confidential."""


def named_rows(connection: sqlite3.Connection, table: str, after: int, most: int) -> list[NamedRow]:
    """Return up to `most` rows of a table whose rowid comes after one; KeyError if it has no names.

    What belongs beside an actor is its kind, beside a place what it lies within, and beside a
    further name the id of the record it names.
    """
    return connection.execute(
        f"SELECT rowid, {_COLUMNS[table]} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?",
        (after, most),
    ).fetchall()


def id_named(connection: sqlite3.Connection, table: str, name: str) -> str | None:
    """Return the id of the oldest row of a table with just that name; None if there is none."""
    column = _COLUMNS[table].split(", ")[1]
    found = connection.execute(
        f"SELECT id FROM {table} WHERE {column} = ? ORDER BY rowid LIMIT 1", (name,)
    ).fetchone()
    return None if found is None else str(found[0])


def rows_of(connection: sqlite3.Connection, table: str, ids: Sequence[Id]) -> list[int]:
    """Return the rows of those records of a table that are there."""
    found = (
        connection.execute(f"SELECT rowid FROM {table} WHERE id IN ({marks(some)})", some)
        for some in in_batches(ids)
    )
    return [rowid for cursor in found for (rowid,) in cursor]


_COLUMNS: Mapping[str, str] = {
    "actor": "id, name, kind, confidential",
    "actor_name": "id, name, actor_id, 0",
    "place": "id, name, within, 0",
    "place_name": "id, name, place_id, 0",
    "source": "id, title, '', 0",
    "event": "id, title, '', 0",
    "claim": "id, text, '', 0",
    "silence": "id, topic, '', 0",
}
