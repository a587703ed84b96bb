"""The shapes of claims and people: the same as the pips beneath an event on the timeline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.domain.vocabulary import Stance
from timeline_app.models.cards.lines import Marker
from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.tables.glyphs import paint_glyph
from timeline_app.widgets.theme import Theme


class _Sign(QWidget):
    """A shape that goes with the text beside it; the mouse reaches what is beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 0.8)
        return QSize(side, side)


class LockSign(_Sign):
    """The lock beside a confidential name."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self.width() * 0.12
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_glyph(painter, box, Glyph.LOCK, Theme.current().colour("warning"))


class MarkerDot(_Sign):
    """One shape: filled for a named origin, hollow for an anonymous one, a square for an outlet.

    A triangle disputes and a diamond qualifies, whoever says it; dashed is nobody at all.
    """

    def __init__(
        self,
        marker: Marker,
        stance: Stance | None = None,
        *,
        role: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a marker, in the colour of its stance or of a role."""
        super().__init__(parent)
        self._marker, self._stance, self._role = marker, stance, role

    def show_marker(self, marker: Marker, stance: Stance | None = None) -> None:
        """Show another marker."""
        self._marker, self._stance = marker, stance
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) * 0.72
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        role = self._role or (self._stance.value if self._stance is not None else "ink_soft")
        colour = Theme.current().colour(role)
        paint_marker(painter, box, self._marker, self._stance, colour)


def paint_marker(
    painter: QPainter, box: QRectF, marker: Marker, stance: Stance | None, colour: QColor
) -> None:
    """Paint a marker that fills a square box."""
    side = box.width()
    pen = QPen(colour, max(1.2, side / 8))
    if marker is Marker.UNSOURCED:
        pen.setDashPattern([1.5, 1.5])
    is_filled = marker in (Marker.NAMED, Marker.OUTLET)
    painter.setPen(pen)
    painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
    if stance is Stance.DISPUTES:
        painter.drawPolygon(_triangle(box))
    elif stance is Stance.QUALIFIES:
        painter.drawPolygon(_diamond(box))
    elif marker is Marker.OUTLET:
        painter.drawRect(box.adjusted(side * 0.06, side * 0.06, -side * 0.06, -side * 0.06))
    else:
        painter.drawEllipse(box)


def _triangle(box: QRectF) -> QPolygonF:
    return QPolygonF([box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())])


def _diamond(box: QRectF) -> QPolygonF:
    centre = box.center()
    return QPolygonF(
        [
            QPointF(centre.x(), box.top()),
            QPointF(box.right(), centre.y()),
            QPointF(centre.x(), box.bottom()),
            QPointF(box.left(), centre.y()),
        ]
    )
