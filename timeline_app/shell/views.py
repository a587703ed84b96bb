"""The views of one open project, made together and discarded together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Claim, Source
from timeline_app.models.completions import Candidate, Completions
from timeline_app.models.document import Document
from timeline_app.models.search_results import Result, results_of
from timeline_app.models.selection import Selection
from timeline_app.shell.bars import Bars
from timeline_app.shell.narrowing import Narrowing
from timeline_app.shell.settings import Settings
from timeline_app.shell.tables import Tables
from timeline_app.widgets.sidebar.sidebar import Sidebar
from timeline_app.widgets.tables.record_table import RecordTable
from timeline_app.widgets.timeline_view import TimelineView

if TYPE_CHECKING:
    from timeline_app.models.finding import Found
    from timeline_app.models.search import Search


class Views(QObject):
    """Timeline, tables and attribution of one document, sharing one selection."""

    edit_requested = Signal(object)  # Edit, from whichever view
    search_completed = Signal()  # everything can be found now

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__(document)
        self._document = document
        self.selection = Selection(self)
        self.timeline = TimelineView(document, self.selection)
        self.sidebar = Sidebar(document, self.selection)
        self.tables = Tables(document, self.selection, settings)
        self.bars = Bars(document, self.timeline, self.tables)
        self.narrowing = Narrowing(
            document, self.timeline, self.tables, self.bars, lambda: self.search
        )
        for view in (self.timeline, self.sidebar, self.tables, self.bars, self.narrowing):
            view.edit_requested.connect(self.edit_requested)
        self.bars.added.connect(self.show_added)
        self.timeline.hand.created.connect(self.sidebar.ask_title)  # once it is selected

    def find(self, typed: str, then: Callable[[list[Result], tuple[str, ...]], None]) -> None:
        """Find what is typed: `then` gets it, best first, and what of it was not understood."""

        def show(found: Found) -> None:
            then(results_of(found.hits, self._document), found.problems)

        self.search.ask(typed, show)

    def complete(self, kind: str, typed: str) -> Iterable[Candidate]:
        """Return the records of a kind that some words may name, none of them confidential."""
        return Completions(self._document).candidates(kind, typed)

    @cached_property
    def search(self) -> Search:
        """The search over the document, which begins to read it when it is first asked for."""
        # Here, because the first frame does not wait for what nobody has asked yet.
        from timeline_app.models.search import Search

        search = Search(self._document, self)
        search.completed.connect(self.search_completed)
        return search

    def show_added(self, edit: Edit) -> None:
        """Go to what was added: to the claims of an edit, or else to its sources."""
        for name, kind in (("claims", Claim), ("sources", Source)):
            ids = [c.id for c in edit.changes if c.before is None and isinstance(c.after, kind)]
            if ids:
                table = self.tables.show_table(name)
                assert isinstance(table, RecordTable)
                table.show_added(ids)
                return

    def may_be_left(self) -> bool:
        """Commit what is being typed; False if it may not stand."""
        return self.sidebar.commit_open_editor() and self.tables.commit_open_editor()

    def discard(self) -> None:
        """Let go of the document, which is about to close."""
        if "search" in self.__dict__:
            self.search.close()
        views = (self.bars.upper, self.bars.lower, self.sidebar)
        # What they read between other events must not be read from a closed file.
        for root in (self._document, *views):
            for timer in root.findChildren(QTimer):
                timer.stop()
        for view in views:
            view.hide()
            view.setParent(None)
            view.deleteLater()
