"""Projects in shared and synchronised folders: a local copy is edited, then written back.

SQLite cannot rely on locks over a network, and a synchroniser may copy half a file. So the far
file is only read whole and replaced whole, and only while nobody else changed it. The local copy
is an ordinary project in this person's own folder: it survives a crash, and the far file's absence.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self
from uuid import uuid4

from timeline_app.storage import log
from timeline_app.storage.connection import connect
from timeline_app.storage.copying import copy_bytes, sync_folder, write_checked
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.far_folders import why_far
from timeline_app.storage.locking import Lock
from timeline_app.storage.opening import readable, refuse_odd, version_of
from timeline_app.storage.schema import is_former
from timeline_app.storage.seen import Seen
from timeline_app.storage.sidecars import SIDECARS, private_copy, sidecar

Head = tuple[int, str]
"""Number and hash of the last edit of a project."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A local copy and the far file it stands for.

    `known` is the hash the far history ended with when it was last read or written, `sent` and
    `sent_head` the last edit of the local copy that the far file has.
    """

    local: str
    far: str
    project: str
    known: str
    sent: int
    sent_head: str


class Meeting(StrEnum):
    """How a local copy and its far file stand to each other."""

    ALIKE = "alike"  # nothing of one is missing in the other
    AHEAD = "ahead"  # the far file lacks what was done here, and nobody else changed it
    BEHIND = "behind"  # somebody else changed the far file, and nothing was done here
    APART = "apart"  # both were changed: to be merged


class WorkingCopies:
    """The local copies of one person, each in a folder named for its far file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of_this_person(cls) -> Self:
        """Return the local copies of whoever runs the program."""
        import platformdirs  # noqa: PLC0415 - only far projects need it

        return cls(platformdirs.user_data_path("timeline-app") / "working-copies")

    @property
    def are_far(self) -> bool:
        """Whether this person's own folder is shared itself, so that a copy there is no better."""
        return why_far(self._folder / "far.json") is not None

    def of(self, far: Path) -> WorkingCopy | None:
        """Return the local copy of a far file, or None."""
        return self._read(self._place(far.absolute()) / _NOTE)

    def at(self, local: Path) -> WorkingCopy | None:
        """Return what a file is the local copy of; None for any other file."""
        is_ours = local.absolute().parent.parent == self._folder.absolute()
        return self._read(local.parent / _NOTE) if is_ours else None

    def all(self) -> list[WorkingCopy]:
        """Return every local copy, by the far file's path."""
        found = (self._read(note) for note in sorted(self._folder.glob(f"*/{_NOTE}")))
        return sorted(filter(None, found), key=lambda one: one.far)

    def check_out(self, far: Path) -> WorkingCopy:
        """Copy a far project to this computer, or bring its local copy up to date.

        The local copy stays as it is when something was done in it that the far file lacks, and
        when the far file cannot be read. Raises StoreError when there is no local copy to go on
        with.
        """
        far = far.absolute()
        working = self.of(far)
        if working is None:
            return self._fetch(far, self._place(far) / far.name)
        try:
            how = meeting(working)
        except StoreError:
            return working
        return self._fetch(far, Path(working.local)) if how is Meeting.BEHIND else working

    def left_behind(self, working: WorkingCopy) -> list[WorkingCopy]:
        """Return other local copies of the same project with edits that no far file has.

        There is one when a far file was renamed before everything was written back to it.
        """
        others = (one for one in self.all() if one.project == working.project)
        return [one for one in others if one.local != working.local and _lacks(one)]

    def write_back(self, working: WorkingCopy) -> WorkingCopy:
        """Replace the far file by the local one, if nobody else changed it; return the new state.

        Reads the local file through a connection of its own, so this may run beside the open
        store. Raises StoreError with Trouble.CHANGED when somebody changed the far file: then
        merge it into the local one, and call this with what `agreed` returns.
        """
        local, far = Path(working.local), Path(working.far)
        with told("Could not write back to", far), _snapshot(local) as (copy, head):
            with closing(Lock(far)):
                self._refuse_changed(working)
                copy_bytes(copy, far)
            return self._note(replace(working, known=head[1], sent=head[0], sent_head=head[1]))

    def fetch_theirs(self, working: WorkingCopy) -> Path:
        """Copy the far file as it is now beside the local one, to be merged. Raises StoreError."""
        far = Path(working.far)
        theirs = Path(working.local).parent / _THEIRS / far.name
        with told("Could not read", far), _fetched(far) as copy, readable(copy) as conn:
            theirs.parent.mkdir(exist_ok=True)
            write_checked(conn, theirs)
        return theirs

    def agreed(self, working: WorkingCopy, their_head: str) -> WorkingCopy:
        """Note that the local copy has everything of a far history that ends so."""
        return self._note(replace(working, known=their_head))

    def forget(self, working: WorkingCopy) -> None:
        """Remove a local copy, with whatever is only in it. Raises StoreError while it is open."""
        local = Path(working.local)
        theirs = local.parent / _THEIRS / Path(working.far).name
        with told("Could not remove", local), closing(Lock(local)):
            for file in (theirs, local, local.parent / _NOTE):
                file.unlink(missing_ok=True)
        for folder in (theirs.parent, local.parent):
            with contextlib.suppress(OSError):  # what else is in there is not ours to remove
                folder.rmdir()

    def _refuse_changed(self, working: WorkingCopy) -> None:
        far = Path(working.far)
        if any(os.path.lexists(sidecar(far, suffix)) for suffix in SIDECARS):
            raise StoreError(f"“{far}” is being written by another program.", Trouble.BUSY)
        if meeting(working) in {Meeting.BEHIND, Meeting.APART}:
            raise StoreError(
                f"“{far}” was changed by somebody else meanwhile; merge their copy first.",
                Trouble.CHANGED,
            )

    def _fetch(self, far: Path, local: Path) -> WorkingCopy:
        with told("Could not make a local copy of", far), _fetched(far) as copy:
            with _read(copy) as conn:
                project, head = _project_of(conn), log.head(conn)
            if is_former(version_of(copy)):
                _bring_up_to_date(copy)  # which the far file then lacks, as it does an edit
            with readable(copy) as conn:
                local.parent.mkdir(parents=True, exist_ok=True)
                with closing(Lock(local)):
                    write_checked(conn, local)
            Seen.of_this_person().forget(local)
            return self._note(WorkingCopy(str(local), str(far), project, head[1], *head))

    def _place(self, far: Path) -> Path:
        return self._folder / hashlib.sha256(os.fsencode(far)).hexdigest()[:16]

    def _read(self, note: Path) -> WorkingCopy | None:
        try:
            working = WorkingCopy(**json.loads(note.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return working if Path(working.local).is_file() else None

    def _note(self, working: WorkingCopy) -> WorkingCopy:
        target = Path(working.local).parent / _NOTE
        part = target.with_name(f".{uuid4().hex}.part")
        try:
            part.write_text(json.dumps(asdict(working), indent=1), "utf-8")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(target.parent)
        return working


_NOTE, _THEIRS = "far.json", "theirs"


def waiting(working: WorkingCopy) -> int:
    """Return how many edits of a local copy the far file lacks. Raises StoreError.

    A local copy that was put back to an earlier state has one: that state.
    """
    local = Path(working.local)
    with told("Could not read", local), closing(connect(local, read_only=True)) as conn:
        number, head = log.head(conn)
    return 0 if head == working.sent_head else max(1, number - working.sent)


def _lacks(working: WorkingCopy) -> bool:
    """Tell whether a far file lacks anything; one whose copy cannot be read is for its opening."""
    with contextlib.suppress(StoreError):
        return waiting(working) > 0
    return False


def meeting(working: WorkingCopy) -> Meeting:
    """Compare a local copy with its far file. Raises StoreError when one cannot be read."""
    local, far = Path(working.local), Path(working.far)
    with told("Could not read", far), _fetched(far) as copy, _read(copy) as conn:
        theirs, project = log.head(conn)[1], _project_of(conn)
    with told("Could not read", local), closing(connect(local, read_only=True)) as conn:
        mine = log.head(conn)[1]
        # A write that was cut short before it was noted left an earlier state of our own there; a
        # state before the last one written is what somebody put back.
        number = log.number_of(conn, theirs)
        has_theirs = theirs in {working.known, mine} or (number or 0) > working.sent
    if project != working.project:
        return Meeting.APART
    if has_theirs:
        return Meeting.ALIKE if theirs == mine else Meeting.AHEAD
    return Meeting.BEHIND if mine == working.sent_head else Meeting.APART


@contextmanager
def _read(copy: Path) -> Iterator[sqlite3.Connection]:
    """Lend a connection to a private copy of a far file, of this version or an older one."""
    version = version_of(copy)
    with readable(copy, version=version if is_former(version) else None) as conn:
        yield conn


def _bring_up_to_date(copy: Path) -> None:
    from timeline_app.storage.upgrading import upgrade  # noqa: PLC0415 - once in years

    upgrade(copy)


@contextmanager
def _snapshot(local: Path) -> Iterator[tuple[Path, Head]]:
    """Lend a copy of the local file, so that a slow network holds nobody up, and its head."""
    part = local.with_name(f".{uuid4().hex}.part")
    try:
        with closing(connect(local, read_only=True)) as conn:
            write_checked(conn, part)
        with closing(connect(part, read_only=True)) as conn:
            head = log.head(conn)
        yield part, head
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _fetched(far: Path) -> Iterator[Path]:
    """Lend a private copy of a far file: it is never opened where it is."""
    refuse_odd(far)
    with private_copy(far) as copy:
        try:
            yield copy
        except StoreError as failure:  # of the copy: nobody knows that name
            sentence = failure.sentence.replace(str(copy), str(far)).replace(copy.name, far.name)
            raise StoreError(sentence, failure.trouble) from failure


def _project_of(conn: sqlite3.Connection) -> str:
    (project,) = conn.execute("SELECT id FROM project").fetchone()
    return str(project)
