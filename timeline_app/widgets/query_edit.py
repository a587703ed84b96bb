"""A line in which a search is typed: its filters and their values are completed beneath it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from timeline_app.models.search_offers import (
    Complete,
    filters_offered,
    names_offered,
    values_offered,
)
from timeline_app.models.search_results import Result, SearchResults
from timeline_app.widgets.search_popup import SearchPopup

_LIST_WIDTH = 560
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class QueryEdit(QLineEdit):
    """The line and the list beneath it, which Down, Up, Return, Tab, Escape and the mouse work."""

    list_closed = Signal()

    def __init__(self, complete: Complete | None = None, parent: QWidget | None = None) -> None:
        """Make an empty line; `complete` finds the names that `speaker:` and the like ask for."""
        super().__init__(parent)
        self._complete = complete
        self._results = SearchResults(self)
        self._popup: SearchPopup | None = None
        self.textEdited.connect(self._search)

    @property
    def is_listing(self) -> bool:
        """Tell whether the list is open."""
        return self._popup is not None and self._popup.isVisible()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup if self.is_listing else None
        key = Qt.Key(event.key())
        if popup is not None and key in _STEPS:
            popup.step(_STEPS[key])
        elif key == Qt.Key.Key_Down and not self.text():
            self._list_filters()
        elif popup is not None and key in RETURNS and popup.current() is not None:
            self._choose(popup.current())
        elif popup is not None and key == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Tab would leave the line before keyPressEvent sees it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_tab = event.key() == Qt.Key.Key_Tab
            if is_tab and self._go_on():
                return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._popup is not None:
            self._place(self._popup)
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        """List how what is typed could go on; a word that begins like a filter may be only that."""
        values = self._values(typed)
        rows = values or self._offers(typed)
        self._results.show(rows)
        if rows:
            self._show("", choose=bool(values))
        else:
            self._close()

    def _offers(self, typed: str) -> list[Result]:
        if not typed.strip():
            return []
        return filters_offered(typed) + names_offered(typed, self._complete)

    def _values(self, typed: str) -> list[Result]:
        return values_offered(typed, self._complete)

    def _list_filters(self) -> None:
        """Show what can be asked, before anything is."""
        self._results.show(filters_offered(""))
        self._show("")

    def _show(self, note: str, *, choose: bool = True) -> None:
        if self._popup is None:
            self._popup = SearchPopup(self._results, self.window())
            self._popup.chosen.connect(self._choose)
            self.window().installEventFilter(self)
        self._popup.say(note, choose=choose)
        self._place(self._popup)
        self._popup.show()
        self._popup.raise_()

    def _place(self, popup: SearchPopup) -> None:
        """Put the list beneath the line: from its left edge on, or up to its right one."""
        room = self.window().size()
        width = max(self.width(), min(_LIST_WIDTH, room.width() - 16))
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        if corner.x() + width > room.width() - 8:
            corner.setX(max(8, corner.x() + self.width() - width))
        height = min(popup.wanted_height(), room.height() - corner.y() - 8)
        popup.setGeometry(corner.x(), corner.y(), width, height)

    def _go_on(self) -> bool:
        """Take the first way to go on with what is typed; False if there is none."""
        typed = self.text()
        offers = self._values(typed) or (filters_offered(typed) if typed.strip() else [])
        if not offers:
            return False
        self._go_on_with(offers[0])
        return True

    def _go_on_with(self, offer: Result) -> None:
        self.setText(offer.id)
        self._search(offer.id)

    def _choose(self, result: Result | None) -> None:
        if result is not None:
            self._go_on_with(result)

    def _close(self) -> None:
        if self._popup is not None and self._popup.isVisible():
            self._popup.hide()
            self.list_closed.emit()
