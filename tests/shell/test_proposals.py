import pytest

from timeline_app.domain.dating import date_event, from_reading
from timeline_app.domain.edits import add, revise
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Event, Source
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import AnchorOption
from timeline_app.models.date_draft import Typed, draft

VISIT = Event("visit", "Visit")


def published(edtf):
    return from_reading(read_edtf(edtf), (DatingOwner.SOURCE, "doc"), edtf, dating_id="d-doc")


@pytest.fixture
def opened(window, project):
    """A project in which a visit is counted from a publication."""
    window.files.open(project)
    document = window.files.document
    option = AnchorOption(AnchorKind.PUBLISHED, "doc", "2026-01-28")
    on_tuesday = draft(Typed("on Tuesday", option=option), (DatingOwner.EVENT, "visit"))
    document.do(add("Add", Source("doc", "Report"), VISIT, published("2026-01-28")))
    document.do(date_event(VISIT, (), on_tuesday.options[:1], "Date the visit"))
    return window


def correct(window):
    """Ask, as the sidebar does, to correct the day of publication."""
    edit = revise("Change date", published("2026-01-28"), published("2026-01-20"))
    window._views.edit_requested.emit(edit)


def test_what_follows_from_a_date_is_shown_first_and_moves_in_the_same_step(opened, answers):
    asked = answers("Move them too")
    correct(opened)
    assert "“on Tuesday”: 27 Jan 2026 → 20 Jan 2026" in asked[0]
    document = opened.files.document
    assert document.dating("visit").edtf == "2026-01-20"
    document.undo()
    assert (document.dating("visit").edtf, document.dating("doc").edtf) == (
        "2026-01-27",
        "2026-01-28",
    )


def test_what_follows_can_be_left_as_it_is(opened, answers):
    answers("Leave them as they are")
    correct(opened)
    document = opened.files.document
    assert (document.dating("visit").edtf, document.dating("doc").edtf) == (
        "2026-01-27",
        "2026-01-20",
    )


def test_a_cancelled_question_changes_nothing(opened, answers):
    answers()
    correct(opened)
    assert opened.files.document.dating("doc").edtf == "2026-01-28"


def test_dates_in_a_circle_are_refused_in_words_and_change_nothing(opened, answers):
    document = opened.files.document
    hangs_on_visit = AnchorOption(AnchorKind.EVENT, "visit", "2026-01-27")
    circle = draft(
        Typed("the day before", option=hangs_on_visit), (DatingOwner.SOURCE, "doc"), "d-doc"
    )
    asked = answers("OK")
    opened._views.edit_requested.emit(
        revise("Change date", published("2026-01-28"), circle.options[0])
    )
    assert "in a circle" in asked[0]
    assert document.dating("doc").edtf == "2026-01-28"
