"""What bars are drawn with: strokes on a painter, one by one, or gathered to be drawn together."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.widgets.painting.glyphs import paint_brace
from timeline_app.widgets.painting.lettering import Picture
from timeline_app.widgets.painting.look import Look

RADIUS = 3.0
"""Pixels of a round corner."""


class Fade(NamedTuple):
    """A colour from one share of it to another, between two pixels."""

    colour: QColor
    low: float
    high: float
    first: float
    last: float


class Outline(NamedTuple):
    """The colour of an outline, and the lengths of its lines and gaps in turn from `left` on.

    A full line has none.
    """

    edge: QColor
    dashes: tuple[float, ...]
    left: float


class Piece(NamedTuple):
    """Something that has one size: a key that tells all it is drawn from, and where it is."""

    key: object
    at: QPointF
    picture: Picture


class Strokes(Protocol):
    """Draws parts of bars, in pixels of the page. What is `over` lies over all that is not."""

    def fill(self, box: QRectF, colour: QColor) -> None:
        """Fill a rectangle."""

    def rule(self, box: QRectF, colour: QColor) -> None:
        """Fill a thin one, over what lies there."""

    def rounded(self, box: QRectF, colour: QColor) -> None:
        """Fill a rectangle with round corners."""

    def fade(self, seen: QRectF, fade: Fade) -> None:
        """Draw what is seen of a fade."""

    def outline(self, seen: QRectF, outline: Outline) -> None:
        """Draw what is seen of an outline."""

    def put(self, piece: Piece) -> None:
        """Draw a piece."""

    def brace(self, box: QRectF, colour: QColor) -> None:
        """Draw a brace over a span."""


class Drawn:
    """Strokes on a painter at once: for what is not made of pixels."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter, self._look = painter, look

    def fill(self, box: QRectF, colour: QColor) -> None:
        self._painter.fillRect(box, colour)

    rule = fill

    def rounded(self, box: QRectF, colour: QColor) -> None:
        if box.width() < 2 * RADIUS:
            self._painter.fillRect(box, colour)
        else:
            paint_round(self._painter, box, colour)

    def fade(self, seen: QRectF, fade: Fade) -> None:
        paint_fade(self._painter, seen, fade, self._look)

    def outline(self, seen: QRectF, outline: Outline) -> None:
        paint_outline(self._painter, seen, outline.edge, outline.dashes, self._look)

    def put(self, piece: Piece) -> None:
        self._painter.save()
        self._painter.translate(piece.at)
        piece.picture[2](self._painter)
        self._painter.restore()

    def brace(self, box: QRectF, colour: QColor) -> None:
        paint_brace(self._painter, box, colour, self._look)


def paint_fade(painter: QPainter, seen: QRectF, fade: Fade, look: Look) -> None:
    """Stretch a ramp from one pixel to another, drawing only what is seen."""
    colour, low, high, first, last = fade
    left, right = max(first, seen.left()), min(last, seen.right())
    if right <= left:
        return
    ramp = look.ramp(colour, low, high)
    per_px = ramp.width() / (last - first)
    source = QRectF((left - first) * per_px, 0, max((right - left) * per_px, 0.01), 1)
    painter.drawPixmap(QRectF(left, seen.top(), right - left, seen.height()), ramp, source)


def paint_round(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Fill a box with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def paint_outline(
    painter: QPainter, box: QRectF, edge: QColor, dashes: tuple[float, ...], look: Look
) -> None:
    """Draw an outline with round corners, in dashes if there are any."""
    pen = look.pen(edge, 1.5)
    if dashes:
        pen.setDashPattern([length / 1.5 for length in dashes])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
