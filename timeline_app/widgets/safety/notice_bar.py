"""A bar over the views that says one thing for as long as a project is open."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.theme import Theme

_STRIPE = 4


class NoticeBar(QWidget):
    """A sentence that stays."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain_label(sentence, wrap=True, selectable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(_STRIPE + 12, 8, 12, 8)
        row.addWidget(self.words, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("warning_soft"))
        painter.fillRect(0, 0, _STRIPE, self.height(), theme.colour("warning"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
