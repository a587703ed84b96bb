import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.folding import LONG, folded, words


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Kamışlı", "kamisli"),
        ("İstanbul", "istanbul"),
        ("TÜRKİYE", "türkiye"),
        ("Qamişlo", "qamislo"),
        ("Артём", "артем"),
        ("القَامِشْلِي", "القامشلي"),
        ("أحمد", "احمد"),
        ("ﺍﻟﻘﺎﻣﺸﻠﻲ", "القامشلي"),
        ("al-Sharaʿ", "al-shara"),
        ("Łódź", "lodz"),
        ("می\u200cخواهد", "میخواهد"),
        ("With\xaddrawal\u200b", "withdrawal"),
    ],
)
def test_spellings_of_one_word_fold_alike(written, searched):
    assert folded(written) == folded(searched)


def test_different_words_stay_different():
    assert folded("Qamishli") != folded("Hmeimim")


def test_words_leave_out_what_stands_between_them():
    assert words("al-Sharaa, (Moscow)!") == ("al", "sharaa", "moscow")


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_they_do_among_others(text):
    assert folded(text + "é") == folded(text) + "e"


@given(st.text(min_size=1))
def test_a_very_long_text_folds_as_its_parts_do(text):
    """Letters are folded one by one there, which must come to the same."""
    times = LONG // len(text) + 1
    assert folded((text + "\n") * times) == (folded(text) + "\n") * times


@given(
    st.lists(
        st.sampled_from("eёКىو\u200d\u0301\u0308\u0345\u0653\u0654ﷺﬁßİıʼ각ᄀ\u1161\u11a8が\u3099か")
    )
)
def test_what_letters_make_together_folds_as_it_does_in_a_long_text(letters):
    text = "".join(letters)
    assert folded(text + "\n" * LONG).rstrip("\n") == folded(text)
