"""File ▸ Merge another copy and Compare with: compares in the background, merges as one edit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.domain.matching import Match
from timeline_app.domain.merging import Side
from timeline_app.domain.references import Key
from timeline_app.models.document import Document
from timeline_app.models.safety.comparing import backed_up, compared
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.storage.merging import Comparison, merging_edit
from timeline_app.widgets.safety.merge_dialog import MergeDialog


class MergeDesk(QObject):
    """One comparison of the open project with another copy."""

    told = Signal(str)
    compared = Signal(object)  # Comparison, once it is shown
    merged = Signal(object)  # Comparison that is now part of the project

    def __init__(
        self, document: Document, theirs: Path, window: QWidget, *, may_merge: bool
    ) -> None:
        self.dialog = MergeDialog(theirs.name, may_merge=may_merge, parent=window)
        super().__init__(self.dialog)
        self._document = document
        self._theirs = theirs.absolute()
        self._work = DialogWork(self.dialog)
        self.dialog.compare_requested.connect(self._compare)
        self.dialog.merge_requested.connect(self._back_up)

    def open(self) -> None:
        """Show the dialog and compare."""
        self.dialog.open()
        self._compare(())

    def _compare(self, confirmed: tuple[Match, ...]) -> None:
        work = partial(compared, self._document.store.path, self._theirs, confirmed)
        self._work.start(self.tr("Comparing…"), work, self._show)

    def _show(self, found: Comparison) -> None:
        self.dialog.show_comparison(found)
        self.compared.emit(found)

    def _back_up(self, found: Comparison, choices: Mapping[Key, Side]) -> None:
        work = partial(backed_up, self._document.store.path)
        then = partial(self._merge, found, choices)
        self._work.start(self.tr("Backing the project up first…"), work, then)

    def _merge(self, found: Comparison, choices: Mapping[Key, Side], _done: None) -> None:
        edit, notes = merging_edit(found, choices)
        if self._document.do(edit):
            self.dialog.accept()
            self.merged.emit(found)
            merged = self.tr("Merged %1: %2 records changed, one step to undo.")
            merged = merged.replace("%1", self._theirs.name).replace("%2", str(len(edit.changes)))
            mended = self.tr(" %1 things were mended to fit.").replace("%1", str(len(notes)))
            self.told.emit(merged + (mended if notes else ""))
