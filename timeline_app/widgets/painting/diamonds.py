"""Events too short for a bar: their diamonds, each a picture of its own kind."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import SMALLEST_BAR, Box
from timeline_app.widgets.painting.glyphs import paint_brace, paint_diamond
from timeline_app.widgets.painting.look import PALE, Ink, Look, Picture, mixed
from timeline_app.widgets.painting.sheet import Laid

ABOVE = 6.0
"""Pixels that the picture of a diamond has above its bar, for a brace."""

_HALF = SMALLEST_BAR * 0.7 + 1
"""Half the width of the picture of a diamond."""

# Plain numbers: an operation on a member of an enumeration takes ten times as long.
_OPEN, _TUCKED = int(Flag.OPEN_START | Flag.OPEN_END), int(Flag.TUCKED)
_HOLLOW, _ONE_OF = int(Flag.HOLLOW), int(Flag.ONE_OF)
_OUTLINED = int(Flag.APPROXIMATE | Flag.UNCERTAIN | Flag.HOLLOW)
_OF_DIAMONDS = _OUTLINED | _ONE_OF


def is_only_diamond(box: Box) -> bool:
    """Tell whether a box is a diamond without open arrows beside it."""
    return box.diamond and (not box.flags & _OPEN or bool(box.flags & _TUCKED))


def diamond_left(box: Box) -> float:
    """Return the left edge of the picture of a diamond."""
    return (box.left + box.right) / 2 - _HALF


def diamond_of(box: Box, look: Look) -> int:
    """Return the number of the picture of a box's diamond, in the colours of the moment."""
    key = ("diamond", box.colour, box.flags & _OF_DIAMONDS, look.faint)
    found = look.sheets.find(key)
    return look.sheets.number(key, *_diamond_picture(box, look)) if found is None else found


def paint_instant(painter: QPainter, box: Box, look: Look) -> None:
    """Draw a diamond without its arrows."""
    at = QPointF(look.crisp(diamond_left(box)), look.crisp(box.top - ABOVE))
    if look.vector:
        painter.save()
        painter.translate(at)
        _diamond_picture(box, look)[2](painter)
        painter.restore()
    else:
        look.sheets.paint(painter, Laid([diamond_of(box, look)], [at.x()], [at.y()]))


def _diamond_picture(box: Box, look: Look) -> Picture:
    """Draw a diamond: hollow if planned or hypothetical, pale if approximate or uncertain."""
    flags, ink = box.flags, look.track(box.colour)

    def draw(on: QPainter) -> None:
        inside = ink.fill
        if flags & _HOLLOW:
            inside = look.paper
        elif flags & _OUTLINED:
            inside = mixed(look.paper, ink.fill, PALE)
        centre = QPointF(_HALF, look.metrics.bar / 2 + ABOVE)
        paint_diamond(on, centre, SMALLEST_BAR * 0.68, Ink(inside, ink.edge), look)
        if flags & _ONE_OF:
            paint_brace(on, QRectF(1, 1, 2 * _HALF - 2, 5), ink.edge, look)

    return 2 * _HALF, look.metrics.bar + ABOVE, draw
