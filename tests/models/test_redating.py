from dataclasses import replace

import pytest

from timeline_app.domain.dating import date_event, from_reading
from timeline_app.domain.edits import add, revise
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Actor, Claim, Dating, Event, Hop, Project, Source
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import AnchorOption
from timeline_app.models.date_draft import Typed, draft
from timeline_app.models.document import Document
from timeline_app.models.redating import consequences, with_consequences
from timeline_app.storage.store import Store

SOURCE = Source("doc", "Report")
CLAIM, VISIT = Claim("c", "They left"), Event("visit", "Visit")
AFTER = Event("after", "What came after")


def stated(owner_kind, owner_id, edtf, name):
    return from_reading(read_edtf(edtf), (owner_kind, owner_id), edtf, dating_id=name)


def counted(words, owner, option, name):
    return draft(Typed(words, option=option), owner, kept_id=name).options[0]


PUBLISHED = stated(DatingOwner.SOURCE, "doc", "2026-01-28", "d-doc")
ON_TUESDAY = counted(
    "on Tuesday",
    (DatingOwner.EVENT, "visit"),
    AnchorOption(AnchorKind.PUBLISHED, "doc", "2026-01-28"),
    "d-visit",
)
DAYS_LATER = counted(
    "three days later",
    (DatingOwner.EVENT, "after"),
    AnchorOption(AnchorKind.EVENT, "visit", "2026-01-27"),
    "d-after",
)


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project("p", "Qamishli"))
    document = Document(store)
    document.do(add("Add", SOURCE, CLAIM, VISIT, AFTER, Actor("a", "AP"), Hop("h", "c", 0, "a")))
    document.do(add("Date the report", PUBLISHED))
    document.do(date_event(VISIT, (), [ON_TUESDAY], "Date the visit"))
    document.do(date_event(AFTER, (), [DAYS_LATER], "Date what came after"))
    yield document
    store.close()


def moved_to(edtf):
    after = stated(DatingOwner.SOURCE, "doc", edtf, "d-doc")
    return revise("Change when the report was published", PUBLISHED, after)


def test_the_setting_reads_as_meant():
    assert (ON_TUESDAY.edtf, DAYS_LATER.edtf) == ("2026-01-27", "2026-01-30")


def test_moving_a_publication_moves_what_is_counted_from_it_and_from_that(document):
    moves = consequences(document, moved_to("2026-01-20"))
    assert [(m.before.wording, m.after.edtf) for m in moves] == [
        ("on Tuesday", "2026-01-20"),
        ("three days later", "2026-01-23"),
    ]


def test_a_move_is_told_before_it_is_made(document):
    [first, _] = consequences(document, moved_to("2026-01-20"))
    assert first.text == "“on Tuesday”: 27 Jan 2026 → 20 Jan 2026"


def test_everything_that_moves_is_one_step_to_undo(document):
    before = document.all(Dating), document.all(Event)
    edit = moved_to("2026-01-20")
    assert document.do(with_consequences(document, edit, consequences(document, edit)))
    assert document.dating("after").edtf == "2026-01-23"
    assert document.get(Event, "after").start_min == document.dating("after").start_min
    document.undo()
    assert (document.all(Dating), document.all(Event)) == before


def test_a_date_that_stays_moves_nothing(document):
    edit = revise("Say why", PUBLISHED, replace(PUBLISHED, reason="the page stamp"))
    assert consequences(document, edit) == ()


def test_a_date_set_by_hand_stays_where_it_was_put(document):
    before = document.dating("visit")
    document.do(revise("Set by hand", before, replace(before, rule="hand-set")))
    assert consequences(document, moved_to("2026-01-20")) == ()


def test_a_wording_left_without_a_day_to_count_from_keeps_its_words_only(document):
    moves = consequences(document, moved_to("2026"))
    assert (moves[0].after.wording, moves[0].after.edtf) == ("on Tuesday", None)
    assert moves[0].text == "“on Tuesday”: 27 Jan 2026 → no date"


def test_nothing_is_counted_from_an_event_that_lies_on_several_days(document):
    days = stated(DatingOwner.EVENT, "visit", "2026-01-27/2026-01-28", "d-visit")
    edit = date_event(document.get(Event, "visit"), [ON_TUESDAY], [days], "Date the visit")
    [move] = consequences(document, edit)
    assert (move.before.wording, move.after.edtf) == ("three days later", None)


def test_datings_in_a_circle_are_refused_with_a_sentence(document):
    circle = counted(
        "the day before",
        (DatingOwner.EVENT, "visit"),
        AnchorOption(AnchorKind.EVENT, "after", "2026-01-30"),
        "d-visit",
    )
    edit = date_event(document.get(Event, "visit"), [ON_TUESDAY], [circle], "Date the visit")
    with pytest.raises(DateError, match="in a circle"):
        consequences(document, edit)
