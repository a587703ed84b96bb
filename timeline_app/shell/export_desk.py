"""File ▸ Export PDF: asks what and where, and has it made in another process."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSettings
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from timeline_app.domain.profiles import Profile
from timeline_app.domain.records import SavedView
from timeline_app.exchange.choices import PAPERS, Part, PrintChoices
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.exchange.words import languages, words_in
from timeline_app.models.document import Document
from timeline_app.shell.export_process import ExportProcess
from timeline_app.shell.last_folders import Kind, LastFolders
from timeline_app.shell.settings import Settings, settings_file
from timeline_app.widgets.export_dialog import ExportDialog
from timeline_app.widgets.plain import plain_label, tell
from timeline_app.widgets.timeline_view import TimelineView

if TYPE_CHECKING:
    from timeline_app.widgets.page_printing import PagePrinting


class ExportDesk(QObject):
    """The way from the open project to a PDF."""

    def __init__(self, window: QWidget, memory: Path | None = None) -> None:
        """Ask over a window; choices are remembered in the settings, or in another file."""
        super().__init__(window)
        self._window = window
        self._memory = memory or settings_file()
        self._folders = LastFolders(Settings(self._memory))

    def open(self, document: Document, shown: str = "") -> ExportDialog:
        """Show the dialog for a project, with what was chosen for it the last time.

        `shown` names the kept view that is on the screen, which is what is offered then.
        """
        choices = remembered(self._memory, document.project.id)
        choices = replace(choices, view=shown or choices.view)
        names = [(tag, words_in(tag)["name"]) for tag in languages()]
        views = [view.name for view in document.all(SavedView)]
        dialog = ExportDialog(choices, names, views, self._window)
        _Export(dialog, document, self._memory, self._folders)
        dialog.open()
        dialog.ask_for_preview()
        return dialog

    def export_as(
        self, document: Document, timeline: TimelineView | None = None, shown: str = ""
    ) -> None:
        """Ask for a name whose ending says the format, and write that.

        With a timeline, what is on the screen of it can be had as a picture too. `shown` names the
        kept view that is on the screen: what is written holds that, or everything.
        """
        suggested = _suggested(self._folders, document, ".html")
        formats = self._formats() + (self._seen() if timeline is not None else [])
        chosen, taken = QFileDialog.getSaveFileName(
            self._window, self.tr("Export as"), str(suggested), ";;".join(formats)
        )
        if chosen:
            self._folders.took(Kind.EXPORTS, Path(chosen))
        if chosen and timeline is not None and taken in self._seen():
            self._write_seen(_ending(Path(chosen), taken), document, timeline)
        elif chosen:
            choices = replace(remembered(self._memory, document.project.id), view=shown)
            _Passing(self._window, document.store.path, _ending(Path(chosen), taken), choices)

    def _write_seen(self, out: Path, document: Document, timeline: TimelineView) -> None:
        from timeline_app.shell.seen_picture import write_seen  # seldom wanted

        try:
            _tell_written(self._window, out, write_seen(timeline, document, out))
        except ExchangeError as error:
            tell(self._window, self.tr("Export as"), str(error))

    def _seen(self) -> list[str]:
        return [
            self.tr("Timeline as on the screen, picture (*.png)"),
            self.tr("Timeline as on the screen, drawing (*.svg)"),
        ]

    def _formats(self) -> list[str]:
        return [
            self.tr("Web page (*.html)"),
            self.tr("Whole timeline, picture (*.png)"),
            self.tr("Whole timeline, drawing (*.svg)"),
            self.tr("Whole project (*.json)"),
            self.tr("Tables, packed (*.zip)"),
            self.tr("TimelineJS (*.timelinejs.json)"),
        ]


def _suggested(folders: LastFolders, document: Document, suffix: str) -> Path:
    path = document.store.path
    return folders.suggest(Kind.EXPORTS, path.with_suffix(suffix).name, path)


def _ending(path: Path, taken: str) -> Path:
    """Give a name the ending of the format that was taken, unless it has one."""
    suffix = taken.rpartition("*")[2].rstrip(")")
    return path if path.suffix else path.with_name(path.name + suffix)


def _tell_written(window: QWidget, path: Path, losses: list[str]) -> None:
    """Say where a file is, and what it does not hold as the project has it."""
    written = _tr("Written to %1.").replace("%1", str(path))
    missing = [f"• {loss}" for loss in losses]
    head = [_tr("Not as in the project:")] if missing else []
    tell(window, _tr("Export as"), "\n".join([written, "", *head, *missing]).strip())


def _tr(text: str) -> str:
    return QCoreApplication.translate("export_desk", text)


class _Passing(QObject):
    """One export in passing: a line of progress that can be stopped, and a word at the end."""

    def __init__(self, window: QWidget, file: Path, out: Path, choices: PrintChoices) -> None:
        super().__init__(window)
        self._window = window
        self._process = ExportProcess(self)
        self._progress = QProgressDialog(window)
        self._progress.setLabel(plain_label(self.tr("Making the file")))
        self._progress.setRange(0, 0)
        self._progress.setMinimumDuration(600)
        self._progress.canceled.connect(self._process.stop)
        self._process.progressed.connect(self._progress.setLabelText)
        self._process.finished.connect(self._tell_done)
        self._process.failed.connect(self._tell_failure)
        self._process.stopped.connect(self._close)
        self._process.start(file, out, choices)

    def _tell_done(self, path: Path, losses: list[str]) -> None:
        self._close()
        _tell_written(self._window, path, losses)

    def _tell_failure(self, sentence: str) -> None:
        self._close()
        tell(self._window, self.tr("Export as"), sentence)

    def _close(self) -> None:
        self._progress.canceled.disconnect(self._process.stop)
        self._progress.close()
        self._progress.deleteLater()
        self.deleteLater()


class _Export(QObject):
    """One dialog's exports: pages to look at, and the file asked for."""

    def __init__(
        self, dialog: ExportDialog, document: Document, memory: Path, folders: LastFolders
    ) -> None:
        super().__init__(dialog)
        self._folders = folders
        self._dialog, self._document, self._memory = dialog, document, memory
        self._folder = TemporaryDirectory(prefix="timeline-preview-", ignore_cleanup_errors=True)
        self._pages = ExportProcess(self)
        self._file = ExportProcess(self)
        self._printing: PagePrinting | None = None
        dialog.preview_requested.connect(self._preview)
        dialog.export_requested.connect(self._export)
        dialog.print_requested.connect(self._print)
        dialog.cancel_requested.connect(self._stop)
        dialog.finished.connect(self._folder.cleanup)
        self._pages.progressed.connect(dialog.show_working)
        self._pages.finished.connect(self._show_pages)
        self._pages.failed.connect(dialog.show_failure)
        self._file.progressed.connect(dialog.show_working)
        self._file.finished.connect(dialog.show_done)
        self._file.failed.connect(dialog.show_failure)

    def _preview(self, choices: PrintChoices) -> None:
        if self._file.is_running or self._is_printing:
            return
        remember(self._memory, self._document.project.id, choices)
        self._dialog.show_working(self.tr("Making the pages"))
        self._pages.start(self._document.store.path, Path(self._folder.name) / "pages.pdf", choices)

    def _show_pages(self, path: Path, losses: list[str]) -> None:
        self._dialog.show_pages(path.read_bytes())
        self._dialog.show_idle("\n".join(losses))

    def _export(self, choices: PrintChoices) -> None:
        suggested = _suggested(self._folders, self._document, ".pdf")
        # The system's own dialog asks before a file is replaced.
        chosen, _filter = QFileDialog.getSaveFileName(
            self._dialog, self.tr("Export PDF"), str(suggested), self.tr("PDF (*.pdf)")
        )
        if not chosen:
            return
        out = Path(chosen)
        self._folders.took(Kind.EXPORTS, out)
        out = out if out.suffix.lower() == ".pdf" else out.with_name(out.name + ".pdf")
        self._pages.stop()
        remember(self._memory, self._document.project.id, choices)
        self._dialog.show_working(self.tr("Making the file"))
        self._file.start(self._document.store.path, out, choices)

    def _print(self) -> None:
        # Seldom wanted, and it asks the system for its printers.
        from PySide6.QtPrintSupport import QPrintDialog

        from timeline_app.widgets.page_printing import PagePrinting, page_printer

        printer = page_printer(self._dialog.preview)
        if QPrintDialog(printer, self._dialog).exec():
            self._printing = PagePrinting(self._dialog.preview, printer, self)
            self._printing.progressed.connect(self._show_printing)
            self._printing.ended.connect(self._show_printed)
            self._printing.start()

    def _show_printing(self, page: int, last: int) -> None:
        doing = self.tr("Printing page %1 of %2")
        self._dialog.show_working(doing.replace("%1", str(page)).replace("%2", str(last)))

    def _show_printed(self, took: bool) -> None:  # noqa: FBT001 - a slot
        if took:
            self._dialog.show_idle(self.tr("The printer has the pages."))
        else:
            self._dialog.show_failure(self.tr("The printer did not take the pages."))

    @property
    def _is_printing(self) -> bool:
        return self._printing is not None and self._printing.is_running

    def _stop(self) -> None:
        if self._is_printing and self._printing is not None:
            self._printing.stop()
            self._dialog.show_idle(self.tr("Stopped; what the printer has already, it may print."))
            return
        running = self._pages.is_running or self._file.is_running
        self._pages.stop()
        self._file.stop()
        if running:
            self._dialog.show_idle(self.tr("Stopped; nothing was written."))


