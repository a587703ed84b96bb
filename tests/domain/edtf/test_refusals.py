"""What is no EDTF date is refused with a sentence and a place, and nothing else ever escapes."""

from __future__ import annotations

import time

import pytest

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import read_edtf

INVALID = [
    "2021-13",
    "2021-00",
    "1900-02-29",
    "2023-02-29",
    "2021-04-31",
    "2021-04-00",
    "2021-04-32",
    "04-12-1985",
    "85",
    "198",
    "19850412",
    "1985-4",
    "1985-04-1",
    "2004-06-11T25:00:00",
    "2004-06-11T24:00:01",
    "2004-06-11T12:60:00",
    "2004-06-11T12:00:60",
    "1985-04-12T23:20",
    "1985-04-12T23",
    "1985-04T10:00:00",
    "1985T10:00:00",
    "1985-04-12T23:20:30+24:00",
    "1985-04-12T23:20:30+4",
    "1985-04-12T23:20:30z",
    "1985-04-12t23:20:30",
    "1985-04-12T23:20:30-00:00",
    "1985-04-12T10:00:00/1985-04-13T10:00:00",
    "2005/2004",
    "2004-06/2004-05",
    "2004//2005",
    "2004/2005/2006",
    "/",
    "2001-21^southern",
    "2001-42",
    "2001-20",
    "2001-21-05",
    "2004??",
    "2004~?",
    "?2004?",
    "1984?~",
    "2004-06-11~~",
    "~2004~",
    "Y1985",
    "Y-1985",
    "Y017000",
    "y170000002",
    "Y170000002-01",
    "Y17E0",
    "Y17E",
    "Y17e7",
    "1950S0",
    "1950S",
    "1950S5",
    "-0000",
    "01985",
    "12345",
    "201x",
    "201u",
    "X",
    "2004-02-3X",
    "XXX1-02-29",
    "1900-02-2X-X",
    "[]",
    "{}",
    "[1984",
    "1984]",
    "[1984}",
    "{1984]",
    "[1984,]",
    "[,1984]",
    "[..]",
    "[1984,..]",
    "[1672..1670]",
    "[1670..1671-01]",
    "[..1984,..1985]",
    "[1984..,1985]",
    "[1984/1985]",
    "[[1984],1985]",
    "[1984-06-11T10:00:00]",
    "2004..2005",
    "1984-06..1984-07",
    "unknown",
    "open",
    "2004/open",
    "unknown/2006",
    "...",
    "..",
    "1984/...",
    "2004-W05",
    "2004-123",
    "P1Y",
    "2004/P1Y",
    "2004-06-(01)~",
    "(2004)",
    "~",
    "10000",
    "٢٠٠٤",
    "1984 ",
    " 1984",
    "1984 / 1985",
    "[1984, 1985]",
    "",
    "1984\n",
    "1984\x00",
    "−1985",
]


@pytest.mark.parametrize("text", INVALID)
def test_an_invalid_text_is_refused_with_a_sentence_and_a_place(text):
    with pytest.raises(DateError) as refused:
        read_edtf(text)
    assert refused.value.sentence
    assert 0 <= refused.value.position <= len(text)


@pytest.mark.parametrize(
    ("text", "sentence", "position"),
    [
        ("2021-13", "month 13 does not exist", 5),
        ("1900-02-29", "1900-02 has 28 days, so no 29th", 8),
        ("2004/2005-13", "month 13 does not exist", 10),
        ("[1984,1985-13]", "month 13 does not exist", 11),
        ("2005/2004", "the interval ends before it begins", 5),
        ("1984 ", "EDTF has no spaces", 4),
    ],
)
def test_the_sentence_names_the_fault_and_the_place_points_at_it(text, sentence, position):
    with pytest.raises(DateError) as refused:
        read_edtf(text)
    assert (refused.value.sentence, refused.value.position) == (sentence, position)


def fastest_refusal(text):
    """Give the seconds of the quickest of three refusals: the first compiles patterns."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        with pytest.raises(DateError):
            read_edtf(text)
        seconds.append(time.perf_counter() - began)
    return min(seconds)


@pytest.mark.parametrize(
    "text",
    ["Y1E400000000", f"Y{'9' * 4000}", f"Y1E{'9' * 4000}", "Y299999999999", f"1950S{'9' * 5000}"],
)
def test_absurd_years_are_refused_at_once(text):
    assert fastest_refusal(text) < 0.01


@pytest.mark.parametrize("piece", ["1984,", "[", "X", "~", "1984/", "Y9", "198?-0", "..", "T1:"])
def test_a_hundred_kilobytes_are_refused_within_ten_milliseconds(piece):
    text = piece * (100_000 // len(piece))
    assert fastest_refusal(text) < 0.01


def test_a_set_of_thousands_of_members_is_read():
    years = ",".join(str(year) for year in range(1000, 5000))
    assert read_edtf(f"[{years}]").level == 2
