from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.cleaning import one_line, several_lines


def test_a_line_break_on_one_line_becomes_a_space():
    assert one_line("Syrian\r\nmilitary\tsources ") == "Syrian military sources"


def test_control_characters_go_and_joiners_stay():
    assert one_line("a\x00b\x07") == "ab"
    persian = "می\u200cخواهد"
    assert one_line(persian) == persian


@pytest.mark.parametrize("unseen", ["\u200b", "\xad", "\u202e", "\u2060", "\ufeff"])
def test_what_makes_a_name_another_without_being_seen_goes(unseen):
    assert one_line(f"A{unseen}P") == "AP"
    assert several_lines(f"A{unseen}P\n{unseen}") == "AP"


@pytest.mark.parametrize("marks", ["\u200c", "\u200e \u200f", "\u2066\u2069", "\n\u200d\n"])
def test_marks_alone_are_no_text(marks):
    assert one_line(marks) == ""
    assert several_lines(marks) == ""


@pytest.mark.parametrize("sign", ["\ue000", "\U0001fae9"])
def test_signs_of_a_font_of_ones_own_and_new_ones_are_text(sign):
    assert one_line(sign) == several_lines(sign) == sign


def test_many_spaces_before_a_line_break_take_no_time():
    began = perf_counter()
    assert several_lines(f"a{' ' * 200_000}\nb") == "a\nb"
    assert perf_counter() - began < 1  # one pass a space would take a minute


def test_line_breaks_of_every_system_are_one_kind():
    assert several_lines("a\r\nb\rc\u2028d\n\n") == "a\nb\nc\nd"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert one_line(one_line(text)) == one_line(text)
    assert several_lines(several_lines(text)) == several_lines(text)


@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(alphabet="a \u00a0\u2003\t\né"))
def test_one_line_has_one_space_between_words_and_none_at_its_ends(text):
    assert one_line(text) == " ".join(text.split())


@given(st.text(alphabet="aж \n"))
def test_lines_of_plain_text_keep_their_breaks_and_lose_the_space_at_their_ends(text):
    lines = [line.rstrip() for line in text.split("\n")]
    assert several_lines(text) == "\n".join(lines).strip()
