"""The ways out for a file that was refused: its backups, or a rescue in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.models.jobs import Progress
from timeline_app.shell.backups_desk import found_of
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.shell.last_folders import Kind
from timeline_app.shell.project_desk import ProjectDesk
from timeline_app.storage.confined import rescue_confined
from timeline_app.storage.rescue import Rescued
from timeline_app.widgets.safety.rescue_dialog import RescueDialog


class RescueDesk(QObject):
    """One rescue of one file."""

    def __init__(
        self,
        path: Path,
        sentence: str,
        desk: ProjectDesk,
        window: QWidget,
        show_backups: Callable[[Path], None],
    ) -> None:
        self.dialog = RescueDialog(path, sentence, window)
        super().__init__(self.dialog)
        self._path = path
        self._desk = desk
        self._show_backups = show_backups
        self._work = DialogWork(self.dialog)
        self.dialog.backups_requested.connect(self._go_to_backups)
        self.dialog.rescue_requested.connect(self._rescue)
        self.dialog.open_requested.connect(self._open)

    def open(self) -> None:
        """Show the dialog, and in it, once they are found, which backups there are."""
        self.dialog.open()
        self._work.look(partial(found_of, self._path, None), self.dialog.show_backups)

    def _go_to_backups(self) -> None:
        self.dialog.accept()
        self._show_backups(self._path)

    def _rescue(self) -> None:
        name = self._path.with_name(f"{self._path.stem} rescued.sqlite")
        out = self._desk.new_name(name, Kind.PROJECTS)
        if out is not None:
            then = partial(self._tell, out)
            self._work.start(
                self.tr("Reading the file page by page…"), partial(_rescued, self._path, out), then
            )

    def _tell(self, out: Path, found: Rescued) -> None:
        self.dialog.show_rescued(found, out)

    def _open(self, path: Path) -> None:
        self.dialog.accept()
        self._desk.open(path)


def _rescued(path: Path, out: Path, progress: Progress) -> Rescued:
    return rescue_confined(path, out, report=progress.report)
