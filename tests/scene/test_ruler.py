from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline_app.domain.instants import SECONDS_A_DAY, civil_day, day_number
from timeline_app.scene.folds import FOLD_WIDTH, Fold, Folds
from timeline_app.scene.patterns import PATTERNS, marks, pattern_for
from timeline_app.scene.ruler import Told, rule
from timeline_app.scene.scale import TimeScale


class Plain:
    def year(self, year: int) -> str:
        return str(year) if year > 0 else f"{1 - year} BC"

    def month(self, year: int, month: int) -> tuple[str, ...]:
        return f"month {month} of {self.year(year)}", f"{month}/{self.year(year)}"

    def month_alone(self, month: int) -> str:
        return f"m{month}"

    def day(self, year: int, month: int, day: int) -> tuple[str, ...]:
        return (f"{day}.{month}.{year}",)

    def day_alone(self, weekday: int, day: int) -> tuple[str, str]:
        return f"{'MTWTFSS'[weekday]} {day}", str(day)

    def clock(self, hour: int, minute: int, second: int | None) -> str:
        return f"{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "")


def measure(text: str, tier: int) -> float:
    return 7.0 * len(text)


def at(year: int, month: int = 1, day: int = 1) -> int:
    return day_number(year, month, day) * SECONDS_A_DAY


def labels(first: int, last: int, tier: int, folds: Folds | None = None) -> list[str]:
    scale = TimeScale.fitting(first, last, 0, 1_000, folds or Folds())
    return [x.text for x in rule(scale, 0, 1_000, Plain(), measure).labels if x.tier == tier]


def test_a_month_is_counted_in_days_and_named_by_month() -> None:
    days = labels(at(2026, 1, 6), at(2026, 1, 30), 1)
    assert days[:3] == ["T 6", "W 7", "T 8"]
    assert labels(at(2026, 1, 6), at(2026, 1, 30), 0) == ["month 1 of 2026"]


def test_years_before_christ_have_no_year_nought() -> None:
    years = labels(at(-2), at(14), 1)
    assert years[:5] == ["3 BC", "2 BC", "1 BC", "1", "2"]


def test_the_larger_unit_stays_in_view_when_its_beginning_is_not() -> None:
    scale = TimeScale.fitting(at(2026, 1, 10), at(2026, 1, 20), 0, 1_000)
    upper = [x for x in rule(scale, 0, 1_000, Plain(), measure).labels if x.tier == 0]
    assert upper[0].x < 10


@given(
    st.integers(-4 * 10**17, 4 * 10**17),
    st.floats(-50, 7).map(lambda e: 2.0**e),
    st.integers(50, 4_000),
)
def test_no_two_labels_of_a_line_overlap_at_any_zoom(t: int, pps: float, wide: int) -> None:
    scale = TimeScale(t, 0.0, max(pps, 2.0**-51)).zoomed(1.0001, 0.0)
    ruler = rule(scale, 0.0, float(wide), Plain(), measure)
    assert len(ruler.ticks) < 400
    for tier in (0, 1):
        line = sorted((x.x, x.x + measure(x.text, tier)) for x in ruler.labels if x.tier == tier)
        assert all(a[1] <= b[0] for a, b in pairwise(line))


@pytest.mark.parametrize("pattern", PATTERNS[:-1])
def test_every_pattern_is_used_at_some_zoom(pattern: object) -> None:
    found = {pattern_for(2.0 ** (e / 4)) for e in range(-220, 40)}
    assert pattern in found


def test_months_are_as_long_as_they_are() -> None:
    months = list(marks("month", 1, at(2024, 1, 15), at(2024, 4, 2)))
    assert [civil_day(t // SECONDS_A_DAY) for t in months] == [
        (2024, 1, 1),
        (2024, 2, 1),
        (2024, 3, 1),
        (2024, 4, 1),
    ]


def test_weeks_begin_on_mondays() -> None:
    weeks = list(marks("week", 1, at(2026, 1, 7), at(2026, 1, 20)))
    assert [civil_day(t // SECONDS_A_DAY)[2] for t in weeks] == [5, 12, 19]


def test_nothing_is_written_across_a_fold() -> None:
    folds = Folds.of([Fold(at(2019, 12), at(2026, 1, 18))])
    scale = TimeScale.fitting(at(2019, 11, 1), at(2026, 1, 30), 0, 1_000, folds)
    ruler = rule(scale, 0, 1_000, Plain(), measure)
    (_, left) = ruler.folds[0]
    assert all(x.x + measure(x.text, x.tier) <= left or x.x >= left for x in ruler.labels)
    assert not any(left + 0.5 < tick.x < left + FOLD_WIDTH - 0.5 for tick in ruler.ticks)


@given(st.integers(-700, 700), st.integers(200, 1_200), st.sampled_from([0.3, 1.0, 3.0]))
@example(440, 200, 0.3)  # it begins a little after its tick
def test_no_label_is_cut_at_the_right_edge_where_time_is_folded(
    moved: int, right: int, zoom: float
) -> None:
    busy = [at(2019, 10, 3), at(2022, 10, 8), at(2024, 12, 8), at(2026, 1, 21)]
    folds = Folds.of(Fold(a + 5 * SECONDS_A_DAY, b) for a, b in pairwise(busy))
    scale = TimeScale.fitting(busy[0], at(2026, 2, 2), 0, 800, folds).zoomed(zoom, 400)
    for label in rule(scale.panned(moved), 0, right, Plain(), measure).labels:
        assert label.x + measure(label.text, label.tier) <= right


def test_every_short_stretch_between_folds_has_a_year_of_its_own_or_a_month_in_it() -> None:
    moments = [at(2015), at(2019), at(2022, 10, 8), at(2024, 9), at(2024, 12), at(2026, 1, 20)]
    day = SECONDS_A_DAY
    folds = Folds.of(
        Fold(a + day // 2, b - day // 2) for a, b in pairwise(moments) if b - a > 2 * day
    )
    scale = TimeScale.fitting(moments[0], at(2026, 2), 40, 640, folds)
    ruler = rule(scale, 0, 640, Plain(), measure)
    upper = [(x.x, x.text) for x in sorted(ruler.labels, key=lambda x: x.x) if x.tier != 1]
    named = [text for _, text in upper]
    assert named[:5] == ["2015", "2019", "2022", "2024", "m12"]
    assert named[5].endswith("2026")
    ends = [x + measure(text, 0) for x, text in upper]
    assert all(end <= x for end, (x, _) in zip(ends, upper[1:], strict=False))


def test_text_of_twice_the_size_still_names_days() -> None:
    scale = TimeScale.fitting(at(2026, 1, 18), at(2026, 2), 0, 340)

    def large(text: str, tier: int) -> float:
        return 2 * measure(text, tier)

    named = [x.text for x in rule(scale, 0, 340, Plain(), large).labels if x.tier == 1]
    assert named == ["M 19", "M 26"]


@given(st.integers(-20, 30), st.integers(-(2**36), 2**36))
def test_what_marks_said_before_they_say_again(level: int, anchor: int) -> None:
    words = Plain()
    told = Told(words)
    for scale in (TimeScale(anchor, 0.0, 2.0**-level), TimeScale(anchor, 99.0, 2.0**-level)):
        for _ in range(2):
            again = rule(scale, 0.0, 900.0, words, measure, told=told)
            assert again == rule(scale, 0.0, 900.0, words, measure)
