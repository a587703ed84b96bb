"""Events too short for a bar: their diamonds, each a picture of its own kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import SMALLEST_BAR, Box, Columns
from timeline_app.widgets.painting.glyphs import paint_brace, paint_diamond
from timeline_app.widgets.painting.lettering import Picture
from timeline_app.widgets.painting.look import PALE, Ink, Look, mixed
from timeline_app.widgets.painting.sheet import Laid
from timeline_app.widgets.painting.strokes import Piece

ABOVE = 6.0
"""Pixels that the picture of a diamond has above its bar, for a brace."""

_HALF = SMALLEST_BAR * 0.7 + 1
"""Half the width of the picture of a diamond."""

# Plain numbers: an operation on a member of an enumeration takes ten times as long.
_OPEN, _TUCKED = int(Flag.OPEN_START | Flag.OPEN_END), int(Flag.TUCKED)
_HOLLOW, _ONE_OF = int(Flag.HOLLOW), int(Flag.ONE_OF)
_OUTLINED = int(Flag.APPROXIMATE | Flag.UNCERTAIN | Flag.HOLLOW)
_OF_DIAMONDS = _OUTLINED | _ONE_OF
_BITS = 16
"""Bits of flags."""


def are_only_diamonds(boxes: Columns) -> NDArray[np.bool_]:
    """Tell which boxes are diamonds without open arrows beside them."""
    closed = ((boxes.flags & _OPEN) == 0) | ((boxes.flags & _TUCKED) != 0)
    alone: NDArray[np.bool_] = boxes.diamond & closed
    return alone


def diamonds_laid(boxes: Columns, faint: NDArray[np.bool_], look: Look) -> Laid:
    """Lay the pictures of diamonds, for boxes that are nothing else."""
    kinds = ((boxes.colour << _BITS | boxes.flags & _OF_DIAMONDS) << 1 | faint).tolist()
    numbers = {}
    for kind in set(kinds):
        look.faint = bool(kind & 1)
        numbers[kind] = _diamond_of(kind >> 1 + _BITS, kind >> 1 & _OF_DIAMONDS, look)
    left = (boxes.left + boxes.right) / 2 - _HALF
    return Laid([numbers[kind] for kind in kinds], left, boxes.top - ABOVE)


def _diamond_of(colour: int, flags: int, look: Look) -> int:
    """Return the number of the picture of a diamond, in the colours of the moment."""
    key = _key(colour, flags, look)
    found = look.sheets.find(key)
    if found is None:
        found = look.sheets.number(key, *_diamond_picture(colour, flags, look))
    return found


def _key(colour: int, flags: int, look: Look) -> object:
    return "diamond", colour, flags & _OF_DIAMONDS, look.faint


def diamond(box: Box, look: Look) -> Piece:
    """Return the diamond of an event without its arrows."""
    at = QPointF(look.crisp((box.left + box.right) / 2 - _HALF), look.crisp(box.top - ABOVE))
    picture = _diamond_picture(box.colour, box.flags, look)
    return Piece(_key(box.colour, box.flags, look), at, picture)


def _diamond_picture(colour: int, flags: int, look: Look) -> Picture:
    """Draw a diamond: hollow if planned or hypothetical, pale if approximate or uncertain."""
    ink = look.track(colour)

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
