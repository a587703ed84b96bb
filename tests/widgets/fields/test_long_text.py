"""A megabyte in one paragraph: nothing of it is lost, and the window does not wait for it."""

from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from timeline_app.widgets.fields.long_text import LONGEST_PARAGRAPH, LongTextEdit

MEGABYTE = "Десять самолётов 🛩 left. " * 42_000


@pytest.fixture
def edit(qtbot):
    edit = LongTextEdit()
    edit.resize(300, 200)
    qtbot.addWidget(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.setFocus()
    return edit


def paste(qtbot, edit, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_megabyte_is_kept_whole_and_shown_by_its_beginning(qtbot, edit):
    changed = []
    edit.textChanged.connect(lambda: changed.append(edit.toPlainText()))
    begin = perf_counter()
    paste(qtbot, edit, MEGABYTE)
    QApplication.processEvents()
    took = perf_counter() - begin
    assert edit.toPlainText() == MEGABYTE
    assert changed[-1] == MEGABYTE
    assert len(edit.document().toPlainText()) < LONGEST_PARAGRAPH
    assert edit.document().toPlainText().startswith(MEGABYTE[:1000])
    begin = perf_counter()
    edit.document().setPlainText(MEGABYTE)  # what laying it out would take
    assert took < perf_counter() - begin


def test_what_stood_there_stays_around_what_is_pasted(qtbot, edit):
    edit.setPlainText("🛩 before\nafter")
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    paste(qtbot, edit, MEGABYTE)
    assert edit.toPlainText() == f"🛩 before{MEGABYTE}\nafter"


def test_undo_takes_back_the_paste_and_delete_the_whole_text(qtbot, edit):
    edit.setPlainText("before")
    edit.selectAll()
    paste(qtbot, edit, MEGABYTE)
    qtbot.keyClicks(edit, "typed into it")
    assert edit.toPlainText() == MEGABYTE
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "before"
    assert not edit.isReadOnly()
    edit.selectAll()
    paste(qtbot, edit, MEGABYTE)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, "anew")
    assert edit.toPlainText() == "anew"


def test_a_long_text_of_ordinary_paragraphs_is_edited_as_ever(qtbot, edit):
    text = "\n".join(["A paragraph like any other. " * 20] * 60)
    paste(qtbot, edit, text)
    assert len(text) > LONGEST_PARAGRAPH
    assert not edit.is_shortened
    qtbot.keyClicks(edit, "!")
    assert edit.toPlainText() == text + "!"


def test_what_is_dropped_on_a_kept_text_changes_nothing(qtbot, edit):
    edit.setPlainText(MEGABYTE)
    data = QMimeData()
    data.setText("dropped")
    edit.insertFromMimeData(data)
    assert edit.toPlainText() == MEGABYTE


def test_arabic_begins_at_the_right_edge_and_latin_at_the_left(qtbot, edit):
    paste(qtbot, edit, "القوات تغادر القامشلي")
    end = edit.cursorRect().left()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    assert edit.cursorRect().left() > edit.viewport().width() - 20
    assert end < edit.cursorRect().left()
    edit.selectAll()
    qtbot.keyClicks(edit, "Trucks")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    assert edit.cursorRect().left() < 20
