"""Our own hardened connection: every setting is made, read back and refused if it did not take.

Why each: DESIGN.md calls them measured; the short of it is DELETE because WAL writes on after a
file was moved, EXTRA because FULL loses the last edit at a power cut, the rest because files come
from anyone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from timeline_app.domain.records import KINDS
from timeline_app.storage.errors import StoreError

SETTINGS: tuple[tuple[str, str, str | int], ...] = (
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-65536", -65536),  # 64 MB, for edits of many records
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
)
"""Pragma, what it is set to, and what it must then read."""

LARGEST_VALUE = 64 << 20
"""Bytes of the longest text or attachment a file may hold."""

BUSY_SECONDS = 2.0

_SECONDS = 60.0
_BYTES_PER_SECOND = 1e6  # a tenth of what the slowest machine we tried examines
_OTHERS = frozenset({"edit", "change", "_sqlite_migrations", "sqlite_master"})
_PRAGMAS = frozenset({"quick_check", "integrity_check", "foreign_key_check"})

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 4,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 1000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an existing file, hardened; it may be used from any thread, one at a time.

    Raises StoreError when a setting does not take, and whatever sqlite3 raises.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    conn = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        limit(conn)
        settle(conn, path)
    except BaseException:
        conn.close()
        raise
    return conn


def limit(conn: sqlite3.Connection) -> None:
    """Set the limits on what a file can make SQLite do, and switch off what we never use."""
    for category, most in _LIMITS.items():
        conn.setlimit(category, most)
    setconfig = getattr(conn, "setconfig", None)  # Python 3.12 on
    if setconfig is not None:
        setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # type: ignore[attr-defined,unused-ignore]  # noqa: FBT003
        for name in ("TRUSTED_SCHEMA", "ENABLE_TRIGGER", "ENABLE_VIEW", "DQS_DDL", "DQS_DML"):
            setconfig(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), False)  # noqa: FBT003


def guard(conn: sqlite3.Connection, size: int, tables: Iterable[str] = KINDS) -> None:
    """Allow a connection only what examining and reading a project needs, for a limited time.

    `size` is that of the file in bytes, and decides for how long; `tables` hold its records.
    """
    end = time.monotonic() + _SECONDS + size / _BYTES_PER_SECOND
    conn.set_progress_handler(lambda: time.monotonic() > end, 20_000)
    conn.set_authorizer(partial(_allow, _OTHERS.union(tables)))


def _allow(
    tables: frozenset[str],
    action: int,
    first: str | None,
    second: str | None,
    _: str | None,
    inner: str | None,
) -> int:
    """Answer SQLite's question whether a statement may do something; `inner` is a view's name."""
    allowed = inner is None and (
        action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
        or (action == sqlite3.SQLITE_READ and first in tables)
        or (action == sqlite3.SQLITE_FUNCTION and second in {"count", "length"})
        or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def settle(conn: sqlite3.Connection, path: Path) -> None:
    """Make every setting and read it back."""
    for name, wish, expected in SETTINGS:
        conn.execute(f"PRAGMA {name} = {wish}").fetchall()
        (found,) = conn.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise StoreError(
                f"Could not open “{path.name}” safely: SQLite {sqlite3.sqlite_version} would not"
                f" set {name} to {wish} (it stayed {found})."
            )


@contextmanager
def unchecked(conn: sqlite3.Connection) -> Iterator[None]:
    """Run a block without the tables' CHECKs, for bounds out of order that a file came with.

    What else the CHECKs say holds of every record anyway: their types have no other values.
    """
    conn.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        conn.execute("PRAGMA ignore_check_constraints = OFF")


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """Run a block as one durable step: all of it, or, when anything is raised, nothing."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        # A full disk or an I/O error has already rolled back; if not, closing the file does.
        with suppress(sqlite3.Error):
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        raise
