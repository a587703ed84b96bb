import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.folding import folded, words


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
