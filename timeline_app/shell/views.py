"""The views of one open project, made together and discarded together."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QByteArray,
    QCoreApplication,
    QLocale,
    QObject,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from timeline_app.domain.records import Actor, Claim, Event, Record, Source
from timeline_app.models.document import Document
from timeline_app.models.search_results import Result, results_of
from timeline_app.models.selection import Selection
from timeline_app.shell.bars import Bars
from timeline_app.shell.settings import Settings
from timeline_app.widgets.sidebar.sidebar import Sidebar
from timeline_app.widgets.tables.history_table import HistoryTable
from timeline_app.widgets.tables.record_table import (
    ActorsTable,
    ClaimsTable,
    EventsTable,
    RecordTable,
    SourcesTable,
)
from timeline_app.widgets.timeline_view import TimelineView

if TYPE_CHECKING:
    from timeline_app.models.search import Search


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("views", text))


_TABS: tuple[tuple[str, str, type[Record] | None], ...] = (
    ("claims", _tr("Claims"), Claim),
    ("events", _tr("Events"), Event),
    ("sources", _tr("Sources"), Source),
    ("actors", _tr("People & organisations"), Actor),
    ("review", _tr("Review"), None),
    ("history", _tr("History"), None),
)
"""Name, title, and what is counted in the title."""


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
        for view in (self.timeline, self.sidebar, self.tables, self.bars):
            view.edit_requested.connect(self.edit_requested)

    def find(self, typed: str) -> tuple[list[Result], tuple[str, ...]]:
        """Return what a typed query finds, best first, and what of it was not understood."""
        found = self.search.find(typed)
        return results_of(found.hits, self._document), found.problems

    @cached_property
    def search(self) -> Search:
        """The search over the document, which begins to read it when it is first asked for."""
        # Here, because the first frame does not wait for what nobody has asked yet.
        from timeline_app.models.search import Search  # noqa: PLC0415

        search = Search(self._document, self)
        search.completed.connect(self.search_completed)
        return search

    def may_be_left(self) -> bool:
        """Commit what is being typed; False if it may not stand."""
        return self.sidebar.commit_open_editor()

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


class Tables(QTabWidget):
    """The tables in tabs. Each is made when it is first looked at: a start shows only one."""

    edit_requested = Signal(object)  # Edit

    def __init__(self, document: Document, selection: Selection, settings: Settings) -> None:
        super().__init__()
        self._document = document
        self._selection = selection
        self._settings = settings
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Tables"))
        for name, _title, _kind in _TABS:
            self.addTab(_Page(name), "")
        self._make(0)
        self.count_again()
        self.currentChanged.connect(self._make)

    def show_table(self, name: str) -> QWidget:
        """Bring a table to the front, and return it."""
        self.setCurrentIndex([tab for tab, _title, _kind in _TABS].index(name))
        return self.current_table

    @property
    def current_table(self) -> QWidget:
        """The table that is in front."""
        page = self.currentWidget()
        assert isinstance(page, _Page)
        assert page.table is not None
        return page.table

    def count_again(self) -> None:
        """Say in the titles how many records there are."""
        for index, (_name, title, kind) in enumerate(_TABS):
            words = QCoreApplication.translate("views", title).replace("&", "&&")
            number = None if kind is None else self._document.count(kind)
            self.setTabText(index, words if number is None else _numbered(words, number))

    def _make(self, index: int) -> None:
        page = self.widget(index)
        if not isinstance(page, _Page) or page.table is not None:
            return
        table = _MAKERS[page.name](self._document, self._selection)
        table.edit_requested.connect(self.edit_requested)  # type: ignore[attr-defined]
        if isinstance(table, RecordTable):
            self._keep_layout(table, f"table-{page.name}")
        page.fill(table)

    def _keep_layout(self, table: RecordTable, name: str) -> None:
        kept = self._settings.window_part(name)
        if kept is not None:
            table.restore_layout(kept)
        keep = partial(self._settings.keep_window_part, name)
        table.layout_changed.connect(lambda: keep(QByteArray(table.saved_layout())))


class _Page(QWidget):
    """A tab's place, empty until its table is made."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.table: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self, table: QWidget) -> None:
        """Put the table in."""
        self.table = table
        self._column.addWidget(table)
        self.setFocusProxy(table)


Maker = Callable[[Document, Selection], QWidget]


def _review(document: Document, selection: Selection) -> QWidget:
    # Reading the whole project for conflicts is nothing the first frame should wait for.
    from timeline_app.widgets.review_list import ReviewList  # noqa: PLC0415

    return ReviewList(document, selection)


_MAKERS: dict[str, Maker] = {
    "claims": ClaimsTable,
    "events": EventsTable,
    "sources": SourcesTable,
    "actors": ActorsTable,
    "review": _review,
    "history": HistoryTable,
}


def _numbered(words: str, number: int) -> str:
    return f"{words}  {QLocale().toString(number)}"
