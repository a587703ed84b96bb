"""Dates as a person edits them in the cells of a table: wording, reading, one step."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, Dating, Event, Hop, new_id
from timeline_app.models.selection import Selection
from timeline_app.widgets.tables.kinds import ClaimsTable, EventsTable

DOWN, ESCAPE, RETURN, TAB = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
)


@pytest.fixture
def show(qtbot, document):
    made = []

    def make(kind):
        window = QMainWindow()
        table = kind(document, Selection(), window)
        table.edit_requested.connect(document.do)
        window.setCentralWidget(table)
        window.resize(1400, 500)
        made.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return table

    yield make
    for window in made:  # before the file it reads from closes
        shiboken6.delete(window)


@pytest.fixture
def claims(show):
    return show(ClaimsTable)


def section(table, key):
    return [column.key for column in table.model.spec.columns].index(key)


def open_date(table, qtbot, row, key):
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(row, section(table, key)))
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    return table.view.delegate.open_date


def type_date(editor, qtbot, words):
    line = editor.editor.field.words
    line.selectAll()
    qtbot.keyClicks(line, words)
    return line


def claim_at(table, row):
    return table.model.id_at(row)


def undated(table, document, *, least=1):
    rows = [n for n in range(41) if document.dating(claim_at(table, n)) is None]
    return rows[:least]


def test_a_wording_is_read_beneath_its_cell_and_enter_confirms_it(claims, document, qtbot):
    (row,) = undated(claims, document)
    editor = open_date(claims, qtbot, row, "refers")
    line = type_date(editor, qtbot, "last week")
    assert "19 to 25 Jan 2026" in editor.editor.field.reading_text
    qtbot.keyClick(line, RETURN)
    dating = document.dating(claim_at(claims, row))
    assert (dating.wording, dating.edtf) == ("last week", "2026-01-19/2026-01-25")
    assert dating.confirmed
    assert document.undo_label == "Add date of claim"
    assert claims.view.hasFocus()
    assert claims.view.delegate.open_date is None


def test_edtf_is_typed_where_words_are(claims, document, qtbot):
    (row,) = undated(claims, document)
    line = type_date(open_date(claims, qtbot, row, "refers"), qtbot, "2026-01-2X~")
    qtbot.keyClick(line, RETURN)
    assert document.dating(claim_at(claims, row)).edtf == "2026-01-2X~"


def test_escape_leaves_the_date(claims, document, qtbot):
    (row,) = undated(claims, document)
    line = type_date(open_date(claims, qtbot, row, "refers"), qtbot, "last week")
    qtbot.keyClick(line, ESCAPE)
    assert document.datings(claim_at(claims, row)) == []
    assert claims.view.hasFocus()


def test_an_ambiguous_date_asks_which_and_the_arrow_chooses(claims, document, qtbot):
    (row,) = undated(claims, document)
    editor = open_date(claims, qtbot, row, "refers")
    line = type_date(editor, qtbot, "8/10/2022")
    qtbot.keyClick(line, RETURN)
    assert document.datings(claim_at(claims, row)) == []
    first, second = editor.editor.field.choices
    assert first.hasFocus()
    qtbot.keyClick(first, DOWN)
    assert second.hasFocus()
    qtbot.keyClick(second, RETURN)
    chosen, other = document.datings(claim_at(claims, row))
    assert {chosen.edtf, other.edtf} == {"2022-10-08", "2022-08-10"}
    assert other.alternative_of == chosen.id
    assert chosen.confirmed


def test_when_it_was_said_belongs_to_the_origin(claims, document, qtbot):
    hop = document.where(Hop, claim_id=claim_at(claims, 3))[0]
    line = type_date(open_date(claims, qtbot, 3, "said"), qtbot, "27 January 2026")
    qtbot.keyClick(line, RETURN)
    assert document.dating(hop.id).edtf == "2026-01-27"
    assert document.undo_label == "Change date of saying"
    document.undo()
    assert document.dating(hop.id).edtf == "/2026-01-28"


def test_an_emptied_date_is_removed(claims, document, qtbot):
    row = next(n for n in range(41) if document.dating(claim_at(claims, n)) is not None)
    line = type_date(open_date(claims, qtbot, row, "refers"), qtbot, " ")
    qtbot.keyClick(line, RETURN)
    assert document.datings(claim_at(claims, row)) == []
    assert document.undo_label == "Remove date of claim"


def test_opening_and_ending_changes_nothing(claims, document, qtbot):
    before = document.all(Dating)
    editor = open_date(claims, qtbot, 3, "said")
    qtbot.keyClick(editor.editor.field.words, RETURN)
    assert document.all(Dating) == before
    assert document.undo_label is None or "date" not in document.undo_label


def test_a_click_elsewhere_keeps_what_was_typed(claims, document, qtbot):
    (row,) = undated(claims, document)
    type_date(open_date(claims, qtbot, row, "refers"), qtbot, "last week")
    at = claims.view.visualRect(claims.model.index(row + 8, 0)).center()
    qtbot.mouseClick(claims.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: document.dating(claim_at(claims, row)) is not None)
    assert not document.dating(claim_at(claims, row)).confirmed


def test_tab_goes_through_the_editor_and_out_of_it_keeps_the_date(claims, document, qtbot):
    (row,) = undated(claims, document)
    editor = open_date(claims, qtbot, row, "refers")
    type_date(editor, qtbot, "27 January 2026")
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), TAB)
        if claims.view.hasFocus():
            break
    assert document.dating(claim_at(claims, row)).edtf == "2026-01-27"


def test_the_editor_is_whole_in_the_window_wherever_its_cell_is(claims, document, qtbot):
    editor = open_date(claims, qtbot, 12, "refers")
    type_date(editor, qtbot, "five or six days ago")
    QApplication.processEvents()
    window = claims.window()
    assert window.rect().contains(editor.geometry())
    words = editor.editor.field.words
    assert window.rect().contains(words.mapTo(window, QPoint(0, 0)))


def test_many_claims_get_one_date_in_one_step(claims, document, qtbot):
    rows = undated(claims, document, least=3)
    editor_row = rows[0]
    selected = [claim_at(claims, row) for row in rows]
    claims.view.setFocus()
    claims.view.selectRow(rows[0])
    for row in rows[1:]:
        index = claims.model.index(row, section(claims, "refers"))
        flags = claims.view.selectionModel().SelectionFlag
        claims.view.selectionModel().select(index, flags.Select | flags.Rows)
    index = claims.model.index(editor_row, section(claims, "refers"))
    claims.view.selectionModel().setCurrentIndex(
        index, claims.view.selectionModel().SelectionFlag.NoUpdate
    )
    qtbot.keyClick(claims.view, Qt.Key.Key_F2)
    line = type_date(claims.view.delegate.open_date, qtbot, "26 January 2026")
    qtbot.keyClick(line, RETURN)
    assert {document.dating(claim).edtf for claim in selected} == {"2026-01-26"}
    assert document.undo_label == "Add date of claim (3 rows)"
    document.undo()
    assert all(document.dating(claim) is None for claim in selected)


def test_an_event_is_dated_in_its_table_and_takes_its_place(show, document, qtbot):
    events = show(EventsTable)
    event = next(e for e in document.all(Event) if e.start_min is e.end_max is None)
    row = events.model.position_of(event.id)
    line = type_date(open_date(events, qtbot, row, "when"), qtbot, "8 December 2024")
    qtbot.keyClick(line, RETURN)
    assert document.get(Event, event.id).start_min is not None


def test_a_claim_without_a_chain_says_why_its_saying_has_no_date(claims, document, qtbot):
    document.do(add("Add claim", Claim(new_id(), "Bare.")))
    assert open_date(claims, qtbot, 41, "said") is None
    assert "nothing to date" in claims.notice.text()
