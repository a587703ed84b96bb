from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.instants import day_number
from timeline_app.exchange.date_words import extent, when_in_words
from timeline_app.exchange.words import words_in

WORDS = words_in("en")
DAY = 86_400


@dataclass
class When:
    start_min: int | None = None
    start_max: int | None = None
    end_min: int | None = None
    end_max: int | None = None
    approximate: bool = False
    uncertain: bool = False


def first(*date):
    return day_number(*date) * DAY


def last(*date):
    return day_number(*date) * DAY + DAY - 1


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(), "undated"),
        (When(*[first(2026, 1, 28)] * 2, *[last(2026, 1, 28)] * 2), "2026-01-28"),
        (When(*[first(2026, 1, 1)] * 2, *[last(2026, 1, 31)] * 2), "2026-01"),
        (When(*[first(2019)] * 2, *[last(2026, 12, 31)] * 2), "2019 to 2026"),
        (When(first(2024, 12), last(2024, 12, 31), first(2024, 12), last(2024, 12, 31)),
         "some time in 2024-12"),
        (When(first(2026, 1, 27), last(2026, 1, 27), first(2026, 1, 27), last(2026, 1, 27)),
         "2026-01-27"),
        (When(first(2019), last(2019, 12, 31)), "from some time in 2019, end not known"),
        (When(end_min=first(2026, 1, 28), end_max=last(2026, 1, 28)),
         "beginning not known, until 2026-01-28"),
        (When(start_min=first(2026, 1, 28), approximate=True),
         "about from 2026-01-28 or after, end not known"),
        (When(*[first(2026, 1, 2)] * 2, last(2026, 1, 4), None, uncertain=True),
         "from 2026-01-02, until 2026-01-04 or after (uncertain)"),
        (When(*[first(-13_800_000_000)] * 4), "-13800000000-01-01"),
    ],
)  # fmt: skip
def test_bounds_are_said_in_words(when, said):
    assert when_in_words(when, WORDS) == said


def test_a_time_of_day_is_said_where_it_matters():
    noon = first(2026, 1, 28) + 12 * 3600
    assert extent(noon, noon, WORDS) == "2026-01-28 12:00"


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.none(), min_size=4, max_size=4))
def test_every_four_bounds_can_be_said(bounds):
    assert when_in_words(When(*bounds), WORDS)
