"""The sample project says what its sources say, no more: counts, and statements written by hand."""

import json
from collections import Counter
from uuid import UUID

import pytest

from timeline_app.domain.attribution import Account, Chain, Relation, chain_of
from timeline_app.domain.dating import HAND_SET, chosen, is_undated
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimRelation,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    OriginLink,
    Passage,
    Place,
    PlaceName,
    Project,
    RelationMember,
    Silence,
    SilenceActor,
    Snapshot,
    Source,
    Track,
    kind_of,
)
from timeline_app.domain.standing import Standing, standing_of
from timeline_app.domain.vocabulary import (
    AnchorKind,
    Capture,
    ClaimType,
    DatingOwner,
    EventStatus,
    HopRole,
    HopStatus,
    Identification,
    Independence,
    NameKind,
    PassageKind,
    PassageUse,
    RelationKind,
    SourceKind,
    Stance,
)
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.sample import sample_edit, sample_project
from timeline_app.exchange.sample_datings import DatingMaker
from timeline_app.exchange.sample_datings import readings as program_readings
from timeline_app.exchange.sample_records import sample_id
from timeline_app.shipped import shipped
from timeline_app.storage.store import Store

DAY = 86_400
JAN_1 = 20_454 * DAY  # 2026-01-01
HMEIMIM_SAYERS = {"C13", "C21", "C22"}

COUNTS = {
    Event: 26,
    Claim: 41,
    Hop: 72,
    Actor: 21,
    Place: 7,
    Source: 8,
    Snapshot: 1,
    ClaimRelation: 11,
    RelationMember: 38,
    Silence: 2,
    SilenceActor: 3,
    ClaimEvent: 60,
    ClaimSilence: 3,
    OriginLink: 1,
    Assessment: 0,
}

EVENT_DATES = {
    "E01": "2026-01-22~/..",
    "E02": "2026-01-27",
    "E03": "2026-01-27",
    "E04": "2026-01-26/2026-01-28",
    "E05": "/2026-01-28",
    "E06": "2019/..",
    "E07": "2019-11-18",
    "E08": "2022-10-08",
    "E09": "2015~",
    "E10": "2024-09/2024-12",
    "E11": "2024-12",
    "E12": "2024-12?",
    "E13": "2024-12~/..",
    "E14": "2026-01",
    "E15": "/2026-01-28",
    "E16": "2026-01~",
    "E17": "2026-01-19/2026-01-25",
    "E18": "2025",
    "E19": "2026-01-28",
    "E20": "2025-01~/2026-01-28",
    "E21": "2026-01-28T14:35:00+03:00",
    "E22": "/2026-01-28",
    "E23": "/..",
    "E24": None,
    "E25": "/2026-01-28",
    "E26": "/..",
}
"""What the editor of the sample holds each event's date to be."""

EDITOR_DIFFERS = {
    ("event", "E01"): "the words date its beginning alone, and it was still going on",
    ("event", "E09"): "of 2016 and 2015, both of which the program offers, the editor took 2015",
    ("claim", "C35"): "as for E09",
    ("event", "E13"): "the words name another event; the editor takes over that event's month",
    ("claim", "C04"): "as for E13",
    ("claim", "C23"): "a tense is no date; the editor took it to hold until publication",
}
"""Where the program's first reading of the wording is not what the editor chose, and why."""

TEXT_PASSAGES = 39 + 1  # one for each claim that is no caption, a second for C04; the stamp
CAPTIONS = 4


@pytest.fixture(scope="module")
def sample() -> ProjectContents:
    return contents_of([sample_project(), *(change.record for change in sample_edit().changes)])


@pytest.fixture(scope="module")
def worded():
    """Every dated wording of an event, claim or source, and how the program reads it."""
    sources, events, claims = (data(name)[name] for name in ("sources", "events", "claims"))
    dated = {
        **{("event", entry["id"]): entry["dating"] for entry in events},
        **{("claim", entry["id"]): entry["dating"] for entry in claims if "dating" in entry},
        **{("source", entry["id"]): entry["published"] for entry in sources},
    }
    maker = DatingMaker(sample_id, {entry["id"]: entry["published"]["edtf"] for entry in sources})
    return {
        key: (entry, program_readings(entry, maker.counted_from(entry).anchor))
        for key, entry in dated.items()
        if "wording" in entry
    }


