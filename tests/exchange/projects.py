"""Small projects made by hand, for the tests of this room."""

from dataclasses import replace

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
    Project,
    RelationMember,
    SavedView,
    Silence,
    SilenceActor,
    Snapshot,
    Source,
    Track,
)
from timeline_app.domain.vocabulary import (
    ActorKind,
    AnchorKind,
    AssessedKind,
    Capture,
    ClaimType,
    Credibility,
    DatingOwner,
    EventKind,
    EventStatus,
    HopRole,
    HopStatus,
    Identification,
    Independence,
    RelationKind,
    Reliability,
    Stance,
)
from timeline_app.exchange.contents import contents_of

DAY = 86_400
JAN_2026 = 1_767_225_600  # 2026-01-01T00:00:00
DEC_2024 = 1_733_011_200  # 2024-12-01T00:00:00


def records():
    """Return a project in which every kind of record has at least one."""
    return [
        Project("p", "Harbour strike", "Who said what about the strike", created_at="2026-01-05"),
        Track("t1", "Strike", 0, 0),
        Track("t2", "Negotiations", 1, 1),
        Place("l1", "Old harbour", "Izmir"),
        Actor("a1", "Deniz Ak", ActorKind.PERSON, role="crane driver"),
        Actor(
            "a2",
            "Mehmet Kaya",
            ActorKind.PERSON,
            Identification.ANONYMOUS,
            role="port police officer",
            note="met on 3 Jan",
            confidential=True,
            public_description="an officer at the port",
        ),
        Actor("a3", "Liman Haber", ActorKind.OUTLET, Identification.OUTLET_VOICE),
        Actor("a4", "وكالة الميناء", ActorKind.AGENCY),
        ActorName("n1", "a2", "Memo", "tr"),
        Event(
            "e1",
            "Cranes stand still",
            EventKind.STATE,
            EventStatus.ONGOING,
            "t1",
            "l1",
            start_min=JAN_2026,
            start_max=JAN_2026 + 2 * DAY - 1,
            end_min=JAN_2026 + 9 * DAY,
            end_max=None,
            approximate=True,
        ),
        Event(
            "e2",
            "Talks planned",
            status=EventStatus.PLANNED,
            track_id="t2",
            start_min=JAN_2026 + 20 * DAY,
            start_max=JAN_2026 + 20 * DAY,
            end_min=JAN_2026 + 21 * DAY - 1,
            end_max=JAN_2026 + 21 * DAY - 1,
        ),
        Event(
            "e3",
            "Last strike before this",
            track_id="t1",
            start_min=DEC_2024,
            start_max=DEC_2024 + 31 * DAY - 1,
            end_min=DEC_2024,
            end_max=DEC_2024 + 31 * DAY - 1,
            uncertain=True,
        ),
        Event("e4", "A letter is written"),
        Claim("c1", "The cranes stopped on New Year’s Day."),
        Claim("c2", "Mehmet Kaya saw the cranes move on 2 January.", ClaimType.OBSERVATION),
        Claim("c3", "توقفت الرافعات في الميناء القديم."),
        Claim("c4", "The ministry said nothing.", ClaimType.SILENCE),
        ClaimEvent("ce1", "c1", "e1"),
        ClaimEvent("ce2", "c2", "e1", Stance.DISPUTES),
        ClaimEvent("ce3", "c3", "e1"),
        Source(
            "s1",
            "Cranes (still) idle",
            capture=Capture.CAPTURED,
            outlet_id="a3",
            url="https://example.org/a(b)?q=1",
            language="tr",
        ),
        Source("s2", "تقرير الوكالة", outlet_id="a4", language="ar"),
        Snapshot("sn1", "s1", "0" * 64, 5, content=b"Memo!"),
        Passage("pa1", "s1", "sn1", quote="cranes idle since New Year", page="2"),
        ClaimPassage("cp1", "c1", "pa1"),
        Hop("h1", "c1", 0, "a1", cue="told", source_id="s1"),
        Hop("h2", "c1", 1, "a3", HopRole.PUBLISHER, source_id="s1"),
        Hop("h3", "c2", 0, "a2", HopRole.WITNESS, note="Memo, by telephone"),
        Hop("h4", "c2", 1, "a3", HopRole.PUBLISHER, status=HopStatus.INFERRED, source_id="s1"),
        Hop("h5", "c3", 0, "a4", source_id="s2"),
        OriginLink("ol1", "a1", "a4", Independence.UNKNOWN, "both may have it from the union"),
        ClaimRelation("r1", RelationKind.CONTRADICTS, "whether the cranes moved"),
        RelationMember("m1", "r1", "c1", 1),
        RelationMember("m2", "r1", "c2", 2),
        Silence("si1", "the strike"),
        SilenceActor("sa1", "si1", "a4"),
        ClaimSilence("cs1", "c4", "si1"),
        Assessment("as1", AssessedKind.CLAIM, "c1", credibility=Credibility.TWO),
        Assessment("as2", AssessedKind.ACTOR, "a1", Reliability.B, rationale="right before"),
        Dating(
            "d1",
            DatingOwner.EVENT,
            "e1",
            "since about New Year",
            anchor_kind=AnchorKind.PUBLISHED,
            anchor_id="s1",
            anchor="2026-01-05T09:00:00+03:00",
            rule="since",
            edtf="2026-01-01~/..",
            start_min=JAN_2026,
            approximate=True,
            confirmed=True,
        ),
        Dating("d2", DatingOwner.CLAIM, "c1", "on New Year’s Day", edtf="2026-01-01"),
        SavedView("v1", "January", '{"filter": "memo"}'),
    ]


def small_project(*more):
    return contents_of([*records(), *more])


def open_project():
    """Return the same project with nothing confidential in it."""
    return contents_of(
        replace(record, confidential=False) if isinstance(record, Actor) else record
        for record in records()
    )
