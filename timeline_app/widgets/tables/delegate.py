"""How a cell is painted and edited.

Lean: a screenful of cells must be painted in a few milliseconds; Qt's own delegate takes twenty.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.edits import Change, Edit
from timeline_app.models.cards.fields import Editor, FieldView
from timeline_app.models.completions import Completions, new_record
from timeline_app.models.tables.columns import Column, Marking
from timeline_app.models.tables.model import TableModel
from timeline_app.storage.table_rows import TableRow
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.plain import tooltip
from timeline_app.widgets.tables.brush import Brush
from timeline_app.widgets.tables.editors import LONGEST, ChoiceEditor, LineEditor, TextEditor
from timeline_app.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
_GAP = 4
_TOLD = 2_000  # characters of a tooltip


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a TableModel."""

    committed = Signal(object, object)  # (row, column) indices as QModelIndex; the value meant
    refused = Signal(str)

    def __init__(
        self, model: TableModel, completions: Completions, view: QAbstractItemView
    ) -> None:
        super().__init__(view)
        self._model = model
        self._completions = completions
        self._view = view
        self.brush = Brush(Theme.current(), view.font(), view.devicePixelRatioF())

    def begin_frame(self) -> None:
        """Make what has gone out of date before a frame is painted."""
        theme, font = Theme.current(), self._view.font()
        scale = self._view.devicePixelRatioF()
        if not self.brush.fits(theme, font, scale):
            self.brush = Brush(theme, font, scale)

    # Painting

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        brush = self.brush
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, brush.colour("selection"))
        painter.setPen(brush.colour("line_soft"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row = self._model.row_at(index.row())
        if row is not None:
            self._paint_cell(painter, rect, self._model.spec.columns[index.column()], row)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(brush.colour("accent"), 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -1.5, -1.5))

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column, row: TableRow) -> None:
        brush = self.brush
        left = rect.left() + PADDING
        for marking in column.glyphs(row):
            top = rect.top() + (rect.height() - brush.glyph_side) // 2
            painter.drawPixmap(QPointF(left, top), brush.glyph(marking.glyph, marking.role))
            left += brush.glyph_side + _GAP
        if column.wordless:
            return
        room = rect.right() - PADDING - left
        if room > PADDING:
            self._paint_text(painter, QRect(left, rect.top(), room, rect.height()), column, row)

    def _paint_text(self, painter: QPainter, room: QRect, column: Column, row: TableRow) -> None:
        brush = self.brush
        inset = 7 if column.ground is not None else 0
        laid_out = brush.text(column.text(row), room.width() - 2 * inset, strong=column.strong)
        at_right = laid_out.is_leftward or column.right
        x = room.right() - inset - laid_out.width if at_right else room.left() + inset
        y = room.top() + (room.height() - brush.line_height) / 2
        if column.ground is not None:
            self._paint_pill(painter, QRectF(x, y, laid_out.width, brush.line_height), column, row)
        painter.setPen(brush.colour(column.ink(row)))
        painter.setFont(brush.strong_font if column.strong else brush.font)
        painter.drawStaticText(QPointF(x, y), laid_out.text)

    def _paint_pill(self, painter: QPainter, box: QRectF, column: Column, row: TableRow) -> None:
        assert column.ground is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.brush.colour(column.ground(row)))
        pill = box.adjusted(-7, -1, 7, 1)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row = self._model.row_at(index.row())
        if row is None:
            return QSize()
        column = self._model.spec.columns[index.column()]
        glyphs = len(column.glyphs(row)) * (self.brush.glyph_side + _GAP)
        words = 0.0 if column.wordless else self.brush.text(column.text(row), 600).width
        pill = 14 if column.ground is not None else 0
        return QSize(round(glyphs + words + 0.5) + 2 * PADDING + pill + 2, self.row_height)

    @property
    def row_height(self) -> int:
        """The height of every row, in pixels."""
        return round(self.brush.line_height + 9)

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
        at = (event.pos().x() - rect.left() - PADDING) // (self.brush.glyph_side + _GAP)
        if 0 <= at < len(markings):
            return markings[at].sentence
        if column.tip is not None:
            return column.tip(row)
        if column.wordless:
            return "\n".join(marking.sentence for marking in markings)
        return self._cut_text(column, row, markings, rect)

    def _cut_text(
        self, column: Column, row: TableRow, markings: tuple[Marking, ...], rect: QRect
    ) -> str:
        """Return the whole text where the cell shows only its beginning."""
        taken = 2 * PADDING + len(markings) * (self.brush.glyph_side + _GAP)
        text = column.text(row)
        cut = self.brush.text(text, rect.width() - taken, strong=column.strong).is_cut
        return text[:_TOLD] if cut else ""

    # Editing

    @override
    def createEditor(  # type: ignore[override]  # the stubs forget that Qt takes None
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        del option
        column = self._model.spec.columns[index.column()]
        row = self._model.row_at(index.row())
        field = self._field(index)
        if field is None or row is None:
            self.refused.emit(self.tr("There is nothing to edit here yet; use the sidebar."))
            return None
        if len(field.shown) > LONGEST:
            self.refused.emit(self.tr("This text is too long for a cell; use the sidebar."))
            return None
        editor = self._editor(field, parent)
        editor.setAccessibleName(column.heading)
        return editor

    def _field(self, index: Index) -> FieldView | None:
        row = self._model.row_at(index.row())
        if row is None:
            return None
        column = self._model.spec.columns[index.column()]
        return column.field(self._model.document, row, self._model.beside)

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

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, ChoiceEditor) and event.type() is QEvent.Type.FocusOut:
            return False  # its own list takes the focus
        return super().eventFilter(watched, event)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
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
        field = self._field(index)
        if field is None:
            return None
        made: tuple[Change, ...] = ()
        if isinstance(value, Words):
            if value == field.shown:
                return None
            record = new_record(field.completes, value) if value else None
            made = (Change(None, record),) if record is not None else ()
            value = record.id if record is not None else None
        refusal = field.refusal(value)
        if refusal:
            self.refused.emit(refusal)
            return None
        edit = field.edit(value)
        return Edit(edit.label, (*made, *edit.changes)) if edit is not None else None


class Words(str):
    """Words that name no record yet."""

    __slots__ = ()
