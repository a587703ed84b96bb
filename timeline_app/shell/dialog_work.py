"""The work of a dialog, done in the thread pool: what comes of it is said in the dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QObject

from timeline_app.models.jobs import Job, Progress
from timeline_app.storage.errors import StoreError
from timeline_app.widgets.safety.work_dialog import WorkDialog

T = TypeVar("T")


class DialogWork(QObject):
    """Does a dialog's work, and lets the dialog go when it is closed and nothing works for it."""

    def __init__(self, dialog: WorkDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._jobs: list[Job] = []
        self._is_closed = False
        dialog.stop_requested.connect(self._stop)
        dialog.finished.connect(self._close)

    def start(
        self,
        doing: str,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        otherwise: Callable[[], object] | None = None,
    ) -> None:
        """Do one piece of work, with its progress shown; `otherwise` is called unless it ends."""
        job = self._job(work, then, otherwise)
        job.progressed.connect(lambda done, total, _: self._dialog.show_progress(done, total))
        self._dialog.show_working(doing)
        job.start()

    def look(self, work: Callable[[Progress], T], then: Callable[[T], object]) -> None:
        """Read something beside all else; the dialog decides whether it still wants it."""
        self._job(work, then, None).start()

    def _job(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        otherwise: Callable[[], object] | None,
    ) -> Job:
        # No child of the dialog: it may still be at work when the dialog is gone.
        job = Job(work)
        self._jobs.append(job)
        after = otherwise or (lambda: None)
        job.finished.connect(lambda result: self._finish(job, then, cast("T", result)))
        job.failed.connect(lambda error: self._fail(job, after, error))
        job.cancelled.connect(lambda: self._tell_stopped(job, after))
        return job

    def _close(self) -> None:
        self._is_closed = True
        if not self._jobs:
            self._dialog.deleteLater()

    def _end(self, job: Job) -> None:
        self._jobs.remove(job)
        if self._is_closed:
            self._close()

    def _finish(self, job: Job, then: Callable[[T], object], result: T) -> None:
        self._end(job)
        if self._dialog.is_working and not self._jobs:
            self._dialog.show_idle("")
        then(result)

    def _fail(self, job: Job, after: Callable[[], object], error: Exception) -> None:
        self._end(job)
        if not isinstance(error, StoreError):
            self._dialog.show_idle("")
            raise error
        after()
        self._dialog.show_failure(error.sentence)

    def _tell_stopped(self, job: Job, after: Callable[[], object]) -> None:
        self._end(job)
        after()
        self._dialog.show_idle(self.tr("Stopped; nothing was written."))

    def _stop(self) -> None:
        for job in self._jobs:
            job.cancel()
