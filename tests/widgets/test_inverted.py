"""An event that its file has ending before it begins: seen in the window, and mended there."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.storage.hostile import run
from tests.timeline_projects import day, week
from tests.widgets.timeline_fixture import event_of, id_of, view_of
from timeline_app.domain.columns import Flag
from timeline_app.domain.dating import is_inverted
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Dating, new_id
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.models.cards.lines import dating_view
from timeline_app.models.finding_texts import text_of
from timeline_app.models.review import ReviewModel
from timeline_app.models.selection import Selection
from timeline_app.models.tables.model import TableModel
from timeline_app.models.tables.record_columns import EVENTS
from timeline_app.models.words import ends_first
from timeline_app.storage.store import Store
from timeline_app.widgets.fields.date_editor import DateEditor
from timeline_app.widgets.sidebar.sidebar import Sidebar
from timeline_app.widgets.timeline_view import TimelineView


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    path = tmp_path / "week.sqlite"
    week(path).close()
    spoilt = f"start_min = {day(2026, 1, 28)}, start_max = NULL, end_min = NULL, end_max = 0"
    run(path, f"UPDATE event SET {spoilt} WHERE title = 'Day 2'")
    run(path, "DELETE FROM change", "DELETE FROM edit")
    with closing(Store.open(path)) as store:
        view = view_of(store)
        qtbot.addWidget(view)
        view.grab()
        yield view


def index_of(view: TimelineView) -> int:
    index = view.model.index_of(id_of(view, "Day 2"))
    assert index is not None
    return index


def test_it_waits_in_the_tray_and_is_counted_but_never_drawn(view: TimelineView) -> None:
    titles = list(view.canvas.frame().titles)
    assert "Day 2" not in titles
    assert view.model.counts == (5, 7, 2, 0)
    assert index_of(view) in [index for _, index in view._tray._chips]
    assert view.model.columns.has(Flag.INVERTED).sum() == 1


def test_its_chip_tells_what_is_wrong_and_what_to_do(view: TimelineView, qtbot: QtBot) -> None:
    told: list[str] = []
    view.hinted.connect(told.append)
    at = next(box.center().toPoint() for box, i in view._tray._chips if i == index_of(view))
    view._tray.event(QHelpEvent(QEvent.Type.ToolTip, at, view._tray.mapToGlobal(at)))
    assert "Give it a date again" in QToolTip.text()
    QToolTip.hideText()
    qtbot.mouseClick(view._tray, Qt.MouseButton.LeftButton, pos=at)
    assert ends_first() in told


def test_keys_alone_date_it_and_undo_flags_it_again(view: TimelineView, qtbot: QtBot) -> None:
    view._selection.select("event", id_of(view, "Day 2"))
    view._tray.setFocus()
    qtbot.keyClick(view._tray, Qt.Key.Key_Return)
    qtbot.keyClick(view._tray, Qt.Key.Key_Return)
    assert not is_inverted(event_of(view, "Day 2"))
    assert "Day 2" in view.canvas.frame().titles
    assert view.model.counts == (6, 7, 1, 0)
    assert view.model.document.undo()
    assert is_inverted(event_of(view, "Day 2"))
    assert "Day 2" not in view.canvas.frame().titles
    assert view.model.counts == (5, 7, 2, 0)


def test_the_sidebar_says_it_and_a_date_typed_there_mends_it(
    view: TimelineView, qtbot: QtBot
) -> None:
    selection = Selection()
    sidebar = Sidebar(view.model.document, selection)
    qtbot.addWidget(sidebar)
    sidebar.edit_requested.connect(view.model.document.do)
    sidebar.show()
    selection.select("event", id_of(view, "Day 2"))
    QApplication.processEvents()
    box = sidebar.card.dating
    assert box._wrong.isVisibleTo(sidebar)
    box.open()
    qtbot.keyClicks(box.editor.field.words, "21 January 2026")
    qtbot.keyClick(box.editor.field.words, Qt.Key.Key_Return)
    assert not is_inverted(event_of(view, "Day 2"))
    qtbot.waitUntil(lambda: not box._wrong.isVisibleTo(sidebar))


def test_keeping_the_words_of_a_dating_reads_its_date_again(
    view: TimelineView, qtbot: QtBot
) -> None:
    event = event_of(view, "Day 2")
    dating = Dating(new_id(), DatingOwner.EVENT, event.id, "that day", edtf="2026-01-21")
    view.model.document.do(add("Date", replace(dating, start_min=9, end_max=3)))
    owner = (DatingOwner.EVENT, event.id)
    box = DateEditor(dating_view(view.model.document, *owner, "date of event"), view.model.document)
    qtbot.addWidget(box)
    box.edit_requested.connect(view.model.document.do)
    box.show()
    qtbot.keyClick(box.field.words, Qt.Key.Key_Return)
    (kept,) = view.model.document.datings(event.id)
    assert (kept.wording, kept.edtf, is_inverted(kept)) == ("that day", "2026-01-21", False)
    assert "Day 2" in view.canvas.frame().titles


def test_the_table_and_the_review_list_name_it(view: TimelineView, qtbot: QtBot) -> None:
    table = TableModel(view.model.document, EVENTS)
    when = [column.key for column in table.spec.columns].index("when")
    row = next(r for r in range(table.rowCount()) if table.index(r, 0).data() == "Day 2")
    assert table.index(row, when).data() == "ends before it begins"
    tip = table.spec.columns[when].tip
    assert tip is not None
    assert tip(table.row_at(row)) == ends_first()
    review = ReviewModel(view.model.document)
    qtbot.waitUntil(lambda: review.is_current)
    said = [text_of(review.finding(r), view.model.document) for r in range(review.rowCount())]
    assert "“Day 2”: it ends before it begins; give it a date again." in said


def test_another_edit_of_it_is_taken(view: TimelineView) -> None:
    event = event_of(view, "Day 2")
    assert view.model.document.do(revise("Rename", event, replace(event, title="Renamed")))
    assert is_inverted(event_of(view, "Renamed"))
