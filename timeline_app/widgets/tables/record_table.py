"""A table of one kind of record, whole: filter line, grid, notices; what the four tables share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.records import Id
from timeline_app.domain.removing import CannotRemoveError, removal
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.models.tables.columns import TableSpec, translate
from timeline_app.models.tables.copying import as_csv, as_markdown, as_text
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.ordering import Order, Wish, clicked
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.tables import layout
from timeline_app.widgets.tables.filter_bar import FilterBar
from timeline_app.widgets.tables.filter_row import FilterRow
from timeline_app.widgets.tables.menus import TableMenus
from timeline_app.widgets.tables.several import edit_for_all, removal_label
from timeline_app.widgets.tables.view import TableView

_NOTICE_MS = 8_000
_PREPARE_MS = 200


class RecordTable(QWidget):
    """A table over the document, in step with the selection. It asks for edits, never writes."""

    edit_requested = Signal(object)  # Edit
    removal_refused = Signal()  # of the one record selected: it is asked what is to be done instead
    count_changed = Signal(int)  # rows shown, for the title of the tab
    layout_changed = Signal()  # columns, widths or sorting were changed by the person

    def __init__(
        self,
        spec: TableSpec,
        document: Document,
        selection: Selection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec = spec
        self._document = document
        self._selection = selection
        self.model = TableModel(document, spec, self)
        self.view = TableView(self.model, Completions(document), self)
        self.bar = FilterBar(self, with_event=spec.table == "claim")
        self.filters = FilterRow(spec, self.view.header, self.model.facets, self)
        self.view.header.put_below(self.filters)
        self._menus = TableMenus(self)
        self.notice = plain_label("", self, wrap=True, role="warning")
        self.notice.setContentsMargins(12, 4, 12, 4)
        self.notice.hide()
        self._quiet = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._ahead = QTimer(self, singleShot=True, interval=_PREPARE_MS)
        self._lay_out()
        self._connect()
        self._tell_count()
        self._take_selection(selection.current)

    @property
    def count(self) -> int:
        """The number of rows shown."""
        return self.model.count

    @property
    def document(self) -> Document:
        """The document the table is over."""
        return self._document

    def tell(self, sentence: str) -> None:
        """Show a sentence under the table for a while."""
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
        self._quiet.start()

    def show_added(self, ids: Sequence[Id]) -> None:
        """Select the rows of records that were just added, the first of them everywhere."""
        self._select(ids[0])
        self.view.select_besides(ids)
        if not self.model.busy and not self.view.selected_positions():
            self.tell(self.tr("What was added does not fit what the table is filtered by."))

    def sort_by(self, column: str, *, together: bool = False) -> None:
        """Sort as a click on a heading does; `together` as a Shift+click."""
        keys = clicked(self.model.order.keys, column, together=together)
        self.arrange(replace(self.model.order, keys=keys))

    def arrange(self, order: Order) -> None:
        """Sort and group the rows."""
        self.view.header.show_keys(order.keys)
        self.model.arrange(order)
        self.layout_changed.emit()

    def show_filters(self, *, on: bool) -> None:
        """Show or hide the filter of each column; hidden ones do not filter."""
        self.filters.setVisible(on)
        if not on:
            self.filters.clear()
        self.view.header.settle_below()
        self.view.refit_header()
        self.bar.more.setChecked(on)

    def row_menu(self) -> QMenu | None:
        """Return the menu of the selected rows, or None where nothing is selected."""
        return self._menus.row_menu()

    def filter_column(self, key: str, words: str) -> None:
        """Show only rows whose column contains words, as typing them in its filter does."""
        self.show_filters(on=True)
        self.filters.type_words(key, words)

    def commit_open_editor(self) -> bool:
        """Save what is being typed in a cell; False if it may not stand."""
        return self.view.commit_open_editor()

    def copy(self) -> None:
        """Put the selected rows on the clipboard as text, cells parted by tabs."""
        self._put(as_text(self.model, self.view.selected_positions(), self.view.shown_columns()))

    def copy_markdown(self) -> None:
        """Put the selected rows on the clipboard as a Markdown table with footnotes."""
        self._put(
            as_markdown(self.model, self.view.selected_positions(), self.view.shown_columns())
        )

    def copy_csv(self) -> None:
        """Put the selected rows on the clipboard as CSV that no spreadsheet runs."""
        self._put(as_csv(self.model, self.view.selected_positions(), self.view.shown_columns()))

    def delete_selected(self) -> None:
        """Ask for the removal of the selected records with everything that hangs on them."""
        ids = self.view.selected_ids()
        if not ids or self._document.is_read_only:
            return
        try:
            edit = removal(
                self._document, removal_label(self._spec.table, len(ids)), self._spec.table, ids
            )
        except CannotRemoveError as refused:
            self.tell(str(refused))
            if len(ids) == 1:
                self.removal_refused.emit()
            return
        self.edit_requested.emit(edit)

    def saved_layout(self) -> QByteArray:
        """Return the columns, their order and widths, and the sorting, for `restore_layout`."""
        return layout.written(layout.layout_of(self._spec, self.view.header, self.model.order))

    def restore_layout(self, state: QByteArray) -> None:
        """Show the columns as they were saved; what does not fit this table is passed over."""
        saved = layout.read(self._spec, state)
        if saved is not None:
            layout.apply(self._spec, self.view.header, saved)
            self.filters.place()
            self.arrange(saved.order)

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.view.setFocus(reason)

    # How it is put together

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.notice)
        self.setFocusProxy(self.view)
        self.bar.columns.setMenu(self._menus.table_menu())
        self.filters.hide()

    def _connect(self) -> None:
        self._quiet.timeout.connect(self.notice.hide)
        self.view.header.sort_requested.connect(lambda key, on: self.sort_by(key, together=on))
        self.view.header.shown_changed.connect(self.layout_changed)
        self.view.header.sectionResized.connect(self.layout_changed)
        self.view.header.sectionMoved.connect(self.layout_changed)
        self.view.delegate.committed.connect(self._commit)
        self.view.delegate.refused.connect(self.tell)
        self.view.delete_requested.connect(self.delete_selected)
        self.view.row_current.connect(self._select)
        self.model.rearranged.connect(self._find_row_again)
        self.model.count_changed.connect(self.count_changed)
        self.model.count_changed.connect(lambda _: self._tell_count())
        self.model.busy_changed.connect(self._tell_count)
        self.model.progressed.connect(self._tell_count)
        self.model.modelReset.connect(self._tell_count)
        self.bar.words_changed.connect(self._filter_words)
        self._ahead.timeout.connect(self._prepare)
        self.bar.focused.connect(self._prepare)
        self.bar.more.clicked.connect(lambda on: self.show_filters(on=on))
        self.filters.wishes_changed.connect(self._filter_columns)
        self.filters.focused.connect(lambda _: self._prepare())
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self.model.rest())
        self.view.horizontalScrollBar().valueChanged.connect(lambda _: self.filters.place())
        self.view.customContextMenuRequested.connect(self._menus.open_row_menu)
        self.bar.left.connect(self.view.setFocus)
        self._selection.changed.connect(self._take_selection)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def _put(self, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)

    # Selection

    def _select(self, record_id: Id) -> None:
        self._selection.select(self._spec.table, record_id)

    def _take_selection(self, ref: Ref | None) -> None:
        if ref is not None and ref.kind == self._spec.table:
            if self._current_id() != ref.id or not self.view.selectionModel().hasSelection():
                self.view.go_to(ref.id)
        else:
            self.view.selectionModel().clearSelection()

    def _current_id(self) -> Id | None:
        current = self.view.currentIndex()
        return self.model.id_at(current.row()) if current.isValid() else None

    def _find_row_again(self) -> None:
        ref = self._selection.current
        if ref is not None and ref.kind == self._spec.table:
            self.view.go_to(ref.id)

    # Filtering

    def _filter_words(self, words: str) -> None:
        self.model.filter_by(replace(self.model.filters, words=words))

    def _filter_columns(self, wishes: dict[str, Wish]) -> None:
        self.model.filter_by(replace(self.model.filters, columns=wishes))

    def _prepare(self) -> None:
        """Read what the person is likely to ask for next, while nothing else is to be done."""
        shown = [self._spec.columns[section] for section in self.view.shown_columns()]
        # What is counted from many tables at once is read only when it is asked for.
        sorting = [
            scan for c in shown if c.sorts and not c.wordless for scan in c.scans or (c.key,)
        ]
        self.model.prepare((*self._spec.searched, *sorting))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ahead.start()

    def _tell_count(self) -> None:
        shown, total = self.model.count, self.model.total
        self.bar.show_count(shown, total, self._doing())
        if total == 0:
            self.view.say_when_empty(translate("tables", self._spec.empty))
        elif shown == 0 and self.model.busy:
            self.view.say_when_empty(self.tr("Nothing is found so far."))
        elif shown == 0 and not self.model.filters:
            self.view.say_when_empty(
                self.tr("Nothing here fits the view; the bar above the timeline says what it is.")
            )
        elif shown == 0:
            self.view.say_when_empty(
                self.tr("Nothing fits the filter. Esc in the filter box clears it.")
            )
        else:
            self.view.say_when_empty("")

    def _doing(self) -> str:
        """Say what the rows are waiting for, and how far it is; "" for nothing."""
        if not self.model.busy:
            return ""
        if self.model.progress == 1:
            return self.tr("working…")
        doing = self.tr("filtering… {part}") if self.model.filters else self.tr("reading… {part}")
        return doing.format(part=self.tr("{n} %").format(n=int(self.model.progress * 100)))

    # Editing

    def _commit(self, index: QModelIndex, value: object) -> None:
        edit = edit_for_all(self.view, self.model, index, value)
        if edit is not None:
            self.edit_requested.emit(edit)
