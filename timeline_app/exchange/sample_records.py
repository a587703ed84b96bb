"""The sample's data, entry by entry, made into records.

Names of fields in the data are those of the records, but for what reads better: `about` (claim →
stance), `read_at` and `captions` (passages), `chain` (hops), `said`, `published` and `observed`
(datings), `sides` (members of a relation that stand against each other).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from timeline_app.domain.dating import chosen, dated
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimRelation,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    Id,
    OriginLink,
    Passage,
    Place,
    PlaceName,
    Record,
    RelationMember,
    Silence,
    SilenceActor,
    Snapshot,
    Source,
)
from timeline_app.domain.vocabulary import (
    ActorKind,
    Capture,
    ClaimType,
    DatingOwner,
    EventKind,
    EventStatus,
    HopRole,
    HopStatus,
    Identification,
    Independence,
    Modality,
    NameKind,
    PassageKind,
    PassageUse,
    Polarity,
    QuoteType,
    RelationKind,
    SourceKind,
    Stance,
)
from timeline_app.exchange.sample_datings import DatingMaker

Entry = dict[str, Any]

_NAMESPACE = UUID("6f3f6b0a-1a52-4d0c-9a57-0c1d5b8e2a41")


def sample_id(kind: str, key: str) -> Id:
    """Return the id of the record of a kind that the data calls by this key (E01, C14, A06)."""
    return str(uuid5(_NAMESPACE, f"{kind}/{key}"))


def _ref(kind: str, key: str | None) -> Id | None:
    return None if key is None else sample_id(kind, key)


def place_records(entry: Entry) -> Iterator[Record]:
    """Make a place and its names."""
    place_id = sample_id("place", entry["id"])
    yield Place(place_id, entry["name"], entry.get("within", ""), entry.get("note", ""))
    for name in entry["names"]:
        name_id = sample_id("place_name", f"{entry['id']}/{name['language']}/{name['name']}")
        yield PlaceName(name_id, place_id, name["name"], name["language"])


def actor_records(entry: Entry) -> Iterator[Record]:
    """Make an actor, its names, and the labels others put on it."""
    actor_id = sample_id("actor", entry["id"])
    yield Actor(
        id=actor_id,
        name=entry["name"],
        kind=ActorKind(entry["kind"]),
        identification=Identification(entry.get("identification", "named")),
        role=entry.get("role", ""),
        affiliation_id=_ref("actor", entry.get("affiliation")),
        basis=entry.get("basis", ""),
        note=entry.get("note", ""),
    )
    for name in entry["names"]:
        yield ActorName(
            id=sample_id("actor_name", f"{entry['id']}/{name['language']}/{name['name']}"),
            actor_id=actor_id,
            name=name["name"],
            language=name["language"],
            kind=NameKind(name.get("kind", "variant")),
            used_by_id=_ref("actor", name.get("used_by")),
        )


def origin_link(entry: Entry) -> OriginLink:
    """Make what is known of two origins."""
    return OriginLink(
        id=sample_id("origin_link", f"{entry['first']}/{entry['second']}"),
        first_id=sample_id("actor", entry["first"]),
        second_id=sample_id("actor", entry["second"]),
        independence=Independence(entry["independence"]),
        reason=entry["reason"],
    )


def source_records(entry: Entry, datings: DatingMaker) -> Iterator[Record]:
    """Make a source, its snapshot, its captions, and the dating of its publication.

    A photo has no snapshot of its own: its captions stand in that of the page it is part of.
    """
    source_id = sample_id("source", entry["id"])
    yield Source(
        id=source_id,
        title=entry["title"],
        kind=SourceKind(entry["kind"]),
        capture=Capture(entry["capture"]),
        outlet_id=_ref("actor", entry["outlet"]),
        part_of_id=_ref("source", entry.get("part_of")),
        language=entry.get("language", ""),
        note=entry.get("note", ""),
    )
    if "snapshot" in entry:
        yield Snapshot(
            id=sample_id("snapshot", entry["id"]), source_id=source_id, **entry["snapshot"]
        )
    page: str = entry["part_of"] if "part_of" in entry else entry["id"]
    kind = PassageKind.CAPTION if entry["kind"] == SourceKind.PHOTO else PassageKind.TEXT
    for passage in entry.get("passages", []):
        yield _passage(passage["id"], passage, entry["id"], page, kind)
    yield from datings.make(DatingOwner.SOURCE, entry["id"], entry["published"])


def _passage(key: str, entry: Entry, source: str, snapshot: str, kind: PassageKind) -> Passage:
    """Make a passage by its positions in a captured text; its words are not repeated."""
    start, end = entry["span"]
    return Passage(
        id=sample_id("passage", key),
        source_id=sample_id("source", source),
        snapshot_id=sample_id("snapshot", snapshot),
        kind=kind,
        start_char=start,
        end_char=end,
        sha256=entry["sha256"],
        note=entry.get("note", ""),
    )


def event_records(entry: Entry, datings: DatingMaker) -> Iterator[Record]:
    """Make an event, dated, and its datings."""
    made: list[Dating] = datings.make(DatingOwner.EVENT, entry["id"], entry["dating"])
    event = Event(
        id=sample_id("event", entry["id"]),
        title=entry["title"],
        kind=EventKind(entry["kind"]),
        status=EventStatus(entry["status"]),
        track_id=sample_id("track", entry["track"]),
        place_id=_ref("place", entry.get("place")),
        parent_id=_ref("event", entry.get("part_of")),
        note=entry.get("note", ""),
    )
    yield dated(event, chosen(made))
    yield from made


def claim_records(entry: Entry, said: Entry, datings: DatingMaker) -> Iterator[Record]:
    """Make a claim with its stances, passages, chain and datings.

    `said` names the datings of hops, because many hops share one.
    """
    yield from _claim(entry)
    yield from _passages_of_claim(entry)
    yield from _chain(entry, said, datings)
    yield from datings.make(DatingOwner.CLAIM, entry["id"], entry.get("dating"))


def _claim(entry: Entry) -> Iterator[Record]:
    yield Claim(
        id=sample_id("claim", entry["id"]),
        text=entry["text"],
        type=ClaimType(entry["type"]),
        modality=Modality(entry.get("modality", "certain")),
        polarity=Polarity(entry.get("polarity", "positive")),
        note=entry.get("note", ""),
    )
    for key, stance in entry["about"].items():
        yield _stance(entry["id"], key, Stance(stance))


def _stance(claim: str, about: str, stance: Stance) -> ClaimEvent | ClaimSilence:
    """Link a claim to an event (E01) or to a silence (S1)."""
    claim_id, link = sample_id("claim", claim), f"{claim}/{about}"
    if about.startswith("S"):
        silence_id = sample_id("silence", about)
        return ClaimSilence(sample_id("claim_silence", link), claim_id, silence_id, stance)
    event_id = sample_id("event", about)
    return ClaimEvent(sample_id("claim_event", link), claim_id, event_id, stance)


def _passages_of_claim(entry: Entry) -> Iterator[Record]:
    """Make the passages of the article a claim was read at, and link the captions it rests on."""
    article = entry["chain"][-1]["source"]
    for number, place in enumerate(entry.get("read_at", []), start=1):
        key = f"{entry['id']}.{number}"
        kind = PassageKind(place.get("kind", "text"))
        yield _passage(key, place, article, article, kind)
        yield _read_at(entry["id"], key, PassageUse.EVIDENCE)
    captions = entry.get("captions", {"passages": []})
    for key in captions["passages"]:
        yield _read_at(entry["id"], key, PassageUse(captions["use"]))


def _read_at(claim: str, passage: str, use: PassageUse) -> ClaimPassage:
    return ClaimPassage(
        id=sample_id("claim_passage", f"{claim}/{passage}"),
        claim_id=sample_id("claim", claim),
        passage_id=sample_id("passage", passage),
        use=use,
    )


def _chain(entry: Entry, said: Entry, datings: DatingMaker) -> Iterator[Record]:
    for position, hop in enumerate(entry["chain"]):
        key = f"{entry['id']}/{position}"
        yield Hop(
            id=sample_id("hop", key),
            claim_id=sample_id("claim", entry["id"]),
            position=position,
            actor_id=sample_id("actor", hop["actor"]),
            role=HopRole(hop["role"]),
            cue=hop.get("cue", ""),
            quote_type=QuoteType(hop["quote"]),
            status=HopStatus(hop.get("status", "stated")),
            source_id=_ref("source", hop.get("source")),
            note=hop.get("note", ""),
        )
        yield from datings.make(DatingOwner.HOP, key, said[hop["said"]])


def relation_records(entry: Entry) -> Iterator[Record]:
    """Make a relation and its members: `sides` stand against each other, `members` take none."""
    relation_id = sample_id("claim_relation", entry["id"])
    yield ClaimRelation(
        relation_id, RelationKind(entry["kind"]), entry["about"], entry["explanation"]
    )
    sides = [entry.get("members", []), *entry.get("sides", [])]
    for side, members in enumerate(sides):
        for claim in members:
            member_id = sample_id("relation_member", f"{entry['id']}/{claim}")
            yield RelationMember(member_id, relation_id, sample_id("claim", claim), side)


def silence_records(entry: Entry, datings: DatingMaker) -> Iterator[Record]:
    """Make a silence, who kept it, and until when it was observed."""
    silence_id = sample_id("silence", entry["id"])
    yield Silence(silence_id, entry["topic"], entry["note"])
    for actor in entry["actors"]:
        link = sample_id("silence_actor", f"{entry['id']}/{actor}")
        yield SilenceActor(link, silence_id, sample_id("actor", actor))
    yield from datings.make(DatingOwner.SILENCE, entry["id"], entry["observed"])
