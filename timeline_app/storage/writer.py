"""Writing to an open project: at once to the file, or to memory and from there to the file.

Whoever keeps a window alive writes in memory, where no edit waits for a disk, and has what was
written there taken to the file by a thread of its own. Everybody else writes to the file.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Record
from timeline_app.storage import digest, holding, log
from timeline_app.storage.connection import connect, transaction
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.former_rows import FormerRows
from timeline_app.storage.holding import Step, name_of
from timeline_app.storage.locking import Lock
from timeline_app.storage.log import Head, LoggedEdit
from timeline_app.storage.making import Maker
from timeline_app.storage.opening import stand
from timeline_app.storage.reading import NAMES
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.stopping import stoppable
from timeline_app.storage.writing import insert_records

R = TypeVar("R", bound=Record)

_CACHE_OF_FILE = -4096
"""KB kept of a file that is only written; who reads has the copy in memory."""


class Writer(Maker):
    """One open project file, from its first edit to its last; edits are logged and can be undone.

    World failures raise StoreError, edits that do not fit raise Conflict; either way nothing was
    written.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, lock: Lock | None) -> None:
        super().__init__(path, conn, lock)
        self._standing = stand(path)
        self._saved = self._stacks.head  # what the log in the file ends with
        self._former = self._former_in_file = FormerRows()
        # While the work goes on in memory: the file's connection, and what it lacks.
        self._file: sqlite3.Connection | None = None
        self.is_held = False
        """Whether the work goes on in memory."""
        self._unwritten: list[Step] = []
        self._writing = threading.Lock()

    def apply(self, edit: Edit, author: str = "", report: Report = silent) -> None:
        """Write an edit and log it, in one step that is on the disk when this returns.

        While the work goes on in memory it is on the disk after `write_back`. An edit without
        changes writes nothing. `report` is told nothing but that it goes on; what it raises stops
        it, and then nothing was written.
        """
        if not edit.changes:
            return

        def go_on() -> None:
            report(0, 0, "")

        with self._turn, stoppable(self._conn, go_on):
            self.take(self.make(edit, author, go_on))

    def undo(self, author: str = "") -> Edit | None:
        """Take back the last edit; return what that changed, or None if there is none."""
        with self._turn:
            return self._taken(self.make_undo(author))

    def redo(self, author: str = "") -> Edit | None:
        """Make the last undone edit again; return what that changed, or None if there is none."""
        with self._turn:
            return self._taken(self.make_redo(author))

    def take(self, step: Step) -> bool:
        """Write a step that was made before; False, and nothing, if another came in between."""
        with self._turn:
            if not step.entry.follows(self._stacks.head):
                return False
            write = self._commit_now if self._file is None else self._keep
            write(step)
            self._follow(step.entry.logged, step.total)
            return True

    def _taken(self, step: Step | None) -> Edit | None:
        if step is None:
            return None
        self.take(step)
        return step.edit

    def write_records(self, kind: type[R], records: Iterable[R], label: str = "Import") -> None:
        """Write records past the log, for generated projects of any size.

        The log keeps one edit without changes, and nothing before it can be undone. Not for a
        store that is held in memory.
        """
        assert self._file is None
        self._refuse_read_only()
        with self._turn, self._step(self._conn, f"“{label}”", self._saved):
            total = self._digest()

            def counted() -> Iterator[R]:
                nonlocal total
                for record in records:
                    total += digest.of_record(record)
                    yield record

            insert_records(self._conn, NAMES[kind], counted())
            entry = log.entry_of(self._stacks, Edit(label, ()), "", digest.as_text(total))
            log.append(self._conn, entry)
        self._saved = entry.head
        self._follow(entry.logged, total)

    def _commit_now(self, step: Step) -> None:
        self._commit(self._conn, [step])

    def _keep(self, step: Step) -> None:
        """Write a step in memory, from where `write_back` takes it to the file."""
        with told(f"Could not keep “{step.edit.label}” for", self.path), transaction(self._conn):
            step.write(self._conn, self._former)
        self._unwritten.append(step)

    def _commit(self, file: sqlite3.Connection, steps: Sequence[Step]) -> None:
        """Write steps to the file, all or none of them; they are on the disk at the end."""
        head = steps[-1].entry.head
        try:
            with self._step(file, name_of(steps), self._saved):
                for step in steps:
                    step.write(file, self._former_in_file)
        except StoreError:
            if not _ends_with(file, head):
                raise
        self._saved = head

    @contextmanager
    def _step(self, file: sqlite3.Connection, what: str, head: Head) -> Iterator[None]:
        """Run one durable step on the file that was opened, unchanged since our last one."""
        with told(f"Could not save {what} to", self.path):
            if not self._still_ours():
                raise StoreError(
                    f"“{self.path}” was moved, replaced or deleted while it was open; save your"
                    " work elsewhere.",
                    Trouble.MOVED,
                )
            with transaction(file):
                if log.head(file) != head:
                    raise StoreError(
                        f"“{self.path}” was changed by another program; close and reopen it, or"
                        " save your work elsewhere.",
                        Trouble.CHANGED,
                    )
                yield

    def _still_ours(self) -> bool:
        with contextlib.suppress(OSError):
            return stand(self.path) == self._standing
        return False

    def _follow(self, entry: LoggedEdit, total: int) -> None:
        """Move the stacks on, once the edit is written."""
        self._stacks.take(entry.number, entry.id, entry.kind, entry.of_id, empty=entry.size == 0)
        self._stacks.hash = entry.hash
        self._stacks.digest = total

    # In memory

    def hold(self, report: Report = silent) -> None:
        """Go on in memory, with everything that is in the file, until the store is closed.

        From here on nobody who reads or edits waits for the disk; only `write_back` does. The
        copying itself does not keep readers waiting, and is told to `report`; nor does the digest
        that the first edit of all needs. Raises StoreError when the file can no longer be read.
        """
        if self.is_held:
            return
        with told("Could not read", self.path):
            copy, total = self._copied_beside(report)
            with self._turn:
                if copy is not None and log.head(copy) != self._stacks.head:
                    copy.close()
                    copy = None
                if self._file is None:
                    self._go_on_in(copy or holding.copy_of(self._conn), total)

    def _go_on_in(self, copy: sqlite3.Connection, total: int | None) -> None:
        self._stacks = log.read_stacks(copy)
        if self._stacks.digest is None:
            self._stacks.digest = total
        self._conn.execute(f"PRAGMA cache_size = {_CACHE_OF_FILE}").fetchall()
        self._conn, self._file = copy, self._conn
        self._former = self._former.copy()
        self.is_held = True

    @property
    def _wants_digest(self) -> bool:
        return not self.read_only and self._stacks.digest is None

    def _copied_beside(self, report: Report) -> tuple[sqlite3.Connection | None, int | None]:
        """Copy the file through another connection; None where it has no longer its name.

        With the digest of what is in it, where the first edit is still to come.
        """
        if not self._still_ours():
            return None, None
        with closing(connect(self.path, read_only=True)) as beside:
            copy = holding.copy_of(beside, report)
        try:
            return copy, holding.digest_of(copy, report) if self._wants_digest else None
        except BaseException:
            copy.close()
            raise

    def write_back(self) -> None:
        """Write what is in memory only to the file, as one step that is on the disk at the end.

        Made for a thread of its own: readers and edits go on meanwhile. Raises StoreError when it
        cannot be; then all of it is still in memory.
        """
        with self._writing:
            with self._turn:
                file, steps = self._file, tuple(self._unwritten)
            if file is None or not steps:
                return
            self._commit(file, steps)
            with self._turn:
                del self._unwritten[: len(steps)]

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The labels of the edits that are in memory only, oldest first."""
        with self._turn:
            return tuple(step.edit.label for step in self._unwritten)


def _ends_with(file: sqlite3.Connection, head: Head) -> bool:
    """Tell whether an edit is in the file although its commit reported an error.

    That is so when the error came after the journal was gone; to make it again would fail.
    """
    try:
        return log.head(file) == head
    except (sqlite3.Error, UnicodeError):
        return False
