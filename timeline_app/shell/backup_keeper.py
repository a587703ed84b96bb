"""Backs the open project up in the background: soon after it is opened, and as it is changed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.models.document import Document
from timeline_app.models.jobs import Job, Progress
from timeline_app.storage.errors import StoreError

LOOK_EVERY = 60_000  # milliseconds; whether a backup is due is for the backups to say
FIRST_LOOK = 3_000  # after the first frame, and after whatever the person does at once


class BackupKeeper(QObject):
    """Keeps the backups of one document going as long as it is open."""

    failed = Signal(str)  # why there is no backup: one sentence

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._path = document.store.path
        self._job: Job | None = None
        self._changed = True  # the file may have been changed since its last backup
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        if not document.is_read_only:
            document.edited.connect(self._note)
            self._timer.start(FIRST_LOOK)

    def look(self) -> None:
        """Make a backup now if one is due."""
        self._timer.setInterval(LOOK_EVERY)
        # A file that takes no edits may not be ours any more: nothing of it is a backup.
        if self._changed and self._job is None and not self._document.trouble:
            self._changed = False
            # No child of ours: it may still be at work when the document is closed.
            self._job = Job(partial(_back_up, self._path))
            self._job.finished.connect(self._end)
            self._job.failed.connect(self._tell)
            self._job.start()

    def _note(self) -> None:
        self._changed = True

    def _end(self, was_due: object) -> None:
        self._job = None
        self._changed = self._changed or not was_due

    def _tell(self, error: Exception) -> None:
        self._job = None
        self._changed = True
        if not isinstance(error, StoreError):
            raise error
        self.failed.emit(error.sentence)


def _back_up(path: Path, _progress: Progress) -> bool:
    """Make a backup if one is due; tell whether it was. Raises StoreError."""
    from timeline_app.storage.backups import Backups  # the first frame needs none

    backups = Backups.of_this_person()
    if not backups.due(path, datetime.now(UTC)):
        return False
    backups.make(path)
    return True
