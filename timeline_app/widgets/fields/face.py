"""The closed state of an in-place field: its value as text that can be activated."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QMargins, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.theme import Theme

_INSET = 5  # pixels between the edge of a face and its words, where its frame shows

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


class Face(TextBlock):
    """A value that can be activated by mouse or keyboard, with the name of its field."""

    activated = Signal()

    def __init__(
        self, label: str, style: TextStyle | None = None, parent: QWidget | None = None
    ) -> None:
        """Make the face of a field called `label`."""
        self._label = label
        self._full = style or TextStyle()
        self._is_hint = False
        self._under_mouse = False
        super().__init__("", self._full, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_value(self, shown: str, hint: str = "") -> None:
        """Show a value, or the hint, faintly, where it is empty."""
        self._is_hint = not shown
        style = replace(self._full, role="ink_faint", bold=False) if not shown else self._full
        self.set_style(style)
        self.set_text(shown or hint or "—")
        said = shown or self.tr("empty")
        self.setAccessibleName(f"{self._label}: {said}" if self._label else said)
        self.setAccessibleDescription(self.tr("Press Enter to change"))

    @property
    def shown_value(self) -> str:
        """The value shown; "" while it is the hint."""
        return "" if self._is_hint else self.text

    @override
    def margins(self) -> QMargins:
        inset = 0 if self._full.flush else _INSET
        return QMargins(inset, 2, inset, 3)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING and not event.isAutoRepeat():
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.activated.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, slot in ((self.tr("Change"), self.activated.emit), (self.tr("Copy"), self._copy)):
            action = QAction(text, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(event.globalPos())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._under_mouse = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._under_mouse = False
        self.update()
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self._full.flush:
            self._underline(painter)
        elif self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRoundedRect(frame, 4, 4)
        elif self._under_mouse:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(frame, 4, 4)
        painter.end()
        super().paintEvent(event)

    def _underline(self, painter: QPainter) -> None:
        if self.hasFocus() or self._under_mouse:
            role = "accent" if self.hasFocus() else "line"
            painter.fillRect(0, self.height() - 2, self.width(), 2, Theme.current().colour(role))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.shown_value)
