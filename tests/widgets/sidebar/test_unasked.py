"""What is typed into the sidebar and not asked for: nobody is made, and no other record gets it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.sidebar.driving import claim_of, enter, settle, show, type_in
from timeline_app.domain.records import Actor, Source


def open_author(sidebar, selection, document):
    show(selection, "source", document.all(Source)[0].id)
    field = next(
        row.field.widget for row in sidebar.card.fields.widgets if row.field.view.label == "Author"
    )
    field.open()
    type_in(sidebar, "Somebody ne")
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    return field


def test_leaving_a_name_that_is_new_makes_nobody(sidebar, selection, document):
    actors = document.count(Actor)
    field = open_author(sidebar, selection, document)
    sidebar.card.setFocus()
    QApplication.processEvents()
    assert document.count(Actor) == actors
    assert field.is_open
    assert "“Somebody ne” is not in the project yet" in field.complaint


def test_a_name_that_is_lost_with_its_card_is_told(qtbot, sidebar, selection, document):
    open_author(sidebar, selection, document)
    with qtbot.waitSignal(sidebar.told) as told:
        show(selection, "claim", claim_of(document, "Headline:").id)
    assert "“Somebody ne” is not in the project yet" in told.args[0]


@pytest.mark.parametrize("detour", [False, True])
def test_words_of_what_was_to_be_added_are_not_given_to_the_next_record(
    sidebar, selection, document, detour
):
    first, second = claim_of(document, "Headline:"), claim_of(document, "Both Russian bases")
    show(selection, "claim", first.id)
    sidebar.card.add_event.button.click()
    type_in(sidebar, "Withdraw")
    if detour:
        show(selection, "source", document.all(Source)[0].id)
    show(selection, "claim", second.id)
    assert sidebar.card.add_event.editor is None
    assert sidebar.card.add_event.button.isVisible()


def test_a_further_name_half_typed_is_not_given_to_the_next_actor(sidebar, selection, document):
    first, second = document.all(Actor)[:2]
    show(selection, "actor", first.id)
    add = sidebar.card.names.add
    add.button.click()
    type_in(sidebar, "Another na")
    show(selection, "actor", second.id)
    assert not add.line.isVisible()
    assert add.line.text() == ""
    assert add.button.isVisible()


def test_enter_makes_somebody_of_a_name_that_is_new(qtbot, sidebar, selection, document):
    actors = document.count(Actor)
    field = open_author(sidebar, selection, document)
    enter(field.editor)
    settle(qtbot, sidebar)
    assert document.count(Actor) == actors + 1
    assert field.face.shown_value == "Somebody ne"


def test_what_may_not_stand_is_not_given_to_the_next_record(sidebar, selection, document):
    first, second = claim_of(document, "Headline:"), claim_of(document, "Both Russian bases")
    show(selection, "claim", first.id)
    field = sidebar.card.text.widget
    field.open()
    field.editor.setPlainText(" ")
    show(selection, "claim", second.id)
    assert not sidebar.card.text.widget.is_open
    assert sidebar.card.text.widget.face.shown_value == second.text
