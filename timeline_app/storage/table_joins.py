"""What the pages of all tables are fetched with: statements answered by the row they belong to."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline_app.domain.records import Id
from timeline_app.storage.bounds import inverted
from timeline_app.storage.table_queries import MOST_AT_ONCE, in_batches, marks
from timeline_app.storage.table_rows import Dated

CHOSEN = "+d.alternative_of IS NULL"
DATED = f"d.edtf, d.wording, d.confirmed, {inverted('d')}"
_LENGTHS = (4, 12, 24, 36, 48, 64, 96, MOST_AT_ONCE)
LATEST = "NOT EXISTS (SELECT 1 FROM assessment n WHERE n.supersedes_id = a.id)"


@dataclass
class Joined:
    """Answers of one statement, by the rowid they belong to."""

    connection: sqlite3.Connection
    rowids: Sequence[int]

    def by_row(self, statement: str) -> Mapping[int, list[tuple[Any, ...]]]:
        """Run a statement whose first column is the rowid and which names the rowids as `{in}`."""
        grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        wanted = padded(self.rowids)
        placed = statement.replace("{in}", f"t.rowid IN ({marks(wanted)})")
        values = tuple(wanted) * statement.count("{in}")
        for row in self.connection.execute(placed, values):
            grouped[row[0]].append(row[1:])
        return grouped


def padded(values: Sequence[Any]) -> Sequence[Any]:
    """Return values, the last of them repeated up to one of a few lengths.

    SQLite keeps a statement it has prepared, so that there must not be one for every number of
    values.
    """
    length = next((n for n in _LENGTHS if n >= len(values)), len(values))
    return (*values, *[values[-1]] * (length - len(values))) if values else values


def dated(rows: Sequence[tuple[Any, ...]]) -> Dated | None:
    """Return the first dating of some, each as `DATED` reads it, or None."""
    if not rows:
        return None
    edtf, wording, confirmed, is_inverted = rows[0]
    return Dated(edtf, wording or "", bool(confirmed), bool(is_inverted))


def last(rows: Sequence[tuple[Any, ...]]) -> str:
    """Return the text of the last answer; empty where there is none."""
    return str(rows[-1][0] or "") if rows else ""


def keyed(
    connection: sqlite3.Connection, statement: str, ids: Iterable[Id]
) -> Mapping[Id, list[tuple[Any, ...]]]:
    """Run a statement for some ids, its answers grouped by the id in the first column."""
    grouped: dict[Id, list[tuple[Any, ...]]] = defaultdict(list)
    for batch in in_batches(tuple(ids)):
        some = padded(batch)
        for row in connection.execute(f"{statement}({marks(some)})", some):
            grouped[row[0]].append(row[1:])
    return grouped
