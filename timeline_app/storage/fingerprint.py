"""The exact shape of a file's schema, compared before SQLite may evaluate anything from the file.

A view, trigger, virtual table, generated column, CHECK or DEFAULT that is not ours changes it.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from timeline_app.storage.schema import LEDGER, statements

_MOST_OBJECTS = 500
_NAMED = re.compile(r"CREATE (TABLE|INDEX) (\w+)(?: ON (\w+))?")


def fingerprint(conn: sqlite3.Connection) -> str:
    """Return the fingerprint of a file's schema as SQLite reads it, evaluating nothing of it."""
    query = f"SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema LIMIT {_MOST_OBJECTS}"
    return fingerprint_of(conn.execute(query).fetchall())


def fingerprint_of(rows: Iterable[Sequence[object]]) -> str:
    """Return the SHA-256 of rows of a schema table: type, name, table, page, statement."""
    return _digest(
        (kind, name, table, sql) for kind, name, table, _, sql in rows if not _made(name, sql)
    )


def _made(name: object, sql: object) -> bool:
    """Tell whether SQLite made an object itself, for a UNIQUE or a primary key."""
    return sql is None and str(name).startswith("sqlite_autoindex_")


@cache
def expected(version: int | None = None) -> str:
    """Return the fingerprint of a version's schema, worked out from its text alone.

    None is the current version.
    """
    return _digest(_object(sql) for sql in (LEDGER, *statements(version)))


def _object(sql: str) -> tuple[str, str, str, str]:
    found = _NAMED.match(sql)
    assert found is not None, sql
    kind, name, table = found.groups()
    return (kind.lower(), name, table or name, sql)


def _digest(objects: Iterable[tuple[object, ...]]) -> str:
    text = "\n".join(sorted(repr(one) for one in objects))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
