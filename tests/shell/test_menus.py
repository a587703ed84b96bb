"""What the menus offer does what it says."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QMessageBox

from timeline_app.shell.actions import MENUS
from timeline_app.shell.help_pages import KeyboardPage
from timeline_app.storage.store import Store


@pytest.fixture
def chooses(monkeypatch):
    """Return a function that makes the next file dialog answer with a path, or be cancelled."""

    def arrange(path):
        for name in ("getSaveFileName", "getOpenFileName"):
            answer = str(path) if path is not None else ""
            monkeypatch.setattr(QFileDialog, name, lambda *_, answer=answer, **__: (answer, ""))

    return arrange


def recent(window):
    actions = window._menus._recent.actions()
    return [a.text().split("  —  ")[0] for a in actions if "—" in a.text()]


def test_new_makes_a_project_where_asked(window, chooses, tmp_path):
    chooses(tmp_path / "fresh.sqlite")
    window.actions_["new"].trigger()
    assert window.files.document.project.title == "fresh"


@pytest.mark.parametrize("command", ["new", "open", "save_copy"])
def test_a_cancelled_dialog_changes_nothing(window, project, chooses, command):
    window.files.open(project)
    document = window.files.document
    chooses(None)
    window.actions_[command].trigger()
    assert window.files.document is document


def test_a_copy_is_written_and_remembered(window, project, chooses, tmp_path):
    window.files.open(project)
    chooses(tmp_path / "copy.sqlite")
    window.actions_["save_copy"].trigger()
    Store.open(tmp_path / "copy.sqlite").close()
    assert recent(window) == ["copy.sqlite", "Someone's.sqlite"]
    assert "copy.sqlite" in window.statusBar().currentMessage()


def test_a_recent_file_is_opened_and_the_list_can_be_forgotten(window, project, chooses):
    window.files.open(project)
    window.files.close()
    window._menus._recent.actions()[0].trigger()
    assert window.files.document.store.path == project
    window._menus._recent.actions()[-1].trigger()
    assert recent(window) == []


def test_the_sample_is_reset_only_when_that_is_confirmed(window, answers, qtbot):
    window.actions_["sample"].trigger()
    before = window.files.document
    answers()
    window.actions_["reset_sample"].trigger()
    assert window.files.document is before
    answers("Reset")
    window.actions_["reset_sample"].trigger()
    assert window.files.document is not before


def test_the_page_of_keys_shows_every_key(qtbot, window):
    page = KeyboardPage(window)
    qtbot.addWidget(page)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    keys = [key for menu in MENUS for group in menu.groups for spec in group for key in spec.keys]
    assert all(key in shown for key in keys)
    assert "drag on the ruler" in shown
    assert "Keep the lanes there are Esc" in shown
    assert "Save, and begin the next Ctrl+Enter" in shown


def test_a_menu_longer_than_the_screen_scrolls_and_covers_it_with_no_columns(window):
    menu = QMenu(window)
    for number in range(200):
        menu.addAction(f"Event {number}")
    menu.popup(window.pos())
    assert {menu.actionGeometry(action).x() for action in menu.actions()} == {
        menu.actionGeometry(menu.actions()[0]).x()
    }
    menu.close()


def test_about_names_the_version_and_opens_nothing(window, qtbot):
    said = []

    def read():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append((box.text(), box.textFormat()))
        qtbot.keyClick(box, Qt.Key.Key_Return)

    QTimer.singleShot(0, read)
    window.actions_["about"].trigger()
    assert "0.1.0" in said[0][0]
    assert said[0][1] == Qt.TextFormat.PlainText


def test_commands_that_need_a_project_wait_for_one(window, project):
    needy = [s.name for m in MENUS for g in m.groups for s in g if s.needs_project]
    assert not any(window.actions_[name].isEnabled() for name in needy)
    window.files.open(project)
    waiting = {name for name in needy if not window.actions_[name].isEnabled()}
    assert waiting <= {"undo", "redo", "write_back"}


def test_shift_f10_opens_the_menu_of_what_has_the_keys(window, qtbot):
    window.files.open_sample()
    window.show()
    window.activateWindow()
    table = window._views.tables.current_table.view
    table.selectRow(0)
    for place in (window._views.timeline.canvas, table):
        place.setFocus()
        qtbot.waitUntil(place.hasFocus)
        qtbot.keyClick(place, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        QApplication.activePopupWidget().close()
