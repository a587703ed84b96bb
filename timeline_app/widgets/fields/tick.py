"""A box to tick, or one of several to choose, whose words wrap where a panel is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.widgets.fields.text_block import TextBlock


class Tick(QWidget):
    """A check box or radio button with words beside it; a click on the words is a click on it."""

    def __init__(self, button: QAbstractButton, text: str, parent: QWidget | None = None) -> None:
        """Put words beside a button that has none."""
        super().__init__(parent)
        self.button = button
        self._words = TextBlock(text)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.setAccessibleName(text)
        box = QHBoxLayout(self)
        box.setContentsMargins(2, 1, 0, 1)
        box.setSpacing(6)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        self.setFocusProxy(button)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
