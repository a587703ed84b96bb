"""The bars that are there when they are wanted: as known on a day, and the quick line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from timeline_app.models.document import Document

if TYPE_CHECKING:
    from timeline_app.domain.quick_entry import QuickEntry
    from timeline_app.models.view_facts import ViewFacts
    from timeline_app.widgets.known_on_bar import KnownOnBar
    from timeline_app.widgets.quick_entry_bar import QuickEntryBar


class Bars(QObject):
    """Puts a bar over the timeline and one under the tables, each made when first shown."""

    edit_requested = Signal(object)  # Edit
    added = Signal(object)  # the Edit that added claims, once it is written
    known_on_shown = Signal(bool)
    quick_entry_shown = Signal(bool)

    def __init__(self, document: Document, timeline: QWidget, tables: QWidget) -> None:
        super().__init__(document)
        self._document = document
        self._timeline, self._tables = timeline, tables
        self.upper, self._upper = _pane(timeline)
        self.lower, self._lower = _pane(tables)

    def put_on_top(self, bar: QWidget) -> None:
        """Put a bar over everything else, which shows and hides itself."""
        self._upper.insertWidget(0, bar)

    def put_over_timeline(self, bar: QWidget) -> None:
        """Put a bar right over the timeline."""
        self._upper.insertWidget(self._upper.indexOf(self._timeline), bar)

    def show_known_on(self, *, shown: bool) -> None:
        """Show the project as known on a day, or as it is known now."""
        if shown and not self._known_on.isVisible():
            self._known_on.show()
            self._known_on.start()
        elif not shown and "_known_on" in self.__dict__:
            put_away(self._known_on, self._timeline)
            self._document.show_as_known_on(None)
        self.known_on_shown.emit(shown)

    def show_quick_entry(self, *, shown: bool) -> None:
        """Show the line in which a whole claim is typed at once, or put it away."""
        if shown:
            self._quick_entry.show()
            self._quick_entry.start()
        elif "_quick_entry" in self.__dict__:
            put_away(self._quick_entry, self._tables)
        self.quick_entry_shown.emit(shown)

    @cached_property
    def facts(self) -> ViewFacts:
        """What views are judged by, read when first wanted."""
        from timeline_app.models.view_facts import ViewFacts  # seldom wanted

        return ViewFacts(self._document, self)

    @cached_property
    def _known_on(self) -> KnownOnBar:
        from timeline_app.widgets.known_on_bar import KnownOnBar  # seldom shown

        bar = KnownOnBar(self._document, self.facts, self.upper)
        bar.closed.connect(lambda: self.show_known_on(shown=False))
        bar.hide()
        self.put_over_timeline(bar)
        return bar

    @cached_property
    def _quick_entry(self) -> QuickEntryBar:
        from timeline_app.widgets.quick_entry_bar import QuickEntryBar  # as above

        bar = QuickEntryBar(self._document, self.lower)
        bar.edit_requested.connect(self.edit_requested)
        bar.added.connect(self.added)
        bar.paragraphs_requested.connect(self._offer_paragraphs)
        bar.left.connect(lambda: self.show_quick_entry(shown=False))
        bar.hide()
        self._lower.addWidget(bar)
        return bar

    def _offer_paragraphs(self, text: str, entry: QuickEntry) -> None:
        from timeline_app.widgets.paragraphs_dialog import ParagraphsDialog

        dialog = ParagraphsDialog(self._document, text, entry, self.lower)
        dialog.edit_requested.connect(self.edit_requested)
        dialog.added.connect(self.added)
        dialog.exec()


def put_away(bar: QWidget, beside: QWidget) -> None:
    """Hide a bar; the keyboard goes to what it lies beside, not to whatever Qt finds next."""
    focused = QApplication.focusWidget()
    if focused is not None and bar.isAncestorOf(focused):
        beside.setFocus(Qt.FocusReason.OtherFocusReason)
    bar.hide()


def _pane(view: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """Return a pane that holds a view and has room for bars."""
    pane = QWidget()
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(view, 1)
    return pane, column
