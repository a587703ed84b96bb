"""The grid of the review: a finding is told in full where it is cut, and answered by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from timeline_app.models.review import Column, ReviewModel
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.plain import tooltip

Index = QModelIndex | QPersistentModelIndex

_KIND_WIDTH = 8.5  # line heights that a column is wide
_ANSWER_WIDTH = 14
_OPENING = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewTable(QTableView):
    """Findings, one a row; F2 or Enter in any column opens the answer."""

    def __init__(self, model: ReviewModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Cells(model, self))
        self.setAccessibleName(self.tr("Findings of the review"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setObjectName("review")
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.FINDING, QHeaderView.ResizeMode.Stretch)
        self._size_columns()

    def _size_columns(self) -> None:
        em = self.fontMetrics().height()
        self.setColumnWidth(Column.KIND, round(_KIND_WIDTH * em))
        self.setColumnWidth(Column.ANSWER, round(_ANSWER_WIDTH * em))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._size_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        is_editing = self.state() is self.State.EditingState
        if event.key() in _OPENING and current.isValid() and not is_editing:
            answer = current.siblingAtColumn(Column.ANSWER)
            if answer.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(answer)
                self.edit(answer)
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Tells the whole of a cell where it is pointed at; no row goes while an answer is typed.

    Text is never taken for anything else.
    """

    def __init__(self, model: ReviewModel, table: QTableView) -> None:
        super().__init__(table)
        self._model = model

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        self._model.hold()
        line = WholeLine(parent=parent)
        line.setFrame(False)
        return line

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, WholeLine)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        self._model.release()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return False
        QToolTip.showText(event.globalPos(), tooltip(str(index.data() or "")), view)
        return True
