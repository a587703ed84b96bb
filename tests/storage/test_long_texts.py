from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.storage.long_texts import LongTexts
from timeline_app.storage.search_index import SearchIndex, Text

letters = st.text(" ,._-'abАбقä1", max_size=24)
typed = st.text(" _-abбقa1", max_size=5)


def index_of(texts: list[str], long: LongTexts) -> SearchIndex:
    index = SearchIndex(long)
    index.put(Text("claim", str(k), text) for k, text in enumerate(texts))
    index.names.replace({"place:x": ["ab", "аб"]})
    return index


@settings(max_examples=150, deadline=None)
@given(st.lists(letters, max_size=6), st.lists(typed, max_size=3))
def test_a_text_kept_aside_is_found_by_what_would_find_it_in_the_index(
    texts: list[str], terms: list[str]
) -> None:
    indexed, aside = index_of(texts, LongTexts(least=10**9)), index_of(texts, LongTexts(least=0))
    try:
        assert set(aside.matching(terms, "claim") or ()) == set(
            indexed.matching(terms, "claim") or ()
        )
        among = [str(k) for k in range(0, len(texts), 2)]
        assert set(aside.matching(terms, "claim", among) or ()) == set(
            indexed.matching(terms, "claim", among) or ()
        )
        for kinds in ((), ("claim",), ("event",), ("claim", "event")):
            hits = [{hit.id for hit in each.search(terms, 50, kinds)} for each in (aside, indexed)]
            assert hits[0] == hits[1]
    finally:
        indexed.close()
        aside.close()


def test_long_texts_come_after_those_that_fit_better_and_are_not_counted_beyond_the_limit() -> None:
    index = SearchIndex(LongTexts(least=1_000))
    index.put([Text("claim", "long", "plane " * 400), Text("claim", "short", "A plane")])
    assert [hit.id for hit in index.search(["plane"], 10)] == ["short", "long"]
    assert [hit.id for hit in index.search(["plane"], 1)] == ["short"]
    batches = [[hit.id for hit in hits] for hits in index.batches(["plane"], 9, first=1)]
    assert batches == [["short"], ["long"]]
    index.close()


def test_a_long_text_is_replaced_and_removed_like_any_other() -> None:
    index = SearchIndex(LongTexts(least=1_000))
    for text in ("plane " * 400, "train " * 400, "ship", "plane " * 400):
        index.put([Text("claim", "one", text)])
        found = [word for word in ("plane", "train", "ship") if index.search([word], 5)]
        assert found == [text.split()[0]]
    index.remove("claim", "one")
    assert index.search(["plane"], 5) == []
    index.close()


def test_more_long_texts_than_there_is_room_for_are_indexed() -> None:
    long = LongTexts(least=100, most=1_000)
    index = SearchIndex(long)
    index.put(Text("claim", str(k), "plane " * 100) for k in range(4))
    assert len(list(long.matching([], ()))) == 1
    assert {hit.id for hit in index.search(["plane"], 9)} == {"0", "1", "2", "3"}
    index.close()
