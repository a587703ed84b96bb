"""Painting a screenful of cells in one go.

Qt's item views ask a delegate for every cell; from Python that alone takes longer than a frame
may. Here the visible rows are painted in one loop: 400 cells in some 5 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from timeline_app.models.tables.columns import Column, Holds, Marking, no_glyphs
from timeline_app.storage.table_rows import TableRow
from timeline_app.widgets.tables.brush import Brush
from timeline_app.widgets.tables.lettering import Cut, Lettering
from timeline_app.widgets.tables.pictures import Look
from timeline_app.widgets.tables.writer import PILL, Place, Writer

PADDING = 8
GAP = 4
_FAINT = "line"
"""The role in which rows are written that a view of the project dims."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A column on screen: where it begins and how wide it is, in pixels."""

    column: Column
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row on screen: its top in pixels; None where a heading stands, or its record is gone."""

    row: TableRow | None
    top: int
    is_selected: bool
    heading: str = ""
    is_folded: bool = False
    is_dimmed: bool = False


class CellPainter:
    """Paints lines of cells with one brush."""

    def __init__(self, painter: QPainter, brush: Brush) -> None:
        self._painter = painter
        self._brush = brush
        self._height = brush.row_height
        self._glyph_drop = (self._height - brush.glyph_side) // 2

    def paint(self, lines: Sequence[Line], strips: Sequence[Strip], right: int) -> None:
        """Paint rows; grounds reach to `right`."""
        painter, brush = self._painter, self._brush
        for line in lines:
            if line.heading:
                painter.fillRect(0, line.top, right, self._height, brush.colour("surface"))
            if line.is_selected:
                painter.fillRect(0, line.top, right, self._height, brush.colour("selection"))
        self._paint_rules(lines, right)
        for strip in strips:
            writer = Writer(brush, brush.lettering(strong=strip.column.strong))
            for line in lines:
                if line.row is not None:
                    self._fill_cell(writer, line, line.row, strip)
            writer.put(painter)
        self._paint_headings([line for line in lines if line.heading], right)

    def _paint_rules(self, lines: Sequence[Line], right: int) -> None:
        """Paint the thin lines under rows, one device pixel higher where there are several."""
        ratio = self._brush.device_pixels
        below = self._height - 1 - (1 / ratio if ratio > 1 else 0)
        for line in lines:
            rule = QRectF(0, line.top + below, right, 1)
            self._painter.fillRect(rule, self._brush.colour("line_soft"))

    def _paint_headings(self, lines: Sequence[Line], right: int) -> None:
        """Paint headings across all columns, where they stay when the columns are scrolled."""
        lettering, painter = self._brush.strong, self._painter
        painter.setFont(lettering.quick)
        drop = (self._height - lettering.height) / 2 + lettering.ascent
        for line in lines:
            painter.setPen(self._brush.colour("ink"))
            cut = lettering.cut(line.heading, right - 40)
            lettering.paint(painter, QPointF(26, line.top + drop), cut)
            self._paint_fold(QPointF(13, line.top + self._height / 2), folded=line.is_folded)

    def _paint_fold(self, centre: QPointF, *, folded: bool) -> None:
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._brush.colour("ink_soft"), 1.6))
        points = [(-2, -4), (2, 0), (-2, 4)] if folded else [(-4, -2), (0, 2), (4, -2)]
        painter.drawPolyline(QPolygonF([centre + QPointF(x, y) for x, y in points]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def paint_focus(self, box: QRectF) -> None:
        """Paint the frame of the current cell."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._brush.colour("accent"), 1))
        self._painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))

    def _fill_cell(self, writer: Writer, line: Line, row: TableRow, strip: Strip) -> None:
        column, left = strip.column, strip.left + PADDING
        if column.glyphs is not no_glyphs:
            left = self._fill_glyphs(writer, line, column.glyphs(row), left)
        pill = column.ground(row) if column.ground is not None else ""
        if pill:
            left += PILL
        room = strip.left + strip.width - PADDING - left - (PILL if pill else 0)
        if column.wordless or room < PADDING:
            return
        if line.is_dimmed:
            ink, pill = _FAINT, ""
        else:
            ink = column.ink(row)
        ground = "selection" if line.is_selected else "paper"
        look = Look(column.text(row), column.key, room, ink, pill, ground)
        is_its_own = column.holds is Holds.TEXT  # hardly any row has the same
        if is_its_own or not writer.copy_words(look, left, line.top):
            cut = text_cut(writer.lettering, column, row, room)
            at_right = cut.is_leftward or column.right
            place = Place(left, room - cut.width if at_right else 0.0, line.top)
            writer.write(cut, look, place, keeps=not is_its_own)

    def _fill_glyphs(
        self, writer: Writer, line: Line, markings: Sequence[Marking], left: int
    ) -> int:
        """Fill glyphs in from a pixel on; return where what follows them begins."""
        for marking in markings:
            role = _FAINT if line.is_dimmed else marking.role
            pixmap = self._brush.glyph(marking.glyph, role)
            writer.copy(left, line.top + self._glyph_drop, pixmap)
            left += self._brush.glyph_side + GAP
        return left


def cut_of(brush: Brush, column: Column, row: TableRow, width: int) -> Cut:
    """Return how a cell of some width cuts its text."""
    glyphs = len(column.glyphs(row)) * (brush.glyph_side + GAP)
    inset = PILL if column.ground is not None else 0
    room = width - 2 * PADDING - glyphs - 2 * inset
    return text_cut(brush.lettering(strong=column.strong), column, row, room)


def text_cut(lettering: Lettering, column: Column, row: TableRow, room: int) -> Cut:
    """Return the words of a cell as they fit into some pixels: in brief where they do not."""
    cut = lettering.cut(column.text(row), room)
    if cut.is_cut and column.brief is not None:
        return replace(lettering.cut(column.brief(row), room), is_cut=True)
    return cut


def marking_at(brush: Brush, markings: Sequence[Marking], x: int) -> Marking | None:
    """Return the glyph that many pixels into a cell, or None."""
    place = (x - PADDING) // (brush.glyph_side + GAP)
    return markings[place] if 0 <= place < len(markings) else None
