import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.sidebar.driving import claim_of, show

OPENERS = {
    "a judgement": lambda card: card.credibility.judge,
    "a relation": lambda card: card.relating.open_link,
    "a date": lambda card: card.dating.change,
}


def at_the_lower_edge(sidebar, widget):
    """Scroll until a widget is the last that is seen, and wait until it is there."""
    QApplication.processEvents()
    inside = sidebar._scroll.widget()
    lower = widget.mapTo(inside, QPoint(0, widget.height())).y()
    sidebar._scroll.verticalScrollBar().setValue(lower - sidebar._scroll.viewport().height())
    QApplication.processEvents()


def is_seen_whole(sidebar, widget):
    viewport = sidebar._scroll.viewport()
    corner = widget.mapTo(viewport, QPoint(0, 0))
    return viewport.rect().contains(widget.rect().translated(corner))


@pytest.mark.parametrize("opened", OPENERS)
def test_what_unfolds_where_it_was_clicked_is_in_view(qtbot, sidebar, selection, document, opened):
    sidebar.resize(345, 560)
    show(selection, "claim", claim_of(document, "started to leave").id)
    link = OPENERS[opened](sidebar.card)
    at_the_lower_edge(sidebar, link)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not link.isVisible()
    qtbot.waitUntil(lambda: is_seen_whole(sidebar, QApplication.focusWidget()))


def test_a_judgement_is_seen_with_the_button_that_saves_it(qtbot, sidebar, selection, document):
    sidebar.resize(345, 560)
    show(selection, "claim", claim_of(document, "started to leave").id)
    box = sidebar.card.credibility
    at_the_lower_edge(sidebar, box.judge)
    QTest.mouseClick(box.judge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_seen_whole(sidebar, box.form))


def test_a_link_at_the_edge_does_not_move_away_under_the_press(qtbot, sidebar, selection, document):
    sidebar.resize(345, 560)
    show(selection, "claim", claim_of(document, "started to leave").id)
    link = sidebar.card.credibility.judge
    at_the_lower_edge(sidebar, link)
    sidebar._scroll.verticalScrollBar().setValue(sidebar._scroll.verticalScrollBar().value() - 8)
    QApplication.processEvents()
    before = sidebar._scroll.verticalScrollBar().value()
    QTest.mousePress(link, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert sidebar._scroll.verticalScrollBar().value() == before
    QTest.mouseRelease(link, Qt.MouseButton.LeftButton)
