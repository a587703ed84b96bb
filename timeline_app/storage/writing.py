"""Writing the changes of an edit: only where the file still holds what the edit says it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import groupby

from timeline_app.domain.dating import are_inverted, is_inverted
from timeline_app.domain.edits import Change
from timeline_app.domain.records import Dating, Event, Record, kind_of
from timeline_app.storage.bounds import bounds_in
from timeline_app.storage.connection import unchecked
from timeline_app.storage.errors import Conflict
from timeline_app.storage.former_rows import FormerRows
from timeline_app.storage.rows import Row, shape, to_row
from timeline_app.storage.scanning import HIERARCHIES


class _How(Enum):
    ADD = auto()
    CHANGE = auto()
    REMOVE = auto()


def write_changes(
    conn: sqlite3.Connection,
    changes: Iterable[Change],
    former: FormerRows,
    *,
    carries: bool = False,
) -> None:
    """Write changes in order, inside the caller's transaction; what comes back has its old place.

    Raises Conflict when a record is not stored as the change says it was before, or when its
    bounds would come out of order that were not; only an undo or a redo may bring those back,
    which is what `carries` says. What the file holds like that already is carried along.
    """
    changes = tuple(changes)
    if not carries:
        _refuse_inverting(changes)
    for (kind, how), group in groupby(changes, key=lambda change: (change.kind, _how(change))):
        _WRITERS[how](conn, kind, list(group), former)
    for change in changes:
        if change.after is not None and change.kind in HIERARCHIES:
            _refuse_circle(conn, change.after, HIERARCHIES[change.kind])


def _refuse_inverting(changes: Iterable[Change]) -> None:
    """Raise Conflict when a change puts the bounds of a record out of order."""
    for change in changes:
        if change.before is not None and _inverted(change.after) and not _inverted(change.before):
            raise Conflict(f"{change.kind} {change.id} would end before it begins")


def _inverted(record: Record | None) -> bool:
    return isinstance(record, Event | Dating) and is_inverted(record)


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


def _add(
    conn: sqlite3.Connection, kind: str, changes: Sequence[Change], former: FormerRows
) -> None:
    places = former.free(conn, kind, [change.id for change in changes])
    back = [_there(change.after) for change in changes if change.id in places]
    new = (_there(change.after) for change in changes if change.id not in places)
    if back:
        rows = ((places[record.id], *to_row(record)) for record in back)
        _insert(conn, kind, ("rowid", *shape(kind).names), rows)
    insert_records(conn, kind, new)


def insert_records(conn: sqlite3.Connection, kind: str, records: Iterable[Record]) -> None:
    """Insert records of one kind. Raises Conflict when one is there already."""
    _insert(conn, kind, shape(kind).names, map(to_row, records))


def _insert(conn: sqlite3.Connection, kind: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    try:
        insert_rows(conn, kind, names, rows)
    except sqlite3.IntegrityError as error:
        raise Conflict(f"a {kind} cannot be added: {error}") from error


def insert_rows(
    conn: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Row]
) -> None:
    """Insert rows of some columns; bounds out of order come as they are. Raises sqlite3.Error."""
    marks = ", ".join("?" * len(names))
    insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
    _run(conn, insert, rows, names)


def _run(conn: sqlite3.Connection, sql: str, rows: Iterable[Row], names: Sequence[str]) -> int:
    """Run a statement for many rows, each of which begins with some columns; count what it did.

    Rows with bounds out of order come last, and past the CHECKs, which keep others from making
    such bounds.
    """
    bounds = bounds_in(names)
    if bounds is None:
        return conn.executemany(sql, rows).rowcount
    odd: list[Row] = []

    def ordered() -> Iterator[Row]:
        for row in rows:
            if are_inverted(bounds(row)):
                odd.append(row)
            else:
                yield row

    number = conn.executemany(sql, ordered()).rowcount
    if odd:
        with unchecked(conn):
            number += conn.executemany(sql, odd).rowcount
    return number


def _change(
    conn: sqlite3.Connection, kind: str, changes: Sequence[Change], former: FormerRows
) -> None:
    del former  # what is changed keeps its place
    rows = ((*to_row(_there(c.after)), *to_row(_there(c.before))) for c in changes)
    _expect(_run(conn, shape(kind).update, rows, shape(kind).names), changes)


def _remove(
    conn: sqlite3.Connection, kind: str, changes: Sequence[Change], former: FormerRows
) -> None:
    former.note(conn, kind, [change.id for change in changes])
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
