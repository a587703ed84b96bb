"""The rows of a table as they are shown: a page of them, fetched by rowid."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from timeline_app.storage.table_claims import claim_rows
from timeline_app.storage.table_events import event_rows
from timeline_app.storage.table_queries import in_batches
from timeline_app.storage.table_records import actor_rows, source_rows
from timeline_app.storage.table_rows import TableRow

Fetch: TypeAlias = Callable[[sqlite3.Connection, Sequence[int]], dict[int, TableRow]]


def fetch(connection: sqlite3.Connection, table: str, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the rows of some rowids; those that are gone are left out. KeyError: no such table."""
    found: dict[int, TableRow] = {}
    for some in in_batches(rowids):
        found.update(_FETCH[table](connection, some))
    return found


_FETCH: Mapping[str, Fetch] = {
    "claim": claim_rows,
    "event": event_rows,
    "source": source_rows,
    "actor": actor_rows,
}
