"""Writes the open working copy back to its far file: after each pause, when asked, on leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.models.document import Document
from timeline_app.models.jobs import Job, Progress
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.working_copies import (
    Meeting,
    WorkingCopies,
    WorkingCopy,
    meeting,
    waiting,
)

PAUSE = 30_000
"""Milliseconds without an edit after which what was done is written back."""

LOOK_EVERY = 60_000
"""Milliseconds after which a far file that could not be written, or may have changed, is tried."""

FIRST_LOOK = 1_500  # after the first frame

_SAVED_SOON = 100


@dataclass(frozen=True, slots=True)
class FarState:
    """How the far file stands: what it lacks, and why.

    `waiting` counts edits; `is_changed` says that somebody else changed the far file; `trouble`
    is a sentence, "" when the last try went well.
    """

    waiting: int
    is_changed: bool = False
    is_writing: bool = False
    trouble: str = ""


class FarKeeper(QObject):
    """Keeps one far file going as long as its working copy is open."""

    changed = Signal()  # `state` did
    wrote = Signal()  # everything done so far is in the far file

    def __init__(self, document: Document, copies: WorkingCopies, working: WorkingCopy) -> None:
        super().__init__(document)
        self.state = FarState(waiting(working))
        self.working = working
        self._document = document
        self._copies = copies
        self._job: Job | None = None
        self._again = False  # an edit came while the one before was written
        self._seen: tuple[int, int] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.write_back)
        self._watch = QTimer(self, interval=FIRST_LOOK)
        self._watch.timeout.connect(self.look)
        self._watch.start()
        document.edited.connect(self._note)

    @property
    def far(self) -> Path:
        """The file that stands in the far folder."""
        return Path(self.working.far)

    def look(self) -> None:
        """Try what could not be written before; see whether somebody else changed the far file."""
        self._watch.setInterval(LOOK_EVERY)
        if self._job is not None or self._pause.isActive():
            return
        if self.state.waiting and not self.state.is_changed:
            self.write_back()
        else:
            self._start(partial(_looked, self.working, self._seen), self._take_look)

    def write_back(self) -> None:
        """Write what was done since to the far file, beside all else."""
        self._pause.stop()
        if self._document.is_saving:  # only what is in the local file can be written back
            self._show(FarState(self.state.waiting, is_writing=True))
            QTimer.singleShot(_SAVED_SOON, self, self.write_back)
            return
        self._again = self._job is not None
        if not self._again:
            self._show(FarState(self._count(), is_writing=True))
            work = partial(_wrote, self._copies, self.working)
            self._start(work, self._take_written)

    def take_agreed(self, their_head: str) -> None:
        """Note that all of theirs was merged into the copy, and write it back."""
        self.working = self._copies.agreed(self.working, their_head)
        self.write_back()

    def _note(self) -> None:
        self._show(FarState(self.state.waiting + 1, self.state.is_changed, trouble=""))
        self._pause.start()

    def _start(self, work: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        # No child of ours: it may still be at work when the document is closed.
        job = self._job = Job(work)
        job.finished.connect(partial(self._end, then))
        job.failed.connect(self._fail)
        job.start()

    def _end(self, then: Callable[[object], None], result: object) -> None:
        self._job = None
        then(result)
        if self._again:
            self.write_back()

    def _take_written(self, result: object) -> None:
        assert isinstance(result, tuple)
        self.working, self._seen = result
        self._show(FarState(self._count()))
        self.wrote.emit()

    def _take_look(self, result: object) -> None:
        assert isinstance(result, tuple)
        found: Meeting | None = result[0]
        self._seen = result[1]
        if found is not None:
            is_changed = found in {Meeting.BEHIND, Meeting.APART}
            self._show(FarState(self._count(), is_changed))
        elif self.state.trouble:
            self._show(FarState(self._count(), self.state.is_changed))

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._again = False
        if not isinstance(error, StoreError):
            raise error
        is_changed = error.trouble is Trouble.CHANGED
        self._show(FarState(self._count(), is_changed, trouble=error.sentence))

    def _count(self) -> int:
        try:
            return waiting(self.working)
        except StoreError:
            return self.state.waiting

    def _show(self, state: FarState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def _wrote(
    copies: WorkingCopies, working: WorkingCopy, _progress: Progress
) -> tuple[WorkingCopy, tuple[int, int] | None]:
    """Write a working copy back, if its far file lacks anything. Raises StoreError."""
    written = copies.write_back(working) if waiting(working) else working
    return written, _look_of(Path(written.far))


def _looked(
    working: WorkingCopy, seen: tuple[int, int] | None, _progress: Progress
) -> tuple[Meeting | None, tuple[int, int]]:
    """Compare with the far file if it looks other than it did; raises StoreError."""
    now = _look_of(Path(working.far))
    is_same = seen is not None and now == seen
    return (None if is_same else meeting(working), now or (0, 0))


def _look_of(far: Path) -> tuple[int, int] | None:
    try:
        found = far.lstat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
