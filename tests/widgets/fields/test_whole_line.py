"""Lines take what is pasted whole or not at all, and cut nothing that is stored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolTip

from timeline_app.domain.records import Source
from timeline_app.models.cards.fields import Editor, FieldView
from timeline_app.widgets.fields.text_fields import LineField
from timeline_app.widgets.fields.whole_line import HOLDS, WholeLine

MEGABYTE = "The column left the base at night. " * 30_000


@pytest.fixture
def line(qtbot):
    line = WholeLine("who")
    qtbot.addWidget(line)
    line.show()
    yield line
    QToolTip.hideText()


def paste(widget, text):
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("long", [MEGABYTE, "🛩" * HOLDS])
def test_a_text_too_long_is_not_put_in_and_a_sentence_says_so(line, long):
    heard = []
    line.textChanged.connect(heard.append)
    paste(line, long)
    assert line.text() == "who"
    assert set(heard) <= {"who"}  # nobody completes, reads or keeps the beginning of it
    assert "longer than the 10,000 characters" in QToolTip.text()


def test_what_was_selected_stays_when_its_replacement_is_too_long(line):
    line.selectAll()
    line.insert(MEGABYTE)  # as a drop and the menu of the line do
    assert line.text() == "who"


def test_what_was_put_in_before_stays_when_the_next_is_too_long(line):
    full = "x" * (HOLDS - 20)
    line.setText(full)
    for words in ("first ", "second ", "a longer third"):
        committed = QInputMethodEvent()  # as a keyboard for Chinese or Arabic puts in whole words
        committed.setCommitString(words)
        QApplication.sendEvent(line, committed)
    assert line.text() == f"{full}first second "
    QTest.keyClicks(line, "m")
    assert line.text() == f"{full}first second m"


def test_nothing_is_pasted_into_a_line_that_is_read_only(line):
    line.setReadOnly(True)
    paste(line, "intruder")
    assert line.text() == "who"


def test_typing_on_and_undoing_go_on_after_a_refusal(line):
    paste(line, MEGABYTE)
    QTest.keyClicks(line, "m")
    assert line.text() == "whom"
    line.undo()
    assert line.text() == "who"


def test_a_full_line_takes_no_further_letter_and_loses_none(line):
    full = "x" * HOLDS
    line.setText("")
    paste(line, full)
    assert line.text() == full
    QTest.keyClicks(line, "y")
    assert line.text() == full


@pytest.mark.parametrize("letter", ["x", "🛩"])
def test_what_is_stored_is_shown_whole_however_long_it_is(qapp, letter):
    assert WholeLine(letter * HOLDS + "x").text() == letter * HOLDS + "x"


@pytest.mark.parametrize("typed", [False, True])
def test_a_stored_line_too_long_for_a_line_is_opened_and_left_whole(qtbot, typed):
    source = Source("s", MEGABYTE.strip())
    field = LineField(FieldView(source, "title", "Title", "title", Editor.LINE, source.title))
    qtbot.addWidget(field)
    field.show()
    sent = []
    field.committed.connect(sent.append)
    field.open()
    assert isinstance(field.editor, QPlainTextEdit)
    if typed:
        field.editor.setPlainText("Short\nagain")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert sent == ["Short again" if typed else source.title]
