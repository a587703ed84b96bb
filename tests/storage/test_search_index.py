import pytest

from timeline_app.storage import search_index
from timeline_app.storage.search_index import SearchIndex, Text


@pytest.fixture
def index():
    index = SearchIndex()
    index.put(
        [
            Text("claim", "en", "Forces are leaving Qamishli airport"),
            Text("claim", "ar", "القوات تغادر القامشلي"),
            Text("claim", "ru", "Войска покидают Камышлы"),
            Text("event", "moscow", "Visit to Moscow"),
        ]
    )
    index.names.replace({"place:q": ["Qamishli", "القامشلي", "Камышлы", "Kamışlı"]})
    yield index
    index.close()


def found(index, *terms, **options):
    return {hit.id for hit in index.search(terms, 10, **options)}


@pytest.mark.parametrize("name", ["Qamishli", "kamisli", "КАМЫШЛЫ", "القامشلي", "Kamışlı"])
def test_any_variant_of_a_name_finds_all_of_them(index, name):
    assert found(index, name) == {"en", "ar", "ru"}


def test_every_term_must_be_found(index):
    assert found(index, "qamishli", "airport") == {"en"}


def test_the_last_word_may_be_unfinished(index):
    assert found(index, "airp") == {"en"}
    assert found(index, "airp", "qamishli") == set()


def test_an_unfinished_name_finds_its_variants(index):
    assert found(index, "камыш") == {"en", "ar", "ru"}


def test_a_search_can_be_for_one_kind_of_record(index):
    assert found(index, "mo", kinds=["claim"]) == set()
    assert found(index, "mo", kinds=["event"]) == {"moscow"}


def test_what_is_put_again_replaces_what_was_there(index):
    index.put([Text("event", "moscow", "Visit to Ankara")])
    assert found(index, "moscow") == set()
    assert found(index, "ankara") == {"moscow"}


def test_what_is_removed_is_found_no_more(index):
    index.remove("event", "moscow")
    assert found(index, "moscow") == set()


def test_names_said_again_forget_the_old_variants(index):
    index.names.replace({"place:q": ["Qamishli"]})
    assert found(index, "Qamishli") == {"en"}


@pytest.mark.parametrize("typed", ['"', "NOT", "a OR b", "*", "^x", "NEAR(", "text:", ";--", "-"])
def test_signs_of_the_query_language_are_only_text(index, typed):
    assert found(index, typed) == set()


def test_better_matches_come_first(index):
    index.put([Text("claim", "twice", "Moscow, Moscow and Moscow"), Text("claim", "x", "y " * 50)])
    assert index.search(["moscow"], 2)[0].id == "twice"


def test_of_very_many_records_those_indexed_first_are_ranked(monkeypatch):
    monkeypatch.setattr(search_index, "MOST_RANKED", 3)
    index = SearchIndex()
    index.put(Text("event", f"e{n}", "plane " + "and more " * (5 - n)) for n in range(5))
    index.put([Text("claim", "c", "plane")])
    assert [hit.id for hit in index.search(["plane"], 2)] == ["e2", "e1"]
    assert {hit.id for hit in index.search(["plane"], 50)} == {*(f"e{n}" for n in range(5)), "c"}
    assert [hit.id for hit in index.search(["plane"], 2, ["claim"])] == ["c"]
    index.close()


def test_what_is_put_in_many_small_steps_is_merged_a_little_at_each():
    index = SearchIndex()
    parts = []
    for step in range(400):
        index.merge(index.put([Text("claim", f"{step}", f"Vehicle {step} was moved")]))
        (count,) = index._db.execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()
        parts.append(count)
    assert max(parts) < 40
    assert found(index, "vehicle", "399") == {"399"}
    assert len(index.matching(["vehicle"], "claim")) == 400
    index.close()


class DroppedError(Exception):
    pass


def test_a_question_is_ended_while_it_is_being_answered(index):
    index.put(Text("claim", f"p{n}", "plane") for n in range(30_000))
    asked = []

    def go_on():
        asked.append(len(asked))
        raise DroppedError

    with pytest.raises(DroppedError), index.stoppable(go_on):
        index.matching(["plane"], "claim")
    assert len(index.search(["plane"], 50)) == 50  # nobody is asked any more
    assert asked == [0]


@pytest.mark.parametrize("first", [1, 3, 8, 50])
def test_batches_give_what_a_search_gives_in_its_order(index, first):
    index.put(Text("claim", f"p{n}", f"plane {'and more ' * (n % 4)}") for n in range(20))
    batches = list(index.batches(["plane"], 15, ["claim"], first=first))
    assert [hit for hits in batches for hit in hits] == index.search(["plane"], 15, ["claim"])
    assert all(len(hits) == first * 2**n for n, hits in enumerate(batches[:-1]))


def test_a_record_put_twice_at_once_is_what_was_put_last(index):
    index.put([Text("event", "visit", "Visit to Oslo"), Text("event", "visit", "Visit to Rome")])
    assert (found(index, "oslo"), found(index, "rome")) == (set(), {"visit"})


def test_kinds_of_few_records_are_found_the_same_by_themselves_after_changes(index):
    index.put([Text("event", "moscow", "Visit to Ankara"), Text("actor", "a", "Mission in Ankara")])
    assert found(index, "ankara", kinds=["event", "actor"]) == {"moscow", "a"}
    assert found(index, "moscow", kinds=["event"]) == set()
    index.remove("event", "moscow")
    assert found(index, "ankara", kinds=["event", "actor"]) == {"a"} == found(index, "ankara")


def test_no_word_of_a_claim_is_among_those_of_the_few(index):
    (count,) = index._db.execute("SELECT count(*) FROM few('text : q*')").fetchone()
    assert count == 0
    assert found(index, "qamishli", kinds=["event"]) == set()
    assert found(index, "qamishli", kinds=["claim", "event"]) == {"en", "ar", "ru"}
