"""File ▸ Share a copy: previews what would leave, and has the copy made and searched."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.domain.profiles import Profile, Rules
from timeline_app.models.jobs import Progress
from timeline_app.models.safety.leaving import Leaving, leaving
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.shell.last_folders import Kind
from timeline_app.shell.project_desk import ProjectDesk
from timeline_app.storage.sharing import share
from timeline_app.widgets.safety.share_dialog import ShareDialog


class ShareDesk(QObject):
    """One sharing of a project whose file holds everything."""

    def __init__(self, path: Path, desk: ProjectDesk, window: QWidget) -> None:
        self.dialog = ShareDialog(window)
        super().__init__(self.dialog)
        self._path = path
        self._desk = desk
        self._work = DialogWork(self.dialog)
        self.dialog.preview_requested.connect(self._preview)
        self.dialog.share_requested.connect(self._share)

    def open(self) -> None:
        """Show the dialog, with what would leave to everybody."""
        self.dialog.open()
        self.dialog.ask_for_preview()

    def _preview(self, profile: Profile, rules: Rules) -> None:
        work = partial(leaving, self._path, profile, rules)
        self._work.start(self.tr("Reading what would leave…"), work, self.dialog.show_leaving)

    def _share(self, found: Leaving) -> None:
        name = self._path.with_stem(f"{self._path.stem} ({found.profile})")
        out = self._desk.new_name(name, Kind.SHARED)
        if out is not None:
            doing = self.tr("Writing the copy, and searching it for what may not leave…")
            self._work.start(doing, partial(_shared, found, out), self._tell)

    def _tell(self, out: Path) -> None:
        text = self.tr("Shared as %1. It was searched, and nothing protected was found in it.")
        self.dialog.show_idle(text.replace("%1", str(out)))


def _shared(found: Leaving, out: Path, progress: Progress) -> Path:
    share(found.preview, out, report=progress.report)
    return out
