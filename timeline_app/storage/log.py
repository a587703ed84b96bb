"""The log of edits: appended only, chained by hashes, and what undo and redo are read from.

An undo is an edit of its own which names the edit it takes back, so nothing is ever taken out of
the log, and both stacks are there again when a file is opened.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Id, new_id
from timeline_app.domain.vocabulary import EditKind
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.plain_json import in_utf8
from timeline_app.storage.rows import from_json, to_json
from timeline_app.storage.stopping import GoOn, asking

Head: TypeAlias = tuple[int, str]
"""Number and hash of the last edit of a log; (0, "") when there is none."""


@dataclass(frozen=True, slots=True)
class LoggedEdit:
    """An edit as the history shows it; `Store.changes_of` fetches what it changed.

    `made_at` is ISO 8601 in UTC, `of_id` the edit undone or redone, `size` the number of changes,
    `hash` the SHA-256 in hexadecimal over the hash before and this edit.
    """

    number: int
    id: Id
    kind: EditKind
    of_id: Id | None
    label: str
    author: str
    made_at: str
    digest: str
    previous_hash: str
    hash: str
    size: int


@dataclass(slots=True)
class Stacks:
    """What can be undone and redone: ids of edits, the next one last; and the end of the log."""

    undo: list[Id] = field(default_factory=list)
    redo: list[Id] = field(default_factory=list)
    number: int = 0
    hash: str = ""
    digest: int | None = None

    @property
    def head(self) -> Head:
        """Number and hash of the last edit."""
        return self.number, self.hash

    def take(self, number: int, edit_id: Id, kind: str, of_id: Id | None, *, empty: bool) -> None:
        """Follow the log by one edit."""
        self.number = number
        if kind == EditKind.DO:
            self.redo.clear()
            if empty:
                self.undo.clear()  # rows came in past the log: nothing before can be taken back
            else:
                self.undo.append(edit_id)
            return
        source, target = (self.undo, self.redo) if kind == EditKind.UNDO else (self.redo, self.undo)
        if source and of_id is not None and source[-1] == of_id:
            source.pop()
            target.append(of_id)


def read_stacks(conn: sqlite3.Connection) -> Stacks:
    """Walk the log once, from its beginning."""
    stacks = Stacks()
    query = (
        "SELECT number, id, kind, of_id,"
        " NOT EXISTS (SELECT 1 FROM change WHERE edit_number = number)"
        " FROM edit ORDER BY number"
    )
    for number, edit_id, kind, of_id, empty in conn.execute(query).fetchall():
        stacks.take(number, edit_id, kind, of_id, empty=bool(empty))
    stacks.hash = head(conn)[1]
    stacks.digest = _total(head_digest(conn))
    return stacks


def head(conn: sqlite3.Connection) -> Head:
    """Return number and hash of the last edit; (0, "") when there is none."""
    row = conn.execute("SELECT number, hash FROM edit ORDER BY number DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row is not None else (0, "")


def number_of(conn: sqlite3.Connection, hash_: str) -> int | None:
    """Return the number of the edit with a hash, or None if the log has none."""
    row = conn.execute("SELECT number FROM edit WHERE hash = ?", (hash_,)).fetchone()
    return None if row is None else int(row[0])


def _total(kept: str | None) -> int | None:
    """Return a digest as the number it is. Raises StoreError when it is none."""
    try:
        return None if kept is None else int(kept, 16)
    except ValueError as error:
        raise StoreError(
            "The history of the file is damaged; restore a backup, or rescue what is in it into a"
            " new project.",
            Trouble.DAMAGED,
        ) from error


def head_digest(conn: sqlite3.Connection) -> str | None:
    """Return the digest of all records the last edit left; None before the first."""
    row = conn.execute("SELECT digest FROM edit ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit as the log will hold it: rows of the tables `edit` and `change`."""

    edit: tuple[object, ...]
    changes: tuple[tuple[object, ...], ...]

    @property
    def head(self) -> Head:
        """What the log ends with once this is written."""
        return self.edit[0], self.edit[-1]  # type: ignore[return-value]  # rows have no types

    def follows(self, head: Head) -> bool:
        """Tell whether this is what comes next in a log that ends with a number and a hash."""
        number, hashed = head
        return self.edit[0] == number + 1 and self.edit[-2] == hashed

    @property
    def goes_back(self) -> bool:
        """Whether it is an undo or a redo, so that everything in it was in the file before."""
        return self.edit[2] != EditKind.DO

    @property
    def logged(self) -> LoggedEdit:
        """The entry as the history shows it."""
        return _logged((*self.edit, len(self.changes)))


