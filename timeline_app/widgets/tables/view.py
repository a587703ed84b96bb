"""The grid of a table: keys, the row that is current, what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.records import Id
from timeline_app.models.completions import Completions
from timeline_app.models.tables.model import TableModel
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.tables.delegate import CellDelegate
from timeline_app.widgets.tables.header import TableHeader
from timeline_app.widgets.tables.sheet import Sheet

Index = QModelIndex | QPersistentModelIndex
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableView(QTableView):
    """Rows of uniform height over a TableModel."""

    delete_requested = Signal()
    row_current = Signal(str)  # the id of the record whose row became current by the person's hand

    def __init__(
        self, model: TableModel, completions: Completions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._typed = ""
        self._blank = ""
        self.header = TableHeader(model.spec, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.delegate = CellDelegate(model, completions, self)
        self.setItemDelegate(self.delegate)
        self._sheet = Sheet(self, self.header, model, self.delegate)
        self._settle()
        for section, column in enumerate(model.spec.columns):
            self.header.widen(section, column.width)
            self.header.setSectionHidden(section, not column.shown)

    def _settle(self) -> None:
        # Every pixel is ours: so Qt moves what is scrolled, and only what comes in is painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCornerWidget(QWidget(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.header.ResizeMode.Fixed)
        self._set_row_height()

    def _set_row_height(self) -> None:
        self.delegate.begin_frame()
        self.verticalHeader().setMinimumSectionSize(self.delegate.row_height)
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height)

    def say_when_empty(self, text: str) -> None:
        """Show a sentence in place of rows; "" shows none."""
        if text != self._blank:
            self._blank = text
            self.viewport().update()

    @property
    def blank(self) -> str:
        """The sentence shown in place of rows."""
        return self._blank

    def go_to(self, record_id: Id) -> bool:
        """Make a record's row current and visible, telling nobody; False if it is not shown."""
        position = self._model.position_of(record_id)
        if position is None:
            return False
        at = max(0, self.currentIndex().column())
        if self.header.isSectionHidden(at):
            at = next(iter(self.header.shown_sections()), 0)
        index = self._model.index(position, at)
        flags = QItemSelectionModel.SelectionFlag
        with QSignalBlocker(self):
            self.selectionModel().setCurrentIndex(
                index, flags.ClearAndSelect | flags.Rows | flags.Current
            )
        self._show_row(index)
        return True

    def select_besides(self, ids: Sequence[Id]) -> None:
        """Select the rows of records besides what is selected, as far as they are shown."""
        chosen, index = QItemSelection(), self.currentIndex()
        for position in self._model.positions_of(ids):
            index = self._model.index(position, 0)
            chosen.select(index, index)
        self._show_row(index)
        self._show_row(self.currentIndex())  # first and last, if the rows between leave room
        flags = QItemSelectionModel.SelectionFlag
        with QSignalBlocker(self):
            self.selectionModel().select(chosen, flags.Select | flags.Rows)
        self.viewport().update()

    def _show_row(self, index: QModelIndex) -> None:
        across = self.horizontalScrollBar().value()
        self.scrollTo(index)
        self.horizontalScrollBar().setValue(across)  # finding a row is no reason to move sideways

    def selected_positions(self) -> list[int]:
        """Return the positions of the selected rows, top to bottom, headings of groups too."""
        ranges = self.selectionModel().selection().toList()
        return sorted({n for r in ranges for n in range(r.top(), r.bottom() + 1)})

    def selected_ids(self) -> list[Id]:
        """Return the ids of the selected records, top to bottom."""
        return self._model.ids_at(self.selected_positions())

    def refit_header(self) -> None:
        """Give the headings the height they ask for now."""
        self.updateGeometries()
        self.header.viewport().update()

    def commit_open_editor(self) -> bool:
        """Save what is being typed in a cell; False if it may not stand."""
        if self.delegate.open_date is not None:
            return self.delegate.open_date.editor.commit()
        editor = QApplication.focusWidget()
        if self.state() is not self.State.EditingState or editor is None:
            return True
        if isinstance(editor, RecordEdit) and editor.not_made:
            self.delegate.refused.emit(editor.not_made)
            return False
        refusals: list[str] = []
        self.delegate.refused.connect(refusals.append)
        self.commitData(editor)
        self.delegate.refused.disconnect(refusals.append)
        if not refusals:
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
        return not refusals

    def shown_columns(self) -> Sequence[int]:
        """Return the columns on show, left to right."""
        return self.header.shown_sections()

    # Qt's own

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._sheet.paint(event.rect(), self._blank)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()  # headings of groups stay where they are

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self._tell_current()

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        # The current row may be chosen again after something else was, without moving.
        if selected.contains(self.currentIndex()):
            self._tell_current()

    def _tell_current(self) -> None:
        record_id = self._model.id_at(self.currentIndex().row())
        if record_id is not None and not self.signalsBlocked():
            self.row_current.emit(record_id)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current when none is; arriving is no choice of a record.
        with QSignalBlocker(self):
            super().focusInEvent(event)
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        on_heading = at.isValid() and self._model.group_at(at.row()) is not None
        if on_heading and event.button() is Qt.MouseButton.LeftButton:
            self._model.fold_group(at.row())
            self._stay_at(at.row())
        else:
            super().mousePressEvent(event)

    def _stay_at(self, position: int) -> None:
        """Make a row current after the rows were put anew, telling nobody."""
        with QSignalBlocker(self):
            self.selectionModel().setCurrentIndex(
                self._model.index(position, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def _fold_by_key(self, key: int) -> bool:
        """Fold or unfold the current heading: Return turns over, Left folds, Right unfolds."""
        current = self.currentIndex()
        if not current.isValid() or self._model.group_at(current.row()) is None:
            return False
        wishes = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
        if key not in (*_RETURNS, *wishes):
            return False
        self._model.fold_group(current.row(), on=wishes.get(Qt.Key(key)))
        self._stay_at(current.row())
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._fold_by_key(event.key()):
            return
        if event.key() in _RETURNS and self.state() is not self.State.EditingState:
            if self.currentIndex().isValid():
                self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._jump(to_end=event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def _jump(self, *, to_end: bool) -> None:
        """Go to the first or last row, as Home and End do in a list."""
        last = self._model.rowCount() - 1
        if last >= 0:
            at = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self._model.index(last if to_end else 0, at))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Go to the next row whose first column begins with what was typed; any script folds."""
        if not search:
            self._typed = ""
            return
        self._typed += search
        self._model.find(self._typed, max(0, self.currentIndex().row()), self._found)

    def _found(self, position: int | None) -> None:
        if position is not None:
            self.setCurrentIndex(self._model.index(position, max(0, self.currentIndex().column())))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changes = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        # Qt sends the first of these from its constructor.
        if event.type() in changes and hasattr(self, "delegate"):
            self._set_row_height()