def remember(memory: Path, project_id: str, choices: PrintChoices) -> None:
    """Keep choices for a project, by its id alone."""
    kept = {
        "paper": choices.paper,
        "landscape": choices.landscape,
        "sheets": choices.sheets,
        "view": choices.view,
        "language": choices.language,
        "parts": sorted(part.value for part in choices.parts),
        "profile": "" if choices.profile is None else choices.profile.value,
    }
    _settings(memory).setValue(f"export/{project_id}", json.dumps(kept))


def remembered(memory: Path, project_id: str) -> PrintChoices:
    """Return what was chosen for a project; what is unreadable counts as never chosen."""
    try:
        kept = json.loads(str(_settings(memory).value(f"export/{project_id}", "")))
        return PrintChoices(
            paper=kept["paper"] if kept["paper"] in PAPERS else PrintChoices().paper,
            landscape=bool(kept["landscape"]),
            sheets=min(max(int(kept["sheets"]), 1), 40),
            view=str(kept.get("view", "")),
            language=str(kept["language"]),
            parts=frozenset(Part(part) for part in kept["parts"]),
            profile=Profile(kept["profile"]) if kept.get("profile") else None,
        )
    except (ValueError, KeyError, TypeError):
        return PrintChoices()


def _settings(memory: Path) -> QSettings:
    return QSettings(str(memory), QSettings.Format.IniFormat)
