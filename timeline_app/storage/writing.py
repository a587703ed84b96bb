"""Writing the changes of an edit: only where the file still holds what the edit says it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import groupby

from timeline_app.domain.edits import Change
from timeline_app.domain.records import Record, kind_of
from timeline_app.storage.errors import Conflict
from timeline_app.storage.rows import Row, shape, to_row
from timeline_app.storage.scanning import HIERARCHIES


class _How(Enum):
    ADD = auto()
    CHANGE = auto()
    REMOVE = auto()


def write_changes(conn: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Write changes in order, inside the caller's transaction.

    Raises Conflict when a record is not stored as the change says it was before.
    """
    changes = tuple(changes)
    for (kind, how), group in groupby(changes, key=lambda change: (change.kind, _how(change))):
        _WRITERS[how](conn, kind, list(group))
    for change in changes:
        if change.after is not None and change.kind in HIERARCHIES:
            _refuse_circle(conn, change.after, HIERARCHIES[change.kind])


def _refuse_circle(conn: sqlite3.Connection, record: Record, up: str) -> None:
    """Raise Conflict when a record has become part of itself; readers walk up without end."""
    kind, at, passed = kind_of(record), getattr(record, up), {record.id}
    while at is not None:
        if at in passed:
            raise Conflict(f"{kind} {record.id} would be part of itself by its {up}")
        passed.add(at)
        row = conn.execute(f"SELECT {up} FROM {kind} WHERE id = ?", (at,)).fetchone()
        at = row[0] if row is not None else None


def _how(change: Change) -> _How:
    if change.before is None:
        return _How.ADD
    return _How.REMOVE if change.after is None else _How.CHANGE


def _add(conn: sqlite3.Connection, kind: str, changes: Sequence[Change]) -> None:
    insert_records(conn, kind, (_there(change.after) for change in changes))


def insert_records(conn: sqlite3.Connection, kind: str, records: Iterable[Record]) -> None:
    """Insert records of one kind. Raises Conflict when one is there already."""
    try:
        conn.executemany(shape(kind).insert, map(to_row, records))
    except sqlite3.IntegrityError as error:
        raise Conflict(f"a {kind} cannot be added: {error}") from error


def _change(conn: sqlite3.Connection, kind: str, changes: Sequence[Change]) -> None:
    rows = ((*to_row(_there(c.after)), *to_row(_there(c.before))) for c in changes)
    _expect(conn.executemany(shape(kind).update, rows).rowcount, changes)


def _remove(conn: sqlite3.Connection, kind: str, changes: Sequence[Change]) -> None:
    rows: Iterable[Row] = (to_row(_there(change.before)) for change in changes)
    _expect(conn.executemany(shape(kind).delete, rows).rowcount, changes)


def _expect(written: int, changes: Sequence[Change]) -> None:
    if written != len(changes):
        first = changes[0]
        raise Conflict(
            f"{len(changes) - written} of {len(changes)} {first.kind} records, the first"
            f" {first.id}, are not stored as the edit found them"
        )


def _there(record: Record | None) -> Record:
    assert record is not None
    return record


_WRITERS = {_How.ADD: _add, _How.CHANGE: _change, _How.REMOVE: _remove}