def data(name):
    return json.loads(shipped(f"sample/{name}.json").read_text(encoding="utf-8"))


def only(sample, kind, /, **equal):
    return [
        record
        for record in sample.all(kind)
        if all(getattr(record, name) == value for name, value in equal.items())
    ]


def dating(sample, owner, key):
    owner_id = sample_id(owner, key)
    return chosen(only(sample, Dating, owner_kind=DatingOwner(owner), owner_id=owner_id))


def readings(sample, owner, key):
    of = dating(sample, owner, key).id
    return [d.edtf for d in only(sample, Dating, alternative_of=of)]


def hops(sample, claim):
    found = only(sample, Hop, claim_id=sample_id("claim", claim))
    return sorted(found, key=lambda hop: hop.position)


def chain(sample, claim) -> Chain:
    return chain_of(sample_id("claim", claim), hops(sample, claim), sample.by_id(Actor))


def members(sample, relation):
    sides = {}
    for member in only(sample, RelationMember, relation_id=sample_id("claim_relation", relation)):
        sides.setdefault(member.side, set()).add(member.claim_id)
    return sides


def claims(*keys):
    return {sample_id("claim", key) for key in keys}


def standing(sample, event) -> Standing:
    links = only(sample, ClaimEvent, event_id=sample_id("event", event))
    actors = sample.by_id(Actor)
    accounts = [
        Account(
            link.stance, chain_of(link.claim_id, only(sample, Hop, claim_id=link.claim_id), actors)
        )
        for link in links
    ]
    relations = [
        Relation(relation, tuple(only(sample, RelationMember, relation_id=relation.id)))
        for relation in sample.all(ClaimRelation)
    ]
    return standing_of(accounts, sample.all(OriginLink), relations)


@pytest.mark.parametrize(("kind", "count"), COUNTS.items(), ids=str)
def test_it_holds_as_many_records_as_the_reporting_gave(sample, kind, count):
    assert len(sample.all(kind)) == count


def test_building_it_twice_gives_the_same_records():
    assert sample_edit() == sample_edit()
    assert sample_project() == sample_project()


def test_every_id_is_a_uuid_of_its_own(sample):
    ids = [record.id for record in sample.every()]
    assert len({UUID(an_id) for an_id in ids}) == len(ids)


def test_it_is_written_as_one_undo_step_and_read_back_whole(sample, tmp_path):
    with Store.create(tmp_path / "sample.sqlite", sample_project()) as store:
        store.apply(sample_edit())
        assert store.undo_label == "Sample project"
        for kind in {type(record) for record in sample.every()}:
            assert sorted(store.all(kind), key=lambda r: r.id) == sorted(
                sample.all(kind), key=lambda r: r.id
            )
        store.undo()
        assert store.count(Event) == 0


def test_records_come_after_the_kinds_they_point_at():
    kinds = [kind_of(change.record) for change in sample_edit().changes]
    assert kinds.index("actor") < kinds.index("hop") < kinds.index("dating")


def test_times_are_shown_as_in_damascus(sample):
    assert sample.project.display_zone == "Asia/Damascus"


def test_tracks_are_in_reading_order_and_each_has_events_and_a_colour_of_its_own(sample):
    tracks = sorted(sample.all(Track), key=lambda track: track.position)
    assert [track.position for track in tracks] == list(range(6))
    assert len({track.colour for track in tracks}) == 6
    assert {event.track_id for event in sample.all(Event)} == {track.id for track in tracks}


# Who says what


def test_three_claims_name_hmeimim_as_the_destination_and_none_of_their_speakers_is_named(sample):
    speakers = {key: chain(sample, key).origin for key in HMEIMIM_SAYERS}
    assert speakers["C13"].identification is Identification.OUTLET_VOICE
    assert speakers["C21"].name == "Syrian military sources"
    assert speakers["C22"].name == "Syrian security source, western coast"
    assert all(speakers[key].identification is Identification.ANONYMOUS for key in ("C21", "C22"))


def test_the_guards_do_not_know_where_the_planes_went(sample):
    claim = sample.by_id(Claim)[sample_id("claim", "C15")]
    assert claim.type is ClaimType.IGNORANCE
    stances = {link.stance for link in only(sample, ClaimEvent, claim_id=claim.id)}
    assert stances == {Stance.QUALIFIES}


