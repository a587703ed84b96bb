import pytest

from timeline_app.domain.dating import from_reading
from timeline_app.domain.edits import add
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimRelation,
    Hop,
    Project,
    RelationMember,
    new_id,
)
from timeline_app.domain.vocabulary import DatingOwner, RelationKind
from timeline_app.models.cards.actor import actor_card
from timeline_app.models.document import Document
from timeline_app.storage.store import Store

ANNA = Actor(new_id(), "Anna")


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "p.sqlite", Project(new_id(), "P"))
    document = Document(store)
    document.do(add("Add", ANNA))
    yield document
    store.close()


def says(document, text, said=None, about=None):
    claim = Claim(new_id(), text)
    hop = Hop(new_id(), claim.id, 0, ANNA.id)
    datings = [
        from_reading(read_edtf(edtf), owner, "")
        for edtf, owner in (
            (said, (DatingOwner.HOP, hop.id)),
            (about, (DatingOwner.CLAIM, claim.id)),
        )
        if edtf is not None
    ]
    document.do(add("Say", claim, hop, *datings))
    return claim


def contradict(document, first, second, kind=RelationKind.CONTRADICTS):
    relation = ClaimRelation(new_id(), kind, "the day")
    members = (
        RelationMember(new_id(), relation.id, first.id, 1),
        RelationMember(new_id(), relation.id, second.id, 2),
    )
    document.do(add("Relate", relation, *members))


def test_what_a_speaker_said_stands_in_the_order_it_was_said(document):
    says(document, "undated")
    says(document, "second", said="2026-01-28")
    says(document, "first", said="2019-11")
    assert [line.text for line in actor_card(document, ANNA.id).said] == [
        "first",
        "second",
        "undated",
    ]


def test_each_saying_tells_when_and_about_what_time(document):
    says(document, "It left.", said="2026-01-28", about="2019-11-18")
    (line,) = actor_card(document, ANNA.id).said
    assert "28" in line.when
    assert "18" in line.when


def test_a_speaker_against_itself_is_warned_of_on_both_sayings(document):
    first, second = says(document, "Monday."), says(document, "Tuesday.")
    says(document, "Something else.")
    contradict(document, first, second)
    card = actor_card(document, ANNA.id)
    assert {line.text for line in card.said if line.warning} == {"Monday.", "Tuesday."}
    assert len(card.self_contradictions) == 1


def test_a_mere_difference_is_no_contradiction(document):
    contradict(document, says(document, "a"), says(document, "b"), RelationKind.TIMING)
    card = actor_card(document, ANNA.id)
    assert card.self_contradictions == ()
    assert not any(line.warning for line in card.said)


def test_a_line_of_many_claims_takes_as_many_questions_as_one_of_a_few(document):
    def questions():
        asked = []
        document.store._conn.set_trace_callback(asked.append)
        card = Document(document.store)
        assert actor_card(card, ANNA.id)
        document.store._conn.set_trace_callback(None)
        return len(asked)

    for n in range(4):
        says(document, f"It left {n}.", said=f"2026-01-{n + 1:02}", about="2026-01")
    few = questions()
    for n in range(40):
        says(document, f"It came back {n}.", said=f"2026-02-{n % 28 + 1:02}", about="2026-02")
    assert questions() == few
