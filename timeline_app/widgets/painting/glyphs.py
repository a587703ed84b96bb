"""The glyphs of certainty, each one function: on the timeline, in the legend and on paper alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from timeline_app.domain.vocabulary import Stance
from timeline_app.scene.pips import PipShape
from timeline_app.widgets.painting.lettering import Picture
from timeline_app.widgets.painting.look import Ink, Look

ROLES = {stance: stance.value for stance in Stance} | {Stance.SUPPORTS: "ink"}
"""The theme role in which a claim's mark is drawn; what supports is in plain ink."""

PIP_GAP = 3.0
"""Pixels between two pips."""


def paint_diamond(painter: QPainter, centre: QPointF, radius: float, ink: Ink, look: Look) -> None:
    """Draw an instant."""
    painter.setPen(look.pen(ink.edge, 1.5))
    painter.setBrush(ink.fill)
    x, y = centre.x(), centre.y()
    corners = (QPointF(x, y - radius), QPointF(x + radius, y), QPointF(x, y + radius))
    painter.drawPolygon(QPolygonF([*corners, QPointF(x - radius, y)]))


def paint_warning(painter: QPainter, centre: QPointF, radius: float, look: Look) -> None:
    """Draw the sign for what is wrong in the file: a triangle with an exclamation mark."""
    x, y = centre.x(), centre.y()
    base = y + radius * 0.8
    corners = (QPointF(x, y - radius), QPointF(x + radius, base), QPointF(x - radius, base))
    painter.setPen(look.pen(look.colour("warning"), 1.5))
    painter.setBrush(look.colour("warning"))
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(look.pen(look.paper, 1.5))
    painter.drawLine(QPointF(x, y - radius * 0.3), QPointF(x, y + radius * 0.2))
    painter.drawPoint(QPointF(x, y + radius * 0.55))


def paint_arrow(painter: QPainter, tip: QPointF, size: float, colour: QColor, look: Look) -> None:
    """Draw the head of an open side; a negative size points left."""
    painter.setPen(look.pen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    back, half = tip.x() - size, abs(size) * 0.8
    head = [QPointF(back, tip.y() - half), tip, QPointF(back, tip.y() + half)]
    painter.drawPolyline(QPolygonF(head))


def paint_brace(painter: QPainter, box: QRectF, colour: QColor, look: Look) -> None:
    """Draw a brace over a span: it happened on one of several dates in it."""
    painter.setPen(look.pen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, right, low, high = box.left(), box.right(), box.bottom(), box.top()
    middle, bend = (left + right) / 2, min(5.0, box.width() / 4)
    half = (low + high) / 2
    path = QPainterPath(QPointF(left, low))
    path.quadTo(left, half, left + bend, half)
    path.lineTo(middle - bend, half)
    path.quadTo(middle, half, middle, high)
    path.quadTo(middle, half, middle + bend, half)
    path.lineTo(right - bend, half)
    path.quadTo(right, half, right, low)
    painter.drawPath(path)


def pips_strip(marks: tuple[tuple[PipShape, str], ...], look: Look) -> Picture:
    """Return the marks of claims in a row, each a shape in the colour of a theme role."""
    size, gap = look.metrics.pip, PIP_GAP

    def draw(on: QPainter) -> None:
        for k, (shape, role) in enumerate(marks):
            paint_pip(on, QRectF(k * (size + gap), 0, size, size), shape, look.colour(role), look)

    return len(marks) * (size + gap), size + 1, draw


def paint_pip(painter: QPainter, box: QRectF, shape: PipShape, colour: QColor, look: Look) -> None:
    """Draw the mark of one claim."""
    hollow = shape in (PipShape.HOLLOW, PipShape.HOLLOW_SQUARE)
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(look.pen(colour, 1.5) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(look.paper if hollow else colour)
    match shape:
        case PipShape.FILLED | PipShape.HOLLOW:
            painter.drawEllipse(inner)
        case PipShape.SQUARE | PipShape.HOLLOW_SQUARE:
            painter.drawRect(inner)
        case PipShape.TRIANGLE:
            points = [box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())]
            painter.drawPolygon(QPolygonF(points))
        case PipShape.DIAMOND:
            middle = box.center()
            top, low = QPointF(middle.x(), box.top()), QPointF(middle.x(), box.bottom())
            painter.drawPolygon(
                QPolygonF(
                    [top, QPointF(box.right(), middle.y()), low, QPointF(box.left(), middle.y())]
                )
            )
