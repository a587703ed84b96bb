from dataclasses import replace

import pytest

from tests.exchange.projects import open_project, small_project
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    Claim,
    Hop,
    OriginLink,
    SavedView,
    Snapshot,
    Source,
)
from timeline_app.domain.vocabulary import AssessedKind, Identification, Independence, Reliability
from timeline_app.exchange.project_json import contents_from_json, json_of
from timeline_app.exchange.public_contents import NO_DESCRIPTION, public_contents


def public(*more):
    return public_contents(small_project(*more))[0]


def test_a_project_without_confidential_sources_is_left_as_it_is():
    contents = open_project()
    assert public_contents(contents) == (contents, ())


def test_a_confidential_actor_keeps_its_public_description_and_nothing_else():
    actor = public().by_id(Actor)["confidential-1"]
    assert actor.name == "an officer at the port"
    assert (actor.role, actor.note, actor.basis, actor.affiliation_id) == ("", "", "", None)
    assert actor.identification is Identification.ANONYMOUS


def test_one_without_a_description_is_a_confidential_source():
    bare = Actor("a9", "Ayla Demir", confidential=True)
    assert public(bare).by_id(Actor)["confidential-2"].name == NO_DESCRIPTION


def test_no_name_of_theirs_is_left_anywhere():
    text = json_of(public()).casefold()
    assert "mehmet" not in text
    assert "kaya" not in text
    assert "memo" not in text
    assert "police" not in text


@pytest.mark.parametrize(
    "text", ["MEHMET KAYA said", "Mehmet  Kaya’nın", "by (Mehmet\nKaya)", "an officer: Mehmet Kaya"]
)
def test_a_name_in_a_claim_gives_way_to_the_description(text):
    shown = public(Claim("c9", text)).by_id(Claim)["c9"].text
    assert "an officer at the port" in shown
    assert "kaya" not in shown.casefold()


def test_a_short_name_does_not_eat_other_words():
    shown = public(Claim("c9", "A memorandum, and Memo.")).by_id(Claim)["c9"].text
    assert shown == "A memorandum, and an officer at the port."


def test_a_text_that_names_nobody_is_not_touched():
    decomposed = "Cafe\u0301"
    assert public(Claim("c9", decomposed)).by_id(Claim)["c9"].text == decomposed


def test_what_the_editors_wrote_about_them_goes():
    contents = public(
        OriginLink("ol9", "a1", "a2", Independence.SAME, "cousins"),
        Assessment("as9", AssessedKind.ACTOR, "a2", Reliability.A, "his desk is at gate 4", "AB"),
    )
    assert contents.by_id(OriginLink)["ol9"].reason == ""
    assert contents.by_id(Assessment)["as9"].rationale == ""
    assert contents.by_id(Assessment)["as9"].reliability is Reliability.A
    assert contents.by_id(Hop)["h3"].note == ""
    assert not contents.all(ActorName)


def test_not_even_their_id_is_left():
    contents = public(SavedView("v2", "of one", '{"actor": "a2"}'))
    assert "a2" not in {actor.id for actor in contents.all(Actor)}
    assert contents.by_id(Hop)["h3"].actor_id == "confidential-1"
    assert contents.by_id(SavedView)["v2"].definition == '{"actor": "confidential-1"}'


def test_a_new_id_never_meets_an_old_one():
    earlier = Actor("confidential-1", "somebody from an earlier export")
    assert "confidential-2" in public(earlier).by_id(Actor)


def test_a_document_that_names_them_keeps_its_hash_but_not_its_bytes():
    snapshot = public().by_id(Snapshot)["sn1"]
    assert snapshot.content is None
    assert snapshot.sha256 == "0" * 64


def test_a_view_that_searches_for_them_goes_even_when_its_json_hides_the_name():
    hidden = SavedView("v2", "x", '{"q": "\\u004demo"}')
    innocent = SavedView("v3", "y", '{"q": "cranes"}')
    assert [view.id for view in public(hidden, innocent).all(SavedView)] == ["v3"]


def test_what_was_done_is_said():
    _, losses = public_contents(small_project())
    assert [loss.sentence for loss in losses] == [
        "1 confidential source is shown by its public description only",
        "1 other text named a confidential source; the name was taken out",
        "1 captured document names a confidential source and was left out",
    ]


def test_the_public_project_is_a_whole_project():
    contents = public()
    assert contents_from_json(json_of(contents)) == contents
    assert replace(contents.by_id(Source)["s1"], title="") != contents.by_id(Source)["s1"]
