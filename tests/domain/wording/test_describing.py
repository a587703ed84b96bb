"""EDTF in a few words."""

from __future__ import annotations

import pytest

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import describe, describe_in_brief


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-01-27", "27 Jan 2026"),
        ("2026-01", "Jan 2026"),
        ("2026", "2026"),
        ("-0043", "44 BC"),
        ("2015~", "about 2015"),
        ("2024-12?", "Dec 2024 (uncertain)"),
        ("2019/..", "since 2019"),
        ("../2026-01-28", "until 28 Jan 2026"),
        ("/2026-01-28", "unknown until 28 Jan 2026"),
        ("2019/", "from 2019, end unknown"),
        ("[2026-01-21,2026-01-22]", "21 or 22 January 2026"),
        ("{2026-01-26,2026-01-27}", "26 and 27 January 2026"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672"),
        ("[..1760-12-03]", "3 December 1760 or earlier"),
        ("2026-01-19/2026-01-25", "19 to 25 Jan 2026"),
        ("2024-09/2024-12", "Sep to Dec 2024"),
        ("2025-01~/2026-01-28", "about Jan 2025 to 28 Jan 2026"),
        ("199X", "some year of the 1990s"),
        ("18XX", "some year from 1800 to 1899"),
        ("1985-04-XX", "some day of Apr 1985"),
        ("2024-21", "spring 2024"),
        ("2024-34", "second quarter of 2024"),
        ("1950S2", "about 1950 (between 1900 and 1999)"),
        ("2026-01-28T14:35:00+03:00", "28 Jan 2026, 14:35 UTC+03:00"),
    ],
)
def test_a_date_is_told_in_a_few_words(edtf, words):
    assert describe(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("/2026-01-28", "by 28 Jan 2026"),
        ("[2026-01-27,2026-01-28]", "27 or 28 Jan 2026"),
        ("[..1760-12-03]", "3 Dec 1760 or earlier"),
        ("../2026-01-28", "until 28 Jan 2026"),
        ("2024-12~/..", "since about Dec 2024"),
        ("/..", "since an unknown day"),
        ("2015~", "about 2015"),
    ],
)
def test_a_narrow_column_gets_fewer_words(edtf, words):
    assert describe_in_brief(edtf) == words


def test_what_is_no_edtf_is_not_described():
    with pytest.raises(DateError):
        describe("yesterday")
