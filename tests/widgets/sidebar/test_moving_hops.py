import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.sidebar.driving import claim_of, enter, settle, show, type_in
from timeline_app.models.selection import Ref

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def claim(sidebar, selection, document):
    claim = claim_of(document, "vehicles and heavy arms")
    show(selection, "claim", claim.id)
    return claim


def names(document, claim):
    return [actor.name for actor in document.chain(claim.id).actors]


def drag(sidebar, card, to_y, *, drop=True):
    """Drag a card so that the pointer ends at a height of the chain."""
    chain = sidebar.card.chain
    sidebar._scroll.ensureWidgetVisible(chain)
    QApplication.processEvents()
    head = card.head
    QTest.mousePress(head, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(40, 10))
    for y in (to_y - 6, to_y):
        QTest.mouseMove(head, head.mapFromGlobal(chain.mapToGlobal(QPoint(40, y))))
        QApplication.processEvents()
    if drop:
        there = head.mapFromGlobal(chain.mapToGlobal(QPoint(40, to_y)))
        QTest.mouseRelease(head, LEFT, Qt.KeyboardModifier.NoModifier, there)


def test_a_step_is_dragged_to_the_end(qtbot, sidebar, selection, document, claim):
    first, second, last = names(document, claim)
    chain = sidebar.card.chain
    drag(sidebar, chain.widgets[0], chain.height() - 4, drop=False)
    assert chain.mark.isVisible()
    drag(sidebar, chain.widgets[0], chain.height() - 4)
    settle(qtbot, sidebar)
    assert names(document, claim) == [second, last, first]
    assert [card._view.name for card in chain.widgets] == [second, last, first]
    assert document.undo_label == "Move step in chain"
    assert chain.mark.isHidden()
    assert selection.current == Ref("claim", claim.id)


def test_the_last_step_is_dragged_to_the_front(qtbot, sidebar, document, claim):
    first, second, last = names(document, claim)
    drag(sidebar, sidebar.card.chain.widgets[2], 3)
    settle(qtbot, sidebar)
    assert names(document, claim) == [last, first, second]


def test_a_step_dropped_where_it_stands_changes_nothing(qtbot, sidebar, document, claim):
    before = document.undo_label
    card = sidebar.card.chain.widgets[1]
    drag(sidebar, card, card.y() + 22)
    assert document.undo_label == before


def test_escape_lets_a_drag_go(qtbot, sidebar, document, claim):
    before = names(document, claim)
    chain = sidebar.card.chain
    drag(sidebar, chain.widgets[0], chain.height() - 4, drop=False)
    QTest.keyClick(chain.widgets[0].head, Qt.Key.Key_Escape)
    QTest.mouseRelease(chain.widgets[0].head, LEFT)
    assert names(document, claim) == before
    assert chain.mark.isHidden()


def test_alt_and_arrows_move_a_step_which_keeps_the_focus(qtbot, sidebar, document, claim):
    first, second, last = names(document, claim)
    head = sidebar.card.chain.widgets[0].head
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Down, ALT)
    settle(qtbot, sidebar)
    assert names(document, claim) == [second, first, last]
    assert head.hasFocus()
    QTest.keyClick(head, Qt.Key.Key_Up, ALT)
    settle(qtbot, sidebar)
    QTest.keyClick(head, Qt.Key.Key_Up, ALT)  # it stands first already
    assert names(document, claim) == [first, second, last]


def test_f2_names_somebody_else_in_place(qtbot, sidebar, document, claim):
    _, second, last = names(document, claim)
    card = sidebar.card.chain.widgets[0]
    card.head.setFocus()
    QTest.keyClick(card.head, Qt.Key.Key_F2)
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(sidebar, "Kommersant")
    enter(QApplication.focusWidget())
    settle(qtbot, sidebar)
    assert names(document, claim) == ["Kommersant", second, last]
