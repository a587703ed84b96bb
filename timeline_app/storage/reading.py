"""Reading an open project: records, whole columns, and the history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

from timeline_app.domain.edits import Change
from timeline_app.domain.records import KINDS, Id, Record
from timeline_app.storage import log
from timeline_app.storage.errors import told
from timeline_app.storage.log import LoggedEdit
from timeline_app.storage.rows import Value, from_row, from_rows, shape
from timeline_app.storage.turns import Turns

R = TypeVar("R", bound=Record)

NAMES: dict[type[Any], str] = {record: kind for kind, record in KINDS.items()}
_ORDERED = {"hop": "position", "track": "position", "relation_member": "side"}
_BATCH = 900  # below the limit on variables in one statement


class Reader:
    """What can be read through one connection, from any thread, one at a time."""

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self.is_open = True
        """Whether anything can still be read: what is done between two events asks first."""
        self._conn = conn
        self._turn = Turns()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for reading, one reader at a time; other rooms of storage use it."""
        with self._turn, told("Could not read", self.path):
            yield self._conn

    def get(self, kind: type[R], id: Id) -> R | None:  # noqa: A002 - as the field is called
        """Return the record of an id, or None."""
        return next(iter(self.where(kind, id=id)), None)

    def all(self, kind: type[R]) -> list[R]:
        """Return every record of a kind."""
        return self.where(kind)

    def where(self, kind: type[R], **equal: Value | bool) -> list[R]:
        """Return the records whose fields equal the values given; None finds NULL.

        Hops, tracks and members of relations come in their order, the others as they were added.
        """
        name = NAMES[kind]
        known = shape(name).names
        assert all(field in known for field in equal), (name, tuple(equal))
        test = " AND ".join(f"{field} IS ?" for field in equal) or "1"
        order = ", ".join(filter(None, (_ORDERED.get(name), "rowid")))
        query = f"{shape(name).select} WHERE {test} ORDER BY {order}"
        with self.reading() as conn:
            rows = conn.execute(query, tuple(equal.values())).fetchall()
        return cast("list[R]", from_rows(name, rows))

    def among(self, kind: type[R], field: str, values: Iterable[Value]) -> list[R]:
        """Return the records one of whose fields has one of these values, each once.

        Hops come in their order of one claim, the others as they were added.
        """
        name = NAMES[kind]
        assert field in shape(name).names, (name, field)
        order = ", ".join(filter(None, (_ORDERED.get(name), "rowid")))
        found: list[R] = []
        wanted = iter(dict.fromkeys(values))
        with self.reading() as conn:
            while batch := tuple(islice(wanted, _BATCH)):
                marks = ", ".join("?" * len(batch))
                query = f"{shape(name).select} WHERE {field} IN ({marks}) ORDER BY {order}"
                rows = conn.execute(query, batch).fetchall()
                found += cast("list[R]", from_rows(name, rows))
        return found

    def many(self, kind: type[R], ids: Iterable[Id]) -> dict[Id, R]:
        """Return the records of these ids, by id; those that are not there are left out."""
        name = NAMES[kind]
        found: dict[Id, R] = {}
        wanted = iter(ids)
        with self.reading() as conn:
            while batch := tuple(islice(wanted, _BATCH)):
                marks = ", ".join("?" * len(batch))
                query = f"{shape(name).select} WHERE id IN ({marks})"
                for row in conn.execute(query, batch).fetchall():
                    found[row[0]] = cast("R", from_row(name, row))
        return found

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are."""
        with self.reading() as conn:
            (number,) = conn.execute(f"SELECT count(*) FROM {NAMES[kind]}").fetchone()
        return int(number)

    def columns(self, kind: type[Record], *names: str) -> list[list[Value]]:
        """Return whole columns as stored, one list a name, in the order records were added.

        Flags are 0 and 1, choices plain texts: made for drawing a million events at once.
        """
        known = shape(NAMES[kind]).names
        assert all(name in known for name in names), names
        query = f"SELECT {', '.join(names)} FROM {NAMES[kind]} ORDER BY rowid"
        with self.reading() as conn:
            rows = conn.execute(query).fetchall()
        return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]

    def history(self, limit: int = 100, before: int | None = None) -> list[LoggedEdit]:
        """Return logged edits, newest first, those numbered below `before`."""
        with self.reading() as conn:
            return log.history(conn, limit, before)

    def history_of(self, kind: type[Record], id: Id, limit: int = 100) -> list[LoggedEdit]:  # noqa: A002 - as the field is called
        """Return the logged edits that changed one record, newest first."""
        with self.reading() as conn:
            return log.history_of(conn, NAMES[kind], id, limit)

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return what the logged edit of a number changed."""
        with self.reading() as conn:
            return log.changes_of(conn, number)
