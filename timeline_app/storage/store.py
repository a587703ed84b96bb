"""The open project file: reads records, writes edits, remembers them for undo."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any, Self, TypeVar, cast

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import KINDS, Id, Project, Record
from timeline_app.domain.vocabulary import EditKind
from timeline_app.storage import log
from timeline_app.storage.connection import connect, transaction
from timeline_app.storage.copying import copy_database
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.locking import Lock, holder
from timeline_app.storage.log import LoggedEdit
from timeline_app.storage.opening import examine, inspect, refuse_other_schema, stand
from timeline_app.storage.rows import Value, from_row, from_rows, shape
from timeline_app.storage.schema import PAGE_SIZE, build
from timeline_app.storage.writing import insert_records, write_changes

R = TypeVar("R", bound=Record)

_NAMES: dict[type[Any], str] = {record: kind for kind, record in KINDS.items()}
_ORDERED = {"hop": "position", "track": "position", "relation_member": "side"}
_BATCH = 900  # below the limit on variables in one statement


class Store:
    """One project file. Reads and writes may come from any thread; they take turns.

    Made by `Store.create` or `Store.open`. World failures raise StoreError, edits that do not fit
    raise Conflict; either way nothing was written.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, lock: Lock | None) -> None:
        self.path = path
        self._conn = conn
        self._file_lock = lock
        self._turn = RLock()
        self._standing = stand(path)
        self._stacks = log.read_stacks(conn)

    @classmethod
    def create(cls, path: Path | str, project: Project) -> Self:
        """Make a new project file and open it. Raises StoreError when a file is there already."""
        path = Path(path).absolute()
        with told("Could not create", path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        try:
            with told("Could not create", path):
                return cls._fill(path, project)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def _fill(cls, path: Path, project: Project) -> Self:
        lock = Lock(path)
        try:
            conn = connect(path)
            try:
                conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
                build(conn)
                with transaction(conn):
                    insert_records(conn, "project", [project])
                return cls(path, conn, lock)
            except BaseException:
                conn.close()
                raise
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path | str,
        read_only: bool = False,  # noqa: FBT001, FBT002 - said by name everywhere
        *,
        take_over: bool = False,
    ) -> Self:
        """Open a project file. Raises StoreError, one sentence, for whatever is no project.

        `take_over` takes the lock left by another computer, after the user said so.
        """
        path = Path(path).absolute()
        held = holder(path)
        if held is not None and (held.here() or not (read_only or take_over)):
            raise StoreError(held.sentence(path), Trouble.LOCKED)
        examine(path)
        inspect(path)
        if not read_only and not _writable(path):
            raise StoreError(
                f"“{path}” or its folder cannot be written to; open it read-only, or save a copy"
                " somewhere else.",
                Trouble.READ_ONLY,
            )
        return cls._reopen(path, read_only=read_only, take_over=take_over)

    @classmethod
    def _reopen(cls, path: Path, *, read_only: bool, take_over: bool) -> Self:
        lock = None if read_only else Lock(path, take_over=take_over)
        try:
            with told("Could not open", path):
                conn = connect(path, read_only=read_only)
                try:
                    refuse_other_schema(conn, path)
                    return cls(path, conn, lock)
                except BaseException:
                    conn.close()
                    raise
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._file_lock is None

    def close(self) -> None:
        """Close the file and let go of it; more than once does no harm."""
        with self._turn:
            self._conn.close()
            if self._file_lock is not None:
                self._file_lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def get(self, kind: type[R], id: Id) -> R | None:  # noqa: A002
        """Return the record of an id, or None."""
        return next(iter(self.where(kind, id=id)), None)

    def all(self, kind: type[R]) -> list[R]:
        """Return every record of a kind."""
        return self.where(kind)

    def where(self, kind: type[R], **equal: Value | bool) -> list[R]:
        """Return the records whose fields equal the values given; None finds NULL.

        Hops, tracks and members of relations come in their order, the others as they were added.
        """
        name = _NAMES[kind]
        known = shape(name).names
        assert all(field in known for field in equal), (name, tuple(equal))
        test = " AND ".join(f"{field} IS ?" for field in equal) or "1"
        order = ", ".join(filter(None, (_ORDERED.get(name), "rowid")))
        query = f"{shape(name).select} WHERE {test} ORDER BY {order}"
        with self.reading() as conn:
            rows = conn.execute(query, tuple(equal.values())).fetchall()
        return cast("list[R]", from_rows(name, rows))

    def many(self, kind: type[R], ids: Iterable[Id]) -> dict[Id, R]:
        """Return the records of these ids, by id; those that are not there are left out."""
        name = _NAMES[kind]
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
            (number,) = conn.execute(f"SELECT count(*) FROM {_NAMES[kind]}").fetchone()
        return int(number)

    def columns(self, kind: type[Record], *names: str) -> list[list[Value]]:
        """Return whole columns as stored, one list a name, in the order records were added.

        Flags are 0 and 1, choices plain texts: made for drawing a million events at once.
        """
        known = shape(_NAMES[kind]).names
        assert all(name in known for name in names), names
        query = f"SELECT {', '.join(names)} FROM {_NAMES[kind]} ORDER BY rowid"
        with self.reading() as conn:
            rows = conn.execute(query).fetchall()
        return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for reading, one reader at a time; other rooms of storage use it."""
        with self._turn, told("Could not read", self.path):
            yield self._conn

    # Writing

    def apply(self, edit: Edit, author: str = "") -> None:
        """Write an edit and log it, in one step that is on the disk when this returns.

        An edit without changes writes nothing.
        """
        if edit.changes:
            self._write(edit, author, EditKind.DO, None)

    def undo(self, author: str = "") -> Edit | None:
        """Take back the last edit; return what that changed, or None if there is none."""
        with self._turn:
            if not self._stacks.undo:
                return None
            of_id = self._stacks.undo[-1]
            edit = self._logged(of_id).inverse()
            self._write(edit, author, EditKind.UNDO, of_id)
            return edit

    def redo(self, author: str = "") -> Edit | None:
        """Make the last undone edit again; return what that changed, or None if there is none."""
        with self._turn:
            if not self._stacks.redo:
                return None
            of_id = self._stacks.redo[-1]
            edit = self._logged(of_id)
            self._write(edit, author, EditKind.REDO, of_id)
            return edit

    def write_records(self, kind: type[R], records: Iterable[R], label: str = "Import") -> None:
        """Write records past the log, for generated projects of any size.

        The log keeps one edit without changes, and nothing before it can be undone.
        """
        with self._step(label):
            insert_records(self._conn, _NAMES[kind], records)
            entry = log.append(self._conn, self._stacks, Edit(label, ()), "")
        self._follow(entry)

    def _write(self, edit: Edit, author: str, kind: EditKind, of_id: Id | None) -> None:
        with self._turn:
            with self._step(edit.label):
                write_changes(self._conn, edit.changes)
                entry = log.append(self._conn, self._stacks, edit, author, kind=kind, of_id=of_id)
            self._follow(entry)

    @contextmanager
    def _step(self, label: str) -> Iterator[None]:
        """Run one durable step on the file that was opened, unchanged since our last one."""
        with self._turn, told(f"Could not save “{label}” to", self.path):
            self._refuse_writing()
            with transaction(self._conn):
                if log.head(self._conn) != (self._stacks.number, self._stacks.hash):
                    raise StoreError(
                        f"“{self.path}” was changed by another program; close and reopen it, or"
                        " save your work elsewhere.",
                        Trouble.CHANGED,
                    )
                yield

    def _refuse_writing(self) -> None:
        if self.read_only:
            raise StoreError(
                f"“{self.path}” is open read-only; save a copy to edit it.", Trouble.READ_ONLY
            )
        standing = None
        with contextlib.suppress(OSError):
            standing = stand(self.path)
        if standing != self._standing:
            raise StoreError(
                f"“{self.path}” was moved, replaced or deleted while it was open; save your work"
                " elsewhere.",
                Trouble.MOVED,
            )

    def _follow(self, entry: LoggedEdit) -> None:
        """Move the stacks on, once the edit is on the disk."""
        self._stacks.take(entry.number, entry.id, entry.kind, entry.of_id, empty=entry.size == 0)
        self._stacks.hash = entry.hash

    def _logged(self, edit_id: Id) -> Edit:
        with self.reading() as conn:
            return log.logged_edit(conn, edit_id)

    # History

    @property
    def undo_label(self) -> str | None:
        """The label of the edit `undo` would take back."""
        return self._label(self._stacks.undo)

    @property
    def redo_label(self) -> str | None:
        """The label of the edit `redo` would make again."""
        return self._label(self._stacks.redo)

    def _label(self, stack: list[Id]) -> str | None:
        with self.reading() as conn:
            return log.label_of(conn, stack[-1]) if stack else None

    @property
    def head_hash(self) -> str:
        """The hash of the last edit, over all before it; empty before the first."""
        return self._stacks.hash

    def history(self, limit: int = 100, before: int | None = None) -> list[LoggedEdit]:
        """Return logged edits, newest first, those numbered below `before`."""
        with self.reading() as conn:
            return log.history(conn, limit, before)

    def history_of(self, kind: type[Record], id: Id, limit: int = 100) -> list[LoggedEdit]:  # noqa: A002
        """Return the logged edits that changed one record, newest first."""
        with self.reading() as conn:
            return log.history_of(conn, _NAMES[kind], id, limit)

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return what the logged edit of a number changed."""
        with self.reading() as conn:
            return log.changes_of(conn, number)

    # Copying

    def copy_to(self, path: Path | str) -> None:
        """Write a full copy, history and all, checked before it takes its name.

        A file of that name is replaced. It works even when this file was moved or deleted.
        """
        with self._turn:
            copy_database(self._conn, self.path, Path(path).absolute())


def _writable(path: Path) -> bool:
    """Tell whether the file and its folder, where the journal goes, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
