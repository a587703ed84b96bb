"""A box to tick, or one of several to choose, whose words wrap where a panel is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QRadioButton, QWidget
from typing_extensions import override

from timeline_app.widgets.fields.text_block import TextBlock
from timeline_app.widgets.theme import Theme


class TickBox(QCheckBox):
    """A box as large as the text beside it, seen in every theme."""

    @override
    def sizeHint(self) -> QSize:
        return _mark_size(self)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = _begin(self)
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            side = box.width()
            painter.setPen(QPen(Theme.current().colour("accent_ink"), side / 7))
            points = ((0.22, 0.52), (0.43, 0.73), (0.79, 0.29))
            painter.drawPolyline(
                [QPointF(box.x() + x * side, box.y() + y * side) for x, y in points]
            )


class TickDot(QRadioButton):
    """One of several, as large as the text beside it."""

    @override
    def sizeHint(self) -> QSize:
        return _mark_size(self)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = _begin(self)
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Theme.current().colour("accent_ink"))
            painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5)


def _mark_size(button: QAbstractButton) -> QSize:
    side = button.fontMetrics().height()
    return QSize(side, side)


def _begin(button: QAbstractButton) -> tuple[QPainter, QRectF]:
    """Begin to paint a mark: its ground, and a ring where the keyboard is."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    theme = Theme.current()
    side = min(button.width(), button.height()) - 4.0
    box = QRectF((button.width() - side) / 2, (button.height() - side) / 2, side, side)
    if button.hasFocus():
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)
    on = button.isChecked()
    painter.setPen(QPen(theme.colour("accent" if on else "ink_faint"), 1.3))
    painter.setBrush(theme.colour("accent" if on else "paper"))
    return painter, box


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