def test_the_destination_sets_the_guards_against_those_who_say_hmeimim(sample):
    assert members(sample, "X1") == {1: claims("C15"), 2: claims(*HMEIMIM_SAYERS)}
    relation = sample.by_id(ClaimRelation)[sample_id("claim_relation", "X1")]
    assert relation.kind is RelationKind.CERTAINTY


def test_sezer_is_in_tension_with_those_who_saw_the_base_emptied_only_now(sample):
    assert members(sample, "X2") == {1: claims("C04", "C07"), 2: claims("C02", "C16", "C19", "C20")}


def test_sezer_and_the_outlet_read_the_withdrawal_differently(sample):
    assert members(sample, "X5") == {1: claims("C04", "C07"), 2: claims("C27", "C28")}


def test_the_two_captions_of_one_photo_stand_against_nobody(sample):
    assert members(sample, "X11") == {0: claims("C25")}


def test_every_other_relation_has_sides(sample):
    for number in range(1, 11):
        assert set(members(sample, f"X{number}")) >= {1, 2}


def test_whether_the_two_syrian_sources_are_independent_is_unknown(sample):
    (link,) = sample.all(OriginLink)
    assert {link.first_id, link.second_id} == {sample_id("actor", "A03"), sample_id("actor", "A04")}
    assert link.independence is Independence.UNKNOWN
    assert link.reason


def test_the_withdrawal_stands_on_four_or_five_origins_with_the_outlet_apart(sample):
    found = standing(sample, "E01")
    assert found.origins_text == "4 to 5 origins"
    assert found.supporting == 10
    assert found.counts[Stance.QUALIFIES] == 4
    assert found.outlet_claims == 3
    assert [actor.name for actor in found.outlets] == ["Türkiye Today"]
    assert sample_id("actor", "A10") not in {a.id for group in found.origins for a in group}


def test_the_withdrawal_is_contested_by_the_guards_and_by_the_analyst(sample):
    sides = {contest.relation_id: contest.sides for contest in standing(sample, "E01").contests}
    guards, analyst = (sample_id("claim_relation", key) for key in ("X1", "X5"))
    assert sides[guards][0] == ("SDF member(s) on guard at Qamishli",)
    assert sides[analyst] == (("Aydin Sezer",), ("Türkiye Today",))


def test_what_only_the_outlet_says_has_no_origin(sample):
    assert standing(sample, "E14").origins_text == "no origin"


def test_chains_end_with_the_publisher_of_the_article(sample):
    for claim in sample.all(Claim):
        last = max(only(sample, Hop, claim_id=claim.id), key=lambda hop: hop.position)
        assert last.actor_id == sample_id("actor", "A10")
        assert last.source_id == sample_id("source", "D1")
        assert last.role in {HopRole.PUBLISHER, HopRole.INTERVIEWER}


def test_hops_are_numbered_without_gaps(sample):
    counts = Counter(hop.claim_id for hop in sample.all(Hop))
    for claim_id, count in counts.items():
        positions = sorted(hop.position for hop in only(sample, Hop, claim_id=claim_id))
        assert positions == list(range(count))


@pytest.mark.parametrize("claim", ["C14", "C15", "C16"])
def test_that_the_guards_came_through_ap_is_inferred(sample, claim):
    guard, ap, outlet = hops(sample, claim)
    assert guard.role is HopRole.WITNESS
    assert (ap.actor_id, ap.role) == (sample_id("actor", "A06"), HopRole.RELAYER)
    assert [hop.status for hop in (guard, ap, outlet)] == [
        HopStatus.STATED,
        HopStatus.INFERRED,
        HopStatus.STATED,
    ]
    assert ap.note


def test_what_ap_saw_in_the_quarters_is_its_own_by_inference_only(sample):
    seen, _ = hops(sample, "C19")
    assert (seen.role, seen.status) == (HopRole.OBSERVER, HopStatus.INFERRED)


@pytest.mark.parametrize("claim", ["C33", "C40"])
def test_what_is_expected_has_no_source(sample, claim):
    assert not chain(sample, claim).is_sourced
    said = dating(sample, "hop", f"{claim}/0")
    assert said.edtf is None
    assert said.reason.startswith("Unknown")


