"""Writing the words of cells: from a picture where there is one, else letter by letter."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from timeline_app.widgets.tables.brush import Brush
from timeline_app.widgets.tables.lettering import Cut, Lettering
from timeline_app.widgets.tables.pictures import Look, Picture, Wish

PILL = 7
"""Pixels of a pill on either side of its words."""

_ROUND = 2
"""Pixels of a picture around what is counted on: letters may reach a little over their places."""


class Place(NamedTuple):
    """Where words stand: their room's left, how far behind it they begin, and their row's top."""

    left: int
    behind: float
    top: int


class Writer:
    """Gathers what stands in cells of one font, then puts it on paper.

    One kind of work after the other, for a processor does many of a kind in a row in less time than
    each by itself; and a pen is taken up once for all that is written in its ink.
    """

    def __init__(self, brush: Brush, lettering: Lettering) -> None:
        self.lettering = lettering
        self._brush = brush
        self._drop = (brush.row_height - lettering.height) / 2
        self._copied: list[tuple[int, int, QPixmap]] = []
        self._pills: list[tuple[QRectF, str]] = []
        self._written: dict[str, list[tuple[QPointF, Cut]]] = {}

    def copy(self, left: int, top: int, pixmap: QPixmap) -> None:
        """Take in a pixmap with its corner at a pixel."""
        self._copied.append((left, top, pixmap))

    def copy_words(self, look: Look, left: int, top: int) -> bool:
        """Take in words, whose room begins at a pixel of the row with a top, if there is a picture.

        False if there is none.
        """
        found = self._brush.pictures.find(look)
        if found is None:
            return False
        self._copied.append((left + found.right, top + found.down, found.pixmap))
        return True

    def write(self, cut: Cut, look: Look, place: Place, *, keeps: bool) -> None:
        """Take in words to be written letter by letter, of which a picture may be worth keeping."""
        if keeps and cut.shaped is None:
            self._brush.pictures.wish(Wish(look, cut, self.lettering, place.behind))
        start, y = place.left + place.behind, place.top + self._drop
        if look.pill:
            box = QRectF(start - PILL, y - 1, cut.width + 2 * PILL, self.lettering.height + 2)
            self._pills.append((box, look.pill))
        at = QPointF(start, y + self.lettering.ascent)
        self._written.setdefault(look.ink, []).append((at, cut))

    def put(self, painter: QPainter) -> None:
        """Put on paper what was taken in."""
        for left, top, pixmap in self._copied:
            painter.drawPixmap(left, top, pixmap)
        if self._pills:
            self._put_pills(painter)
        painter.setFont(self.lettering.quick)
        for ink, words in self._written.items():
            painter.setPen(self._brush.colour(ink))
            for at, cut in words:
                self.lettering.paint(painter, at, cut)

    def _put_pills(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for box, role in self._pills:
            painter.setBrush(self._brush.colour(role))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def drawn(wish: Wish, brush: Brush) -> Picture:
    """Return the picture that words are copied from as if they were written."""
    look, cut, lettering, behind = wish
    drop = (brush.row_height - lettering.height) / 2
    around, above = _ROUND + (PILL if look.pill else 0), floor(drop) - _ROUND
    whole = floor(behind)
    wide = ceil(cut.width + behind) - whole + 2 * around
    high = ceil(drop + lettering.height) + _ROUND - above
    ratio = brush.device_pixels
    pixmap = QPixmap(round(wide * ratio), round(high * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(brush.colour(look.ground))
    writer = Writer(brush, lettering)
    writer.write(cut, look, Place(around - whole, behind, -above), keeps=False)
    with QPainter(pixmap) as painter:
        writer.put(painter)
    return Picture(pixmap, whole - around, above)
