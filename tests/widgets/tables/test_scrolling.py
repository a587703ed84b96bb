"""Scrolling paints what comes into view, and nothing that was there before."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from timeline_app.domain.edits import revise
from timeline_app.domain.records import Claim
from timeline_app.models.selection import Selection
from timeline_app.models.tables.ordering import Filters, Order, SortKey
from timeline_app.storage import table_pages
from timeline_app.widgets.tables.kinds import ClaimsTable


class Painted(QObject):
    """How high the parts are of a viewport that were painted."""

    def __init__(self, viewport):
        super().__init__(viewport)
        self.heights = []
        viewport.installEventFilter(self)

    @override
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.heights.append(event.region().boundingRect().height())
        return False


@pytest.fixture
def view(qtbot, document):
    table = ClaimsTable(document, Selection())
    table.resize(900, 420)
    with qtbot.waitExposed(table):
        table.show()
    QApplication.processEvents()
    yield table.view
    shiboken6.delete(table)


def on_screen(view):
    """What stands in the window's own picture, as opposed to what a repaint would give."""
    viewport = view.viewport()
    at = viewport.mapTo(view.window(), viewport.rect().topLeft())
    size = viewport.size()
    window = view.window()
    picture = window.screen().grabWindow(
        window.winId(), at.x(), at.y(), size.width(), size.height()
    )
    return picture.toImage()


def test_only_what_comes_in_is_painted(view):
    painted = Painted(view.viewport())
    view.verticalScrollBar().setValue(60)
    QApplication.processEvents()
    assert painted.heights
    assert max(painted.heights) <= 60 + view.rowHeight(0)


@pytest.mark.parametrize("order", [Order(), Order(group="speaker")])
def test_what_was_moved_looks_as_if_painted_anew(view, order):
    view.selectRow(4)
    view.model().arrange(order)
    QApplication.processEvents()
    for down, across in ((60, 0), (35, 120), (190, 40), (90, 0)):
        view.verticalScrollBar().setValue(down)
        view.horizontalScrollBar().setValue(across)
        QApplication.processEvents()
        moved = on_screen(view)
        view.viewport().repaint()
        assert on_screen(view) == moved


class Fetched:
    """The rowids fetched from the file since it was made."""

    def __init__(self, monkeypatch):
        self.rowids = []
        fetch = table_pages.fetch

        def noted(connection, table, rowids):
            self.rowids += rowids
            return fetch(connection, table, rowids)

        monkeypatch.setattr(table_pages, "fetch", noted)


def on_next_page(view):
    at = view.rowAt(view.viewport().height() - 1)
    return range(at + 1, min(at + 1 + at, view.model().rowCount()))


def test_the_next_page_is_fetched_before_it_is_shown(qtbot, view, monkeypatch):
    model = view.model()
    pages = model._pages
    wanted = [int(model._view[n]) for n in on_next_page(view)]
    assert wanted
    qtbot.waitUntil(lambda: all(pages.get(rowid) for rowid in wanted))
    fetched = Fetched(monkeypatch)
    view.verticalScrollBar().setValue(view.viewport().height() - view.rowHeight(0))
    view.viewport().repaint()
    assert not set(fetched.rowids) & set(wanted)


def test_marks_that_hang_on_other_claims_come_right_after_the_words(qtbot, view):
    model = view.model()
    view.window().resize(1400, 420)
    row = next(n for n in range(8) if model.row_at(n).contested)
    view.viewport().repaint()
    before = on_screen(view)
    claim = model.document.get(Claim, model.id_at(row))
    with qtbot.waitSignal(view._sheet._ahead.finished):
        model.document.do(revise("Change", claim, replace(claim, note="seen")))
        assert model.rows_at_once(row, row)[0].contested is None
    assert model.rows_at_once(row, row)[0].contested
    QApplication.processEvents()
    assert on_screen(view) == before


def test_rows_put_anew_are_shown_whatever_was_made_ready(qtbot, view):
    view.model().arrange(Order((SortKey("text", descending=True),)))
    view.verticalScrollBar().setValue(200)
    view.model().filter_by(Filters("no such words"))
    QApplication.processEvents()
    assert view.model().rowCount() == 0
    view.model().filter_by(Filters())
    QApplication.processEvents()
    assert view.model().rowCount() == 41
