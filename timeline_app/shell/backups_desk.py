"""File ▸ Backups: restores a backup in the place of the project, or opens it as a copy."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.domain.records import Id
from timeline_app.models.jobs import Progress
from timeline_app.models.safety.backup_contents import contents_of
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.shell.project_desk import ProjectDesk
from timeline_app.storage.backups import Backup, Backups
from timeline_app.storage.store import Store
from timeline_app.widgets.safety.backups_dialog import BackupsDialog


class BackupsDesk(QObject):
    """One showing of the backups of a project, open or not."""

    told = Signal(str)

    def __init__(self, path: Path, project: Id | None, desk: ProjectDesk, window: QWidget) -> None:
        """`project` is that of a file which is open: then nothing is asked of its drive."""
        self.dialog = BackupsDialog(path.name, window)
        super().__init__(self.dialog)
        self._project = project
        self._path = path
        self._desk = desk
        self._work = DialogWork(self.dialog)
        self.dialog.looked_at.connect(self._look)
        self.dialog.restore_requested.connect(self._restore)
        self.dialog.copy_requested.connect(self._copy)

    def open(self) -> None:
        """Show the dialog, and in it, once they are found, the backups."""
        self.dialog.open()
        self._work.look(partial(found_of, self._path, self._project), self.dialog.show_backups)

    def _look(self, backup: Backup) -> None:
        self._work.look(partial(contents_of, backup), self.dialog.show_contents)

    def _restore(self, backup: Backup) -> None:
        is_open = self._desk.is_open(self._path)
        if is_open and self._desk.let_go() is None:
            return
        back = partial(self._desk.reopen, self._path) if is_open else None
        doing = self.tr("Checking the backup and putting it in place…")
        self._work.start(doing, partial(_restored, backup, self._path), self._show, back)

    def _show(self, moved: list[Path]) -> None:
        self.dialog.accept()
        if self._desk.reopen(self._path) and moved:
            text = self.tr("Restored. What was there is now %1.")
            self.told.emit(text.replace("%1", moved[0].name))

    def _copy(self, backup: Backup) -> None:
        path = self._desk.name_for_copy(self._path)
        if path is not None:
            doing = self.tr("Checking the backup and copying it…")
            self._work.start(doing, partial(_copied, backup, path), self._open_copy)

    def _open_copy(self, path: Path) -> None:
        self.dialog.accept()
        self._desk.open(path)


def found_of(path: Path, project: Id | None, _progress: Progress) -> list[Backup]:
    """Return the backups of a project, newest first; of a file that is closed, it says which."""
    kept = Backups.of_this_person()
    return kept.all(path) if project is None else kept.of(project)


def _restored(backup: Backup, path: Path, progress: Progress) -> list[Path]:
    # Once the files are being moved nothing may stop it, so only the check before is told.
    return Backups.of_this_person().restore(backup, path, report=progress.report)


def _copied(backup: Backup, path: Path, progress: Progress) -> Path:
    with Store.open(backup.path, read_only=True, report=progress.report) as store:
        store.copy_to(path)
    return path
