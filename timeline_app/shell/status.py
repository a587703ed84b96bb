"""The status bar: whether all is saved, what is in the project, what the timeline shows."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

from timeline_app.domain.records import Claim, Event, Record, Source
from timeline_app.models.document import Document
from timeline_app.widgets.plain import plain_label


class Status(QStatusBar):
    """One line: the project at the left, the timeline at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._project = plain_label("", role="ink_soft")
        self._timeline = plain_label("", role="ink_soft")
        self.addWidget(self._project)
        self.addPermanentWidget(self._timeline)

    def show_no_project(self) -> None:
        """Say that nothing is open."""
        self._project.setText(self.tr("No project open"))
        self._timeline.setText("")

    def show_project(self, document: Document) -> None:
        """Say whether everything is saved, and how much there is. An edit said so is on disk."""
        saved = self.tr("Read-only") if document.is_read_only else self.tr("All changes saved")
        parts = [saved, *(self._counted(document, kind) for kind in (Event, Claim, Source))]
        self._project.set_role("ink_soft")
        self._project.setText(" · ".join(parts))

    def show_not_saved(self) -> None:
        """Say that the last edit was not written."""
        self._project.set_role("warning")
        self._project.setText(self.tr("The last change was not saved"))

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
