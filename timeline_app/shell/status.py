"""The status bar: whether all is saved, what is in the project, what the timeline shows."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

from timeline_app.domain.records import Claim, Event, Record, Source
from timeline_app.models.document import Document
from timeline_app.widgets.plain import plain_label

_COUNTED = (Event, Claim, Source)


class Status(QStatusBar):
    """One line: the project at the left, the timeline at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._project = plain_label("", role="ink_soft")
        self._timeline = plain_label("", role="ink_soft")
        self.addWidget(self._project)
        self._work = plain_label("", role="ink_soft")
        self._work.hide()
        self.addPermanentWidget(self._work)
        self.addPermanentWidget(self._timeline)

    def show_no_project(self) -> None:
        """Say that nothing is open."""
        self._project.setText(self.tr("No project open"))
        self._timeline.setText("")

    def show_project(self, document: Document) -> None:
        """Say whether everything is saved, and how much there is. An edit said so is on disk."""
        parts = [self._saved(document), *(self._counted(document, kind) for kind in _COUNTED)]
        self._project.set_role("warning" if document.trouble else "ink_soft")
        self._project.setText(" · ".join(parts))

    def show_not_saved(self) -> None:
        """Say that the last edit was not written."""
        self._project.set_role("warning")
        self._project.setText(self.tr("The last change was not saved"))

    def show_preparing(self, share: float) -> None:
        """Say how far a big project is that the first change of all has to wait for; 1 is there."""
        percent = str(int(100 * share))
        text = self.tr("Preparing the project for changes: %1 %").replace("%1", percent)
        self._show_work(text, is_on=share < 1)

    def show_check(self, done: int, total: int) -> None:
        """Say how far the check of the file in the background is; 0 of 0 is the end of it."""
        percent = str(100 * done // max(total, 1))
        self._show_work(self.tr("Checking the file: %1 %").replace("%1", percent), is_on=total > 0)

    def _show_work(self, text: str, *, is_on: bool) -> None:
        self._work.setText(text)
        self._work.setVisible(is_on)

    def show_timeline(self, text: str) -> None:
        """Say what the timeline shows and what it does not."""
        self._timeline.setText(text)

    def _counted(self, document: Document, kind: type[Record]) -> str:
        number = document.count(kind)
        one, many = {
            Event: (self.tr("1 event"), self.tr("%1 events")),
            Claim: (self.tr("1 claim"), self.tr("%1 claims")),
            Source: (self.tr("1 source"), self.tr("%1 sources")),
        }[kind]
        return one if number == 1 else many.replace("%1", str(number))

    def _saved(self, document: Document) -> str:
        if document.is_read_only:
            return self.tr("Read-only")
        if not document.trouble:
            return self.tr("Saving…") if document.unsaved else self.tr("All changes saved")
        number = len(document.unsaved)
        one, many = self.tr("1 change not saved"), self.tr("%1 changes not saved")
        return one if number == 1 else many.replace("%1", str(number))
