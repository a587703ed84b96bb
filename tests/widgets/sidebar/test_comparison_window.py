from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.differing import COMPARED
from timeline_app.domain.edits import revise
from timeline_app.domain.records import Claim, ClaimEvent, Event
from timeline_app.widgets.sidebar.comparison_window import ComparisonWindow


@pytest.fixture
def event(document):
    return next(e for e in document.all(Event) if "weapons taken to Hmeimim" in e.title)


@pytest.fixture
def many(qtbot, document, selection):
    """A window of more accounts than it has room for."""
    event = next(e for e in document.all(Event) if "leave the Qamishli airport" in e.title)
    window = ComparisonWindow(document, selection, event.id)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    return window


def test_every_account_of_an_event_stands_beside_the_others(
    qtbot, sidebar, selection, document, event
):
    selection.select("event", event.id)
    QApplication.processEvents()
    sidebar.card.standing.compare.click()
    (window,) = sidebar.findChildren(ComparisonWindow)
    accounts = document.where(ClaimEvent, event_id=event.id)
    assert {c.view.claim_id for c in window.columns} == {link.claim_id for link in accounts}
    assert [c.view.is_reference for c in window.columns].count(True) == 1
    window.close()


def test_the_words_that_differ_are_marked_and_another_account_can_be_compared_with(
    qtbot, document, selection, event
):
    window = ComparisonWindow(document, selection, event.id)
    qtbot.addWidget(window)
    window.show()
    first, second = window.columns[:2]
    assert first.view.differing == ()
    assert second.view.differing
    QApplication.processEvents()
    qtbot.mouseClick(second.compare, Qt.MouseButton.LeftButton)
    assert window.columns[0].view.differing
    assert window.columns[1].view.is_reference


def test_it_is_said_where_only_the_beginning_of_an_account_is_compared(
    qtbot, document, selection, event
):
    window = ComparisonWindow(document, selection, event.id)
    qtbot.addWidget(window)
    assert "only the first" not in window._hint.text
    claim = document.get(Claim, window.columns[0].view.claim_id)
    document.do(revise("Paste", claim, replace(claim, text="word " * COMPARED)))
    assert "only the first 10,000 characters are compared" in window._hint.text


def test_a_claim_is_selected_from_its_column(qtbot, document, selection, event):
    window = ComparisonWindow(document, selection, event.id)
    qtbot.addWidget(window)
    window.columns[1].select.click()
    assert selection.current.id == window.columns[1].view.claim_id


def test_an_edit_is_shown_at_once(qtbot, sidebar, document, selection, event):
    window = ComparisonWindow(document, selection, event.id)
    qtbot.addWidget(window)
    claim_id = window.columns[0].view.claim_id
    selection.select("claim", claim_id)
    document.do(sidebar.card._card.text.edit("Quite another account."))
    assert window.columns[0].text.text == "Quite another account."


def seen_at(window, widget):
    """Return where a widget is seen in the board's viewport, in pixels from its left edge."""
    return widget.mapTo(window.board.viewport(), QPoint(0, 0)).x()


def test_the_account_compared_with_stays_in_sight(qtbot, many):
    window = many
    compared = next(c for c in window.columns if c.view.is_reference)
    other = next(c for c in window.columns if not c.view.is_reference)
    before, width = seen_at(window, compared.text), compared.text.width()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    while QApplication.focusWidget() is not window.columns[-1].compare:
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert window.board.horizontalScrollBar().value() > 200
    assert seen_at(window, compared.text) == before
    assert seen_at(window, other.text) < before + width
    window.resize(900, 560)
    QApplication.processEvents()
    assert seen_at(window, compared.text) == before


def test_the_columns_that_stay_keep_to_the_lines_of_the_others(qtbot, many):
    for column in many.columns[:3]:
        many.compare_with(column.view.claim_id)
        QApplication.processEvents()
        tops = {c.text.mapTo(many.board.widget(), QPoint(0, 0)).y() for c in many.columns}
        heads = {c.text.y() for c in many.columns}
        assert len(tops) == len(heads) == 1
        assert tops.pop() > many.fontMetrics().height()


def test_the_account_chosen_to_compare_with_comes_first_and_stays(qtbot, many):
    window = many
    first = seen_at(window, window.columns[0].text)
    window.board.ensureWidgetVisible(window.columns[-1].compare)
    qtbot.mouseClick(window.columns[-1].compare, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert window.columns[-1].view.is_reference
    assert seen_at(window, window.columns[-1].text) == first


def test_the_focus_is_never_beneath_the_columns_that_stay(qtbot, many):
    many.activateWindow()
    qtbot.waitUntil(many.isActiveWindow)
    while QApplication.focusWidget() is not many.columns[-1].compare:
        qtbot.keyClick(QApplication.focusWidget() or many, Qt.Key.Key_Tab)
    compared = next(c for c in many.columns if c.view.is_reference)
    stays = seen_at(many, compared.text) + compared.text.width()
    back = [c.compare for c in many.columns[1:-1]][::-1]
    assert len(back) > 3
    for link in back:
        while QApplication.focusWidget() is not link:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert seen_at(many, link) >= stays
