import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.scene.folds import FOLD_WIDTH, NO_FOLDS, Fold, Folds, quiet_folds
from timeline_app.scene.scale import COARSEST, FINEST, TimeScale

DAY = 86_400
YEAR = 31_556_952

times = st.integers(-4 * 10**9, 8 * 10**9)
scales = st.builds(
    TimeScale,
    anchor=times,
    anchor_x=st.floats(-500, 2_500),
    px_per_second=st.floats(-20, 6).map(lambda e: 2.0**e),
)


@st.composite
def folded_scales(draw: st.DrawFn) -> TimeScale:
    edges = sorted(draw(st.lists(times, min_size=2, max_size=12, unique=True)))
    folds = [Fold(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    scale = draw(scales)
    return TimeScale(scale.anchor, scale.anchor_x, scale.px_per_second, Folds.of(folds))


@given(folded_scales(), times)
def test_a_pixel_shows_the_time_that_lies_there(scale: TimeScale, t: int) -> None:
    x = scale.x_of(t)
    inside = scale.folds.holding(t) is not None
    slack = 1e-6 * max(abs(x), 1) / scale.px_per_second + 1
    assert inside or abs(scale.time_at(x) - t) <= slack


@given(folded_scales(), st.lists(times, min_size=1, max_size=20))
def test_many_times_fall_where_each_alone_falls(scale: TimeScale, ts: list[int]) -> None:
    xs = scale.xs_of(np.array(ts, np.int64))
    for t, x in zip(ts, xs.tolist(), strict=True):
        assert abs(scale.x_of(t) - x) <= 1e-6 * max(abs(x), 1)


@given(folded_scales(), times, times)
def test_later_is_never_further_left(scale: TimeScale, a: int, b: int) -> None:
    first, last = sorted((a, b))
    assert scale.x_of(first) <= scale.x_of(last) + 1e-6 * max(abs(scale.x_of(last)), 1)


@given(folded_scales(), st.floats(0, 1_900), st.floats(0.2, 5))
def test_zooming_keeps_the_time_under_the_pointer(scale: TimeScale, x: float, f: float) -> None:
    t = scale.time_at(x)
    zoomed = scale.zoomed(f, x)
    if not any(left <= x <= left + FOLD_WIDTH for left in scale.fold_lefts()):
        drift = abs(zoomed.x_of(t) - x) - max(zoomed.px_per_second, scale.px_per_second)
        assert drift <= 1e-3


@given(folded_scales(), st.floats(-3_000, 3_000))
def test_panning_there_and_back_changes_nothing(scale: TimeScale, dx: float) -> None:
    back = scale.panned(dx).panned(-dx)
    assert abs(back.x_of(scale.anchor) - scale.x_of(scale.anchor)) < 1e-6


@given(folded_scales(), times, times)
def test_a_level_never_draws_two_times_further_apart_than_the_scale(
    scale: TimeScale, a: int, b: int
) -> None:
    first, last = sorted((a, b))
    packed = scale.at_level.x_of(last) - scale.at_level.x_of(first)
    shown = scale.x_of(last) - scale.x_of(first)
    assert packed <= shown * (1 + 1e-9) + 1e-3
    assert scale.at_level.level == scale.level


def test_a_fold_takes_its_few_pixels_however_long_it_is() -> None:
    scale = TimeScale(0, 100.0, 1 / DAY, Folds.of([Fold(10 * DAY, 2_000 * DAY)]))
    assert scale.x_of(10 * DAY) == 110.0
    assert scale.x_of(2_000 * DAY) == 110.0 + FOLD_WIDTH
    assert scale.x_of(2_001 * DAY) == 111.0 + FOLD_WIDTH


def test_fourteen_thousand_million_years_fit_and_a_second_is_still_told_apart() -> None:
    far = -13_800_000_000 * YEAR
    whole = TimeScale.fitting(far, 9_999 * YEAR, 0, 1_000)
    assert whole.px_per_second >= COARSEST
    assert abs(whole.x_of(far)) < 1e-6
    near = TimeScale.fitting(0, 4, 0, 1_000)
    assert near.px_per_second == FINEST
    assert near.time_at(near.x_of(3)) == 3


def test_zooming_in_far_from_1970_stops_before_pixels_blur() -> None:
    far = -13_800_000_000 * YEAR
    scale = TimeScale.fitting(far, far + 10, 0, 1_000)
    assert scale.x_of(far + YEAR) > scale.x_of(far)
    assert abs(scale.time_at(scale.x_of(far + YEAR)) - (far + YEAR)) <= 1 / scale.px_per_second


@given(st.lists(times, min_size=1, max_size=60, unique=True), st.floats(0.2, 8))
def test_nothing_begins_or_ends_inside_a_fold(moments: list[int], strength: float) -> None:
    folds = quiet_folds(np.array(sorted(moments), np.int64), strength)
    assert all(folds.holding(t) is None for t in moments)


@given(st.lists(st.tuples(times, times), max_size=12))
def test_folds_are_disjoint_and_in_order(pairs: list[tuple[int, int]]) -> None:
    folds = Folds.of(Fold(a, b) for a, b in pairs)
    edges = [t for fold in folds for t in (fold.start, fold.end)]
    assert edges == sorted(set(edges))


def test_seven_years_with_ten_busy_days_become_days() -> None:
    busy = [19_700 * DAY + k * DAY for k in range(10)]
    moments = np.array([17_900 * DAY, 18_300 * DAY, *busy], np.int64)
    folds = quiet_folds(moments)
    open_seconds = moments[-1] - moments[0] - folds.hidden[-1]
    assert len(folds) == 2
    assert open_seconds < 14 * DAY


def test_opening_a_fold_leaves_the_others() -> None:
    folds = Folds.of([Fold(0, 10), Fold(20, 30), Fold(40, 50)])
    assert list(folds.without(1)) == [Fold(0, 10), Fold(40, 50)]
    assert list(NO_FOLDS) == []


def test_ten_days_a_year_apart_are_seen_side_by_side() -> None:
    days = [k * 365 * DAY + extra for k in range(10) for extra in (0, DAY - 1)]
    assert len(quiet_folds(np.array(days, np.int64))) == 9


def test_days_that_follow_each_other_are_not_folded() -> None:
    days = [k * DAY + extra for k in range(5) for extra in (0, DAY - 1)]
    assert len(quiet_folds(np.array([*days, 5 * DAY, 5 * DAY + 52_000], np.int64))) == 0
