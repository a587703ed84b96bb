"""The datings of the sample project come out of this code; where they differ, it says why."""

from __future__ import annotations

import pytest

from tests.domain.wording.anchors import PUBLISHED, SAID, edtf_of, options_of
from timeline_app.domain.reading import read_wording

AS_IN_THE_FACTS = {
    "five or six days ago": "[2026-01-22,2026-01-23]",
    "January 27, 2026": "2026-01-27",
    "on Tuesday": "2026-01-27",
    "over the past two days": "2026-01-26/2026-01-28",
    "since 2019": "2019/..",
    "November 18, 2019": "2019-11-18",
    "Oct. 8, 2022": "2022-10-08",
    "late 2024": "2024-09/2024-12",
    "in December 2024": "2024-12",
    "this month": "2026-01",
    "recent": "2026-01~",
    "the recent fighting": "2026-01~",
    "last week": "2026-01-19/2026-01-25",
    "last year": "2025",
    "on Wednesday": "2026-01-28",
    "over the past year": "2025-01~/2026-01-28",
    "January 28, 2026 02:35 PM GMT+03:00": "2026-01-28T14:35:00+03:00",
}

OFFERED_IN_THE_FACTS = {
    "over the past two days": "2026-01-27/2026-01-28",
    "late 2024": "2024-10/2024-12",
    "last week": "2026-01-18/2026-01-24",
}


@pytest.mark.parametrize(("wording", "edtf"), AS_IN_THE_FACTS.items())
def test_the_wording_gives_the_dating_of_the_facts(wording, edtf):
    assert edtf_of(wording) == edtf


@pytest.mark.parametrize(("wording", "edtf"), OFFERED_IN_THE_FACTS.items())
def test_the_other_reading_of_the_facts_is_offered(wording, edtf):
    assert edtf in options_of(wording)


def test_the_moment_of_speaking_gives_the_other_dating_of_the_facts():
    answer = read_wording("five or six days ago", PUBLISHED, said=SAID)
    assert answer.alternatives[0].edtf == "[2026-01-21,2026-01-22]"


def test_a_decade_ago_differs_2026_less_ten_is_2016():
    """The facts prefer 2015~ because they know the event; the words alone say 2016, 2015 beside."""
    assert edtf_of("a decade ago") == "2016~"
    assert options_of("a decade ago") == ["2015~"]


def test_after_a_departure_differs_it_is_a_link_the_editor_dates_the_event():
    """The facts write 2024-12~/.. from the linked event; the words alone hold no date."""
    answer = read_wording("following Assad's departure", PUBLISHED)
    assert answer.reading is None
    assert answer.link.event == "Assad's departure"


def test_the_state_as_of_publication_differs_only_in_being_worded():
    """The facts write ../2026-01-28 for "has been (as of publication)"; as of a day reads so."""
    assert edtf_of("as of 28 January 2026") == "../2026-01-28"