def entry_of(
    stacks: Stacks,
    edit: Edit,
    author: str,
    digest: str,
    *,
    kind: EditKind = EditKind.DO,
    of_id: Id | None = None,
    go_on: GoOn = int,
) -> Entry:
    """Return what the log is to hold of an edit made now, after what is in it already."""
    number = stacks.number + 1
    changes = tuple(
        (number, position, change.kind, change.id, to_json(change.before), to_json(change.after))
        for position, change in enumerate(asking(edit.changes, go_on))
    )
    made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    start = (number, new_id(), kind.value, of_id, edit.label, author, made_at, digest, stacks.hash)
    hashed = entry_hash(start, (change[2:] for change in asking(changes, go_on)))
    return Entry((*start, hashed), changes)


def append(conn: sqlite3.Connection, entry: Entry) -> None:
    """Write an entry at the end of the log, inside the caller's transaction."""
    marks = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
    conn.execute(f"INSERT INTO edit ({_COLUMNS}) VALUES ({marks})", entry.edit)
    conn.executemany(
        "INSERT INTO change (edit_number, position, kind, record_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        entry.changes,
    )


def entry_hash(start: Sequence[object], changes: Iterable[Sequence[object]]) -> str:
    """Return an edit's hash: SHA-256 over lines of JSON, the edit's own and one a change.

    `start` is number, id, kind, of_id, label, author, made_at, digest, previous_hash; a change is
    kind, record_id, and the texts before and after just as they are stored.
    """
    digest = hashlib.sha256(_line(start))
    for change in changes:
        digest.update(_line(change))
    return digest.hexdigest()


def first_broken(conn: sqlite3.Connection) -> int | None:
    """Return the number of the first edit that is not chained as it was written, or None."""
    previous, last = "", 0
    for row in conn.execute(f"SELECT {_COLUMNS} FROM edit ORDER BY number").fetchall():
        if row[0] != last + 1 or row[-2] != previous or _hash_of(conn, row) != row[-1]:
            return int(row[0])
        previous, last = row[-1], row[0]
    return None


def _hash_of(conn: sqlite3.Connection, row: Sequence[object]) -> str | None:
    """Work out the hash of a logged edit; None where bytes stand in a text's place."""
    changes = conn.execute(
        "SELECT kind, record_id, before, after FROM change WHERE edit_number = ? ORDER BY position",
        (row[0],),
    )
    try:
        return entry_hash(row[:-1], changes)
    except TypeError:
        return None


def _line(values: Sequence[object]) -> bytes:
    return in_utf8(values) + b"\n"


_COLUMNS = "number, id, kind, of_id, label, author, made_at, digest, previous_hash, hash"
_SIZE = "(SELECT count(*) FROM change WHERE edit_number = number)"


def history(conn: sqlite3.Connection, limit: int, before: int | None) -> list[LoggedEdit]:
    """Return logged edits, newest first; `before` is the number to go on from."""
    query = (
        f"SELECT {_COLUMNS}, {_SIZE} FROM edit"
        " WHERE ?1 IS NULL OR number < ?1 ORDER BY number DESC LIMIT ?2"
    )
    return [_logged(row) for row in conn.execute(query, (before, limit)).fetchall()]


def history_of(conn: sqlite3.Connection, kind: str, record_id: Id, limit: int) -> list[LoggedEdit]:
    """Return the logged edits that changed one record, newest first."""
    query = (
        f"SELECT {_COLUMNS}, {_SIZE} FROM edit WHERE number IN"
        " (SELECT edit_number FROM change WHERE record_id = ? AND kind = ?)"
        " ORDER BY number DESC LIMIT ?"
    )
    return [_logged(row) for row in conn.execute(query, (record_id, kind, limit)).fetchall()]


def _logged(row: Sequence[object]) -> LoggedEdit:
    number, edit_id, kind, *rest = row
    return LoggedEdit(number, edit_id, EditKind(str(kind)), *rest)  # type: ignore[arg-type]  # rows have no types


def changes_of(conn: sqlite3.Connection, number: int) -> tuple[Change, ...]:
    """Return what the edit of a number changed, in the order it was written."""
    query = "SELECT kind, before, after FROM change WHERE edit_number = ? ORDER BY position"
    return tuple(
        Change(from_json(kind, before), from_json(kind, after))
        for kind, before, after in conn.execute(query, (number,)).fetchall()
    )


def logged_edit(conn: sqlite3.Connection, edit_id: Id) -> Edit:
    """Return the edit of an id as it was made."""
    number, label = conn.execute(
        "SELECT number, label FROM edit WHERE id = ?", (edit_id,)
    ).fetchone()
    return Edit(label, changes_of(conn, number))


def label_of(conn: sqlite3.Connection, edit_id: Id) -> str:
    """Return the label of the edit of an id."""
    (label,) = conn.execute("SELECT label FROM edit WHERE id = ?", (edit_id,)).fetchone()
    return str(label)
