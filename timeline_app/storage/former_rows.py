"""Where records stood that were taken out: an undo puts them back there, not behind all others.

"As entered" is the order of the rows of the file. SQLite gives a new row the last place, also one
that was there before; so its place is kept as long as the file is open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from timeline_app.domain.records import Id
from timeline_app.storage.table_queries import in_batches, marks


class FormerRows:
    """The rowids of records that were taken out of their tables."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rowids: dict[tuple[str, Id], int] = {}

    def note(self, conn: sqlite3.Connection, kind: str, ids: Sequence[Id]) -> None:
        """Keep where records stand that are about to be taken out."""
        for some in in_batches(ids):
            query = f"SELECT id, rowid FROM {kind} WHERE id IN ({marks(some)})"
            for record_id, rowid in conn.execute(query, some):
                self._rowids[kind, record_id] = rowid

    def free(self, conn: sqlite3.Connection, kind: str, ids: Sequence[Id]) -> dict[Id, int]:
        """Return where records stood, those left out whose place is taken or that are new.

        Of several that stood in one place, one after another, the first gets it.
        """
        known = [i for i in ids if (kind, i) in self._rowids]
        taken: set[int] = set()
        found: dict[Id, int] = {}
        for some in in_batches(known):
            rowids = [self._rowids[kind, i] for i in some]
            query = f"SELECT rowid FROM {kind} WHERE rowid IN ({marks(rowids)})"
            taken.update(rowid for (rowid,) in conn.execute(query, rowids))
            for i, rowid in zip(some, rowids, strict=True):
                if rowid not in taken:
                    taken.add(rowid)
                    found[i] = rowid
        return found

    def copy(self) -> FormerRows:
        """Return the same places, for a copy of the file that goes on by itself."""
        other = FormerRows()
        other._rowids = dict(self._rowids)
        return other
