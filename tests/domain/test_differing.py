from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.differing import COMPARED, differing_words, words_of


def marked(text, beside):
    return [text[start:end] for start, end in differing_words(text, words_of(beside))]


def test_words_the_other_has_not_are_marked():
    assert marked("Forces moved to Hmeimim by road", "Forces moved to Russia by air") == [
        "Hmeimim",
        "road",
    ]


def test_neighbours_are_marked_as_one():
    assert marked("five cargo planes left", "two left") == ["five cargo planes"]


def test_spelling_that_folds_together_does_not_differ():
    assert marked("KAMIŞLI", "Kamışlı") == []
    assert marked("الأناضول", "الاناضول") == []


def test_short_words_differ_only_where_they_hold_a_figure():
    assert marked("the 27 men", "an old men") == ["27"]


def test_of_a_long_text_the_beginning_is_compared():
    long = "word " * (COMPARED // 5)
    assert marked(f"{long}beyond", "word") == []
    assert marked("beyond", f"{long}beyond") == ["beyond"]
    assert marked("within", f"within {long}") == []


@given(st.text(), st.text())
def test_a_text_never_differs_from_itself_and_spans_lie_within_it(text, beside):
    assert differing_words(text, words_of(text)) == ()
    spans = differing_words(text, words_of(beside))
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