def test_only_the_two_expectations_are_unsourced(sample):
    unsourced = {hop.claim_id for hop in sample.all(Hop) if hop.status is HopStatus.UNSOURCED}
    assert unsourced == claims("C33", "C40")


def test_confirmed_is_only_a_verb_of_the_chain(sample):
    assert [hop.cue for hop in hops(sample, "C21")] == ["confirmed", "", ""]


def test_sezer_was_interviewed_by_the_outlet_nine_times_quoted(sample):
    sezer = sample_id("actor", "A01")
    said = [hop.claim_id for hop in sample.all(Hop) if hop.actor_id == sezer]
    assert set(said) == claims(*(f"C{n:02}" for n in range(4, 13)))
    assert all(chain(sample, f"C{n:02}").hops[1].role is HopRole.INTERVIEWER for n in range(4, 13))


# Silences


def test_the_two_silences_are_of_different_bodies(sample):
    bodies = {
        key: {
            link.actor_id
            for link in only(sample, SilenceActor, silence_id=sample_id("silence", key))
        }
        for key in ("S1", "S2")
    }
    assert bodies["S1"] == {sample_id("actor", "A14"), sample_id("actor", "A15")}
    assert bodies["S2"] == {sample_id("actor", "A13")}


def test_the_silences_are_reported_and_one_is_explained(sample):
    stances = {(link.claim_id, link.silence_id): link.stance for link in sample.all(ClaimSilence)}
    first, second = sample_id("silence", "S1"), sample_id("silence", "S2")
    assert stances == {
        (sample_id("claim", "C08"), first): Stance.SUPPORTS,
        (sample_id("claim", "C09"), first): Stance.EXPLAINS,
        (sample_id("claim", "C23"), second): Stance.SUPPORTS,
    }


@pytest.mark.parametrize("silence", ["S1", "S2"])
def test_silences_were_observed_until_publication(sample, silence):
    assert dating(sample, "silence", silence).edtf == "../2026-01-28"


# Sources, passages, photos


def test_one_source_is_captured_and_the_rest_only_cited(sample):
    (captured,) = only(sample, Source, capture=Capture.CAPTURED)
    assert captured.id == sample_id("source", "D1")
    assert captured.url == ""
    (snapshot,) = sample.all(Snapshot)
    assert (snapshot.source_id, snapshot.size, snapshot.content) == (captured.id, 6950, None)


def test_no_words_of_the_article_are_kept_only_where_they_stand(sample):
    for passage in sample.all(Passage):
        assert (passage.quote, passage.prefix, passage.suffix) == ("", "", "")
        assert len(passage.sha256) == 64
        assert 0 <= passage.start_char < passage.end_char <= 6945


def test_every_claim_can_be_found_in_the_article(sample):
    found = Counter(link.claim_id for link in sample.all(ClaimPassage))
    assert set(found) == {claim.id for claim in sample.all(Claim)}
    twice = claims("C04", "C25")
    assert {claim_id for claim_id, count in found.items() if count > 1} == twice


def test_passages_are_of_the_kinds_they_stand_in(sample):
    kinds = Counter(passage.kind for passage in sample.all(Passage))
    assert kinds[PassageKind.CAPTION] == CAPTIONS
    assert kinds[PassageKind.HEADLINE] == 1
    assert kinds[PassageKind.HEADING] == 3
    assert kinds.total() == TEXT_PASSAGES + CAPTIONS


def test_photos_are_part_of_the_article_and_one_has_two_captions(sample):
    photos = only(sample, Source, kind=SourceKind.PHOTO)
    assert {photo.part_of_id for photo in photos} == {sample_id("source", "D1")}
    captions = Counter(p.source_id for p in only(sample, Passage, kind=PassageKind.CAPTION))
    assert {photo.id: captions[photo.id] for photo in photos} == {
        sample_id("source", "P1"): 1,
        sample_id("source", "P2"): 2,
        sample_id("source", "P3"): 1,
    }


def test_only_the_photo_of_the_aircraft_is_evidence_the_archive_ones_illustrate(sample):
    passages = sample.by_id(Passage)
    uses = {
        (passages[link.passage_id].source_id, link.use)
        for link in sample.all(ClaimPassage)
        if passages[link.passage_id].kind is PassageKind.CAPTION
    }
    assert uses == {
        (sample_id("source", "P1"), PassageUse.EVIDENCE),
        (sample_id("source", "P2"), PassageUse.ILLUSTRATION),
        (sample_id("source", "P3"), PassageUse.ILLUSTRATION),
    }


