"""What can be understood in several ways is asked or shown beside; what cannot is explained."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.domain.wording.anchors import PUBLISHED, SAID, edtf_of, options_of
from timeline_app.domain.reading import Anchor, Conventions, read_wording


def test_day_first_or_month_first_is_asked():
    answer = read_wording("8/10/2022", PUBLISHED)
    assert answer.reading is None
    assert answer.needs_confirmation
    assert [other.edtf for other in answer.alternatives] == ["2022-10-08", "2022-08-10"]


@pytest.mark.parametrize(("day_first", "expected"), [(True, "2022-10-08"), (False, "2022-08-10")])
def test_a_project_may_decide_which_comes_first(day_first, expected):
    assert edtf_of("8/10/2022", conventions=Conventions(day_first=day_first)) == expected


def test_the_weekday_of_the_anchor_shows_both():
    assert edtf_of("on Wednesday") == "2026-01-28"
    assert options_of("on Wednesday") == ["2026-01-21"]
    assert options_of("The visit is expected on Wednesday") == ["2026-02-04"]


def test_a_second_anchor_adds_its_reading():
    answer = read_wording("five or six days ago", PUBLISHED, said=SAID)
    assert answer.reading.edtf == "[2026-01-22,2026-01-23]"
    assert answer.alternatives[0].edtf == "[2026-01-21,2026-01-22]"
    assert "27 January 2026 (when it was said)" in answer.alternatives[0].explanation


def test_a_second_anchor_that_changes_nothing_adds_nothing():
    assert read_wording("since 2019", PUBLISHED, said=SAID).alternatives == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sharaa to visit Moscow on Friday",
        "Officials agreed to meet on Friday.",
        "The meeting was scheduled for Friday",
        "by Friday",
        "The ceasefire expires on Sunday.",
        "before Friday",
        "this weekend",
    ],
)
def test_a_weekday_that_may_lie_on_either_side_is_asked(text):
    assert edtf_of(text) is None
    assert len(options_of(text)) == 2


def test_a_month_nearer_ahead_than_behind_is_asked():
    assert edtf_of("in April") is None
    assert options_of("in April") == ["2025-04", "2026-04"]


def test_a_range_that_may_still_be_running_is_asked():
    assert options_of("from Monday to Friday") == [
        "2026-01-19/2026-01-23",
        "2026-01-26/2026-01-30",
    ]


def test_several_dates_are_offered_and_none_is_chosen():
    answer = read_wording("The army said on Friday that it will withdraw on Sunday.", PUBLISHED)
    assert answer.reading is None
    assert [other.edtf for other in answer.alternatives] == ["2026-01-23", "2026-02-01"]
    assert answer.refusal == "the text holds 2 different dates; choose one of them"


def test_the_same_date_twice_is_one_date():
    assert edtf_of("On Tuesday, January 27, 2026 (2026-01-27)") == "2026-01-27"


def test_the_week_begins_as_the_project_says():
    sunday = Conventions(week_start="sunday")
    assert edtf_of("last week", conventions=sunday) == "2026-01-18/2026-01-24"
    assert options_of("last week") == ["2026-01-18/2026-01-24", "2026-01-21/2026-01-27"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("thirds", "2024-09/2024-12"),
        ("quarters", "2024-10/2024-12"),
        ("halves", "2024-07/2024-12"),
    ],
)
def test_late_in_a_year_is_as_the_project_says(parts, expected):
    assert edtf_of("late 2024", conventions=Conventions(year_parts=parts)) == expected


def test_a_time_without_a_zone_floats_unless_the_project_has_one():
    damascus = Conventions(zone="Asia/Damascus")
    assert edtf_of("at 14:00 on 18 November 2019") == "2019-11-18T14:00:00"
    winter = edtf_of("at 14:00 on 18 November 2019", conventions=damascus)
    assert winter == "2019-11-18T14:00:00+02:00"


def test_the_day_is_that_of_the_anchor_in_its_own_offset():
    late = Anchor(datetime.fromisoformat("2026-01-28T23:30:00-08:00"))
    assert edtf_of("yesterday", late) == "2026-01-27"


@pytest.mark.parametrize(
    "text", ["on Wednesday", "last week", "five days ago", "in March", "recent"]
)
def test_relative_wording_without_an_anchor_is_refused(text):
    answer = read_wording(text)
    assert answer.reading is None
    assert "counted from" in answer.refusal


def test_absolute_wording_needs_no_anchor_and_no_confirmation():
    answer = read_wording("November 18, 2019")
    assert answer.reading.edtf == "2019-11-18"
    assert not answer.needs_confirmation


def test_relative_wording_is_always_confirmed():
    assert read_wording("yesterday", PUBLISHED).needs_confirmation


@pytest.mark.parametrize(
    ("text", "relation", "event", "offset"),
    [
        ("after Assad's departure", "after", "Assad's departure", ""),
        ("following the talks", "after", "the talks", ""),
        ("two days after the talks", "after", "the talks", "two days"),
        ("before the ceasefire", "before", "the ceasefire", ""),
        ("since the fall of the city", "since", "the fall of the city", ""),
        ("once it has left the town", "after", "it has left the town", ""),
        ("after Tuesday's attack", "after", "Tuesday's attack", ""),
    ],
)
def test_a_wording_told_by_an_event_is_a_link_and_no_date(text, relation, event, offset):
    answer = read_wording(text, PUBLISHED)
    assert answer.reading is None
    assert (answer.link.relation, answer.link.event, answer.link.offset) == (
        relation,
        event,
        offset,
    )


def test_days_later_count_from_another_dating_only():
    assert edtf_of("two days later") is None
    other = Anchor(date(2024, 12, 8), "the fall", is_date=True)
    assert edtf_of("two days later", other) == "2024-12-10"
    assert edtf_of("the day before", other) == "2024-12-07"


def test_a_reading_says_how_it_was_read():
    reading = read_wording("on Tuesday", PUBLISHED).reading
    assert reading.rule == "weekday-recent"
    assert reading.explanation == (
        "27 Jan 2026 — “on Tuesday”, counted from 28 January 2026 (publication): "
        "the most recent one; the day counted from counts too"
    )


def test_the_bare_month_word_may_is_no_date_but_the_month_is():
    assert edtf_of("they may go in May 2024") == "2024-05"


def test_edtf_may_be_typed_where_wording_is_expected():
    assert edtf_of("1984~/2004-06") == "1984~/2004-06"
    assert read_wording("2021-13").refusal == "month 13 does not exist"


def test_another_language_is_refused_and_not_read_as_english():
    assert edtf_of("on Tuesday", language="en-GB") == "2026-01-27"
    assert edtf_of("on 5 March 2025", language="tr") is None
    assert edtf_of("2025-03-05", language="tr") == "2025-03-05"


def test_two_years_written_short_are_no_season():
    assert (edtf_of("2024-25"), options_of("2024-25")) == (None, ["2024/2025", "2024-25"])
    assert (edtf_of("2011-12"), options_of("2011-12")) == ("2011-12", ["2011/2012"])
    assert options_of("2024-12") == []
