"""Text is shown as it stands."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from timeline_app.widgets import theme
from timeline_app.widgets.plain import ask, literal, plain_label, tell, tooltip

MARKUP = "<b>bold</b> <img src='file:///etc/passwd'> & more"


@pytest.fixture(autouse=True)
def _theme(qapp):
    theme.choose(theme.LIGHT)
    yield
    theme.choose(None)


def test_a_label_shows_markup_as_text(qtbot):
    label = plain_label(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(MARKUP)


def test_a_tooltip_holds_no_tag_of_the_texts_own():
    shown = tooltip(MARKUP)
    assert shown.count("<") == 2  # only ours, which makes Qt wrap the lines
    assert "&lt;img" in shown


def test_no_text_is_no_tooltip():
    assert tooltip("") == ""


def test_an_ampersand_is_no_shortcut():
    assert literal("R&D") == "R&&D"


def test_a_label_takes_its_ink_from_the_theme_and_follows_it(qtbot):
    label = plain_label("said", role="disputes")
    qtbot.addWidget(label)
    light = label.palette().windowText().color()
    assert light == theme.load(theme.LIGHT).colour("disputes")
    theme.choose(theme.DARK)
    dark = theme.load(theme.DARK).colour("disputes")
    qtbot.waitUntil(lambda: label.palette().windowText().color() == dark)


def _when_asked(act):
    def step():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        act(box)

    QTimer.singleShot(0, step)


def _button(box, text):
    return next(b for b in box.findChildren(QPushButton) if b.text() == text)


def test_a_question_returns_the_choice_taken(qtbot):
    def press(box):
        qtbot.mouseClick(_button(box, "Keep && share"), Qt.MouseButton.LeftButton)

    _when_asked(press)
    assert ask(None, "Title", MARKUP, "Delete", "Keep & share") == "Keep & share"


def test_return_takes_the_first_choice_and_escape_none(qtbot):
    _when_asked(lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert ask(None, "Title", "Sure?", "Delete", "Keep") == "Delete"
    _when_asked(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert ask(None, "Title", "Sure?", "Delete", "Keep") is None


def test_return_gives_nothing_up(qtbot):
    _when_asked(lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert ask(None, "Title", "Sure?", "Discard", risky=True) is None


def test_a_message_is_plain_text(qtbot):
    seen = []

    def read(box):
        seen.append((box.textFormat(), box.text(), box.detailedText()))
        qtbot.keyClick(box, Qt.Key.Key_Return)

    _when_asked(read)
    tell(None, "Title", MARKUP, "where it happened")
    assert seen == [(Qt.TextFormat.PlainText, MARKUP, "where it happened")]
