"""Going on in memory while a project file cannot be written, and writing it all back at once.

The copy in memory is a whole project, log and all: every edit made on it is chained as it would
have been in the file, so that what is written back later is exactly what was made meanwhile.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from timeline_app.storage import log
from timeline_app.storage.connection import limit, transaction
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.writing import write_changes

Head = tuple[int, str]
"""Number and hash of the last edit of a log."""

_EDIT = "number, id, kind, of_id, label, author, made_at, digest, previous_hash, hash"
_CHANGE = "edit_number, position, kind, record_id, before, after"


def in_memory(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Copy what a connection sees into memory, about as many bytes as the file has.

    Raises sqlite3.Error when it can no longer be read.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        conn.backup(copy)
        limit(copy)
        for setting in ("trusted_schema = OFF", "foreign_keys = ON", "secure_delete = ON"):
            copy.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        copy.close()
        raise
    return copy


def labels_after(conn: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Return the labels of the edits after one, oldest first."""
    rows = conn.execute("SELECT label FROM edit WHERE number > ? ORDER BY number", (number,))
    return tuple(label for (label,) in rows.fetchall())


def write_back(
    memory: sqlite3.Connection, file: sqlite3.Connection, saved: Head, path: Path
) -> None:
    """Write the edits after `saved` to a file that ends with it, as one durable step.

    Raises StoreError, with nothing written, when the file ends with anything else.
    """
    with transaction(file):
        if log.head(file) != saved:
            raise StoreError(
                f"“{path}” was changed by another program; save your work elsewhere.",
                Trouble.CHANGED,
            )
        since = (saved[0],)
        edits = memory.execute(f"SELECT {_EDIT} FROM edit WHERE number > ? ORDER BY number", since)
        for edit in edits.fetchall():
            write_changes(file, log.changes_of(memory, edit[0]))
            file.execute(f"INSERT INTO edit ({_EDIT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", edit)
        changes = memory.execute(
            f"SELECT {_CHANGE} FROM change WHERE edit_number > ? ORDER BY edit_number, position",
            since,
        )
        file.executemany(
            f"INSERT INTO change ({_CHANGE}) VALUES (?, ?, ?, ?, ?, ?)", changes.fetchall()
        )
