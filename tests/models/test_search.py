import threading

import pytest
from PySide6.QtCore import QCoreApplication

from timeline_app.domain.edits import Change, Edit, add, remove, revise
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    ClaimEvent,
    Event,
    Hop,
    Project,
    Track,
    new_id,
)
from timeline_app.domain.vocabulary import Identification, NameKind, Stance
from timeline_app.models import search as models_search
from timeline_app.models.document import Document
from timeline_app.models.pace import Pace
from timeline_app.models.search import Search
from timeline_app.storage import search_filters
from timeline_app.storage.store import Store
from timeline_app.storage.view_reading import ids_named

TRACK = Track("t", "Withdrawal")
AIRLIFT = Event("airlift", "Airlift out of Qamishli", track_id="t", start_min=0, end_max=86_399)
TALKS = Event("talks", "Talks in Moscow")
SOURCE = Actor("source", "a Syrian security source", identification=Identification.ANONYMOUS)
REUTERS = Actor("reuters", "Reuters")
SEZER = Actor("sezer", "Aydin Sezer")
SECRET = Actor("secret", "Mustafa Kaya", confidential=True, public_description="an officer")
MOVED = Claim("moved", "Vehicles were moved to the coast")
UNUSED = Claim("unused", "The base was out of use")
RECORDS = (
    TRACK,
    AIRLIFT,
    TALKS,
    SOURCE,
    REUTERS,
    SEZER,
    SECRET,
    ActorName("n", "reuters", "Рейтер"),
    ActorName("l", "reuters", "Mouthpiece", kind=NameKind.LABEL),
    MOVED,
    UNUSED,
    ClaimEvent("me", "moved", "airlift"),
    ClaimEvent("ue", "unused", "airlift", Stance.DISPUTES),
    Hop("h1", "moved", 0, "source"),
    Hop("h2", "moved", 1, "reuters"),
    Hop("h3", "unused", 0, "sezer"),
)


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "q.sqlite", Project(new_id(), "Qamishli"))
    document = Document(store)
    document.do(add("Add", *RECORDS))
    yield document
    store.close()


@pytest.fixture
def search(qtbot, document):
    search = Search(document)
    with qtbot.waitSignal(search.completed):
        pass
    yield search
    search.close()


def found(search, typed):
    return [hit.id for hit in search.find(typed).hits]


def test_words_find_records_of_every_kind(search):
    assert set(found(search, "qamishli")) == {"airlift"}
    assert set(found(search, "security")) == {"source"}
    assert set(found(search, "coast")) == {"moved"}


def matched(search, typed):
    answers, store = [], search._document.store
    search.match(typed, answers.append)
    (matches,) = answers
    with store.reading() as connection:
        claims = ids_named(connection, "claim", matches.claims)
        return claims | ids_named(connection, "event", matches.events)


def test_the_index_says_how_far_it_is(qtbot, document):
    search = Search(document)
    heard = []
    search.progressed.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(search.completed):
        assert not search.is_complete
    assert heard[-1] == (8, 8)
    assert heard == sorted(heard)
    assert search.is_complete
    search.close()


def test_a_name_in_another_script_finds_its_variants(search):
    assert "reuters" in found(search, "рейтер")
    assert found(search, "via:рейтер") == ["moved"]


def test_a_confidential_name_is_never_found(search):
    assert found(search, "Mustafa") == []
    assert found(search, "officer") == ["secret"]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("speaker:sezer", {"unused"}),
        ("speaker:reuters", set()),
        ("via:reuters", {"moved"}),
        ("stance:disputes", {"unused"}),
        ("event:airlift", {"moved", "unused", "airlift"}),
        ("track:withdraw", {"moved", "unused", "airlift"}),
        ("is:contested", {"unused", "airlift"}),
        ("is:single-origin", {"moved", "airlift"}),
        ("is:undated", {"moved", "unused", "talks"}),
        ("before:1970-01-02", {"airlift"}),
        ("after:1970-01-02", set()),
        ("after:1969", {"airlift"}),
        ("speaker:sezer base", {"unused"}),
        ("speaker:sezer vehicles", set()),
        ("event:airlift stance:disputes", {"unused"}),
    ],
)
def test_filters_narrow_what_is_found(search, typed, ids):
    assert set(found(search, typed)) == ids


@pytest.mark.parametrize("few", [1, 1_000])
@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("speaker:sezer", {"unused"}),
        ("via:reuters", {"moved"}),
        ("event:airlift", {"moved", "unused", "airlift"}),
        ("speaker:sezer base", {"unused"}),
        ("event:airlift stance:disputes", {"unused"}),
        ("event:airlift speaker:sezer", {"unused"}),
    ],
)
def test_filters_find_the_same_whether_names_have_few_links_or_many(
    search, monkeypatch, few, typed, ids
):
    monkeypatch.setattr(search_filters, "_FEW", few)
    assert set(found(search, typed)) == ids
    assert matched(search, typed) == ids


def test_a_filter_that_cannot_be_understood_is_explained(search):
    assert search.find("speaker:nobody").problems == ("Nothing is called “nobody”.",)
    assert search.find("before:soon").problems[0].startswith("before: ")
    assert search.find("is:odd").problems[0].startswith("is: ")