def test_archive_photos_support_no_event_of_2026(sample):
    events = sample.by_id(Event)
    for key in ("C25", "C26"):
        for link in only(sample, ClaimEvent, claim_id=sample_id("claim", key)):
            assert link.stance is Stance.CONTEXT
            assert events[link.event_id].end_max < JAN_1


# Names


def test_the_outlets_label_stays_a_label_of_the_outlet(sample):
    labels = only(sample, ActorName, kind=NameKind.LABEL)
    assert {(label.actor_id, label.used_by_id) for label in labels} == {
        (sample_id("actor", "A17"), sample_id("actor", "A10")),
        (sample_id("actor", "A07"), sample_id("actor", "A10")),
    }
    names = {actor.name for actor in sample.all(Actor)}
    assert not names & {label.name for label in labels}


@pytest.mark.parametrize(
    ("actor", "name"),
    [("A08", "رويترز"), ("A07", "Anadolu Ajansı"), ("A09", "Коммерсантъ"), ("A19", "أحمد الشرع")],
)
def test_actors_are_found_by_their_names_in_other_scripts(sample, actor, name):
    assert only(sample, ActorName, actor_id=sample_id("actor", actor), name=name)


def test_qamishli_is_found_in_every_script(sample):
    names = {n.name for n in only(sample, PlaceName, place_id=sample_id("place", "L1"))}
    assert names >= {"القامشلي", "Камышлы", "Kamışlı", "Qamişlo", "Kamishly", "Qamishli"}


def test_the_coastal_naval_base_gets_no_name_from_outside(sample):
    assert not only(sample, PlaceName, place_id=sample_id("place", "L6"))


def test_no_name_is_given_twice(sample):
    for kind, owner in ((ActorName, "actor_id"), (PlaceName, "place_id")):
        names = Counter((getattr(n, owner), n.name, n.language) for n in sample.all(kind))
        assert max(names.values()) == 1


# Datings


def test_every_event_hop_source_and_silence_is_dated_once(sample):
    owners = Counter(
        (d.owner_kind, d.owner_id) for d in sample.all(Dating) if d.alternative_of is None
    )
    assert set(owners.values()) == {1}
    kinds = Counter(kind for kind, _ in owners)
    assert kinds == {"event": 26, "hop": 72, "source": 8, "silence": 2, "claim": 18}


def test_three_events_are_undated(sample):
    undated = {event.id for event in sample.all(Event) if is_undated(event)}
    assert undated == {sample_id("event", key) for key in ("E23", "E24", "E26")}


def test_every_event_is_dated_as_the_editor_holds_it_to_be(sample):
    assert {key: dating(sample, "event", key).edtf for key in EVENT_DATES} == EVENT_DATES


def test_the_program_reads_all_other_wordings_as_the_editor_did(worded):
    differing = {
        key
        for key, (entry, reading) in worded.items()
        if [r.edtf for r in reading[:1]] != [entry["edtf"]]
    }
    assert differing == set(EDITOR_DIFFERS)


def test_where_the_program_agrees_the_dating_names_its_rule(sample, worded):
    for (owner, key), (entry, reading) in worded.items():
        made = dating(sample, owner, key)
        agreed = {r.edtf: (r.rule, r.explanation) for r in reading}.get(entry["edtf"])
        if agreed is not None:
            assert (made.rule, made.explanation) == agreed


def test_where_the_program_reads_otherwise_the_editor_says_why(sample):
    for owner, key in EDITOR_DIFFERS:
        assert dating(sample, owner, key).reason


def test_as_long_as_a_reading_is_not_confirmed_all_others_are_kept(sample, worded):
    open_ones = {k: v for k, v in worded.items() if not dating(sample, *k).confirmed}
    assert {key for _, key in open_ones} == {"E01", "E04", "E09", "C14", "C22", "C35"}
    for (owner, key), (entry, reading) in open_ones.items():
        assert {r.edtf for r in reading} <= {entry["edtf"], *readings(sample, owner, key)}


def test_other_readings_are_not_confirmed(sample):
    assert not any(d.confirmed for d in sample.all(Dating) if d.alternative_of is not None)


