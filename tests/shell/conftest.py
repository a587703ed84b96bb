"""A window as a person gets it: settings and sample in folders of the test's own."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from timeline_app.domain.records import Project
from timeline_app.shell.application import make_window
from timeline_app.shell.settings import Settings
from timeline_app.storage.store import Store
from timeline_app.widgets import theme
from timeline_app.widgets.safety.work_dialog import WorkDialog


@pytest.fixture
def start(qapp, qtbot, tmp_path):
    """Return a function that starts the program anew, with the settings the last start left."""
    plain = QFont(qapp.font())

    def begin():
        settings = Settings(tmp_path / "config" / "settings.ini")
        window = make_window(qapp, settings, tmp_path / "own")
        # A window with unsaved work would ask before it closes, and nobody is there to answer.
        qtbot.addWidget(window, before_close_func=lambda closing: closing.files.let_go())
        window.resize(1200, 800)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        window.settings = settings
        return window

    yield begin
    # The stylesheet stays: taking it off an application deletes a style that PySide still holds.
    qapp.setFont(plain)
    theme.choose(None)


@pytest.fixture
def window(start):
    """The program at its very first start."""
    return start()


@pytest.fixture
def project(tmp_path):
    """An empty project of somebody's, closed."""
    path = tmp_path / "Someone's.sqlite"
    Store.create(path, Project("p", "Someone's")).close()
    return path


@pytest.fixture
def answers(qtbot):
    """Return a function that arranges the answer to the next question: Escape, or a button.

    It returns the list in which the question's words will be.
    """

    def arrange(button=None):
        asked = []

        def answer():
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            asked.append(box.text())
            if button is None:
                box.reject()
            else:
                found = [b for b in box.findChildren(QPushButton) if b.text() == button]
                found[0].click()

        def watch():
            if isinstance(QApplication.activeModalWidget(), QMessageBox):
                answer()
            elif not asked:
                QTimer.singleShot(5, watch)

        QTimer.singleShot(0, watch)
        return asked

    return arrange


@pytest.fixture
def in_dialog(qtbot):
    """Return a function that does something with the next dialog that tells what is waited for."""

    def arrange(act):
        seen = []

        def look():
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, WorkDialog) and dialog.is_working:
                seen.append(dialog.said.text())
                act(dialog)
            elif not seen:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)
        return seen

    return arrange


def press(text):
    def act(dialog):
        (button,) = [b for b in dialog.findChildren(QPushButton) if b.text() == text]
        button.click()

    return act
