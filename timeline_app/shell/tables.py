"""The tables in tabs under the timeline, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QByteArray, QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from timeline_app.domain.records import Actor, Claim, Event, Record, Source
from timeline_app.models.document import Document
from timeline_app.models.selection import Selection
from timeline_app.shell.settings import Settings
from timeline_app.widgets.tables.history_table import HistoryTable
from timeline_app.widgets.tables.kinds import (
    ActorsTable,
    ClaimsTable,
    EventsTable,
    SourcesTable,
)
from timeline_app.widgets.tables.record_table import RecordTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64] | None


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("tables_dock", text))


_TABS: tuple[tuple[str, str, type[Record] | None], ...] = (
    ("claims", _tr("Claims"), Claim),
    ("events", _tr("Events"), Event),
    ("sources", _tr("Sources"), Source),
    ("actors", _tr("People & organisations"), Actor),
    ("review", _tr("Review"), None),
    ("history", _tr("History"), None),
)
"""Name, title, and what is counted in the title."""


class Tables(QTabWidget):
    """The tables in tabs. Each is made when it is first looked at: a start shows only one."""

    edit_requested = Signal(object)  # Edit
    removal_refused = Signal()  # of the record selected

    def __init__(self, document: Document, selection: Selection, settings: Settings) -> None:
        super().__init__()
        self._document = document
        self._selection = selection
        self._settings = settings
        self._kept_to: Mapping[str, Rows] = {}
        self._dims = False
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

    def step_conflict(self, step: int) -> None:
        """Go to the next open conflict of the review, or with -1 to the one before."""
        review = self.show_table("review")
        review.step_conflict(step)  # type: ignore[attr-defined]  # the review's own

    def keep_to(self, rows: Mapping[str, Rows], *, dims: bool) -> None:
        """Show only some rows of some tables, by rowid, or dim the others; None is all."""
        self._kept_to, self._dims = rows, dims
        for index in range(self.count()):
            page = self.widget(index)
            if isinstance(page, _Page) and isinstance(page.table, RecordTable):
                self._keep(page.table, page.name)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed into a cell; False if it may not stand."""
        pages = [self.widget(index) for index in range(self.count())]
        tables = [page.table for page in pages if isinstance(page, _Page)]
        return all(t.commit_open_editor() for t in tables if isinstance(t, RecordTable))

    def count_again(self) -> None:
        """Say in the titles how many records there are."""
        for index, (_name, title, kind) in enumerate(_TABS):
            words = QCoreApplication.translate("tables_dock", title).replace("&", "&&")
            number = None if kind is None else self._document.count(kind)
            self.setTabText(index, words if number is None else _numbered(words, number))

    def _make(self, index: int) -> None:
        page = self.widget(index)
        if not isinstance(page, _Page) or page.table is not None:
            return
        table = _MAKERS[page.name](self._document, self._selection)
        table.edit_requested.connect(self.edit_requested)  # type: ignore[attr-defined]  # all send it
        if isinstance(table, RecordTable):
            table.removal_refused.connect(self.removal_refused)
            self._keep_layout(table, f"table-{page.name}")
            self._keep(table, page.name)
        page.fill(table)

    def _keep(self, table: RecordTable, name: str) -> None:
        if name in self._kept_to:
            table.model.keep_to(self._kept_to[name], dims=self._dims)

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
    from timeline_app.widgets.review_list import ReviewList

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