def test_the_hypothetical_request_has_no_date_at_all(sample):
    request = sample.by_id(Event)[sample_id("event", "E24")]
    assert request.status is EventStatus.HYPOTHETICAL
    assert dating(sample, "event", "E24").edtf is None


def test_last_week_is_monday_to_sunday_before_the_article(sample):
    last_week = dating(sample, "event", "E17")
    assert (last_week.wording, last_week.edtf) == ("last week", "2026-01-19/2026-01-25")
    assert "2026-01-18/2026-01-24" in readings(sample, "event", "E17")
    assert dating(sample, "source", "D5").edtf == last_week.edtf
    assert dating(sample, "hop", "C30/1").edtf == last_week.edtf


def test_five_or_six_days_ago_is_one_day_or_the_other_and_depends_on_when_it_was_said(sample):
    start = dating(sample, "claim", "C14")
    assert start.wording == "five or six days ago"
    assert start.edtf == "[2026-01-22,2026-01-23]"
    assert not start.confirmed
    said_earlier = only(sample, Dating, alternative_of=start.id, anchor_kind=AnchorKind.SAID)
    assert [(d.edtf, d.anchor, d.anchor_id) for d in said_earlier] == [
        ("[2026-01-21,2026-01-22]", "2026-01-27", sample_id("hop", "C14/0"))
    ]


def test_the_withdrawal_begins_between_three_days_and_has_no_end(sample):
    event = sample.by_id(Event)[sample_id("event", "E01")]
    assert (event.start_min, event.start_max) == (JAN_1 + 20 * DAY, JAN_1 + 23 * DAY - 1)
    assert (event.end_min, event.end_max) == (JAN_1 + 26 * DAY, None)
    assert dating(sample, "event", "E01").rule == HAND_SET
    assert event.status is EventStatus.ONGOING


def test_the_flights_are_part_of_the_withdrawal(sample):
    flights = sample.by_id(Event)[sample_id("event", "E05")]
    assert flights.parent_id == sample_id("event", "E01")


def test_publication_is_kept_as_stated_and_counted_in_utc(sample):
    published = dating(sample, "source", "D1")
    assert published.edtf == "2026-01-28T14:35:00+03:00"
    assert published.start_min == JAN_1 + 27 * DAY + (11 * 60 + 35) * 60


def test_what_is_relative_says_what_it_is_counted_from(sample):
    for owner, key in (("event", "E03"), ("event", "E18"), ("claim", "C29"), ("source", "D5")):
        relative = dating(sample, owner, key)
        assert relative.anchor_kind is AnchorKind.PUBLISHED
        assert relative.anchor_id == sample_id("source", "D1")
        assert relative.anchor == "2026-01-28T14:35:00+03:00"


@pytest.mark.parametrize(("owner", "key"), [("event", "E13"), ("claim", "C04")])
def test_after_assads_departure_hangs_on_the_event(sample, owner, key):
    hanging = dating(sample, owner, key)
    assert (hanging.anchor_kind, hanging.anchor) == (AnchorKind.EVENT, None)
    assert hanging.anchor_id == sample_id("event", "E12")


def test_every_anchor_is_a_record_of_the_project(sample):
    ids = {record.id for record in sample.every()}
    anchors = {d.anchor_id for d in sample.all(Dating)} - {None}
    assert anchors <= ids


def test_every_hop_says_how_we_know_when_it_was_said(sample):
    said = Counter(
        d.reason.split(":")[0]
        for d in only(sample, Dating, owner_kind=DatingOwner.HOP)
        if d.alternative_of is None
    )
    assert said == {"Stated": 48, "Inferred": 22, "Unknown": 2}


def test_nobody_spoke_after_the_article_appeared(sample):
    published = dating(sample, "source", "D1")
    for said in only(sample, Dating, owner_kind=DatingOwner.HOP, alternative_of=None):
        assert said.start_min is None or said.start_min <= published.end_max


def test_nothing_is_graded_because_nobody_graded_it(sample):
    assert not sample.all(Assessment)


def test_the_visit_is_planned_for_the_day_of_publication(sample):
    visit = sample.by_id(Event)[sample_id("event", "E19")]
    assert visit.status is EventStatus.PLANNED
    assert dating(sample, "event", "E19").edtf == "2026-01-28"


def test_the_project_is_one(sample):
    assert len(sample.all(Project)) == 1
