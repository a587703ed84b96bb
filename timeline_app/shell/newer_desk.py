"""A file of a newer version of the program, shown read-only as far as this one understands it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.models.document import Document
from timeline_app.models.jobs import Progress
from timeline_app.shell.bars import Bars
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.shell.files import Files
from timeline_app.storage.newer import understood
from timeline_app.storage.rescue import Rescued
from timeline_app.widgets.safety.notice_bar import NoticeBar
from timeline_app.widgets.safety.work_dialog import WorkDialog


class NewerDesk(QObject):
    """Shows files of newer versions, read-only, one at a time."""

    def __init__(self, files: Files, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._window = window
        self._shown: tuple[Path, str, ExitStack] | None = None
        self.open_one: Path | None = None
        """The newer file that is open, if one is."""

    def open(self, newer: Path) -> None:
        """Read what can be understood of a newer file, and open that read-only."""
        dialog = WorkDialog(self.tr("From a newer version"), self._window)
        lent = ExitStack()
        dialog.open()
        then = partial(self._show, dialog, newer, lent)
        doing = self.tr("Reading what this version understands…")
        DialogWork(dialog).start(doing, partial(_read, newer, lent), then, lent.close)

    def watch(self, document: Document, bars: Bars) -> None:
        """Say over the views of such a document that it is not all of the file."""
        if self._shown is not None and document.store.path == self._shown[0]:
            _, sentence, lent = self._shown
            bars.put_on_top(NoticeBar(sentence, bars.upper))
            document.destroyed.connect(partial(self._let_go, lent))

    def _let_go(self, lent: ExitStack) -> None:
        self.open_one = None
        lent.close()

    def _show(
        self,
        dialog: WorkDialog,
        newer: Path,
        lent: ExitStack,
        read: tuple[Path, Rescued],
    ) -> None:
        dialog.accept()
        out, found = read
        self._shown = (out, self._sentence(newer, found), lent)
        self.open_one = newer
        if not self._files.open(out, read_only=True, called=newer):
            self._let_go(lent)

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


def _read(newer: Path, lent: ExitStack, progress: Progress) -> tuple[Path, Rescued]:
    return lent.enter_context(understood(newer, progress.report))
