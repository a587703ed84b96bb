"""A file of a newer version of the program: what this one understands of it, to look at.

What a newer schema may hold cannot be known, so the file itself is never opened with SQLite. Its
rows are read page by page in a process of their own, by the names of tables and columns that are
ours, into a project that is gone when it is closed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.models.document import Document
from timeline_app.models.jobs import Progress
from timeline_app.shell.bars import Bars
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.shell.files import Files
from timeline_app.storage.confined import rescue_confined
from timeline_app.storage.rescue import Rescued
from timeline_app.widgets.safety.notice_bar import NoticeBar
from timeline_app.widgets.safety.work_dialog import WorkDialog


class NewerDesk(QObject):
    """Shows files of newer versions, read-only, one at a time."""

    def __init__(self, files: Files, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._shown: tuple[Path, str, TemporaryDirectory[str]] | None = None

    def open(self, newer: Path) -> None:
        """Read what can be understood of a newer file, and open that read-only."""
        dialog = WorkDialog(self.tr("From a newer version"), self._window)
        folder = TemporaryDirectory(prefix="timeline-app-")
        out = Path(folder.name) / newer.name
        dialog.open()
        then = partial(self._show, dialog, newer, folder, out)
        doing = self.tr("Reading what this version understands…")
        DialogWork(dialog).start(doing, partial(_read, newer, out), then)

    def watch(self, document: Document, bars: Bars) -> None:
        """Say over the views of such a document that it is not all of the file."""
        if self._shown is not None and document.store.path == self._shown[0]:
            _, sentence, folder = self._shown
            bars.put_on_top(NoticeBar(sentence, bars.upper))
            document.destroyed.connect(folder.cleanup)

    def _show(
        self,
        dialog: WorkDialog,
        newer: Path,
        folder: TemporaryDirectory[str],
        out: Path,
        found: Rescued,
    ) -> None:
        dialog.accept()
        self._shown = (out, self._sentence(newer, found), folder)
        if not self._files.open(out, read_only=True, called=newer):
            folder.cleanup()

    def _sentence(self, newer: Path, found: Rescued) -> str:
        text = self.tr(
            "“%1” was written by a newer version of this program. You see what this version"
            " understands of it, without its history, and cannot change it: update the program"
            " to edit it."
        )
        text = text.replace("%1", newer.name)
        if found.foreign:
            text += self.tr(" Not shown: %1.").replace("%1", ", ".join(found.foreign))
        rows = sum(found.unusable.values())
        if rows:
            more = self.tr(
                " Rows not understood: %1, of which %2 are shown as an earlier edit left them."
            )
            text += more.replace("%1", str(rows)).replace("%2", str(found.from_log))
        return text


def _read(newer: Path, out: Path, progress: Progress) -> Rescued:
    return rescue_confined(newer, out, report=progress.report)
