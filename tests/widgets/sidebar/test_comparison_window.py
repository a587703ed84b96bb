import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.records import ClaimEvent, Event
from timeline_app.widgets.sidebar.comparison_window import ComparisonWindow


@pytest.fixture
def event(document):
    return next(e for e in document.all(Event) if "weapons taken to Hmeimim" in e.title)


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
