"""A bar over the views that says one thing for as long as a project is open."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.safety.striped_bar import MARGINS, StripedBar


class NoticeBar(StripedBar):
    """A sentence that stays."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self.words = plain_label(sentence, wrap=True, selectable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.addWidget(self.words, 1)
