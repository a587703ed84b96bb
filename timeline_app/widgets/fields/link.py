"""A button that reads as a link, and wraps where a panel is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.theme import Theme

_RESTING = TextStyle("accent")
_AWAY = TextStyle("ink_faint")


class Link(QAbstractButton):
    """A quiet button: its words in the accent, a frame where the keyboard is."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        """Show some words; `name` tells the link apart for a screen reader."""
        super().__init__(parent)
        self._block = TextBlock(text, _RESTING, self)
        self._block.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name or text)
        self.say(text, name)

    def say(self, text: str, name: str = "") -> None:
        """Show other words."""
        self._block.set_text(text)
        self.setAccessibleName(name or text)
        self.updateGeometry()

    @property
    def words(self) -> str:
        """The words shown."""
        return self._block.text

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._block.heightForWidth(width - 4) + 2

    @override
    def sizeHint(self) -> QSize:
        return self._block.sizeHint() + QSize(4, 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._block.minimumSizeHint() + QSize(4, 2)

    @override
    def resizeEvent(self, event: object) -> None:
        self._block.setGeometry(2, 1, self.width() - 4, self.height() - 2)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._block.set_style(_RESTING if self.isEnabled() else _AWAY)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.2))
            painter.drawRoundedRect(frame, 3, 3)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(frame, 3, 3)
