"""The rows of a table as they are shown: a page of them, fetched by rowid."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from timeline_app.storage.table_claims import claim_rows, marked_claims
from timeline_app.storage.table_events import event_rows
from timeline_app.storage.table_queries import in_batches
from timeline_app.storage.table_records import actor_rows, source_rows
from timeline_app.storage.table_rows import ClaimRow, TableRow

Fetch: TypeAlias = Callable[[sqlite3.Connection, Sequence[int]], dict[int, TableRow]]


def fetch(connection: sqlite3.Connection, table: str, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the rows of some rowids, the marks of claims not looked up yet.

    Those that are gone are left out. KeyError: no such table.
    """
    found: dict[int, TableRow] = {}
    for some in in_batches(rowids):
        found.update(_FETCH[table](connection, some))
    return found


def is_whole(row: TableRow) -> bool:
    """Tell whether nothing of a row has to be looked up any more."""
    return not isinstance(row, ClaimRow) or row.contested is not None


def finish(connection: sqlite3.Connection, rows: Mapping[int, TableRow]) -> dict[int, TableRow]:
    """Return rows of one table with all that was not looked up when they were fetched."""
    found = dict(rows)
    claims = {n: row for n, row in rows.items() if isinstance(row, ClaimRow)}
    for some in in_batches([n for n, row in claims.items() if not is_whole(row)]):
        found.update(marked_claims(connection, {rowid: claims[rowid] for rowid in some}))
    return found


_FETCH: Mapping[str, Fetch] = {
    "claim": claim_rows,
    "event": event_rows,
    "source": source_rows,
    "actor": actor_rows,
}
