"""Columns side by side of which the first ones stay in sight while the others scroll past."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QWidget
from typing_extensions import override

from timeline_app.widgets.theme import Theme

_WIDE = 11  # line heights a column is wide
_NARROW = 5  # and the first one
_RULE = 1  # pixels of the line beside what stays


class SideBySide(QScrollArea):
    """Shows columns of cells, the same thing of each on one line, those at the left held fast."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with no columns."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._board: _Board | None = None
        self.horizontalScrollBar().valueChanged.connect(self._hold)

    def show_columns(self, columns: Sequence[Sequence[QWidget]], fixed: int) -> None:
        """Show other columns, of which some stay, and stay where the person had scrolled to."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        values = [bar.value() for bar in bars]
        self._board = _Board(columns, fixed)
        self.setWidget(self._board)
        self._board.adjustSize()
        for bar, value in zip(bars, values, strict=True):
            bar.setValue(value)
        self._hold()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        done = super().focusNextPrevChild(next)
        focus, bar = QApplication.focusWidget(), self.horizontalScrollBar()
        if self._board is not None and focus is not None and self._board.isAncestorOf(focus):
            bar.setValue(bar.value() - self._board.hidden_of(focus))
        return done

    def _hold(self) -> None:
        if self._board is not None:
            self._board.hold(self.horizontalScrollBar().value())


class _Board(QWidget):
    """The cells in a grid; those of the first columns are moved along as it is scrolled."""

    def __init__(self, columns: Sequence[Sequence[QWidget]], fixed: int) -> None:
        super().__init__()
        em = self.fontMetrics().height()
        self._scrolled = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(em)
        self._grid.setVerticalSpacing(round(em * 0.6))
        for place, cells in enumerate(columns):
            self._grid.setColumnMinimumWidth(place, em * (_WIDE if place else _NARROW))
            for row, cell in enumerate(cells):
                self._grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(max(map(len, columns), default=0), 1)
        self._ground = _Ground(self)
        self._held = tuple(
            (row, place, cell)
            for place, cells in enumerate(columns[:fixed])
            for row, cell in enumerate(cells)
        )
        self._ground.raise_()
        for _row, _place, cell in self._held:
            cell.raise_()

    def hold(self, scrolled: int) -> None:
        """Keep the first columns in sight when the board is scrolled by some pixels."""
        self._scrolled = scrolled
        self._place()

    def hidden_of(self, widget: QWidget) -> int:
        """Return how many pixels of a widget in a column that goes lie beneath those that stay."""
        if any(cell is widget or cell.isAncestorOf(widget) for _, _, cell in self._held):
            return 0
        left = widget.mapTo(self, QPoint()).x() - self._scrolled
        return max(self._ground.width() - left, 0)

    def _place(self) -> None:
        """Move what stays to where it is seen, from where the grid put it."""
        end = 0
        for row, place, cell in self._held:
            room = self._grid.cellRect(row, place)
            # Of rows as high as their words need the grid tells no place: each has it already.
            cell.move(room.left() + self._scrolled, cell.y())
            end = max(end, room.right())
        gap = self._grid.horizontalSpacing() // 2
        self._ground.setGeometry(QRect(self._scrolled, 0, end + gap, self.height()))
        self._ground.setVisible(self._scrolled > 0)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return done


class _Ground(QWidget):
    """What stands behind the columns that stay, and a line where the others go beneath."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = Theme.current(), QPainter(self)
        painter.fillRect(event.rect(), self.palette().window())
        painter.fillRect(self.width() - _RULE, 0, _RULE, self.height(), theme.colour("line"))
