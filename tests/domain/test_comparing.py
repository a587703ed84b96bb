"""What can be said of vague dates beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.comparing import (
    Order,
    Overlap,
    certainly_before,
    distance,
    distance_words,
    earliest_key,
    latest_key,
    midpoint_key,
    order,
    overlap,
    possibly_before,
)
from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.reading import read_edtf


def bounds(text):
    return read_edtf(text).bounds


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2019", "2020", Order.CERTAINLY_BEFORE),
        ("2020", "2019", Order.CERTAINLY_AFTER),
        ("2019", "2019-06", Order.POSSIBLY),
        ("[2026-01-21,2026-01-22]", "2026-01-22", Order.POSSIBLY),
        ("[2026-01-21,2026-01-22]", "2026-01-23", Order.CERTAINLY_BEFORE),
        ("2019/..", "2026", Order.POSSIBLY),
        ("../2019", "2020", Order.CERTAINLY_BEFORE),
        ("[..2018]", "2019", Order.CERTAINLY_BEFORE),
    ],
)
def test_order_is_certain_only_if_every_possible_time_agrees(first, second, expected):
    assert order(bounds(first), bounds(second)) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2019", "2019-06", Overlap.CERTAINLY),
        ("2018/2020", "2019", Overlap.CERTAINLY),
        ("2019", "2020", Overlap.NOT),
        ("[2026-01-21,2026-01-22]", "2026-01-22", Overlap.POSSIBLY),
        ("2018/2020", "2018-06", Overlap.POSSIBLY),
        ("2019/..", "2026-01-28", Overlap.POSSIBLY),
        ("../..", "2019", Overlap.POSSIBLY),
    ],
)
def test_overlap_is_certain_possible_or_none(first, second, expected):
    assert overlap(bounds(first), bounds(second)) is expected


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("2026-01-22", "2026-01-28", "6 days"),
        ("[2026-01-22,2026-01-23]", "2026-01-28", "5 to 6 days"),
        ("2026-01-27", "2026-01-28", "1 day"),
        ("2026-01-28", "2026-01-28", "0 days"),
        ("2024-12-08", "[2025-01-18..2025-01-23]", "41 to 46 days"),
        ("2026-01-28", "2026-01-22", "6 days earlier"),
        ("2019/..", "2026", "at most 8 years"),
        ("2015", "2026", "10 to 12 years"),
        ("../..", "2026", "any time apart"),
        ("2026-01-28T14:35:00Z", "2026-01-28T17:35:00Z", "3 hours"),
    ],
)
def test_distance_is_a_range_in_words(first, second, words):
    measured = distance(bounds(first), bounds(second))
    assert distance_words(measured) == words


def test_distance_in_seconds_is_exact_for_days():
    measured = distance(bounds("[2026-01-22,2026-01-23]"), bounds("2026-01-28"))
    assert (measured.low, measured.high) == (5 * 86_400, 6 * 86_400)


def test_sort_keys_put_undated_last_and_open_ends_by_what_is_known():
    texts = ["../..", "2019/..", "../2018", "2020"]
    by_earliest = sorted(texts, key=lambda text: earliest_key(bounds(text)))
    assert by_earliest == ["../2018", "2019/..", "2020", "../.."]
    by_latest = sorted(texts, key=lambda text: latest_key(bounds(text)))
    assert by_latest == ["../2018", "2019/..", "2020", "../.."]
    assert midpoint_key(bounds("../..")) > midpoint_key(bounds("9999"))


INSTANTS = st.integers(-(10**12), 10**12)


@st.composite
def any_bounds(draw):
    start_min, start_max, end_min, end_max = sorted(draw(INSTANTS) for _ in range(4))
    if draw(st.booleans()):
        start_max, end_min = end_min, start_max
    start_max, end_min = min(start_max, end_max), max(end_min, start_min)
    known = draw(st.tuples(*[st.booleans()] * 2))
    return Bounds(
        start_min if known[0] else None,
        start_max if known[0] else None,
        end_min if known[1] else None,
        end_max if known[1] else None,
    )


@given(any_bounds(), any_bounds())
def test_order_turns_around_with_its_sides(first, second):
    turned = {
        Order.CERTAINLY_BEFORE: Order.CERTAINLY_AFTER,
        Order.CERTAINLY_AFTER: Order.CERTAINLY_BEFORE,
        Order.POSSIBLY: Order.POSSIBLY,
    }
    assert order(second, first) is turned[order(first, second)]
    assert overlap(first, second) is overlap(second, first)


@given(any_bounds(), any_bounds(), any_bounds())
def test_certainly_before_is_transitive_and_never_both_ways(first, second, third):
    if certainly_before(first, second):
        assert not certainly_before(second, first)
        if certainly_before(second, third):
            assert certainly_before(first, third)


@given(any_bounds(), any_bounds())
def test_what_is_certain_is_possible(first, second):
    if certainly_before(first, second):
        assert possibly_before(first, second)
        assert overlap(first, second) is Overlap.NOT


@given(any_bounds(), any_bounds())
def test_distance_turns_its_sign_with_its_sides(first, second):
    there, back = distance(first, second), distance(second, first)
    assert there.low == (None if back.high is None else -back.high)
    assert there.high == (None if back.low is None else -back.low)
    assert distance_words(there)


@given(any_bounds())
def test_the_midpoint_lies_between_earliest_and_latest(given_bounds):
    early, middle, late = (key(given_bounds) for key in (earliest_key, midpoint_key, latest_key))
    assert min(early, late) <= middle <= max(early, late)
