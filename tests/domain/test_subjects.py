from dataclasses import replace

from timeline_app.domain.records import Actor, Claim, ClaimEvent, Dating, Event, Hop, Record
from timeline_app.domain.references import Key, key_of
from timeline_app.domain.subjects import Difference, differences, grouped, subject_of
from timeline_app.domain.vocabulary import DatingOwner

HOP = Hop("h", "c", 0, "a")
RECORDS: dict[Key, Record] = {
    key_of(r): r
    for r in (
        Dating("d", DatingOwner.HOP, "h"),
        HOP,
        Actor("a", "Agency"),
        Claim("c", "It happened"),
        ClaimEvent("ce", "c", "e"),
        Event("e", "It"),
    )
}


def test_a_hops_dating_is_shown_under_its_claim() -> None:
    assert subject_of(RECORDS["dating", "d"], RECORDS.get) == ("claim", "c")


def test_a_dating_whose_hop_is_gone_is_shown_under_the_hop() -> None:
    assert subject_of(RECORDS["dating", "d"], {}.get) == ("hop", "h")


def test_changes_are_grouped_events_first_then_claims() -> None:
    found = grouped(RECORDS.values(), RECORDS.get)
    assert list(found) == [("event", "e"), ("claim", "c"), ("actor", "a")]
    assert [type(r).__name__ for r in found["event", "e"]] == ["ClaimEvent", "Event"]


def test_differences_name_each_field_that_changed() -> None:
    assert differences(HOP, replace(HOP, cue="told", position=1)) == [
        Difference("position", 0, 1),
        Difference("cue", "", "told"),
    ]
