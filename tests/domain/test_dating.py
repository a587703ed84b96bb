from dataclasses import replace
from datetime import date

import pytest

from timeline_app.domain.dating import (
    SOME_TIME_IN,
    chosen,
    date_event,
    dated,
    event_bounds,
    four,
    is_undated,
    set_by_hand,
)
from timeline_app.domain.reading import Anchor, read_wording
from timeline_app.domain.records import Dating, Event
from timeline_app.domain.vocabulary import DatingOwner, EventKind

YEAR_START, YEAR_END = 1_704_067_200, 1_735_689_599  # 2024, first and last second


@pytest.fixture
def offensive():
    return Event("e", "Rebel offensive")


def dating(start_min, start_max, end_min, end_max, **fields):
    names = ("start_min", "start_max", "end_min", "end_max")
    bounds = dict(zip(names, (start_min, start_max, end_min, end_max), strict=True))
    return Dating("d", DatingOwner.EVENT, "e", **{**bounds, **fields})


YEAR = dating(YEAR_START, YEAR_START, YEAR_END, YEAR_END, wording="2024", edtf="2024")


def test_a_state_of_a_year_lasted_all_of_it():
    assert event_bounds(EventKind.STATE, YEAR) == four(YEAR)


def test_an_event_of_a_year_happened_some_time_in_it():
    assert event_bounds(EventKind.EVENT, YEAR) == (YEAR_START, YEAR_END, YEAR_START, YEAR_END)


def test_an_event_of_last_week_happened_some_time_in_it():
    week = dating(0, 86_399, 518_400, 604_799, rule="calendar-week")
    assert event_bounds(EventKind.EVENT, week, week.rule) == (0, 604_799, 0, 604_799)
    assert event_bounds(EventKind.STATE, week, week.rule) == four(week)


def test_the_rules_that_only_bound_an_event_are_rules_of_the_grammar():
    def rules(words):
        answer = read_wording(words, Anchor(date(2026, 1, 28), "publication"))
        return {r.rule for r in (answer.reading, *answer.alternatives) if r is not None}

    words = (
        "late 2024",
        "last week",
        "the past two days",
        "in recent days",
        "within three weeks",
        "between 14 and 16 November 2019",
        "the night of 19 to 20 January 2026",
        "earlier this month",
        "the week of 12 January",
        "15 Rajab 1447",
        "15 Bahman 1404",
    )
    assert set().union(*map(rules, words)) >= SOME_TIME_IN


def test_an_event_at_a_known_second_stays_there():
    instant = dating(YEAR_START, YEAR_START, YEAR_START, YEAR_START)
    assert event_bounds(EventKind.EVENT, instant) == four(instant)


def test_an_open_interval_stays_open():
    since = dating(YEAR_START, YEAR_END, None, None)
    assert event_bounds(EventKind.EVENT, since) == (YEAR_START, YEAR_END, None, None)


def test_an_event_of_which_only_the_latest_end_is_known_is_certain_at_no_time():
    before = dating(None, None, YEAR_START, YEAR_END)
    expected = (None, YEAR_END, YEAR_START, YEAR_END)
    assert event_bounds(EventKind.EVENT, before, edtf="/2024") == expected
    assert event_bounds(EventKind.EVENT, before, edtf="../2024") == four(before)
    assert event_bounds(EventKind.STATE, before, edtf="/2024") == four(before)


def test_an_event_of_which_only_the_earliest_start_is_known_is_certain_at_no_time():
    after = dating(YEAR_START, YEAR_END, None, None)
    expected = (YEAR_START, YEAR_END, YEAR_START, None)
    assert event_bounds(EventKind.EVENT, after, edtf="2024/") == expected


def test_a_dating_without_any_bound_leaves_the_event_undated(offensive):
    unbounded = dating(None, None, None, None, edtf="/..")
    assert is_undated(dated(offensive, unbounded))
    assert is_undated(dated(offensive, None))


def test_an_event_carries_the_doubts_of_its_dating(offensive):
    doubtful = replace(YEAR, edtf="[2024,2025]", approximate=True, uncertain=True)
    after = dated(offensive, doubtful)
    assert (after.approximate, after.uncertain, after.one_of) == (True, True, True)


@pytest.mark.parametrize(
    ("edtf", "zoned"),
    [
        ("2026-01-28T14:35:00+03:00", True),
        ("2026-01-28T11:35:00Z/..", True),
        ("2026-01-28T14:35:00", False),
        ("2026-01-28", False),
        (None, False),
    ],
)
def test_an_event_knows_whether_its_bounds_are_utc(offensive, edtf, zoned):
    assert dated(offensive, replace(YEAR, edtf=edtf)).zoned is zoned


def test_the_chosen_dating_is_the_one_that_is_no_alternative():
    other = replace(YEAR, id="other", alternative_of="d")
    assert chosen([other, YEAR]) == YEAR


def test_dating_an_event_changes_its_datings_and_its_bounds_in_one_edit(offensive):
    edit = date_event(offensive, (), (YEAR,), "Date the offensive")
    assert [change.kind for change in edit.changes] == ["dating", "event"]
    assert edit.changes[1].after.start_min == YEAR_START


def test_datings_that_stay_the_same_are_not_written_again(offensive):
    already = dated(offensive, YEAR)
    assert date_event(already, (YEAR,), (YEAR,), "Nothing").changes == ()


def test_a_date_set_by_hand_keeps_the_wording_and_drops_the_other_readings(offensive):
    other = replace(YEAR, id="other", alternative_of="d")
    bounds = (YEAR_START, YEAR_START, YEAR_END, YEAR_END)
    edit = set_by_hand(offensive, (YEAR, other), bounds, "2024", "Move the offensive")
    kept = [change.after for change in edit.changes if change.kind == "dating" and change.after]
    assert [(d.wording, d.rule, d.confirmed) for d in kept] == [("2024", "hand-set", True)]
    assert [change.before for change in edit.changes if change.after is None] == [other]
