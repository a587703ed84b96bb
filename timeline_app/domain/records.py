"""The nouns: what a project remembers. Every record is a frozen value with a text id.

A record's fields are, name for name, the columns of the table of the same name in the project
file. Instants are whole seconds since 1970-01-01 (proleptic Gregorian); None is never a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from uuid import uuid4

from timeline_app.domain.vocabulary import (
    ActorKind,
    AnchorKind,
    AssessedKind,
    Capture,
    ClaimStatus,
    ClaimType,
    Credibility,
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
    Reliability,
    SourceKind,
    Stance,
)

Id: TypeAlias = str


def new_id() -> Id:
    """Return a random id (UUID 4): mergeable, and it betrays no time."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Project:
    """The project itself: one record a file, and the conventions its datings follow."""

    id: Id
    title: str
    description: str = ""
    language: str = "en"
    display_zone: str = "UTC"
    week_start: str = "monday"
    year_parts: str = "thirds"
    created_at: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A lane of the timeline. `colour` is an index into the theme's palette."""

    id: Id
    title: str
    colour: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere events happen."""

    id: Id
    name: str
    within: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place's name in another language or script."""

    id: Id
    place_id: Id
    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is happening, is expected or hypothetical; or a lasting state.

    The four bounds and two flags repeat its chosen dating, so that the timeline loads from one
    table; `domain.dating` is the only place that sets them. None in a bound is "unbounded".
    The bounds of a zoned event are UTC, of any other wall clock.
    """

    id: Id
    title: str
    kind: EventKind = EventKind.EVENT
    status: EventStatus = EventStatus.OCCURRED
    track_id: Id | None = None
    place_id: Id | None = None
    parent_id: Id | None = None
    note: str = ""
    start_min: int | None = None
    start_max: int | None = None
    end_min: int | None = None
    end_max: int | None = None
    approximate: bool = False
    uncertain: bool = False
    one_of: bool = False
    zoned: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable assertion made by one origin and read in one source: the unit of work."""

    id: Id
    text: str
    type: ClaimType = ClaimType.FACT
    modality: Modality = Modality.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    status: ClaimStatus = ClaimStatus.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """What a claim does to an event."""

    id: Id
    claim_id: Id
    event_id: Id
    stance: Stance = Stance.SUPPORTS


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group, organisation, state body, outlet or agency that says or passes on."""

    id: Id
    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    identification: Identification = Identification.NAMED
    role: str = ""
    affiliation_id: Id | None = None
    basis: str = ""
    note: str = ""
    confidential: bool = False
    public_description: str = ""


@dataclass(frozen=True, slots=True)
class ActorName:
    """A further name of an actor. A label is what `used_by_id` calls it, never its name."""

    id: Id
    actor_id: Id
    name: str
    language: str = ""
    kind: NameKind = NameKind.VARIANT
    used_by_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document. Its publication date is a dating owned by it."""

    id: Id
    title: str
    kind: SourceKind = SourceKind.ARTICLE
    capture: Capture = Capture.CITED_ONLY
    outlet_id: Id | None = None
    author_id: Id | None = None
    part_of_id: Id | None = None
    url: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a source as captured. `content` is None where the bytes are kept elsewhere."""

    id: Id
    source_id: Id
    sha256: str
    size: int
    media_type: str = "text/plain"
    captured_at: str | None = None
    content: bytes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source: a quote with what stands around it, a page, a time, or positions.

    `start_char` and `end_char` count Unicode code points of the snapshot; `sha256` is that of the
    span, so that a passage can be found again without repeating its words.
    """

    id: Id
    source_id: Id
    snapshot_id: Id | None = None
    kind: PassageKind = PassageKind.TEXT
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    page: str = ""
    time_seconds: int | None = None
    start_char: int | None = None
    end_char: int | None = None
    sha256: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPassage:
    """Where a claim was read, and whether that passage is evidence or archive illustration."""

    id: Id
    claim_id: Id
    passage_id: Id
    use: PassageUse = PassageUse.EVIDENCE


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the way a claim travelled; position 0 is its origin.

    When it was said is a dating owned by the hop.
    """

    id: Id
    claim_id: Id
    position: int
    actor_id: Id
    role: HopRole = HopRole.ORIGINATOR
    cue: str = ""
    quote_type: QuoteType | None = None
    status: HopStatus = HopStatus.STATED
    source_id: Id | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OriginLink:
    """What is known of two origins: two voices, one voice, or unknown; with the reason."""

    id: Id
    first_id: Id
    second_id: Id
    independence: Independence
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """How some claims stand to each other; its members carry the claims."""

    id: Id
    kind: RelationKind
    about: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class RelationMember:
    """A claim in a relation. Members with different sides stand against each other.

    Side 0 takes no side. In a directed relation side 1 acts upon side 2 ("1 corrects 2").
    """

    id: Id
    relation_id: Id
    claim_id: Id
    side: int = 0


@dataclass(frozen=True, slots=True)
class Silence:
    """That somebody said nothing on a topic; until when it was observed is its dating."""

    id: Id
    topic: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SilenceActor:
    """A body that was silent."""

    id: Id
    silence_id: Id
    actor_id: Id


@dataclass(frozen=True, slots=True)
class ClaimSilence:
    """What a claim does to a silence: reports it, explains it, disputes it."""

    id: Id
    claim_id: Id
    silence_id: Id
    stance: Stance = Stance.SUPPORTS


@dataclass(frozen=True, slots=True)
class Assessment:
    """An editor's judgement (Admiralty code). A new one supersedes; none is overwritten."""

    id: Id
    subject_kind: AssessedKind
    subject_id: Id
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    rationale: str = ""
    assessor: str = ""
    made_at: str = ""
    supersedes_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """How we know when: wording, what it was counted from, the rule, and the result.

    `edtf` is ISO 8601-2 text, None where the wording gives no date. `anchor` is the ISO 8601
    moment counted from, `anchor_id` the record it came from (hop, source or event by
    `anchor_kind`). A dating with `alternative_of` is another way to read the one it names.
    """

    id: Id
    owner_kind: DatingOwner
    owner_id: Id
    wording: str = ""
    language: str = "en"
    anchor_kind: AnchorKind = AnchorKind.NONE
    anchor_id: Id | None = None
    anchor: str | None = None
    rule: str = ""
    edtf: str | None = None
    start_min: int | None = None
    start_max: int | None = None
    end_min: int | None = None
    end_max: int | None = None
    approximate: bool = False
    uncertain: bool = False
    explanation: str = ""
    reason: str = ""
    confirmed: bool = False
    alternative_of: Id | None = None


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named view: filters, lanes, folds and the visible span, as JSON text."""

    id: Id
    name: str
    definition: str = "{}"


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """An editor's answer to a finding of the review; it holds while the finding's facts stay.

    `finding` names the finding by its kind and the records it is about, `facts` is a digest of
    what it rested on: when they change, the finding comes back.
    """

    id: Id
    finding: str
    facts: str
    note: str = ""
    author: str = ""
    made_at: str = ""


Record: TypeAlias = (
    Project
    | Track
    | Place
    | PlaceName
    | Event
    | Claim
    | ClaimEvent
    | Actor
    | ActorName
    | Source
    | Snapshot
    | Passage
    | ClaimPassage
    | Hop
    | OriginLink
    | ClaimRelation
    | RelationMember
    | Silence
    | SilenceActor
    | ClaimSilence
    | Assessment
    | Dating
    | SavedView
    | ReviewNote
)

KINDS: dict[str, type[Record]] = {
    "project": Project,
    "track": Track,
    "place": Place,
    "place_name": PlaceName,
    "actor": Actor,
    "actor_name": ActorName,
    "event": Event,
    "claim": Claim,
    "claim_event": ClaimEvent,
    "source": Source,
    "snapshot": Snapshot,
    "passage": Passage,
    "claim_passage": ClaimPassage,
    "hop": Hop,
    "origin_link": OriginLink,
    "claim_relation": ClaimRelation,
    "relation_member": RelationMember,
    "silence": Silence,
    "silence_actor": SilenceActor,
    "claim_silence": ClaimSilence,
    "assessment": Assessment,
    "dating": Dating,
    "saved_view": SavedView,
    "review_note": ReviewNote,
}
"""Table name → record; parents come before the records that point at them."""

_NAMES: dict[type[Record], str] = {kind: name for name, kind in KINDS.items()}


def kind_of(record: Record) -> str:
    """Return the name of a record's kind, which is the name of its table."""
    return _NAMES[type(record)]
