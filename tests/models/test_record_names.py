"""Names that are kept up by edits say what a fresh reading of the file says."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Change, Edit, add, remove, revise
from timeline_app.domain.folding import folded
from timeline_app.domain.records import Actor, ActorName, Claim, Event, Project, new_id
from timeline_app.models import record_names
from timeline_app.models.completions import Candidate, Completions
from timeline_app.models.document import Document
from timeline_app.models.words import word_for
from timeline_app.storage.store import Store

NAMES = ("Ana", "ana", "Anadolu Agency", "agency of Ana", "Рейтер", "الأناضول", "Zoë  Ana", "b a")
TYPED = ("", "a", "an", "ana", "ANA", "agency", "an ag", "zoe ana", "рей", "الاناضول", "b", "zz")


@pytest.fixture
def document(qapp, tmp_path):
    with Store.create(tmp_path / "p.sqlite", Project(new_id(), "P")) as store:
        yield Document(store)


def answers(completions, kind):
    """Everything a person could be told, and whom each name is."""
    return [
        (typed, completions.candidates(kind, typed, 5), completions.exact(kind, typed))
        for typed in (*TYPED, *NAMES)
    ]


def by_looking(document, kind, *, with_confidential):
    """The same answers, by looking at every record of the file in turn."""
    entries = list(entries_of(document, kind, with_confidential=with_confidential))
    return [
        (typed, best(entries, typed, 5), next(iter(same(entries, typed)), None))
        for typed in (*TYPED, *NAMES)
    ]


def entries_of(document, kind, *, with_confidential):
    if kind == "claim":
        for claim in document.all(Claim):
            yield one_line(claim.text), Candidate(kind, claim.id, one_line(claim.text))
        return
    shown = {a.id: a for a in document.all(Actor) if with_confidential or not a.confidential}
    for actor in shown.values():
        name = one_line(actor.name)
        hidden = actor.confidential
        yield name, Candidate(kind, actor.id, name, word_for(actor.kind), confidential=hidden)
    for further in document.all(ActorName):
        if further.actor_id in shown:
            actor, other = shown[further.actor_id], one_line(further.name)
            name, hidden = one_line(actor.name), actor.confidential
            yield other, Candidate(kind, actor.id, name, other, confidential=hidden)


def same(entries, typed):
    wanted = folded(one_line(typed)).strip()
    return [candidate for name, candidate in entries if wanted and folded(name) == wanted]


def best(entries, typed, most):
    wanted = folded(one_line(typed)).strip()
    ranked = sorted(
        (rank, place)
        for place, (name, _) in enumerate(entries)
        if (rank := rank_of(folded(name), wanted)) is not None
    )
    found = {}
    for _, place in ranked:
        found.setdefault(entries[place][1].id, entries[place][1])
    return tuple(found.values())[:most]


def rank_of(name, wanted):
    if not wanted or name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if all(word in name for word in wanted.split()) else None


def an_edit(document, numbers):
    """Make one edit of the actors, their names and the claims, as some numbers say."""
    what, which, name = numbers
    actors, further = document.all(Actor), document.all(ActorName)
    claims = document.all(Claim)
    text = NAMES[name]
    if what == 0 or not actors:
        actor = Actor(new_id(), text, confidential=which == 0)
        return add("Add", actor, ActorName(new_id(), actor.id, NAMES[name - 1]))
    actor = actors[which % len(actors)]
    if what == 1:
        return revise(
            "Rename", actor, replace(actor, name=text, confidential=not actor.confidential)
        )
    if what == 2:
        return remove("Remove", [*(n for n in further if n.actor_id == actor.id), actor])
    if what == 3 and further:
        one = further[which % len(further)]
        return Edit("Move", (Change(one, replace(one, actor_id=actor.id, name=text)),))
    if what == 4 and claims:
        one = claims[which % len(claims)]
        return (
            remove("Remove", [one]) if name % 2 else revise("Reword", one, replace(one, text=text))
        )
    return add(
        "Add", *(Claim(new_id(), f"{text}\n{n}") for n in range(which)), Claim(new_id(), text)
    )


steps = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, len(NAMES) - 1))
    | st.sampled_from(["undo", "redo"]),
    max_size=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_after_any_edits_the_answers_are_those_of_a_fresh_reading(document, steps):
    completions = [Completions(document, with_confidential=all_) for all_ in (False, True)]
    answers(completions[0], "actor")
    answers(completions[0], "claim")
    for step in steps:
        match step:
            case "undo":
                document.undo()
            case "redo":
                document.redo()
            case numbers:
                assert document.do(an_edit(document, numbers))
    for kind in ("actor", "claim"):
        for completing, everybody in zip(completions, (False, True), strict=True):
            looked = by_looking(document, kind, with_confidential=everybody)
            assert answers(completing, kind) == looked


def claims(count):
    return [Claim(new_id(), f"Claim {n}: {NAMES[n % len(NAMES)]}") for n in range(count)]


def half_read(document, monkeypatch):
    """Complete 700 claims of which 200 were read, since no event has been dealt with yet."""
    monkeypatch.setattr(record_names, "_AT_ONCE_SECONDS", 0.0)
    assert document.do(add("Add", *claims(700)))
    completions = Completions(document)
    completions.candidates("claim", "a")
    assert not completions.is_whole("claim")
    return completions


def test_what_is_not_read_yet_is_read_in_the_background(document, monkeypatch, qtbot):
    completions = half_read(document, monkeypatch)
    with qtbot.waitSignal(completions.read, check_params_cb=lambda kind: kind == "claim"):
        pass
    assert answers(completions, "claim") == by_looking(document, "claim", with_confidential=False)


def test_a_name_is_found_in_full_before_all_are_read(document, monkeypatch):
    monkeypatch.setattr(record_names, "_AT_ONCE_SECONDS", 0.0)
    assert document.do(add("Add", *(Event(new_id(), f"Event {n}") for n in range(700))))
    completions = Completions(document)
    last = document.all(Event)[-1]
    assert completions.exact("event", last.title.upper()).id == last.id


def test_a_claim_is_found_by_its_text_without_reading_all_of_them(document, monkeypatch):
    completions = half_read(document, monkeypatch)
    last = document.all(Claim)[-1]
    assert completions.exact("claim", last.text).id == last.id
    assert completions.exact("claim", f"{last.text} and more") is None
    assert not completions.is_whole("claim")


@pytest.mark.parametrize("at", [0, 199, 200, -1])
def test_an_edit_while_the_names_are_half_read_loses_nothing(document, monkeypatch, qtbot, at):
    completions = half_read(document, monkeypatch)
    claim = document.all(Claim)[at]
    again = Claim(new_id(), "Zoë")
    for edit in (
        revise("Reword", claim, replace(claim, text="ana")),
        remove("Remove", [replace(claim, text="ana")]),
        add("Add", again),
    ):
        assert document.do(edit)
        completions.candidates("claim", "a")  # reads a little more
    assert completions.exact("claim", "Zoë").id == again.id
    qtbot.waitUntil(lambda: completions.is_whole("claim"))
    assert completions.exact("claim", "zoe").id == again.id
    assert answers(completions, "claim") == by_looking(document, "claim", with_confidential=False)


@pytest.mark.parametrize("at", [0, 199, 200, -1])
def test_what_an_undo_brings_back_while_the_names_are_half_read_is_known(
    document, monkeypatch, qtbot, at
):
    assert document.do(add("Add", *claims(700)))
    claim = document.all(Claim)[at]
    assert document.do(remove("Remove", [claim]))
    monkeypatch.setattr(record_names, "_AT_ONCE_SECONDS", 0.0)
    completions = Completions(document)
    completions.candidates("claim", "a")
    assert not completions.is_whole("claim")
    assert document.undo()
    completions.candidates("claim", "a")
    qtbot.waitUntil(lambda: completions.is_whole("claim"))
    assert answers(completions, "claim") == by_looking(document, "claim", with_confidential=False)
    assert document.redo()
    assert answers(completions, "claim") == by_looking(document, "claim", with_confidential=False)


def test_reading_stops_with_the_file(document, monkeypatch, qtbot):
    completions = half_read(document, monkeypatch)
    document.close()
    with qtbot.assertNotEmitted(completions.read, wait=30):
        pass
