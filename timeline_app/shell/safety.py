"""What keeps work from being lost and names from leaking, as the window offers it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.models.document import Document
from timeline_app.shell.bars import Bars
from timeline_app.shell.project_desk import ProjectDesk


class Safety(QObject):
    """The bars, dialogs and jobs of safety over one window, each made when it is first needed."""

    def __init__(self, desk: ProjectDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._warned: Document | None = None

    def watch(self, document: Document, bars: Bars) -> None:
        """Warn over the views of a document as soon as its file takes no more."""
        document.trouble_changed.connect(partial(self._warn, document, bars))

    def _warn(self, document: Document, bars: Bars, _sentence: str) -> None:
        from timeline_app.widgets.safety.trouble_bar import TroubleBar  # noqa: PLC0415 - seldom

        if self._warned is not document:
            self._warned = document
            bar = TroubleBar(document, bars.upper)
            bar.save_elsewhere_requested.connect(self._desk.save_elsewhere)
            bars.put_on_top(bar)
