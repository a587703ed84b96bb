"""Writing the words of cells: from a picture where there is one, else letter by letter."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from timeline_app.widgets.tables.brush import Brush
from timeline_app.widgets.tables.lettering import Cut, Lettering
from timeline_app.widgets.tables.pictures import Picture

PILL = 7
"""Pixels of a pill on either side of its words."""

_ROUND = 2
"""Pixels of a picture around what is counted on: letters may reach a little over their places."""


_MOST_AT_ONCE = 6
"""Pictures made in one frame, which they must not hold up."""


class Look(NamedTuple):
    """All that tells the words of a cell from others: the text, its column, and its room in pixels.

    And the roles of the ink, of the pill behind the words or "", and of the ground under both.
    """

    text: str
    column: str
    room: int
    ink: str
    pill: str
    ground: str


class Place(NamedTuple):
    """Where words stand: their room's left, how far behind it they begin, and their row's top."""

    left: int
    behind: float
    top: int


class Writer:
    """Writes words in rows of one height; a pen is only taken up when it is another."""

    def __init__(self, painter: QPainter, brush: Brush, height: int, lettering: Lettering) -> None:
        self._painter = painter
        self._brush = brush
        self._height = height
        self._made = 0
        self.take_up(lettering)

    def take_up(self, lettering: Lettering) -> None:
        """Write in a font from now on."""
        self.lettering = lettering
        self._drop = (self._height - lettering.height) / 2
        self._painter.setFont(lettering.quick)
        self._ink = ""

    def copy(self, look: Look, left: int, top: int) -> bool:
        """Write words, whose room begins at a pixel of the row with a top, if there is a picture.

        False if there is none.
        """
        found = self._brush.pictures.find(look)
        if found is None:
            return False
        self._painter.drawPixmap(left + found.right, top + found.down, found.pixmap)
        return True

    def write(self, cut: Cut, look: Look, place: Place, *, keeps: bool) -> None:
        """Write words letter by letter, and perhaps keep a picture of them for the next time."""
        pictures = self._brush.pictures
        keeps = keeps and cut.shaped is None and self._made < _MOST_AT_ONCE
        if keeps and pictures.is_worth_one(look):
            self._made += 1
            pictures.keep(look, self._picture(cut, look, place.behind))
            self.copy(look, place.left, place.top)
        else:
            self._write_out(cut, look, place)

    def _picture(self, cut: Cut, look: Look, behind: float) -> Picture:
        around, above = _ROUND + (PILL if look.pill else 0), floor(self._drop) - _ROUND
        whole = floor(behind)
        wide = ceil(cut.width + behind) - whole + 2 * around
        high = ceil(self._drop + self.lettering.height) + _ROUND - above
        ratio = self._brush.device_pixels
        pixmap = QPixmap(round(wide * ratio), round(high * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._brush.colour(look.ground))
        with QPainter(pixmap) as painter:
            writer = Writer(painter, self._brush, self._height, self.lettering)
            writer._write_out(cut, look, Place(around - whole, behind, -above))
        return Picture(pixmap, whole - around, above)

    def _write_out(self, cut: Cut, look: Look, place: Place) -> None:
        lettering, painter = self.lettering, self._painter
        start, y = place.left + place.behind, place.top + self._drop
        if look.pill:
            box = QRectF(start - PILL, y - 1, cut.width + 2 * PILL, lettering.height + 2)
            self._paint_pill(box, look.pill)
        if look.ink != self._ink:
            self._ink = look.ink
            painter.setPen(self._brush.colour(look.ink))
        lettering.paint(painter, QPointF(start, y + lettering.ascent), cut)

    def _paint_pill(self, box: QRectF, role: str) -> None:
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush.colour(role))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003
        self._ink = ""
