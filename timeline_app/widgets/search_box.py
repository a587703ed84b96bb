"""One box for everything: claims, events, sources, people, places and commands, as you type."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from timeline_app.domain.folding import folded
from timeline_app.models.search_offers import FILTER, filters_offered, values_offered
from timeline_app.models.search_results import COMMAND, Result, SearchResults
from timeline_app.widgets.search_popup import SearchPopup

Find = Callable[[str], tuple[list[Result], tuple[str, ...]]]

_LIST_WIDTH = 560
_MOST_COMMANDS = 5


class SearchBox(QLineEdit):
    """The box and the list beneath it. It asks `find` and says what was chosen."""

    chosen = Signal(str, str)  # kind of record, id
    command_requested = Signal(str)  # name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box, which finds nothing until it is given something to search."""
        super().__init__(parent)
        self._find: Find | None = None
        self._commands: list[Result] = []
        self._results = SearchResults(self)
        self._popup: SearchPopup | None = None
        self.setPlaceholderText(self.tr("Search claims, people, sources…"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self._search)

    def search_in(self, find: Find | None) -> None:
        """Search with this function; with None there is nothing to search but commands."""
        self._find = find
        self.clear()
        self._close()

    def offer(self, commands: Iterable[tuple[str, str, str]]) -> None:
        """Let these commands be found: name, words and keys of each."""
        self._commands = [Result(COMMAND, name, text, keys) for name, text, keys in commands]

    def search_again(self) -> None:
        """Search once more, as after the index grew, if anything is asked."""
        if self._popup is not None and self._popup.isVisible():
            self._search(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup if self._popup is not None and self._popup.isVisible() else None
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if popup is not None and key in steps:
            popup.step(steps[key])
        elif key == Qt.Key.Key_Down and not self.text() and self._find is not None:
            self._list_filters()
        elif popup is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(popup.current())
        elif key == Qt.Key.Key_Tab and self._complete():
            return
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Tab would leave the box before keyPressEvent sees it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_tab = event.key() == Qt.Key.Key_Tab
            if is_tab and self._complete():
                return True
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._popup is not None:
            self._place(self._popup)
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._close()
            return
        found, problems = self._find(typed) if self._find is not None else ([], ())
        values = values_offered(typed, self._find_alone)
        filters = filters_offered(typed) if self._find is not None else []
        self._results.show([*values, *found, *filters, *self._commands_for(typed)])
        self._show(() if values else problems)  # a value half typed is no mistake yet

    def _find_alone(self, words: str) -> list[Result]:
        return self._find(words)[0] if self._find is not None else []

    def _list_filters(self) -> None:
        """Show what can be asked, before anything is."""
        self._results.show(filters_offered(""))
        self._show(())

    def _commands_for(self, typed: str) -> list[Result]:
        asked = folded(typed)
        fitting = [c for c in self._commands if asked.strip() in folded(c.text)]
        return fitting[:_MOST_COMMANDS]

    def _show(self, problems: tuple[str, ...]) -> None:
        if self._popup is None:
            self._popup = SearchPopup(self._results, self.window())
            self._popup.chosen.connect(self._choose)
            self.window().installEventFilter(self)
        empty = "" if self._results.rowCount() else self.tr("Nothing found.")
        self._popup.say(" ".join(problems) or empty)
        self._place(self._popup)
        self._popup.show()
        self._popup.raise_()

    def _place(self, popup: SearchPopup) -> None:
        width = max(self.width(), min(_LIST_WIDTH, self.window().width() - 16))
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 4))
        height = min(popup.wanted_height(), self.window().height() - corner.y() - 8)
        popup.setGeometry(max(8, corner.x()), corner.y(), width, height)

    def _complete(self) -> bool:
        typed = self.text()
        offers = values_offered(typed, self._find_alone) or (typed and filters_offered(typed))
        if not offers:
            return False
        self._go_on_with(offers[0])
        return True

    def _go_on_with(self, offer: Result) -> None:
        self.setText(offer.id)
        self._search(offer.id)

    def _choose(self, result: Result | None) -> None:
        if result is None:
            return
        if result.kind == FILTER:
            self._go_on_with(result)
            return
        self._close()
        if result.kind == COMMAND:
            self.clear()
            self.command_requested.emit(result.id)
        else:
            self.chosen.emit(result.kind, result.id)

    def _escape(self) -> None:
        if self._popup is not None and self._popup.isVisible():
            self._close()
        else:
            self.clear()
            self.clearFocus()

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()
