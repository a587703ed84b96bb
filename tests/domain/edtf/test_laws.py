"""Laws that hold for every EDTF text, tried on generated ones."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.edtf.bounds import bounds_of, meaning_of
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.edtf.parsing import parse
from timeline_app.domain.instants import civil_day, day_number, wall_seconds, weekday_of
from timeline_app.domain.reading import describe

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PLAIN = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
)
MARKED = st.tuples(PLAIN, st.sampled_from(["", "~", "?", "%"])).map("".join)
SIGNS = st.text("0123456789-/.,[]{}X~?%YESTZ+:", max_size=30)


def sorted_pair(texts):
    return sorted(texts, key=lambda text: bounds_of(parse(text)).start_min or 0)


INTERVALS = st.tuples(MARKED, MARKED).map(lambda pair: "/".join(sorted_pair(pair)))
HALF_OPEN = st.tuples(MARKED, st.sampled_from(["..", ""])).map("/".join)
SETS = st.lists(MARKED, min_size=1, max_size=6).flatmap(
    lambda texts: st.sampled_from([f"[{','.join(texts)}]", f"{{{','.join(texts)}}}"])
)
VALID = st.one_of(MARKED, INTERVALS, HALF_OPEN, SETS)


@given(VALID)
def test_what_is_read_is_written_back_unchanged(text):
    assert str(parse(text)) == text
    assert parse(str(parse(text))) == parse(text)


@given(VALID)
def test_bounds_are_in_order(text):
    bounds = bounds_of(parse(text))
    pairs = [
        (bounds.start_min, bounds.start_max),
        (bounds.end_min, bounds.end_max),
        (bounds.start_min, bounds.end_min),
        (bounds.start_max, bounds.end_max),
    ]
    assert all(low <= high for low, high in pairs if low is not None and high is not None)


@given(MARKED, MARKED)
def test_an_interval_holds_both_its_dates(first, second):
    first, second = sorted_pair((first, second))
    whole = bounds_of(parse(f"{first}/{second}"))
    assert whole.start_min == bounds_of(parse(first)).start_min
    assert whole.end_max == bounds_of(parse(second)).end_max


@given(st.lists(MARKED, min_size=1, max_size=6))
def test_a_set_holds_all_its_members(texts):
    for whole in (f"[{','.join(texts)}]", f"{{{','.join(texts)}}}"):
        bounds = bounds_of(parse(whole))
        members = [bounds_of(parse(text)) for text in texts]
        assert bounds.start_min == min(member.start_min for member in members)
        assert bounds.end_max == max(member.end_max for member in members)


@given(VALID)
def test_everything_valid_can_be_put_into_words(text):
    assert describe(text)


@given(st.one_of(SIGNS, st.text()))
def test_nothing_but_our_own_error_escapes(text):
    meaning, place = None, 0
    try:
        meaning = meaning_of(parse(text))
    except DateError as refused:
        place = refused.position
    assert 0 <= place <= len(text)
    assert meaning is None or (meaning.text == text and describe(text))


@given(DAYS)
def test_days_agree_with_the_standard_library(day):
    number = day_number(day.year, day.month, day.day)
    assert number == (day - date(1970, 1, 1)).days
    assert civil_day(number) == (day.year, day.month, day.day)
    assert weekday_of(number) == day.weekday()
    assert wall_seconds(day) == number * 86_400


@given(st.integers(-(10**14), 10**14))
def test_any_day_number_comes_back_through_its_civil_date(number):
    assert day_number(*civil_day(number)) == number
