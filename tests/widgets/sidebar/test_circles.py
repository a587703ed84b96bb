"""A record that would be part of itself: a clear sentence, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.widgets.sidebar.driving import enter, show, type_in
from timeline_app.domain.edits import add
from timeline_app.domain.records import Actor, Event, Source, kind_of
from timeline_app.models.cards.fields import within_itself
from timeline_app.models.document import Document

EVENT = Event("other", "Another")

FAMILIES = [
    (
        Event("whole", "The whole withdrawal"),
        Event("part", "Its first part", parent_id="whole"),
        "Part of",
        "An event cannot be part of itself, nor of its own parts.",
    ),
    (
        Actor("whole", "Some ministry"),
        Actor("part", "Some office", affiliation_id="whole"),
        "Belongs to",
        "Nobody can belong to themselves, nor to somebody who belongs to them.",
    ),
    (
        Source("whole", "A programme"),
        Source("part", "An interview in it", part_of_id="whole"),
        "Appeared in",
        "A source cannot appear in itself, nor in its own parts.",
    ),
]


def named(record):
    return record.name if isinstance(record, Actor) else record.title


def open_field(sidebar, label):
    rows = sidebar.card.fields.widgets
    field = next(row.field.widget for row in rows if row.field.view.label == label)
    field.open()
    return field


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("chosen", [0, 1])
def test_nothing_is_made_a_part_of_itself(sidebar, selection, document, family, chosen):
    whole, part, label, sentence = family
    document.do(add("Add", whole, part))
    show(selection, kind_of(whole), "whole")
    field = open_field(sidebar, label)
    type_in(sidebar, named(family[chosen]))
    enter(field.editor)
    assert field.complaint == sentence
    assert field.editor.text() == named(family[chosen])
    assert document.get(type(whole), "whole") == whole
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert not field.is_open


def test_what_stands_in_a_circle_already_is_not_gone_round_for_ever(document):
    document.do(add("Add", Event("one", "One"), Event("two", "Two", parent_id="one"), EVENT))
    with document.store.reading() as connection:  # as a file from elsewhere may have it
        connection.execute("UPDATE event SET parent_id = 'two' WHERE id = 'one'")
    fresh = Document(document.store)
    assert within_itself(fresh, EVENT, "parent_id")("two") == ""
