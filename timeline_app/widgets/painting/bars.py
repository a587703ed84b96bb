"""One event: its bar with possible and certain parts, or its diamond, with arrows and outline."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import STUB, Box, Columns
from timeline_app.widgets.painting.diamonds import paint_instant
from timeline_app.widgets.painting.glyphs import paint_arrow, paint_brace
from timeline_app.widgets.painting.look import PALE, PALEST, Ink, Look

RADIUS = 3.0
_ARROW = 6.0
_LONG = 300.0
"""Pixels from which an outline is drawn from stamps."""

_STAMP_WIDTH = 64.0
"""Pixels of a stamp; every pattern of dashes comes out even in it."""


def are_solid(boxes: Columns, least: float) -> NDArray[np.bool_]:
    """Tell which boxes are nothing but a solid bar, and at least so wide."""
    solid: NDArray[np.bool_] = (
        (boxes.left == boxes.sure_left)
        & (boxes.right == boxes.sure_right)
        & ~boxes.diamond
        & ((boxes.flags & _MARKED) == 0)
        & (boxes.right - boxes.left >= least)
    )
    return solid


def paint_event(painter: QPainter, box: Box, look: Look, view: QRectF) -> None:
    """Draw an event without its label, clipped to what can be seen."""
    ink, flags = look.track(box.colour), box.flags
    if flags & _OPEN and not flags & _TUCKED:
        bar = QRectF(box.left, box.top, box.right - box.left, look.metrics.bar)
        _paint_stubs(painter, box, bar, ink, look)
    if box.diamond:
        paint_instant(painter, box, look)
        return
    left, right = max(box.left, view.left() - 8), min(box.right, view.right() + 8)
    if right <= left:
        return
    seen = QRectF(left, box.top, right - left, look.metrics.bar)
    _paint_filling(painter, box, seen, ink.fill, look)
    _paint_outline(painter, box, seen, ink.edge, look)
    if flags & _OPEN and flags & _TUCKED:
        _paint_tucked(painter, box, seen, ink, look)
    if flags & _ONE_OF:
        brace = QRectF(left, box.top - 6, right - left, 5)
        paint_brace(painter, brace, ink.edge, look)


def _paint_filling(painter: QPainter, box: Box, seen: QRectF, fill: QColor, look: Look) -> None:
    filled = seen
    if box.flags & _BROKEN:  # the outline must be seen around even a solid bar
        filled = seen.adjusted(0, _INSET, 0, -_INSET)
    if box.flags & _HOLLOW:
        painter.fillRect(seen, look.paper)
    elif box.left == box.sure_left and box.right == box.sure_right:
        _paint_certain(painter, filled, fill)
    else:
        _paint_parts(painter, box, filled, fill, look)


# Plain numbers: an operation on a member of an enumeration takes ten times as long.
_START, _END, _TUCKED = int(Flag.OPEN_START), int(Flag.OPEN_END), int(Flag.TUCKED)
_HOLLOW, _ONE_OF, _LASTING = int(Flag.HOLLOW), int(Flag.ONE_OF), int(Flag.LASTING)
_APPROXIMATE, _UNCERTAIN = int(Flag.APPROXIMATE), int(Flag.UNCERTAIN)
_OPEN = _START | _END
_BROKEN = _APPROXIMATE | _UNCERTAIN
_INSET = 2.5
_FAINT_EDGE = 0.4
_MARKED = _OPEN | _BROKEN | _HOLLOW | _ONE_OF
_OUTLINED = _BROKEN | _HOLLOW


def _paint_certain(painter: QPainter, bar: QRectF, fill: QColor) -> None:
    """Draw a solid bar with round corners."""
    if bar.width() < 2 * RADIUS:
        painter.fillRect(bar, fill)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(bar, RADIUS, RADIUS)


def _paint_parts(painter: QPainter, box: Box, seen: QRectF, fill: QColor, look: Look) -> None:
    """Draw what is possible as a fade towards paper, and what is certain solid."""
    if box.sure_left <= box.sure_right:
        up, down = look.ramp(fill, PALEST, 1.0), look.ramp(fill, 1.0, PALEST)
        _fade(painter, seen, up, box.left, box.sure_left)
        _fade(painter, seen, down, box.sure_right, box.right)
        sure = QRectF(box.sure_left, seen.top(), box.sure_right - box.sure_left, seen.height())
        painter.fillRect(sure.intersected(seen), fill)
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


def _paint_outline(painter: QPainter, box: Box, seen: QRectF, edge: QColor, look: Look) -> None:
    """Draw the outline: dashed = approximate, dotted = uncertain, full = planned; else faint."""
    if box.flags & _OUTLINED:
        dashes = _dashes(box.flags)
        if seen.width() > _LONG and not look.vector:
            _paint_long_outline(painter, seen, edge, dashes, look)
            return
        pen = look.pen(edge, 1.5)
        if dashes:
            pen.setDashPattern([length / 1.5 for length in dashes])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(seen.adjusted(0.75, 0.75, -0.75, -0.75), RADIUS, RADIUS)
    elif box.sure_left > box.left or box.sure_right < box.right:
        faint, wide = look.blended(edge, _FAINT_EDGE), look.hairline
        for line in _sides(seen, wide):
            painter.fillRect(line, faint)


def _dashes(flags: int) -> tuple[float, ...]:
    """Return the lengths of lines and gaps in pixels, 8 or 16 in all; none for a full line."""
    approximate, uncertain = flags & _APPROXIMATE, flags & _UNCERTAIN
    if approximate:
        return (6.0, 4.0, 2.0, 4.0) if uncertain else (5.0, 3.0)
    return (2.0, 2.0) if uncertain else ()


def _sides(box: QRectF, wide: float) -> tuple[QRectF, ...]:
    left, top, width, height = box.left(), box.top(), box.width(), box.height()
    return (
        QRectF(left, top, width, wide),
        QRectF(left, box.bottom() - wide, width, wide),
        QRectF(left, top, wide, height),
        QRectF(box.right() - wide, top, wide, height),
    )


def _paint_long_outline(
    painter: QPainter, seen: QRectF, edge: QColor, dashes: tuple[float, ...], look: Look
) -> None:
    """Draw a long outline from a stamp laid end to end: dashing a line pixel by pixel is slow."""
    wide, high = 1.5, seen.height()
    unit = _STAMP_WIDTH

    def draw(on: QPainter) -> None:
        x = 0.0
        while x < unit:
            for k, length in enumerate(dashes or (unit,)):
                if k % 2 == 0:
                    on.fillRect(QRectF(x, 0, length, wide), edge)
                    on.fillRect(QRectF(x, high - wide, length, wide), edge)
                x += length

    stamp = look.stamp(("outline", edge.rgba(), high, dashes), unit, high, draw)
    painter.drawTiledPixmap(seen, stamp)
    for x in (seen.left(), seen.right() - wide):
        painter.fillRect(QRectF(x, seen.top() + 3, wide, high - 6), edge)


def bar_end(fill: QColor, side: int, look: Look) -> int:
    """Return the number of the picture of a round end of a solid bar: 0 the left, 1 the right."""
    key = ("bar end", fill.rgba(), side)
    wide = ceil(RADIUS * look.ratio) / look.ratio
    high = round(look.metrics.bar * look.ratio) / look.ratio

    def draw(on: QPainter) -> None:
        _paint_certain(on, QRectF(-side * 2 * wide, 0, 3 * wide, high), fill)

    return look.sheets.number(key, wide, high, draw)


def _paint_stubs(painter: QPainter, box: Box, bar: QRectF, ink: Ink, look: Look) -> None:
    """Draw the open arrows: it goes on beyond, nobody knows how far."""
    y, inner = bar.center().y(), bar.adjusted(0, 4, 0, -4)
    fill = ink.fill
    if box.flags & _START:
        stub = QRectF(bar.left() - STUB, inner.top(), STUB, inner.height())
        _fade(painter, stub, look.ramp(fill, 0.0, PALE), stub.left(), stub.right())
        paint_arrow(painter, QPointF(stub.left() + 1, y), -_ARROW, ink.edge, look)
    if box.flags & _END:
        stub = QRectF(bar.right(), inner.top(), STUB, inner.height())
        share = 1.0 if box.flags & _LASTING else PALE
        _fade(painter, stub, look.ramp(fill, share, 0.0), stub.left(), stub.right())
        paint_arrow(painter, QPointF(stub.right() - 1, y), _ARROW, ink.edge, look)


def _paint_tucked(painter: QPainter, box: Box, seen: QRectF, ink: Ink, look: Look) -> None:
    """Draw the arrows of a bar that has no room beside it, in paper colour on its ends."""
    if box.right - box.left < 6 * _ARROW:
        return
    y = seen.center().y()
    colour = look.paper if box.sure_left < box.sure_right else ink.edge
    if box.flags & _START:
        paint_arrow(painter, QPointF(box.left + 4, y), -_ARROW, colour, look)
    if box.flags & _END:
        paint_arrow(painter, QPointF(box.right - 4, y), _ARROW, colour, look)


def outline_of(box: Box, look: Look) -> QPainterPath:
    """Return the outline a selected or focused event gets, around everything but its label."""
    left, right = box.ends
    path = QPainterPath()
    frame = QRectF(left - 3, box.top - 3, right - left + 6, look.metrics.bar + 6)
    path.addRoundedRect(frame, RADIUS + 3, RADIUS + 3)
    return path


def paint_handles(painter: QPainter, box: Box, look: Look) -> None:
    """Draw what can be taken hold of: the outer bounds above, the inner ones below."""
    if box.diamond or box.right - box.left < 3 * _HANDLE:
        return
    painter.setPen(look.pen(look.colour("ink"), 1))
    painter.setBrush(look.colour("raised"))
    low = box.top + look.metrics.bar - _HANDLE + 2
    for x, y in (
        (box.left, box.top - 2),
        (box.right, box.top - 2),
        (box.sure_left, low),
        (box.sure_right, low),
    ):
        painter.drawRect(QRectF(x - _HANDLE / 2, y, _HANDLE, _HANDLE))


_HANDLE = 6.0
