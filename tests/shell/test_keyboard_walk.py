"""The sample with the keyboard alone, from opening to undo: the way the page of help describes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from timeline_app.domain.dating import is_undated
from timeline_app.domain.records import Event
from timeline_app.shell.keyboard_walk import KeyboardWalk
from timeline_app.widgets.timeline_view import TimelineView

Key = Qt.Key
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(key: Qt.Key | str, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press a key wherever the keys go at the moment, as a person does."""
    at = QApplication.activePopupWidget() or QApplication.focusWidget()
    at = at or QApplication.activeWindow()  # which gets the keys where nothing has the focus
    assert at is not None
    QTest.keyClick(at, key, keys)


def type_text(text: str) -> None:
    for letter in text:
        press(letter)


@pytest.fixture
def view(window, qtbot) -> TimelineView:
    """The timeline of the sample, opened by keys."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    press("h", ALT)
    press("o")
    assert window.files.document is not None

    def is_back() -> bool:
        """Give the window the keys again, as a window manager does when a menu closes."""
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_back)
    press(Key.Key_1, CTRL)
    view = window.findChild(TimelineView)
    assert QApplication.focusWidget() is view.canvas
    view.canvas.motion = False
    view.grab()
    return view


def title(view) -> str:
    """The title of the selected event."""
    (index,) = view.canvas.selected
    return view.model.name(index).title


def look_around(canvas) -> None:
    press("F")
    press("Z")
    assert len(canvas.scale.folds) == 0
    press("Z")
    assert len(canvas.scale.folds) > 0
    press("G", CTRL)
    type_text("27 Jan 2026")
    press(Key.Key_Return)
    assert QApplication.focusWidget() is canvas
    for _ in range(8):
        press("W")
    first, last = canvas.visible_span
    assert last - first < 4 * 86_400
    press(Key.Key_Left, ALT)
    press("F")


def read_an_event(view) -> None:
    press(".")
    one = title(view)
    press(".")
    assert title(view) != one
    press(",")
    assert title(view) == one
    press(Key.Key_Tab)
    assert title(view) != one
    press(Key.Key_Return)
    assert len(view.canvas.opened) == 1
    press(Key.Key_Return)
    assert view.canvas.opened == ()
    press("L")
    press(Key.Key_Escape)
    press(Key.Key_1, CTRL)


def date_one(view, edits) -> str:
    """Date an event out of the tray; return its title."""
    press("T")
    waiting = title(view)
    press(Key.Key_Right)
    assert title(view) != waiting
    press(Key.Key_Left)
    press(Key.Key_Return)
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert edits == []
    press(Key.Key_Return)
    assert [edit.label for edit in edits] == [f"Date “{waiting}”"]
    assert QApplication.focusWidget() is view.canvas
    return waiting


def test_from_opening_to_undo_without_a_mouse(window, view) -> None:
    document, edits = window.files.document, []
    document.edited.connect(edits.append)
    look_around(view.canvas)
    read_an_event(view)
    waiting = date_one(view, edits)

    dated = next(e for e in document.all(Event) if e.title == waiting)
    press("U")
    press(Key.Key_Right, CTRL)
    press(Key.Key_Left, SHIFT)
    press(Key.Key_Right, CTRL | SHIFT)
    assert document.get(Event, dated.id).end_max > dated.end_max
    for _ in range(4):
        press("Z", CTRL)
    assert is_undated(document.get(Event, dated.id))
    assert view.shown_text == "23 of 26 shown, 3 undated, 0 filtered"


def test_the_page_is_one_key_away_and_names_the_keys(window, view) -> None:
    press(Key.Key_F1, SHIFT)
    (page,) = window.findChildren(KeyboardWalk)
    said = [label.text() for label in page.findChildren(QLabel)]
    for keys in ("Ctrl+1", "Ctrl+G", "T", "U", "Ctrl+Z", "Enter", ",   ."):
        assert keys in said
    assert not page.isModal()
    QTest.keyClick(page, Key.Key_Escape)
