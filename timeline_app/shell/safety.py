"""What keeps work from being lost and names from leaking, as the window offers it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.domain.edits import Edit
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.shell import actions as spec
from timeline_app.shell.actions import Spec
from timeline_app.shell.bars import Bars
from timeline_app.shell.files import Files
from timeline_app.shell.project_desk import ProjectDesk
from timeline_app.storage.newer import not_let_out

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.shell.newer_desk import NewerDesk

# The dialogs and what they do are imported when they are asked for: no start waits for them.


class Safety(QObject):
    """The bars, dialogs and jobs of safety over one window, each made when it is first needed."""

    told = Signal(str)  # what came of something, in a sentence that needs no answer
    refused = Signal(str)  # why something is not done

    def __init__(self, files: Files, desk: ProjectDesk, window: QWidget) -> None:
        super().__init__(window)
        self._files = files
        self._desk = desk
        self._window = window
        self._warned: Document | None = None
        self._selection: Selection | None = None
        self._newer: NewerDesk | None = None
        desk.rescue_offered.connect(self.rescue)
        desk.newer_chosen.connect(self.look_at_newer)

    def commands(self) -> dict[Spec, Callable[[], bool | None]]:
        """Return what each command of safety does."""
        return {
            spec.BACKUPS: self.show_backups,
            spec.COPIES: self.show_copies,
            spec.SHARE: self.share_copy,
            spec.MERGE: self.merge_copy,
            spec.COMPARE: self.compare_with,
            spec.HISTORY: self.show_history,
            spec.RECORD_HISTORY: lambda: self.show_history(self._selected()),
        }

    def watch(self, document: Document, bars: Bars, selection: Selection) -> None:
        """Warn over the views of a document as soon as its file takes no more."""
        self._selection = selection
        document.trouble_changed.connect(partial(self._warn, document, bars))
        document.edited.connect(partial(self._ask_name, document, bars))
        if self._newer is not None:
            self._newer.watch(document, bars)
        if document.store.is_older:
            self._tell_older(document, bars)

    def _tell_older(self, document: Document, bars: Bars) -> None:
        from timeline_app.widgets.safety.notice_bar import NoticeBar

        text = self.tr(
            "“%1” was written by an older version of this program. You see it as it would be once"
            " it is brought up to date; the file itself is not changed. Save a copy to edit it."
        )
        bars.put_on_top(NoticeBar(text.replace("%1", document.store.path.name), bars.upper))

    def show_backups(self, path: Path | None = None) -> None:
        """Show the backups of the open project, or of one that cannot be opened."""
        from timeline_app.shell.backups_desk import BackupsDesk

        document = self._files.document
        is_open = document is not None and path in {None, document.store.path}
        project = document.project.id if document is not None and is_open else None
        of = document.store.path if document is not None and is_open else path
        if of is not None:
            desk = BackupsDesk(of, project, self._desk, self._window)
            desk.told.connect(self.told)
            desk.open()

    def show_copies(self) -> None:
        """Show the working copies on this computer, and what can be done with each."""
        from timeline_app.shell.copies_desk import CopiesDesk

        CopiesDesk(self._desk, self._window).open()

    def share_copy(self) -> None:
        """Ask for whom a copy is, show what would leave, and have it made."""
        from timeline_app.shell.share_desk import ShareDesk

        if self._files.document is not None and self.may_let_out():
            ShareDesk(self._files.document.store.path, self._desk, self._window).open()

    def may_let_out(self) -> bool:
        """Tell, and say if not, whether the project may be exported or shared as it is now."""
        newer = self._newer.open_one if self._newer is not None else None
        if newer is None:
            return self._desk.may_read_file()
        self.refused.emit(not_let_out(newer).sentence)
        return False

    def merge_copy(self) -> None:
        """Ask for another copy, show what would come in, and merge it as one step."""
        self._compare(may_merge=True)

    def compare_with(self) -> None:
        """Ask for another copy and show how it differs."""
        self._compare(may_merge=False)

    def _compare(self, *, may_merge: bool) -> None:
        from timeline_app.shell.merge_desk import MergeDesk

        if self._files.document is None or not self._desk.may_read_file():
            return
        theirs = self._desk.other_copy()
        if theirs is not None:
            document = self._files.document
            may_merge = may_merge and not document.is_read_only
            desk = MergeDesk(document, theirs, self._window, may_merge=may_merge)
            desk.told.connect(self.told)
            desk.open()

    def rescue(self, path: Path, sentence: str) -> None:
        """Offer the ways out for a file that was refused, and say why it was."""
        from timeline_app.shell.rescue_desk import RescueDesk

        RescueDesk(path, sentence, self._desk, self._window, self.show_backups).open()

    def look_at_newer(self, path: Path) -> None:
        """Open read-only what this version understands of a newer file."""
        from timeline_app.shell.newer_desk import NewerDesk

        if self._newer is None:
            self._newer = NewerDesk(self._files, self._window)
        self._newer.open(path)

    def show_history(self, ref: Ref | None = None) -> None:
        """Show who changed what: in the project, or of one record."""
        from timeline_app.widgets.safety.history_dialog import HistoryDialog

        if self._files.document is not None:
            dialog = HistoryDialog(self._files.document, ref, self._window)
            dialog.edit_requested.connect(self._files.document.do)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _selected(self) -> Ref | None:
        return self._selection.current if self._selection is not None else None

    def _ask_name(self, document: Document, bars: Bars, _edit: Edit) -> None:
        """Ask, after the first edit ever, whose name signs the edits."""
        settings = self._files.settings
        if settings.author_asked:
            return
        from timeline_app.widgets.safety.name_bar import NameBar

        settings.author_asked = True
        bar = NameBar(bars.upper)
        bar.named.connect(partial(self._sign, document))
        bars.put_on_top(bar)

    def _sign(self, document: Document, name: str) -> None:
        self._files.settings.author = document.author = name

    def _warn(self, document: Document, bars: Bars, _sentence: str) -> None:
        from timeline_app.widgets.safety.trouble_bar import TroubleBar

        if self._warned is not document:
            self._warned = document
            bar = TroubleBar(document, bars.upper)
            bar.save_elsewhere_requested.connect(self._desk.save_elsewhere)
            bars.put_on_top(bar)
