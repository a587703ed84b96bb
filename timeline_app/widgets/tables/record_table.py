"""A table of one kind of record, whole: filter line, grid, notices; what the four tables share."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Event, Id
from timeline_app.domain.removing import CannotRemoveError, removal
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.models.tables.columns import Holds, TableSpec, translate
from timeline_app.models.tables.copying import as_csv, as_markdown, as_text
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.ordering import Order, Wish, clicked
from timeline_app.models.tables.record_columns import ACTORS, EVENTS, SOURCES
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.tables import layout
from timeline_app.widgets.tables.delegate import Dated, Words
from timeline_app.widgets.tables.filter_bar import FilterBar
from timeline_app.widgets.tables.filter_row import FilterRow
from timeline_app.widgets.tables.menus import TableMenus
from timeline_app.widgets.tables.view import TableView

_NOTICE_MS = 8_000
_PREPARE_MS = 200


class RecordTable(QWidget):
    """A table over the document, in step with the selection. It asks for edits, never writes."""

    edit_requested = Signal(object)  # Edit
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
            edit = removal(self._document, self._removal_label(ids), self._spec.table, ids)
        except CannotRemoveError as refused:
            self.tell(str(refused))
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
        self.model.count_changed.connect(self._tell_count)
        self.model.busy_changed.connect(lambda busy: self._tell_count(busy=busy))
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

    def _tell_count(self, count: int | None = None, *, busy: bool = False) -> None:
        del count
        shown, total = self.model.count, self.model.total
        self.bar.show_count(shown, total, busy=busy)
        if total == 0:
            self.view.say_when_empty(translate("tables", self._spec.empty))
        elif shown == 0:
            self.view.say_when_empty(
                self.tr("Nothing fits the filter. Esc in the filter box clears it.")
            )
        else:
            self.view.say_when_empty("")

    # Editing

    def _commit(self, index: QModelIndex, value: object) -> None:
        edit = value.edit if isinstance(value, Dated) else self.view.delegate.edit_of(index, value)
        if edit is None:
            return
        selected = self.view.selected_positions()
        others = [p for p in selected if p != index.row()] if index.row() in selected else []
        if others and self._spec.columns[index.column()].holds in _ALIKE:
            edit = self._for_all(others, index.column(), value, edit)
        self.edit_requested.emit(edit)

    def _for_all(self, others: list[int], column: int, value: object, one: Edit) -> Edit:
        """Give the same value to every selected row, in one undo step."""
        made = [c.id for c in one.changes if c.before is None and isinstance(value, Words)]
        wanted = made[0] if made else value  # a record made for the first row serves them all
        edits = [
            self.view.delegate.edit_of(self.model.index(position, column), wanted)
            for position in others
        ]
        changes = [change for edit in edits if edit is not None for change in edit.changes]
        if not changes:
            return one
        rows = 1 + sum(edit is not None for edit in edits)
        label = self.tr("{label} ({count} rows)").format(label=one.label, count=rows)
        return Edit(label, (*one.changes, *changes))

    def _removal_label(self, ids: list[Id]) -> str:
        if len(ids) == 1:
            return _delete_one()[self._spec.table]
        return _delete_several()[self._spec.table].format(count=len(ids))


def _delete_one() -> dict[str, str]:
    return {
        "claim": translate("tables", "Delete claim"),
        "event": translate("tables", "Delete event"),
        "source": translate("tables", "Delete source"),
        "actor": translate("tables", "Delete person or organisation"),
    }


def _delete_several() -> dict[str, str]:
    return {
        "claim": translate("tables", "Delete {count} claims"),
        "event": translate("tables", "Delete {count} events"),
        "source": translate("tables", "Delete {count} sources"),
        "actor": translate("tables", "Delete {count} people and organisations"),
    }


_ALIKE = (Holds.CODE, Holds.REFERENCE, Holds.SPAN)
"""What many rows may be given at once; texts are each row's own."""


class ClaimsTable(RecordTable):
    """The claims: who said what through whom. Can be narrowed to the event that is selected."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        self._event: Id | None = None
        super().__init__(CLAIMS, document, selection, parent)
        self.bar.event_toggled.connect(self._narrow)

    @override
    def _take_selection(self, ref: Ref | None) -> None:
        super()._take_selection(ref)
        if ref is not None and ref.kind == "event":
            self._event = ref.id
            self.model.beside = ref.id
            self._narrow(on=self.model.filters.event is not None)

    def _narrow(self, on: bool) -> None:  # noqa: FBT001 - a signal gives its value by place
        event = self._document.get(Event, self._event) if self._event else None
        self.bar.show_event(event.title if event else None, on=on)
        wanted = event.id if on and event is not None else None
        self.model.filter_by(replace(self.model.filters, event=wanted))


class EventsTable(RecordTable):
    """The events and how each stands on its claims."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(EVENTS, document, selection, parent)


class SourcesTable(RecordTable):
    """The documents claims were read in."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(SOURCES, document, selection, parent)


class ActorsTable(RecordTable):
    """The people and organisations who say and pass on."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(ACTORS, document, selection, parent)
