from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.search_query import Filter, completions, read_query


def test_words_and_phrases_must_all_be_found():
    assert read_query('qamishli "cargo planes"').terms == ("qamishli", "cargo planes")


def test_filters_stand_apart_from_words():
    query = read_query('speaker:"Aydin Sezer" base stance:qualifies')
    assert query.filters == (Filter("speaker", "Aydin Sezer"), Filter("stance", "qualifies"))
    assert query.terms == ("base",)


def test_an_unknown_value_of_a_closed_list_is_explained_and_left_out():
    query = read_query("is:wrong")
    assert query.filters == ()
    assert query.problems[0].startswith("is: is one of contested, single-origin")


def test_a_colon_that_is_no_filter_is_text():
    assert read_query("http://example.org 14:35").terms == ("http://example.org", "14:35")


def test_a_filter_without_a_value_yet_asks_nothing():
    assert read_query("speaker:").is_empty


def test_half_typed_filters_are_completed():
    assert completions("base sta") == ("stance:",)
    assert "stance:disputes" in completions("stance:dis")
    assert completions("stance:disputes") == ()


@given(st.text())
def test_nothing_typed_breaks_it(text):
    query = read_query(text)
    assert all(query.terms)
    assert all(f.value for f in query.filters)
