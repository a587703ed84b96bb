"""Any text is answered: quickly, and without an error of any kind."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.wording.anchors import PUBLISHED
from timeline_app.domain.comparing import order
from timeline_app.domain.reading import read_edtf, read_wording
from timeline_app.domain.wording.english_words import WORDS

WORDS_OF_TIME = st.lists(
    st.one_of(
        st.sampled_from(sorted(WORDS)),
        st.sampled_from(
            ["Sharaa", "visited", "will", "27", "2019", "5th", ",", "-", "–", "'s", "."]
        ),
        st.integers(0, 3000).map(str),
        st.sampled_from(["May", "Sunday", "14:35", "2 pm", "8/10/2022", "1990s", "as of", "GMT+3"]),
    ),
    max_size=14,
).map(" ".join)


def fastest_reading(text):
    """Give the seconds of the quickest of three readings: the first compiles patterns."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        read_wording(text, PUBLISHED)
        seconds.append(time.perf_counter() - began)
    return min(seconds)


@settings(max_examples=300)
@given(st.one_of(WORDS_OF_TIME, st.text()))
def test_any_text_gets_an_answer_whose_readings_are_valid(text):
    for anchor in (None, PUBLISHED):
        answer = read_wording(text, anchor)
        readings = (answer.reading, *answer.alternatives)
        for reading in readings:
            if reading is not None:
                assert read_edtf(reading.edtf).bounds == reading.bounds
                order(reading.bounds, reading.bounds)
        assert answer.reading is not None or answer.refusal


@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "1", "1,", "Tuesday ", "since ", "2019-", "'", "A.", "twenty-", "\u200f", "/"],
)
def test_a_hundred_kilobytes_are_refused_within_ten_milliseconds(piece):
    text = piece * (100_000 // len(piece))
    assert read_wording(text, PUBLISHED).refusal
    assert fastest_reading(text) < 0.01


@pytest.mark.parametrize(
    "piece", ["a ", "1,", "Tuesday ", "since ", "2019-", "the ", "of ", "May ", "5 or ", "A.", "# "]
)
def test_the_longest_text_that_is_read_takes_no_time_to_speak_of(piece):
    text = (piece * 1_000)[:1_000]
    assert fastest_reading(text) < 0.1
