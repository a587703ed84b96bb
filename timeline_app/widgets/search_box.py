"""One box for everything: claims, events, sources, people, places and commands, as you type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.folding import folded
from timeline_app.models.search_offers import FILTER, Complete, filters_offered
from timeline_app.models.search_results import COMMAND, Result
from timeline_app.widgets.query_edit import RETURNS, QueryEdit

Show = Callable[[list[Result], tuple[str, ...]], None]
Find = Callable[[str, Show], None]
"""Finds what was typed and shows it, at once or a little later, unless more was typed by then."""

_MOST_COMMANDS = 5


class SearchBox(QueryEdit):
    """The box and the list beneath it. It asks `find` and says what was chosen."""

    chosen = Signal(str, str)  # kind of record, id
    command_requested = Signal(str)  # name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box, which finds nothing until it is given something to search."""
        super().__init__(parent=parent)
        self._find: Find | None = None
        self._asked: str | None = None  # what is not answered yet
        self._is_chosen = False  # whether the best answer is to be chosen as soon as it comes
        self._commands: list[Result] = []
        self.setPlaceholderText(self.tr("Search claims, people, sources…"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)

    def search_in(self, find: Find | None, complete: Complete | None = None) -> None:
        """Search with these functions; with None there is nothing to search but commands."""
        self._find, self._complete = find, complete
        self.clear()
        self._close()

    def offer(self, commands: Iterable[tuple[str, str, str]]) -> None:
        """Let these commands be found: name, words and keys of each."""
        self._commands = [Result(COMMAND, name, text, keys) for name, text, keys in commands]

    def search_again(self) -> None:
        """Search once more, as after the index grew, if anything is asked."""
        if self.is_listing:
            self._search(self.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._asked is not None and event.key() in RETURNS:
            self._is_chosen = True
        elif event.key() == Qt.Key.Key_Escape and not self.is_listing:
            self.clear()
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    @override
    def _search(self, typed: str) -> None:
        if not typed.strip():
            self._close()
            return
        self._asked, self._is_chosen = typed, False
        if self._find is None:
            self._list(typed, [], ())
        else:
            self._find(typed, partial(self._list, typed))

    def _list(self, typed: str, found: list[Result], problems: tuple[str, ...]) -> None:
        """List what was found, unless it is no longer asked for."""
        if typed != self._asked:
            return
        self._asked = None
        values = self._values(typed)
        filters = filters_offered(typed) if self._find is not None else []
        self._results.show([*values, *found, *filters, *self._commands_for(typed)])
        empty = "" if self._results.rowCount() else self.tr("Nothing found.")
        # A value half typed is no mistake yet.
        self._show("" if values else " ".join(problems) or empty)
        if self._is_chosen and self._popup is not None:
            self._choose(self._popup.current())

    @override
    def _list_filters(self) -> None:
        if self._find is not None:
            super()._list_filters()

    def _commands_for(self, typed: str) -> list[Result]:
        asked = folded(typed)
        fitting = [c for c in self._commands if asked.strip() in folded(c.text)]
        return fitting[:_MOST_COMMANDS]

    @override
    def _close(self) -> None:
        self._asked = None
        super()._close()

    @override
    def _choose(self, result: Result | None) -> None:
        if result is None or result.kind == FILTER:
            super()._choose(result)
            return
        self._close()
        if result.kind == COMMAND:
            self.clear()
            self.command_requested.emit(result.id)
        else:
            self.chosen.emit(result.kind, result.id)