def test_what_is_added_changed_and_removed_is_followed(document, search):
    claim = Claim(new_id(), "Aircraft photographed")
    document.do(add("Add", claim))
    assert found(search, "photographed") == [claim.id]
    changed = Claim(claim.id, "Aircraft filmed")
    document.do(revise("Change", claim, changed))
    assert (found(search, "photographed"), found(search, "filmed")) == ([], [claim.id])
    document.do(remove("Delete", [changed]))
    assert found(search, "filmed") == []
    document.undo()
    assert found(search, "filmed") == [claim.id]


def test_a_new_variant_of_a_name_is_found_at_once(document, search):
    name = ActorName(new_id(), "sezer", "Айдын Сезер")
    document.do(add("Add a name", name))
    assert found(search, "speaker:айдын") == ["unused"]


def test_a_very_large_edit_is_indexed_in_the_background(qtbot, document, search):
    claims = [Claim(new_id(), f"Convoy number {n}") for n in range(600)]
    with qtbot.waitSignal(search.completed):
        document.do(Edit("Import", tuple(Change(None, claim) for claim in claims)))
        assert not search.is_complete
    assert found(search, "convoy 599") == [claims[599].id]


@pytest.fixture
def large(monkeypatch, search):
    """A search that is so large that it is asked on another thread."""
    monkeypatch.setattr(models_search, "_ASIDE", 0)
    return search


def asked(qtbot, search, typed):
    answers = []
    search.ask(typed, answers.append)
    assert answers == []  # nobody waited
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


@pytest.mark.parametrize(
    "typed", ["qamishli", "speaker:sezer base", "is:contested", "via:рейтер", "speaker:nobody", ""]
)
def test_a_large_project_answers_the_same_a_little_later(qtbot, large, typed):
    assert asked(qtbot, large, typed) == large.find(typed)


def test_a_newer_question_drops_the_older(qtbot, large):
    answers = []
    for typed in ("coast", "security", "qamishli"):
        large.ask(typed, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    large.find("")  # waits for whatever is left
    assert answers == [large.find("qamishli")]


def test_a_question_is_answered_by_what_was_edited_just_before(qtbot, document, large):
    claim = Claim(new_id(), "Aircraft photographed")
    document.do(add("Add", claim))
    assert [hit.id for hit in asked(qtbot, large, "photographed").hits] == [claim.id]
    document.undo()
    assert asked(qtbot, large, "photographed").hits == ()


def test_a_large_index_is_built_with_questions_between(qtbot, monkeypatch, document):
    monkeypatch.setattr(models_search, "_ASIDE", 2)
    search, answers = Search(document), []
    search._pace = Pace(1.0, first=1, least=1, most=1)
    search.progressed.connect(lambda *_: search.ask("qamishli", answers.append))
    with qtbot.waitSignal(search.completed):
        pass
    qtbot.waitUntil(lambda: bool(answers))
    assert [hit.id for hit in answers[-1].hits] == ["airlift"]
    assert asked(qtbot, search, "coast").hits[0].id == "moved"
    search.close()


def test_an_edit_of_many_records_waits_for_no_question(qtbot, document, large):
    answers, claims = [], [Claim(new_id(), f"Convoy number {n}") for n in range(600)]
    done_with_others = threading.Event()
    large._aside.begin(done_with_others.wait, bool)
    large.ask("convoy", answers.append)
    with qtbot.waitSignal(large.completed):
        document.do(Edit("Import", tuple(Change(None, claim) for claim in claims)))
        assert answers == []
        done_with_others.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert [hit.id for hit in asked(qtbot, large, "convoy 599").hits] == [claims[599].id]


def test_what_is_being_asked_is_answered_by_an_edit_made_meanwhile(qtbot, document, large):
    answers, claim = [], Claim(new_id(), "Aircraft photographed")
    done_with_others = threading.Event()
    large._aside.begin(done_with_others.wait, bool)
    large.ask("photographed", answers.append)
    document.do(add("Add", claim))
    done_with_others.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert [[hit.id for hit in found.hits] for found in answers] == [[claim.id]]


def test_a_question_for_the_list_goes_before_one_for_a_filter(qtbot, large):
    answers = []
    large.match("coast", lambda matches: answers.append(("filter", len(matches.claims))))
    large.ask("qamishli", lambda found: answers.append(("list", len(found.hits))))
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [("list", 1), ("filter", 1)]


def test_a_question_that_an_error_ends_is_told_so_and_the_next_is_answered(
    qtbot, monkeypatch, large
):
    answers, failed = [], []

    def matching(*_):
        raise OSError("the drive is gone")

    with monkeypatch.context() as broken, qtbot.captureExceptions() as raised:
        broken.setattr(large._finder, "matching", matching)
        large.match("coast", answers.append, lambda: failed.append("coast"))
        qtbot.waitUntil(lambda: bool(failed))
    assert [str(error) for _, error, _ in raised] == ["the drive is gone"]
    large.match("coast", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert len(answers[0].claims) == 1


def test_closing_drops_the_question(document, large):
    answers = []
    large.ask("qamishli", answers.append)
    large.close()
    large.match("qamishli", answers.append)
    QCoreApplication.processEvents()
    assert answers == []


def test_the_first_that_fit_are_found_in_short_reads(monkeypatch, search):
    monkeypatch.setattr(search_filters, "_ASKED_AT_ONCE", 1)
    assert set(found(search, "event:airlift")) == {"moved", "unused", "airlift"}
    assert set(found(search, "is:single-origin")) == {"moved", "airlift"}
    assert [hit.id for hit in search.find("track:withdraw", 2).hits] == ["moved", "unused"]
