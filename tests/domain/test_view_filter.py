"""Views are kept as JSON that reads back, and what cannot be read is told in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.comparing import Overlap
from timeline_app.domain.records import SavedView
from timeline_app.domain.view_filter import (
    EVERYTHING,
    TimeFilter,
    ViewError,
    ViewFilter,
    saved,
    to_json,
    view_of,
)
from timeline_app.domain.vocabulary import Stance

DAY = 86_400
SECONDS = st.integers(-(2**55), 2**55)
PAIRS = st.tuples(SECONDS, SECONDS).map(sorted).map(tuple)
VIEWS = st.builds(
    ViewFilter,
    search=st.text(max_size=20),
    hidden_tracks=st.frozensets(st.text(max_size=5), max_size=3),
    stances=st.none() | st.frozensets(st.sampled_from(Stance)),
    time=st.none()
    | st.builds(
        TimeFilter,
        st.sampled_from(["2026-01", "2019/..", "[2026-01-22,2026-01-23]", "Y-13800000000"]),
        st.frozensets(st.sampled_from(Overlap)),
    ),
    dims=st.booleans(),
    horizon=st.none() | st.integers(-(10**9), 10**9).map(lambda n: n * DAY + DAY - 1),
    folds=st.none() | st.lists(PAIRS, max_size=3).map(tuple),
    span=st.none() | PAIRS,
)


@given(VIEWS)
def test_a_kept_view_is_the_view_that_was_kept(view):
    assert view_of(saved("January", view)) == view


def test_what_shows_everything_is_written_in_a_word():
    assert to_json(EVERYTHING) == '{"version": 1}'


def test_the_axis_alone_leaves_nothing_out():
    assert ViewFilter(span=(0, 5), folds=(), dims=True).shows_all
    assert not ViewFilter(stances=frozenset()).shows_all


@pytest.mark.parametrize(
    "definition",
    [
        "",
        "[]",
        "3",
        "null",
        '{"version": 2}',
        '{"version": "soon"}',
        '{"stances": ["loves"]}',
        '{"time": {"edtf": "2026-13", "fits": []}}',
        '{"time": {"edtf": "2026"}}',
        '{"search": 7}',
        '{"as_known_on": "yesterday"}',
        '{"span": [5, 1]}',
        '{"folds": [[1, 2, 3]]}',
        '{"hidden_tracks": 5}',
        "[" * 5_000,
    ],
)
def test_a_view_that_cannot_be_read_says_so_by_its_name(definition):
    with pytest.raises(ViewError, match="“Front page” cannot be understood"):
        view_of(SavedView("v", "Front page", definition))


def test_what_a_later_program_adds_without_need_is_passed_over():
    assert view_of(SavedView("v", "x", '{"search": "base", "mood": "blue"}')).search == "base"
