"""Making the steps of an open project: what the log will hold of an edit, before it is written.

Most of what an edit of a very long text takes is its JSON and its hashes. They need nothing that
is stored but the end of the log, so that they can be worked out beside whoever reads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import EditKind
from timeline_app.storage import digest, log
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.holding import Step
from timeline_app.storage.locking import Lock
from timeline_app.storage.log import Stacks
from timeline_app.storage.reading import Reader
from timeline_app.storage.stopping import GoOn, asking


class Maker(Reader):
    """One open project whose log can be led on. Steps may be made on any thread.

    A step follows the log as it ended when it was begun; whoever writes it looks whether it still
    does. World failures raise StoreError.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, lock: Lock | None) -> None:
        super().__init__(path, conn)
        self._lock = lock
        self._stacks = log.read_stacks(conn)
        self._digest_of = digest.remembering()

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self._lock is None

    def make(self, edit: Edit, author: str = "", go_on: GoOn = int) -> Step:
        """Return the step of an edit; `go_on` is asked again and again, and may raise to stop."""
        return self._made(edit, author, self._end(), go_on=go_on)

    def make_undo(self, author: str = "") -> Step | None:
        """Return the step that takes back the last edit, or None if there is none."""
        return self._made_of_logged(self._stacks.undo, Edit.inverse, author, EditKind.UNDO)

    def make_redo(self, author: str = "") -> Step | None:
        """Return the step that makes the last undone edit again, or None if there is none."""
        return self._made_of_logged(self._stacks.redo, _again, author, EditKind.REDO)

    def _made_of_logged(
        self, stack: list[Id], turned: Callable[[Edit], Edit], author: str, kind: EditKind
    ) -> Step | None:
        with self._turn:
            if not stack:
                return None
            of_id, end = stack[-1], self._end()
            edit = turned(self._logged(of_id))
        return self._made(edit, author, end, kind=kind, of_id=of_id)

    def _made(
        self,
        edit: Edit,
        author: str,
        end: Stacks,
        *,
        kind: EditKind = EditKind.DO,
        of_id: Id | None = None,
        go_on: GoOn = int,
    ) -> Step:
        self._refuse_read_only()
        with told(f"Could not save “{edit.label}” to", self.path):
            assert end.digest is not None
            total = end.digest + digest.moved(asking(edit.changes, go_on), self._digest_of)
            text = digest.as_text(total)
            entry = log.entry_of(end, edit, author, text, kind=kind, of_id=of_id, go_on=go_on)
        return Step(edit, entry, total)

    def _end(self) -> Stacks:
        """Return how the log ends now, with the digest."""
        self._refuse_read_only()
        with self.reading():
            return Stacks(number=self._stacks.number, hash=self._stacks.hash, digest=self._digest())

    def _digest(self) -> int:
        """Return the digest of what is stored; before the first edit it is worked out."""
        kept = self._stacks.digest
        return digest.of_file(self._conn) if kept is None else kept

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise StoreError(
                f"“{self.path}” is open read-only; save a copy to edit it.", Trouble.READ_ONLY
            )

    def _logged(self, edit_id: Id) -> Edit:
        with self.reading() as conn:
            return log.logged_edit(conn, edit_id)

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


def _again(edit: Edit) -> Edit:
    return edit
