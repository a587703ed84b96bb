"""One event: its bar with possible and certain parts, or its diamond, with arrows and outline."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import STUB, Box, Columns
from timeline_app.widgets.painting.diamonds import diamond
from timeline_app.widgets.painting.glyphs import paint_arrow
from timeline_app.widgets.painting.look import PALE, PALEST, Ink, Look
from timeline_app.widgets.painting.strokes import RADIUS, Fade, Outline, Piece, Strokes, paint_fade

_ARROW = 6.0


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


def stroke_event(on: Strokes, box: Box, look: Look, view: QRectF) -> None:
    """Draw an event without its label, clipped to what can be seen."""
    ink, flags = look.track(box.colour), box.flags
    if flags & _OPEN and not flags & _TUCKED:
        _stroke_stubs(on, box, ink, look)
    if box.diamond:
        on.put(diamond(box, look))
        return
    left, right = max(box.left, view.left() - 8), min(box.right, view.right() + 8)
    if right <= left:
        return
    seen = QRectF(left, box.top, right - left, look.metrics.bar)
    _stroke_filling(on, box, seen, ink.fill, look)
    _stroke_outline(on, box, seen, ink.edge, look)
    if flags & _OPEN and flags & _TUCKED:
        _stroke_tucked(on, box, ink, look)
    if flags & _ONE_OF:
        on.brace(QRectF(left, box.top - 6, right - left, 5), ink.edge)


def _stroke_filling(on: Strokes, box: Box, seen: QRectF, fill: QColor, look: Look) -> None:
    filled = seen
    if box.flags & _BROKEN:  # the outline must be seen around even a solid bar
        inset = ceil(_INSET * look.ratio) / look.ratio
        filled = seen.adjusted(0, inset, 0, -inset)
    if box.flags & _HOLLOW:
        on.fill(seen, look.paper)
    elif box.left == box.sure_left and box.right == box.sure_right:
        on.rounded(filled, fill)
    else:
        _stroke_parts(on, box, filled, fill, look)


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


def _stroke_parts(on: Strokes, box: Box, seen: QRectF, fill: QColor, look: Look) -> None:
    """Draw what is possible as a fade towards paper, and what is certain solid."""
    if box.sure_left <= box.sure_right:
        on.fade(seen, Fade(fill, PALEST, 1.0, box.left, box.sure_left))
        on.fade(seen, Fade(fill, 1.0, PALEST, box.sure_right, box.right))
        sure = QRectF(box.sure_left, seen.top(), box.sure_right - box.sure_left, seen.height())
        on.fill(sure.intersected(seen), fill)
        return
    # No part is certain: it can have begun as late as sure_left, and ended as early as sure_right.
    middle = look.crisp((max(box.left, box.sure_right) + min(box.right, box.sure_left)) / 2)
    on.fade(seen, Fade(fill, PALEST, PALE, box.left, middle))
    on.fade(seen, Fade(fill, PALE, PALEST, middle, box.right))


def _stroke_outline(on: Strokes, box: Box, seen: QRectF, edge: QColor, look: Look) -> None:
    """Draw the outline: dashed = approximate, dotted = uncertain, full = planned; else faint."""
    if box.flags & _OUTLINED:
        on.outline(seen, Outline(edge, _dashes(box.flags), box.left))
    elif box.sure_left > box.left or box.sure_right < box.right:
        faint = look.blended(edge, _FAINT_EDGE)
        for line in _sides(seen, look.hairline):
            on.rule(line, faint)


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


def _stroke_stubs(on: Strokes, box: Box, ink: Ink, look: Look) -> None:
    """Draw the open arrows: it goes on beyond, nobody knows how far."""
    if box.flags & _START:
        on.put(_stub(QPointF(box.left - STUB, box.top), ink, (0.0, PALE), look))
    if box.flags & _END:
        share = 1.0 if box.flags & _LASTING else PALE
        on.put(_stub(QPointF(box.right, box.top), ink, (share, 0.0), look))


def _stub(at: QPointF, ink: Ink, shares: tuple[float, float], look: Look) -> Piece:
    """Return an open arrow, that fades to the side it points to."""
    bar, begins = QRectF(0, 0, STUB, look.metrics.bar), shares[0] == 0.0

    def draw(on: QPainter) -> None:
        seen = bar.adjusted(0, 4, 0, -4)
        paint_fade(on, seen, Fade(ink.fill, *shares, 0.0, STUB), look)
        tip = QPointF(1 if begins else STUB - 1, bar.center().y())
        paint_arrow(on, tip, -_ARROW if begins else _ARROW, ink.edge, look)

    key = ("stub", ink.fill.rgb(), ink.edge.rgb(), shares)
    return Piece(key, at, (bar.width(), bar.height(), draw))


def _stroke_tucked(on: Strokes, box: Box, ink: Ink, look: Look) -> None:
    """Draw the arrows of a bar that has no room beside it, in paper colour on its ends."""
    if box.right - box.left < 6 * _ARROW:
        return
    colour = look.paper if box.sure_left < box.sure_right else ink.edge
    if box.flags & _START:
        on.put(_tucked(QPointF(box.left + 3, box.top), -1, colour, look))
    if box.flags & _END:
        on.put(_tucked(QPointF(box.right - 3 - _ROOM, box.top), 1, colour, look))


def _tucked(at: QPointF, side: int, colour: QColor, look: Look) -> Piece:
    """Return the head of an arrow to a side."""

    def draw(on: QPainter) -> None:
        tip = QPointF(1 if side < 0 else _ROOM - 1, look.metrics.bar / 2)
        paint_arrow(on, tip, side * _ARROW, colour, look)

    key = ("arrow", colour.rgb(), side)
    return Piece(key, at, (_ROOM, look.metrics.bar, draw))


_ROOM = 9.0
"""Pixels of the picture of an arrow's head."""


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
