"""How a cell is edited, and what it tells when pointed at; `cells` paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Signal,
)
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.models.cards.fields import Editor, FieldView
from timeline_app.models.completions import Completions
from timeline_app.models.tables.columns import Column
from timeline_app.models.tables.model import TableModel
from timeline_app.storage.table_rows import TableRow
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.plain import tooltip
from timeline_app.widgets.tables.brush import Brush
from timeline_app.widgets.tables.cell_edits import Dated, Refused, Words, edit_of, field_at
from timeline_app.widgets.tables.cells import GAP, PADDING, cut_of, marking_at
from timeline_app.widgets.tables.editors import LONGEST, ChoiceEditor, LineEditor, TextEditor
from timeline_app.widgets.tables.writer import PILL
from timeline_app.widgets.theme import Theme

if TYPE_CHECKING:
    from timeline_app.widgets.tables.cell_date import CellDate

Index = QModelIndex | QPersistentModelIndex
_WIDEST = 600  # pixels a column grows to by itself


class CellDelegate(QStyledItemDelegate):
    """Edits the cells of a TableModel."""

    committed = Signal(object, object)  # (row, column) indices as QModelIndex; the value meant
    refused = Signal(str)

    def __init__(
        self, model: TableModel, completions: Completions, view: QAbstractItemView
    ) -> None:
        super().__init__(view)
        self._model = model
        self._completions = completions
        self._view = view
        self.open_date: CellDate | None = None
        self.brush = Brush(Theme.current(), view.font(), view.devicePixelRatioF())

    def begin_frame(self) -> None:
        """Make what has gone out of date before a frame is painted."""
        theme, font = Theme.current(), self._view.font()
        scale = self._view.devicePixelRatioF()
        if not self.brush.fits(theme, font, scale):
            self.brush = Brush(theme, font, scale)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row = self._model.row_at(index.row())
        if row is None:
            return QSize()
        column, brush = self._model.spec.columns[index.column()], self.brush
        width = 2 * PADDING + len(column.glyphs(row)) * (brush.glyph_side + GAP)
        if not column.wordless:
            cut = brush.lettering(strong=column.strong).cut(column.text(row), _WIDEST)
            width += round(cut.width + 0.5) + (2 * PILL if column.ground is not None else 0)
        return QSize(width + 2, self.row_height)

    @property
    def row_height(self) -> int:
        """The height of every row, in pixels."""
        return self.brush.row_height

    # Telling more

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = self._model.row_at(index.row()) if index.isValid() else None
        if row is None or event.type() is not QEvent.Type.ToolTip:
            return False
        rect: QRect = option.rect
        column = self._model.spec.columns[index.column()]
        QToolTip.showText(event.globalPos(), tooltip(self._told(column, row, rect, event)), view)
        return True

    def _told(self, column: Column, row: TableRow, rect: QRect, event: QHelpEvent) -> str:
        markings = column.glyphs(row)
        pointed = marking_at(self.brush, markings, event.pos().x() - rect.left())
        if pointed is not None:
            return pointed.sentence
        if column.tip is not None:
            return column.tip(row)
        if column.wordless:
            return "\n".join(marking.sentence for marking in markings)
        return column.text(row) if cut_of(self.brush, column, row, rect.width()).is_cut else ""

    # Editing

    @override
    def createEditor(  # type: ignore[override]  # the stubs forget that Qt takes None
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        del option
        column = self._model.spec.columns[index.column()]
        row = self._model.row_at(index.row())
        if column.dating is not None and row is not None:
            return self._date_editor(column, row, index)
        field = field_at(self._model, index)
        if field is None or row is None:
            self.refused.emit(self.tr("There is nothing to edit here yet; use the sidebar."))
            return None
        if len(field.shown) > LONGEST:
            self.refused.emit(self.tr("This text is too long for a cell; use the sidebar."))
            return None
        editor = self._editor(field, parent)
        editor.setAccessibleName(column.heading)
        return editor

    def _editor(self, field: FieldView, parent: QWidget) -> QWidget:
        match field.editor:
            case Editor.CHOICE:
                choice = ChoiceEditor(field.choices, field.value, parent)
                choice.finished.connect(lambda: self._finish(choice))
                return choice
            case Editor.RECORD:
                record = RecordEdit(self._completions, field.completes, field.shown, parent)
                record.selectAll()
                record.picked.connect(lambda: self._finish(record))
                return record
            case Editor.LINES:
                text = TextEditor(str(field.value or ""), parent)
                text.finished.connect(lambda: self._finish(text))
                text.refused.connect(self.refused)
                return text
            case _:
                line = LineEditor(str(field.value or ""), parent)
                line.refused.connect(self.refused)
                return line

    def _date_editor(self, column: Column, row: TableRow, index: Index) -> QWidget | None:
        assert column.dating is not None
        view = column.dating(self._model.document, row)
        if view is None:
            self.refused.emit(self.tr("There is nothing to date here yet; use the sidebar."))
            return None
        # The date field is needed when a date is edited, not before the first window.
        from timeline_app.widgets.tables.cell_date import CellDate  # noqa: PLC0415

        editor = CellDate(view, self._model.document, self._view.window())
        editor.setAccessibleName(column.heading)
        at = QPersistentModelIndex(index)
        editor.dated.connect(
            lambda datings, edit: self.committed.emit(
                self._model.index(at.row(), at.column()), Dated(datings, edit)
            )
        )
        editor.finished.connect(lambda: self._end_date(editor))
        self._view.destroyed.connect(editor.drop)
        self.open_date = editor
        return editor

    def _end_date(self, editor: CellDate) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and editor.isAncestorOf(focused):
            self._view.setFocus()
        self.open_date = None
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, ChoiceEditor) and event.type() is QEvent.Type.FocusOut:
            return False  # its own list takes the focus
        if watched is self.open_date:
            return False  # it knows by itself when it is left, and its keys
        if isinstance(watched, RecordEdit) and event.type() is QEvent.Type.FocusOut:
            unasked = watched.not_made
            if unasked:
                self._leave_unmade(watched, unasked)
                return False
        return super().eventFilter(watched, event)

    def _leave_unmade(self, editor: RecordEdit, unasked: str) -> None:
        """Make nobody of a name in a cell that is left; where another window came up it waits."""
        has_gone = editor.isActiveWindow() and QApplication.focusWidget() is not editor
        if has_gone and not editor.is_listing():
            self.refused.emit(unasked)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
        if self.open_date is not None and editor is self.open_date:
            if self._view.isVisible():  # a window that closes asks once more
                corner = self._view.viewport().mapTo(self._view.window(), rect.topLeft())
                self.open_date.lie_over(QRect(corner, rect.size()))
            return
        if isinstance(editor, TextEditor):
            most = self._view.viewport().height()
            height = min(self.row_height * 4, most)
            top = min(rect.top(), most - height)
            rect = QRect(rect.left(), max(0, top), max(rect.width(), 260), height)
        editor.setGeometry(rect)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave what is being typed alone: the editor was made with the value."""

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, (ChoiceEditor, LineEditor, TextEditor)):
            self.committed.emit(index, editor.value)
        elif isinstance(editor, RecordEdit):
            self.committed.emit(index, editor.chosen.id if editor.chosen else Words(editor.words))

    def edit_of(self, index: Index, value: object) -> Edit | None:
        """Return the edit that puts a value in a cell; None if nothing changes or it is refused."""
        try:
            return edit_of(self._model, index, value)
        except Refused as refused:
            self.refused.emit(str(refused))
            return None
