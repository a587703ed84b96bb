"""The band that names the lines of the selected claim: when it was said, when it was published."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from timeline_app.scene.mark_tags import ROWS, MarkTag, tags_of
from timeline_app.widgets.painting.look import mixed
from timeline_app.widgets.painting.opened import mark_ends, mark_pen, mark_role
from timeline_app.widgets.plain import tooltip
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_REACH = 5.0
"""Pixels beside a line that still mean it."""


class MarksBand(QWidget):
    """Names under the tracks, so that they never cover an event; gone when nothing is marked."""

    time_chosen = Signal(object)  # a second, of any size

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        canvas.moved.connect(self.update)
        self.hide()

    def refresh(self) -> None:
        """Show the marks that the canvas has now."""
        marks = self._canvas.marks
        self.setVisible(bool(marks))
        self.setAccessibleName("\n".join(mark.text for mark in marks))
        self.updateGeometry()
        self.update()

    @property
    def tags(self) -> tuple[MarkTag, ...]:
        """Where each mark in the band is named, from left to right."""
        marks, look = self._canvas.marks, self._canvas.look
        xs = [sum(mark_ends(mark, self._canvas.scale.x_of)) / 2 for mark in marks]
        widths = [look.width(self._wording(k, 1), "small") for k in range(len(marks))]
        area = self._canvas.area
        return tags_of(xs, widths, (area.left() + 2, area.right() - 4))

    @override
    def sizeHint(self) -> QSize:
        rows = min(len(self._canvas.marks), ROWS)
        return QSize(200, round(rows * self._step + 7))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(50, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, area = self._canvas.look, self._canvas.area
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.paper)
            head = QRectF(0, 0, area.left(), self.height())
            painter.fillRect(head, look.colour("surface"))
            painter.fillRect(QRectF(0, 0, self.width(), look.hairline), look.colour("line"))
            title = QCoreApplication.translate("timeline", "Selected claim")
            at, room = QPointF(15, 2), area.left() - 20
            look.label(painter, at, title, room, ink=look.colour("ink_soft"), font="small bold")
            for tag in self.tags:
                self._paint_tag(painter, tag)

    def _paint_tag(self, painter: QPainter, tag: MarkTag) -> None:
        look, mark = self._canvas.look, self._canvas.marks[tag.number]
        colour = look.colour(mark_role(mark))
        foot = 3 + (tag.row + 1) * self._step if tag.row >= 0 else self._step
        first, last = mark_ends(mark, self._canvas.scale.x_of)
        left = max(first, self._canvas.area.left())
        if not tag.beyond and last - first > 2 * _REACH:
            lasts = QRectF(left, 1, last - left, 3)
            painter.fillRect(lasts, mixed(look.paper, colour, 0.5))
        if not tag.beyond:
            painter.setPen(mark_pen(mark, look))
            x = look.crisp(tag.x)
            painter.drawLine(QPointF(x, 0), QPointF(x, foot))
        if tag.row >= 0:
            at = QPointF(look.crisp(tag.left), 2 + tag.row * self._step)
            text = self._wording(tag.number, tag.beyond)
            look.label(painter, at, text, tag.width + 1, ink=colour, font="small")

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            text = "\n".join(self._canvas.marks[tag.number].text for tag in found)
            QToolTip.showText(event.globalPos(), tooltip(text) if text else "", self)
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found and event.button() == Qt.MouseButton.LeftButton:
            mark = self._canvas.marks[found[0].number]
            self.time_chosen.emit((mark.first + mark.last) // 2)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        named = bool(self._under(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if named else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _under(self, at: QPointF) -> list[MarkTag]:
        """Return the marks whose line or name is at a point."""
        row = (at.y() - 2) // self._step
        return [
            tag
            for tag in self.tags
            if abs(at.x() - tag.x) <= _REACH
            or (tag.row == row and tag.left <= at.x() <= tag.left + tag.width)
        ]

    @property
    def _step(self) -> float:
        return self._canvas.look.metrics.line + 1.0

    def _wording(self, number: int, beyond: int) -> str:
        """Return what a mark is, with an arrow to where it is if it is not in view."""
        text = self._canvas.marks[number].text
        return f"‹ {text}" if beyond < 0 else f"{text} ›" if beyond else text
