"""The open project file: reads records, writes edits, remembers them for undo."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, Self, TypeVar

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id, Project, Record
from timeline_app.domain.vocabulary import EditKind
from timeline_app.storage import digest, holding, log
from timeline_app.storage.connection import connect, transaction
from timeline_app.storage.copying import copy_database
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.locking import Lock, holder
from timeline_app.storage.log import LoggedEdit
from timeline_app.storage.opening import Standing, admit, refuse_other_schema, stand
from timeline_app.storage.reading import NAMES, Reader
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import PAGE_SIZE, build
from timeline_app.storage.seen import Seen
from timeline_app.storage.writing import insert_records, write_changes

R = TypeVar("R", bound=Record)


class _Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closing)


class Store(Reader):
    """One project file. Reads and writes may come from any thread; they take turns.

    Made by `Store.create` or `Store.open`. World failures raise StoreError, edits that do not fit
    raise Conflict; either way nothing was written.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, lock: Lock | None, seen: Seen) -> None:
        super().__init__(path, conn)
        self._lock = lock
        self._seen = seen
        self._standing = stand(path)
        self._stacks = log.read_stacks(conn)
        self._file: sqlite3.Connection | None = None  # the file's, while work goes on in memory
        self._saved = self._held_from = (self._stacks.number, self._stacks.hash)

    @classmethod
    def create(cls, path: Path | str, project: Project) -> Self:
        """Make a new project file and open it. Raises StoreError when a file is there already."""
        path = Path(path).absolute()
        with told("Could not create", path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        try:
            with told("Could not create", path), _kept_on_success(Lock(path)) as lock:
                conn = connect(path)
                with _kept_on_success(conn):
                    conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
                    build(conn)
                    with transaction(conn):
                        insert_records(conn, "project", [project])
                    return cls(path, conn, lock, Seen.of_this_person())
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(
        cls,
        path: Path | str,
        read_only: bool = False,  # noqa: FBT001, FBT002 - said by name everywhere
        *,
        take_over: bool = False,
        report: Report = silent,
    ) -> Self:
        """Open a project file. Raises StoreError, one sentence, for whatever is no sound project.

        A file that is not just as this person left it is examined in full, which takes about ten
        seconds a million records and is told to `report`. `take_over` takes the lock left by
        another computer, after the user said so.
        """
        path = Path(path).absolute()
        seen = Seen.of_this_person()
        held = holder(path)
        if held is not None and (held.here() or not (read_only or take_over)):
            raise StoreError(held.sentence(path), Trouble.LOCKED)
        standing = admit(path, known=seen.knows(path), read_only=read_only, report=report)
        if not read_only:
            _refuse_unwritable(path)
        return cls._reopen(path, standing, seen, read_only=read_only, take_over=take_over)

    @classmethod
    def _reopen(
        cls, path: Path, standing: Standing, seen: Seen, *, read_only: bool, take_over: bool
    ) -> Self:
        """Open a file that was let in, and make sure that it is still the same."""
        with told("Could not open", path), contextlib.ExitStack() as stack:
            lock = None
            if not read_only:
                lock = stack.enter_context(_kept_on_success(Lock(path, take_over=take_over)))
            conn = stack.enter_context(_kept_on_success(connect(path, read_only=read_only)))
            refuse_other_schema(conn, path)
            if stand(path) != standing:
                raise StoreError(f"“{path}” was replaced just now; open it again.", Trouble.MOVED)
            return cls(path, conn, lock, seen)

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._lock is None

    def close(self) -> None:
        """Close the file and let go of it; more than once does no harm."""
        with self._turn:
            self.is_open = False
            self._conn.close()
            if self._file is not None:
                self._file.close()
            if self._lock is not None:
                self._lock.close()
                if self._still_ours():
                    self._seen.remember(self.path)
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
            total = self._digest()

            def counted() -> Iterator[R]:
                nonlocal total
                for record in records:
                    total += digest.of_record(record)
                    yield record

            insert_records(self._conn, NAMES[kind], counted())
            entry = log.append(self._conn, self._stacks, Edit(label, ()), "", digest.as_text(total))
        self._follow(entry, total)

    def _write(self, edit: Edit, author: str, kind: EditKind, of_id: Id | None) -> None:
        entry: LoggedEdit | None = None
        with self._turn:
            try:
                with self._step(edit.label):
                    total = self._digest() + digest.moved(edit.changes)
                    write_changes(self._conn, edit.changes)
                    text = digest.as_text(total)
                    entry = log.append(
                        self._conn, self._stacks, edit, author, text, kind=kind, of_id=of_id
                    )
            except StoreError:
                if entry is None or not self._arrived(entry):
                    raise
            self._follow(entry, total)

    def _arrived(self, entry: LoggedEdit) -> bool:
        """Tell whether an edit is in the file although its commit reported an error.

        That is so when the error came after the journal was gone; to make it again would fail.
        """
        try:
            return log.head(self._conn) == (entry.number, entry.hash)
        except (sqlite3.Error, UnicodeError):
            return False

    def _digest(self) -> int:
        """Return the digest of what is stored; before the first edit it is worked out."""
        kept = self._stacks.digest
        return digest.of_file(self._conn) if kept is None else kept

    @contextmanager
    def _step(self, label: str) -> Iterator[None]:
        """Run one durable step on the file that was opened, unchanged since our last one."""
        with self._turn, told(f"Could not save “{label}” to", self.path):
            if self._file is None:
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
        if not self._still_ours():
            raise StoreError(
                f"“{self.path}” was moved, replaced or deleted while it was open; save your work"
                " elsewhere.",
                Trouble.MOVED,
            )

    def _still_ours(self) -> bool:
        with contextlib.suppress(OSError):
            return stand(self.path) == self._standing
        return False

    def _follow(self, entry: LoggedEdit, total: int) -> None:
        """Move the stacks on, once the edit is on the disk."""
        self._stacks.take(entry.number, entry.id, entry.kind, entry.of_id, empty=entry.size == 0)
        self._stacks.hash = entry.hash
        self._stacks.digest = total

    def _logged(self, edit_id: Id) -> Edit:
        with self.reading() as conn:
            return log.logged_edit(conn, edit_id)

    # While the file cannot be written

    def hold(self) -> None:
        """Go on in memory, with everything that is in the file; the file is left alone.

        From here on edits are kept in memory only, until `write_back`. Raises StoreError when the
        file can no longer be read.
        """
        with self._turn, told("Could not read", self.path):
            if self._file is not None or self.read_only:
                return
            memory = holding.in_memory(self._conn)
            self._saved = (self._stacks.number, self._stacks.hash)
            self._stacks = log.read_stacks(memory)
            self._held_from = (self._stacks.number, self._stacks.hash)
            self._conn, self._file = memory, self._conn

    def write_back(self) -> None:
        """Write what was kept in memory to the file, as one step that is on the disk at the end.

        Raises StoreError when that still cannot be; then all of it is still in memory.
        """
        with self._turn, told("Could not save to", self.path):
            if self._file is None:
                return
            self._refuse_writing()
            holding.write_back(self._conn, self._file, self._saved, self.path)
            memory, self._conn, self._file = self._conn, self._file, None
            memory.close()

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The labels of the edits that are in memory only, oldest first."""
        with self.reading() as conn:
            held = self._file is not None
            return holding.labels_after(conn, self._held_from[0]) if held else ()

    @property
    def is_held(self) -> bool:
        """Whether the work goes on in memory."""
        return self._file is not None

    # What the log leads to

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

    # The file as a whole

    def copy_to(self, path: Path | str) -> None:
        """Write a full copy, history and all, checked before it takes its name.

        A file of that name is replaced. It works even when this file was moved or deleted.
        """
        with self._turn:
            copy_database(self._conn, self.path, Path(path).absolute())


@contextmanager
def _kept_on_success(thing: C) -> Iterator[C]:
    """Lend what must be let go of when the block fails, and only then."""
    try:
        yield thing
    except BaseException:
        thing.close()
        raise


def _refuse_unwritable(path: Path) -> None:
    """Raise StoreError unless the file and its folder, where the journal goes, can be written."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError(
            f"“{path}” or its folder cannot be written to; open it read-only, or save a copy"
            " somewhere else.",
            Trouble.READ_ONLY,
        )
