import pytest

from timeline_app.domain.records import Dating
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import NO_ANCHOR, AnchorOption
from timeline_app.models.date_draft import Typed, draft, stored, words_only

OWNER = (DatingOwner.CLAIM, "claim")
PUBLISHED = AnchorOption(AnchorKind.PUBLISHED, "source", "2026-01-28T14:35:00+03:00", "Today")
SAID_BETWEEN = AnchorOption(AnchorKind.SAID, "hop", "2026-01-28", "Anna", "2026-01-27")


def test_relative_words_count_from_the_anchor_and_remember_it():
    read = draft(Typed("five or six days ago", option=PUBLISHED), OWNER).chosen
    assert read.edtf == "[2026-01-22,2026-01-23]"
    assert read.wording == "five or six days ago"
    assert (read.anchor_kind, read.anchor_id) == (AnchorKind.PUBLISHED, "source")


def test_a_second_moment_that_may_be_right_is_offered_beside_the_first():
    options = draft(Typed("five or six days ago", option=SAID_BETWEEN), OWNER).options
    assert [o.edtf for o in options] == ["[2026-01-22,2026-01-23]", "[2026-01-21,2026-01-22]"]


def test_a_date_that_needs_no_anchor_does_not_hang_on_one():
    read = draft(Typed("27 January 2026", option=PUBLISHED), OWNER).chosen
    assert read.edtf == "2026-01-27"
    assert read.anchor_kind is AnchorKind.NONE
    assert read.anchor is None


def test_words_that_are_no_date_stay_words_without_a_date():
    typed = Typed("once they may ask", option=PUBLISHED)
    read = draft(typed, OWNER)
    assert read.chosen is None
    assert read.notice
    (kept,) = read.datings(words_only(typed, OWNER), "", confirmed=True)
    assert kept.wording == "once they may ask"
    assert kept.edtf is None
    assert not kept.confirmed


def test_an_ambiguous_date_asks_and_is_not_guessed():
    typed = Typed("8/10/2022", option=NO_ANCHOR)
    read = draft(typed, OWNER)
    assert read.chosen is None
    assert {o.edtf for o in read.options} == {"2022-10-08", "2022-08-10"}
    first = read.pick(0).datings(words_only(typed, OWNER), "day first", confirmed=True)
    assert first[0].edtf == read.options[0].edtf
    assert first[0].reason == "day first"
    assert first[1].alternative_of == first[0].id


def test_edtf_goes_before_the_words_and_the_words_are_kept():
    read = draft(Typed("some day soon", "2026-02/..", PUBLISHED), OWNER).chosen
    assert (read.edtf, read.wording) == ("2026-02/..", "some day soon")


def test_wrong_edtf_is_refused_with_its_sentence():
    read = draft(Typed("", "2026-13"), OWNER)
    assert read.chosen is None
    assert "13" in read.notice


def test_nothing_typed_is_no_date():
    assert draft(Typed(), OWNER).options == ()


def test_the_dating_that_counts_keeps_its_id_when_it_is_read_anew():
    read = draft(Typed("27 January 2026"), OWNER, kept_id="kept").chosen
    assert read.id == "kept"


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_is_recorded_is_written_back_unchanged(confirmed):
    chosen = Dating("d", *OWNER, "late January", edtf="2026-01-21/31", confirmed=confirmed)
    other = Dating("e", *OWNER, "late January", edtf="2026-01-20/31", alternative_of="d")
    read = stored([chosen, other])
    bare = words_only(Typed("late January"), OWNER, "d")
    assert read.datings(bare, "", confirmed=confirmed) == (chosen, other)
