"""Asks once, after the first edit and without stopping anybody, whose name signs the edits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.theme import Theme

_FIELD_WIDTH = 180


class NameBar(QWidget):
    """A question with a field; answered either way, it goes."""

    named = Signal(str)  # the name, or "" to sign with none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        question = self.tr("Whose name or initials sign your edits in the history?")
        self.field = WholeLine()
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.setAccessibleName(question)
        self.field.setPlaceholderText(self.tr("name or initials"))
        self.sign = QPushButton(self.tr("Sign with it"))
        self.leave = QPushButton(self.tr("Leave it empty"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(plain_label(question, wrap=True), 1)
        for widget in (self.field, self.sign, self.leave):
            row.addWidget(widget)
        self.field.textChanged.connect(self._offer)
        self.field.returnPressed.connect(self._sign)
        self.sign.clicked.connect(self._sign)
        self.leave.clicked.connect(lambda: self._answer(""))
        self._offer()

    def _offer(self) -> None:
        self.sign.setEnabled(bool(self.field.text().strip()))

    def _sign(self) -> None:
        if self.field.text().strip():
            self._answer(self.field.text().strip())

    def _answer(self, name: str) -> None:
        self.hide()
        self.named.emit(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("accent_soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
