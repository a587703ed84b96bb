"""Each example of the Library of Congress specification of February 2019 is read, at its level."""

from __future__ import annotations

import pytest

from timeline_app.domain.reading import read_edtf

LEVEL_0 = [
    "1985-04-12",
    "1985-04",
    "1985",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
]
LEVEL_1 = [
    "Y170000002",
    "Y-170000002",
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-24",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "-1985",
    "1984~/2004-06",
    "2004-06~/2004-08",
]
LEVEL_2 = [
    "Y-17E7",
    "1950S2",
    "Y171010000S3",
    "Y3388E2S3",
    "2001-34",
    "2001-25",
    "2001-41",
    "[1667,1668,1670..1672]",
    "[..1760-12-03]",
    "[1760-12..]",
    "[1760-01,1760-02,1760-12..]",
    "[1667,1760-12]",
    "[..1984]",
    "{1667,1668,1670..1672}",
    "{1960,1961-12}",
    "{..1984}",
    "2004-06~-11",
    "2004?-06-11",
    "?2004-06-~11",
    "2004-%06-11",
    "156X-12-25",
    "15XX-12-25",
    "XXXX-12-XX",
    "1XXX-XX",
    "1XXX-12",
    "1984-1X",
    "2004-06-~01/2004-06-~20",
    "2004-06-XX/2004-07-03",
]
EXAMPLES = [
    (text, level) for level, texts in enumerate((LEVEL_0, LEVEL_1, LEVEL_2)) for text in texts
]


@pytest.mark.parametrize(("text", "level"), EXAMPLES)
def test_an_example_is_read_at_its_level_and_written_back_unchanged(text, level):
    reading = read_edtf(text)
    assert (reading.edtf, reading.level) == (text, level)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1984?", False, True),
        ("2004-06~", True, False),
        ("2004-06-11%", True, True),
        ("?2004-06-~11", True, True),
        ("2004-06~/2004-08", True, False),
        ("[1667?,1668]", False, True),
        ("1950S2", False, False),
        ("1984/2004-06", False, False),
    ],
)
def test_qualifiers_are_told_wherever_they_stand(text, approximate, uncertain):
    reading = read_edtf(text)
    assert (reading.approximate, reading.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1985", "year"),
        ("1985-04", "month"),
        ("1985-04-XX", "day"),
        ("1985-04-12T23:20:30Z", "second"),
        ("2001-21", "season"),
        ("2001-34", "quarter"),
        ("2001-38", "quadrimester"),
        ("2001-40", "half-year"),
        ("2004-02-01/2005", "mixed"),
        ("1964/2008", "year"),
        ("201X", "year"),
    ],
)
def test_the_precision_is_that_of_the_written_components(text, precision):
    assert read_edtf(text).precision == precision


def test_open_and_unknown_ends_stay_different():
    assert read_edtf("1985/..").edtf != read_edtf("1985/").edtf


def test_only_stated_zones_make_bounds_utc():
    assert read_edtf("1985-04-12T23:20:30-04").zoned
    assert not read_edtf("1985-04-12T23:20:30").zoned
