"""The rows of a table that were looked at of late, fetched a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id
from timeline_app.models.document import Document
from timeline_app.models.tables.changes import mentioned, shakes_all
from timeline_app.storage import table_pages
from timeline_app.storage.table_rows import TableRow

_KEPT = 4_096


class Pages:
    """Rows by their rowid; those that an edit may show otherwise are fetched anew."""

    def __init__(self, document: Document, table: str) -> None:
        self._document = document
        self._table = table
        self._rows: dict[int, TableRow] = {}

    def get(self, rowid: int) -> TableRow | None:
        """Return a row that was fetched whole, or None."""
        row = self._rows.get(rowid)
        return row if row is not None and table_pages.is_whole(row) else None

    def between(self, view: NDArray[np.int64], first: int, last: int) -> list[TableRow | None]:
        """Return the rows at some positions of a view, both included; None for a heading.

        Those that are missing are fetched, together.
        """
        wanted = view[first : last + 1].tolist()
        fetched = zip(wanted, self.at_once(view, first, last), strict=True)
        begun = {n: row for n, row in fetched if row and not table_pages.is_whole(row)}
        if begun:
            self._finish(begun)
        return [self._rows.get(rowid) for rowid in wanted]

    def at_once(self, view: NDArray[np.int64], first: int, last: int) -> list[TableRow | None]:
        """Return the same rows as they are to be had within a frame: some perhaps not whole yet."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
        wanted = view[first : last + 1].tolist()
        missing = [rowid for rowid in wanted if rowid >= 0 and rowid not in self._rows]
        if missing:
            self._fetch(missing)
        return [self._rows.get(rowid) for rowid in wanted]

    def drop(self, edit: Edit, ids: frozenset[Id]) -> list[int]:
        """Forget the rows that an edit of some records may show otherwise; return their rowids."""
        if shakes_all(edit):
            stale = list(self._rows)
        else:
            told = mentioned(self._document, edit, ids)
            stale = [rowid for rowid, row in self._rows.items() if row.mentions & told]
        for rowid in stale:
            del self._rows[rowid]
        return stale

    def _fetch(self, missing: Sequence[int]) -> None:
        with self._document.store.reading() as connection:
            self._rows.update(table_pages.fetch(connection, self._table, missing))

    def _finish(self, rows: Mapping[int, TableRow]) -> None:
        with self._document.store.reading() as connection:
            self._rows.update(table_pages.finish(connection, rows))
