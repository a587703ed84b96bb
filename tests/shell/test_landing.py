"""Whoever adds something lands on it: in the table of its kind, and in the sidebar."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import Claim, Source
from timeline_app.widgets.bibliography_dialog import BibliographyDialog
from timeline_app.widgets.paragraphs_dialog import ParagraphsDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
BIBTEX = """
@article{a, title = {Leaving}, journal = {Associated Press}, date = {2026-01-28}}
@article{b, title = {Staying}, journal = {Associated Press}, date = {2026-01-29}}
"""


def open_line(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    return window._views.bars._quick_entry.line


def chosen(table, document, kind):
    return [document.get(kind, record_id) for record_id in table.view.selected_ids()]


def test_a_claim_of_the_quick_line_is_selected_and_the_line_keeps_the_keyboard(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    window._views.tables.show_table("events")
    line = open_line(window, qtbot)
    qtbot.keyClicks(line, "Reuters > Turkiye Today | Planes left")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    table = window._views.tables.current_table
    (claim,) = chosen(table, document, Claim)
    assert claim.text == "Planes left"
    assert window._views.selection.current == ("claim", claim.id)
    assert window._views.sidebar.card.text.widget.face.shown_value == "Planes left"
    assert table.view.viewport().rect().intersects(table.view.visualRect(table.view.currentIndex()))
    assert QApplication.focusWidget() is line


def test_what_the_filter_hides_is_said_not_to_be_shown(window, qtbot):
    window.files.open_sample()
    table = window._views.tables.show_table("claims")
    with qtbot.waitSignal(table.count_changed):
        qtbot.keyClicks(table.bar.box, "sezer")
    line = open_line(window, qtbot)
    qtbot.keyClicks(line, "Reuters > Turkiye Today | Planes left")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert table.view.selected_ids() == []
    assert table.notice.text() == "What was added does not fit what the table is filtered by."


def test_all_claims_of_pasted_paragraphs_are_selected(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    line = open_line(window, qtbot)
    qtbot.keyClicks(line, "Reuters > Turkiye Today")
    QGuiApplication.clipboard().setText("Trucks left.\n\nPlanes left.\n\nThe gate is open.")

    def add():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ParagraphsDialog)
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, add)
    qtbot.keyClick(line, Qt.Key.Key_V, CONTROL)
    added = chosen(window._views.tables.current_table, document, Claim)
    assert [claim.text for claim in added] == ["Trucks left.", "Planes left.", "The gate is open."]
    view = window._views.tables.current_table.view
    for position in view.selected_positions():
        row = view.visualRect(view.model().index(position, 0))
        assert view.viewport().rect().contains(row.center())
    assert window._views.selection.current == ("claim", added[0].id)


def test_all_sources_of_a_pasted_bibliography_are_selected(window, qtbot):
    window.files.open_sample()
    document = window.files.document
    QGuiApplication.clipboard().setText(BIBTEX)

    def add():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BibliographyDialog)
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, add)
    window.actions_["bibliography"].trigger()
    added = chosen(window._views.tables.current_table, document, Source)
    assert [source.title for source in added] == ["Leaving", "Staying"]
    assert window._views.selection.current == ("source", added[0].id)
