"""The history: every edit, newest first, to read."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.models.tables.history import HistoryModel
from timeline_app.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (60, 170, 110, 460, 90)


class HistoryTable(QWidget):
    """The log of edits. Asks for nothing: undoing is the Edit menu's."""

    edit_requested = Signal(object)  # never; every table has it
    count_changed = Signal(int)

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del selection  # an edit is no record one could select
        self.model = HistoryModel(document, self)
        self.view = _HistoryView(self)
        self.view.setModel(self.model)
        for section, width in enumerate(_WIDTHS):
            self.view.setColumnWidth(section, width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.model.rowsInserted.connect(lambda: self.count_changed.emit(self.count))

    @property
    def count(self) -> int:
        """The number of edits read so far."""
        return self.model.rowCount()


class _HistoryView(QTableView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(_LineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(Theme.current().colour("ink_soft"))
            sentence = self.tr("Nothing was changed yet. Every edit is listed here.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, sentence)


class _LineDelegate(QStyledItemDelegate):
    """Paints a line of the history; what was undone is faint and struck through."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        theme = Theme.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), theme.colour("line_soft"))
        model = index.model()
        assert isinstance(model, HistoryModel)
        undone = model.is_undone(index.row())
        font = painter.font()
        font.setStrikeOut(undone and index.column() == 3)
        painter.setFont(font)
        ink = "ink_faint" if undone else "ink" if index.column() == 3 else "ink_soft"
        painter.setPen(theme.colour(ink))
        room = rect.adjusted(8, 0, -8, 0)
        metrics = painter.fontMetrics()
        text = str(index.data())[:400].replace("\n", " ")
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, int(flags), shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -2, -2))
