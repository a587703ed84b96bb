from dataclasses import replace

import pytest

from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Actor, ActorName, Project, new_id
from timeline_app.domain.vocabulary import ActorKind, Identification
from timeline_app.models.completions import Completions, new_record
from timeline_app.models.document import Document
from timeline_app.storage.store import Store

ANADOLU = Actor(new_id(), "Anadolu Agency", ActorKind.AGENCY)
REUTERS = Actor(new_id(), "Reuters", ActorKind.AGENCY)
SECRET = Actor(new_id(), "Captain Reutov", confidential=True)


@pytest.fixture
def document(qapp, tmp_path):
    store = Store.create(tmp_path / "p.sqlite", Project(new_id(), "P"))
    document = Document(store)
    document.do(
        add(
            "Add",
            ANADOLU,
            REUTERS,
            SECRET,
            ActorName(new_id(), ANADOLU.id, "AA"),
            ActorName(new_id(), ANADOLU.id, "وكالة الأناضول", "ar"),
            ActorName(new_id(), REUTERS.id, "Рейтер", "ru"),
        )
    )
    yield document
    store.close()


def names(completions, typed):
    return [candidate.name for candidate in completions.candidates("actor", typed)]


@pytest.mark.parametrize("typed", ["anad", "AA", "الاناضول", "agency"])
def test_a_record_is_found_by_any_name_in_any_script(document, typed):
    assert "Anadolu Agency" in names(Completions(document), typed)


def test_a_match_by_another_name_says_which(document):
    (found,) = Completions(document).candidates("actor", "рейт")
    assert (found.name, found.detail) == ("Reuters", "Рейтер")


def test_each_record_is_offered_once(document):
    assert names(Completions(document), "a").count("Anadolu Agency") == 1


def test_confidential_people_are_completed_in_forms_only(document):
    assert names(Completions(document), "captain") == []
    assert names(Completions(document, with_confidential=True), "captain") == ["Captain Reutov"]


def test_beginnings_come_before_parts(document):
    document.do(add("Add", Actor(new_id(), "Not Reuters")))
    assert names(Completions(document), "reut") == ["Reuters", "Not Reuters"]


def test_a_name_added_later_is_found(document):
    completions = Completions(document)
    assert names(completions, "tass") == []
    document.do(add("Add", Actor(new_id(), "TASS")))
    assert names(completions, "tass") == ["TASS"]


def test_names_that_change_quickly_are_known_by_the_last(document):
    completions = Completions(document)
    assert names(completions, "reut") == ["Reuters"]
    once = replace(REUTERS, name="Agence")
    for before, after in ((REUTERS, once), (once, replace(REUTERS, name="Thomson"))):
        document.do(revise("Rename", before, after))
    assert names(completions, "thom") == ["Thomson"]
    assert not names(completions, "reut")
    assert not names(completions, "agence")


def test_exact_ignores_case_and_marks_but_not_missing_words(document):
    completions = Completions(document)
    assert completions.exact("actor", "anadolu AGENCY").id == ANADOLU.id
    assert completions.exact("actor", "Anadolu") is None
    assert completions.exact("actor", "") is None


def test_somebody_new_is_guessed_from_the_words():
    guessed = new_record("actor", "a Syrian  security source")
    assert guessed.name == "a Syrian security source"
    assert guessed.identification is Identification.ANONYMOUS
