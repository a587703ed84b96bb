"""The copy of a project that the windows read and write, so that nobody waits for a disk.

It is a whole project, log and all: an edit made on it is chained as it is in the file later, and
what is written to the file is exactly what was made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from timeline_app.domain.edits import Edit
from timeline_app.storage import digest, log
from timeline_app.storage.connection import limit
from timeline_app.storage.former_rows import FormerRows
from timeline_app.storage.log import Entry
from timeline_app.storage.scanning import Report, rows_in_all, silent
from timeline_app.storage.writing import write_changes

SMALL = 64 << 20
"""Bytes of a file that is copied while it is opened; a larger one is copied beside that."""

SMALL_AND_NEW = 4 << 20
"""The same of a file that was never edited, whose digest takes a while: some 10,000 records."""

_PAGES = 2000
_LONGEST = 60  # characters of a label in a sentence

_SETTINGS = (
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "cache_size = -65536",  # 64 MB; of a larger project SQLite keeps the rest in a file of its own
    "journal_mode = MEMORY",
    "synchronous = OFF",
    "foreign_keys = ON",
    "secure_delete = ON",  # copies are made of this copy
)


@dataclass(frozen=True, slots=True)
class Step:
    """One edit to be written, what the log will hold of it, and the digest it leaves."""

    edit: Edit
    entry: Entry
    total: int

    def write(self, conn: sqlite3.Connection, former: FormerRows) -> None:
        """Write both, inside the caller's transaction; `former` knows the places of what was."""
        write_changes(conn, self.edit.changes, former, carries=self.entry.goes_back)
        log.append(conn, self.entry)


def copy_of(conn: sqlite3.Connection, report: Report = silent) -> sqlite3.Connection:
    """Copy what a connection sees into a database of SQLite's own, which nobody else can see.

    Raises sqlite3.Error when it can no longer be read, or there is no room.
    """
    try:
        return _copied(conn, "", report)
    except sqlite3.OperationalError:
        # No room on the disk for what does not fit in the cache.
        return _copied(conn, ":memory:", report)


def _copied(conn: sqlite3.Connection, place: str, report: Report) -> sqlite3.Connection:
    def tell(_status: int, left: int, total: int) -> None:
        report(total - left, total, "copy")

    copy = sqlite3.connect(
        place, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for setting in _SETTINGS:
            copy.execute(f"PRAGMA {setting}").fetchall()
        conn.backup(copy, pages=_PAGES, progress=tell)
        limit(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def digest_of(copy: sqlite3.Connection, report: Report = silent) -> int:
    """Work out the digest of all records in a copy, which nobody else can change meanwhile."""
    total, done = rows_in_all(copy), 0

    def follow(few: int) -> None:
        nonlocal done
        done += few
        report(done, total, "digest")

    return digest.of_file(copy, follow)


def name_of(steps: Sequence[Step]) -> str:
    """Return what to call some steps in a sentence."""
    label = steps[0].edit.label
    first = f"“{label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + '…'}”"
    return first if len(steps) == 1 else f"{first} and {len(steps) - 1} more"
