from tests.exchange.projects import small_project
from timeline_app.domain.records import Actor, Assessment, Claim, ClaimEvent, Event, Hop, Project
from timeline_app.domain.vocabulary import AssessedKind, Reliability, Stance
from timeline_app.exchange.contents import contents_of
from timeline_app.exchange.project_index import index_of


def graded(*grades):
    return index_of(small_project(*grades)).grade("a4")


def grade(record_id, letter, supersedes=None):
    return Assessment(
        record_id, AssessedKind.ACTOR, "a4", Reliability(letter), supersedes_id=supersedes
    )


def test_the_grade_that_counts_is_the_one_no_other_supersedes():
    assert graded() is None
    assert graded(grade("x", "C")).reliability == "C"
    assert graded(grade("x", "C"), grade("y", "A", supersedes="x")).reliability == "A"
    assert graded(grade("y", "A", supersedes="x"), grade("x", "C")).reliability == "A"


def test_what_belongs_to_nothing_is_an_empty_list():
    index = index_of(small_project())
    assert list(index.datings_of["nobody"]) == []
    assert index.chain("nobody").hops == ()


def test_an_event_stands_on_its_claims():
    standing = index_of(small_project()).standing("e1")
    assert standing.counts[Stance.SUPPORTS] == 2
    assert standing.is_contested


def test_thousands_of_voices_on_one_event_are_counted():
    records = [Project("p", "x"), Event("e", "x")]
    for n in range(5000):
        records += [
            Actor(f"a{n}", f"Actor {n}"),
            Claim(f"c{n}", "c"),
            ClaimEvent(f"l{n}", f"c{n}", "e"),
            Hop(f"h{n}", f"c{n}", 0, f"a{n}"),
        ]
    assert index_of(contents_of(records)).standing("e").origins_max == 5000
