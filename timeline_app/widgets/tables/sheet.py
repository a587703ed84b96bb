"""What is on screen of a table: painted, and what comes next made ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from timeline_app.models.tables.model import TableModel
from timeline_app.storage.table_pages import is_whole
from timeline_app.storage.table_rows import TableRow
from timeline_app.widgets.tables.ahead import LookAhead
from timeline_app.widgets.tables.cells import CellPainter, Line, Strip, cut_of
from timeline_app.widgets.tables.delegate import CellDelegate
from timeline_app.widgets.tables.header import TableHeader
from timeline_app.widgets.tables.writer import drawn

_PICTURES_AT_ONCE = 40  # in some 3 ms


class Sheet:
    """The rows and columns in the viewport of a view, all of whose pixels it paints."""

    def __init__(
        self, view: QTableView, header: TableHeader, model: TableModel, delegate: CellDelegate
    ) -> None:
        self._view = view
        self._header = header
        self._model = model
        self._delegate = delegate
        self._ahead = LookAhead(model, self._draw_ahead, self._cut_ahead, view)
        self._ahead.finished.connect(self._show_marks)
        model.modelAboutToBeReset.connect(self._ahead.forget)

    def paint(self, rect: QRect, blank: str) -> None:
        """Paint a part of the viewport; a sentence where there are no rows."""
        self._delegate.begin_frame()
        painter = QPainter(self._view.viewport())
        painter.fillRect(rect, self._delegate.brush.colour("paper"))
        if not self._model.rowCount():
            self._paint_blank(painter, blank)
            return
        cells = CellPainter(painter, self._delegate.brush)
        lines = self._lines_in(rect)
        cells.paint(lines, self._strips_in(rect), self._view.viewport().width())
        current = self._view.currentIndex()
        if self._view.hasFocus() and current.isValid():
            cells.paint_focus(QRectF(self._view.visualRect(current)))
        are_whole = all(line.row is None or is_whole(line.row) for line in lines)
        self._ahead.note(*self._rows_in(self._view.viewport().rect()), are_whole=are_whole)

    def _show_marks(self) -> None:
        """Paint marks anew, which were not looked up yet when their rows came on screen."""
        viewport = self._view.viewport()
        for strip in self._strips_in(viewport.rect()):
            if strip.column.wordless:
                viewport.update(strip.left, 0, strip.width, viewport.height())

    def _draw_ahead(self) -> bool:
        """Draw some of the pictures that are wished for; False if none is."""
        brush = self._delegate.brush
        wishes = brush.pictures.granted(_PICTURES_AT_ONCE)
        for wish in wishes:
            brush.pictures.keep(wish.look, drawn(wish, brush))
        return bool(wishes)

    def _cut_ahead(self, rows: Sequence[TableRow]) -> None:
        """Cut the texts of rows that are not on screen yet to their cells."""
        for strip in self._strips_in(self._view.viewport().rect()):
            if not strip.column.wordless:
                for row in rows:
                    cut_of(self._delegate.brush, strip.column, row, strip.width)

    def _rows_in(self, rect: QRect) -> tuple[int, int]:
        """Return the first and the last row of a part of the viewport, which shows some."""
        first, last = self._view.rowAt(rect.top()), self._view.rowAt(rect.bottom())
        return first, self._model.rowCount() - 1 if last < 0 else last

    def _lines_in(self, rect: QRect) -> list[Line]:
        first, last = self._rows_in(rect)
        chosen = [(r.top(), r.bottom()) for r in self._view.selectionModel().selection().toList()]
        top, height = self._view.rowViewportPosition(first), self._view.rowHeight(first)
        lines = []
        for n, row in enumerate(self._model.rows_at_once(first, last)):
            group = self._model.group_at(first + n) if row is None else None
            heading = f"{group.title}  ·  {group.count:,}" if group is not None else ""
            is_folded = group is not None and group.is_folded
            is_selected = any(a <= first + n <= b for a, b in chosen)
            is_dimmed = row is not None and self._model.is_dimmed(first + n)
            lines.append(Line(row, top + n * height, is_selected, heading, is_folded, is_dimmed))
        return lines

    def _strips_in(self, rect: QRect) -> list[Strip]:
        columns = self._model.spec.columns
        strips = [
            Strip(columns[s], self._view.columnViewportPosition(s), self._view.columnWidth(s))
            for s in self._header.shown_sections()
        ]
        return [s for s in strips if s.left <= rect.right() and s.left + s.width >= rect.left()]

    def _paint_blank(self, painter: QPainter, blank: str) -> None:
        painter.setPen(self._delegate.brush.colour("ink_soft"))
        room = self._view.viewport().rect().adjusted(24, 16, -24, -16)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), blank)
