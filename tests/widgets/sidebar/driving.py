"""How the tests of the sidebar find, show and click."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import Claim


def claim_of(document, words):
    return next(claim for claim in document.all(Claim) if words in claim.text)


def show(selection, kind, record_id):
    selection.select(kind, record_id)
    QApplication.processEvents()  # a layout shows what was put into it a turn later


def click(sidebar, widget):
    QApplication.processEvents()
    sidebar._scroll.ensureWidgetVisible(widget)
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def type_in(sidebar, words):
    if QApplication.activeWindow() is not sidebar:
        sidebar.activateWindow()  # a screen that is none leaves the focus with a list that closed
        QApplication.processEvents()
    for letter in words:
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), letter)


def enter(line):
    """Press Enter in a line: its list, if it is open, takes it."""
    QTest.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Return)
    QApplication.processEvents()


def settle(qtbot, sidebar):
    qtbot.waitUntil(lambda: not sidebar._stale.isActive())
    QApplication.processEvents()
