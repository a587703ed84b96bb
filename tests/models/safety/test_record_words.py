"""Any record is a line, any change is told in words."""

from dataclasses import replace

import pytest

from timeline_app.domain.edits import Change
from timeline_app.domain.instants import SECONDS_A_DAY, day_number
from timeline_app.domain.records import KINDS, Claim, ClaimEvent, Dating, Event, Hop, Track
from timeline_app.domain.vocabulary import ClaimType, DatingOwner
from timeline_app.models.safety.record_words import (
    LONGEST,
    change_lines,
    counted,
    one_line,
)

EVENT, CLAIM = Event("e", "Airlift"), Claim("c", "Aircraft left.")
KNOWN = {("event", "e"): EVENT, ("claim", "c"): CLAIM}


def told(before, after):
    return change_lines(Change(before, after), KNOWN.get)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_counted(kind):
    assert counted(kind, 1) != counted(kind, 2).replace("2", "1")


def test_a_change_of_a_choice_uses_its_word():
    lines = told(CLAIM, replace(CLAIM, type=ClaimType.SILENCE))
    assert lines == ["Type: fact → statement of silence"]


def test_long_texts_stand_under_each_other():
    longer = replace(CLAIM, text="Aircraft left the airport " * 6)
    was, now = told(CLAIM, longer)
    assert was == "Text was: “Aircraft left.”"
    assert now.endswith(longer.text.strip() + "”")


def test_a_link_names_both_ends():
    assert told(None, ClaimEvent("x", "c", "e")) == [
        "New link of a claim to an event: Aircraft left. → Airlift"
    ]


def test_a_date_is_read_as_people_read_it():
    dating = Dating("d", DatingOwner.EVENT, "e", "on Monday", edtf="2026-01-19")
    assert "Date: 19 Jan 2026 → 20 Jan 2026" in told(dating, replace(dating, edtf="2026-01-20"))


def test_bounds_alone_are_told_as_a_date():
    second = day_number(2026, 1, 19) * SECONDS_A_DAY
    assert told(EVENT, replace(EVENT, start_min=second)) == ["Date: — → 19 Jan 2026"]


def test_a_pointer_that_leads_nowhere_is_a_dash():
    track = Track("t", "T")
    assert told(EVENT, replace(EVENT, track_id=track.id)) == ["Track: — → —"]


def test_a_long_text_is_cut_to_a_line():
    line = one_line(replace(CLAIM, text="word " * 500 + "\nend"), KNOWN.get)
    assert len(line) <= LONGEST
    assert "\n" not in line


def test_a_hop_of_somebody_unknown_still_has_a_line():
    assert one_line(Hop("h", "c", 0, "nobody"), KNOWN.get) == "Aircraft left."
