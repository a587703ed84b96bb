"""A new project file of given records: no history, nothing deleted, the same bytes every time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from timeline_app.domain.records import Record
from timeline_app.storage.connection import connect, transaction
from timeline_app.storage.errors import told
from timeline_app.storage.schema import PAGE_SIZE, build
from timeline_app.storage.writing import insert_records

_HEADER_COUNTERS = (24, 92)
"""Offsets of "file change counter" and "version-valid-for number", equal in a sound file
(SQLite, "Database File Format", 1.3)."""

_HEADER_WRITER = 96
"""Offset of the version of the library that wrote last; 0 is what versions before 3.7.0 left."""


def write_clean_copy(
    path: Path, records: Mapping[str, Iterable[Record]], applied_at: str = ""
) -> None:
    """Write records, by kind, as a new project file. The log of edits begins empty.

    `applied_at` stands for when the tables were made, so that no clock gets into the file; the
    same records give the same bytes whatever version of SQLite wrote them. Raises StoreError.
    """
    with told("Could not write a copy to", path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        with closing(connect(path)) as conn:
            conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            build(conn)
            with transaction(conn):
                for kind, of_kind in records.items():
                    insert_records(conn, kind, of_kind)
                conn.execute("UPDATE _sqlite_migrations SET applied_at = ?", (applied_at,))
        _close_ranks(path)
        _forget_who_wrote(path)


def _close_ranks(path: Path) -> None:
    """Fill the pages of the indices, which random ids leave half empty.

    Our guarded connections refuse it, for it attaches a file; this one is new and our own.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("VACUUM")


def _forget_who_wrote(path: Path) -> None:
    with path.open("r+b") as file:
        for offset in _HEADER_COUNTERS:
            file.seek(offset)
            file.write((1).to_bytes(4, "big"))
        file.seek(_HEADER_WRITER)
        file.write(bytes(4))
