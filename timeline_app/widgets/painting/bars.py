"""One event: its bar with possible and certain parts, or its diamond, with arrows and outline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import SMALLEST_BAR, STUB, Box
from timeline_app.widgets.painting.glyphs import paint_arrow, paint_brace, paint_diamond
from timeline_app.widgets.painting.look import PALE, PALEST, Ink, Look, mixed

RADIUS = 3.0
_ARROW = 6.0


def paint_event(painter: QPainter, box: Box, look: Look, view: QRectF) -> None:
    """Draw an event without its label, clipped to what can be seen."""
    box = _on_pixels(box, look)
    fill = look.theme.track(box.colour)
    edge = edge_of(fill, look)
    bar = QRectF(box.left, box.top, box.right - box.left, look.metrics.bar)
    if box.flags & (Flag.OPEN_START | Flag.OPEN_END):
        _paint_stubs(painter, box, bar, Ink(fill, edge), look)
    if box.diamond:
        _paint_diamond(painter, box, bar, Ink(fill, edge), look)
        return
    seen = bar.intersected(view.adjusted(-8, 0, 8, 0))
    if seen.isEmpty():
        return
    if box.flags & Flag.HOLLOW:
        painter.fillRect(seen, look.paper)
    else:
        _paint_parts(painter, box, seen, fill, look)
    _paint_outline(painter, box, seen, edge, look)
    if box.flags & Flag.ONE_OF:
        brace = QRectF(bar.left(), bar.top() - 6, bar.width(), 5).intersected(view)
        paint_brace(painter, brace, edge, look)


def _on_pixels(box: Box, look: Look) -> Box:
    """Move the bounds to the edges of device pixels: parts that meet then leave no seam."""
    crisp = look.crisp
    return box._replace(
        left=crisp(box.left),
        sure_left=crisp(box.sure_left),
        sure_right=crisp(box.sure_right),
        right=crisp(box.right),
        top=crisp(box.top),
    )


def edge_of(fill: QColor, look: Look) -> QColor:
    """Return the colour in which a track's lines are told from paper."""
    return mixed(look.theme.colour("ink"), fill, 0.8)


def _paint_parts(painter: QPainter, box: Box, seen: QRectF, fill: QColor, look: Look) -> None:
    """Draw what is possible as a fade towards paper, and what is certain solid."""
    if box.sure_left <= box.sure_right:
        up, down = look.ramp(fill, PALEST, 1.0), look.ramp(fill, 1.0, PALEST)
        _fade(painter, seen, up, box.left, box.sure_left)
        _fade(painter, seen, down, box.sure_right, box.right)
        sure = QRectF(box.sure_left, seen.top(), box.sure_right - box.sure_left, seen.height())
        _solid(painter, box, sure.intersected(seen), fill)
        return
    # No part is certain: it can have begun as late as sure_left, and ended as early as sure_right.
    middle = look.crisp((max(box.left, box.sure_right) + min(box.right, box.sure_left)) / 2)
    _fade(painter, seen, look.ramp(fill, PALEST, PALE), box.left, middle)
    _fade(painter, seen, look.ramp(fill, PALE, PALEST), middle, box.right)


def _fade(painter: QPainter, seen: QRectF, ramp: QPixmap, first: float, last: float) -> None:
    """Stretch a ramp from one pixel to another, drawing only what is seen."""
    left, right = max(first, seen.left()), min(last, seen.right())
    if right <= left:
        return
    per_px = ramp.width() / (last - first)
    source = QRectF((left - first) * per_px, 0, max((right - left) * per_px, 0.01), 1)
    painter.drawPixmap(QRectF(left, seen.top(), right - left, seen.height()), ramp, source)


def _solid(painter: QPainter, box: Box, sure: QRectF, fill: QColor) -> None:
    if sure.width() <= 0:
        return
    if box.left < box.sure_left or box.sure_right < box.right or sure.width() < 3 * RADIUS:
        painter.fillRect(sure, fill)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(sure, RADIUS, RADIUS)


def _paint_outline(painter: QPainter, box: Box, seen: QRectF, edge: QColor, look: Look) -> None:
    approximate, uncertain = box.flags & Flag.APPROXIMATE, box.flags & Flag.UNCERTAIN
    hollow = box.flags & Flag.HOLLOW
    if approximate or uncertain or hollow:
        pen = look.pen(edge, 1.5)
        if approximate:
            pen.setDashPattern([4, 2.5, 1, 2.5] if uncertain else [4, 2.5])
        elif uncertain:
            pen.setDashPattern([1, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(seen.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
    elif box.sure_left > box.left or box.sure_right < box.right:
        painter.setPen(look.pen(mixed(look.paper, edge, 0.4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = look.hairline / 2
        painter.drawRect(seen.adjusted(half, half, -half, -half))


def _paint_diamond(painter: QPainter, box: Box, bar: QRectF, ink: Ink, look: Look) -> None:
    inside = ink.fill
    if box.flags & Flag.HOLLOW:
        inside = None
    elif box.flags & (Flag.APPROXIMATE | Flag.UNCERTAIN) and ink.fill is not None:
        inside = mixed(look.paper, ink.fill, PALE)
    centre = QPointF((box.left + box.right) / 2, bar.center().y())
    paint_diamond(painter, centre, SMALLEST_BAR * 0.68, Ink(inside, ink.edge), look)
    if box.flags & Flag.ONE_OF:
        half = SMALLEST_BAR * 0.7
        paint_brace(painter, QRectF(centre.x() - half, bar.top() - 5, 2 * half, 5), ink.edge, look)


def _paint_stubs(painter: QPainter, box: Box, bar: QRectF, ink: Ink, look: Look) -> None:
    """Draw the open arrows: it goes on beyond, nobody knows how far."""
    y, inner = bar.center().y(), bar.adjusted(0, 4, 0, -4)
    fill = ink.fill or look.paper
    if box.flags & Flag.OPEN_START:
        stub = QRectF(bar.left() - STUB, inner.top(), STUB, inner.height())
        _fade(painter, stub, look.ramp(fill, 0.0, PALE), stub.left(), stub.right())
        paint_arrow(painter, QPointF(stub.left() + 1, y), -_ARROW, ink.edge, look)
    if box.flags & Flag.OPEN_END:
        stub = QRectF(bar.right(), inner.top(), STUB, inner.height())
        share = 1.0 if box.flags & Flag.LASTING else PALE
        _fade(painter, stub, look.ramp(fill, share, 0.0), stub.left(), stub.right())
        paint_arrow(painter, QPointF(stub.right() - 1, y), _ARROW, ink.edge, look)


def outline_of(box: Box, look: Look) -> QPainterPath:
    """Return the outline a selected or focused event gets, around everything but its label."""
    left, right = box.ends
    path = QPainterPath()
    frame = QRectF(left - 3, box.top - 3, right - left + 6, look.metrics.bar + 6)
    path.addRoundedRect(frame, RADIUS + 3, RADIUS + 3)
    return path
