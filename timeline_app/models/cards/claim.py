"""What the sidebar shows of a claim: who said it, when, in what company, and where it was read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import Chain
from timeline_app.domain.marks import Marked, marks_of
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimSilence,
    Event,
    Hop,
    Id,
    Silence,
    Source,
)
from timeline_app.domain.vocabulary import (
    AssessedKind,
    ClaimStatus,
    ClaimType,
    DatingOwner,
    HopRole,
    HopStatus,
    Modality,
    Polarity,
    Stance,
)
from timeline_app.models.cards.accounts import AccountsView, accounts_of, accounts_of_silence
from timeline_app.models.cards.assessments import AssessmentsView, assessments_of, grade_of
from timeline_app.models.cards.fields import FieldView, choice, line, lines, pointer
from timeline_app.models.cards.lines import (
    DatingView,
    Marker,
    actor_note,
    dating_view,
    marker_of_actor,
)
from timeline_app.models.cards.passages import ReadInView, read_in
from timeline_app.models.cards.relations import RelationView, relations_of
from timeline_app.models.document import Document

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class HopView:
    """One step of a chain, as a card; `carried` is the word on the line to the next step."""

    hop: Hop
    name: str
    marker: Marker
    note: str
    is_confidential: bool
    carried: str
    is_first: bool
    is_last: bool
    source_title: str
    said: DatingView
    fields: tuple[FieldView, ...]

    @property
    def key(self) -> str:
        """Name the step among all steps."""
        return self.hop.id


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """Everything the sidebar shows of one claim."""

    claim: Claim
    text: FieldView
    marks: tuple[Marked, ...]
    stances: tuple[Stance, ...]
    grade: str
    chain_sentence: str
    hops: tuple[HopView, ...]
    dating: DatingView
    accounts: tuple[AccountsView, ...]
    relations: tuple[RelationView, ...]
    read_in: ReadInView
    assessments: AssessmentsView
    origin_assessments: AssessmentsView | None
    fields: tuple[FieldView, ...]


def claim_card(document: Document, claim_id: Id) -> ClaimCard | None:
    """Derive the card of a claim, or None if there is no such claim."""
    claim = document.get(Claim, claim_id)
    if claim is None:
        return None
    chain = document.chain(claim_id)
    links = document.where(ClaimEvent, claim_id=claim_id)
    return ClaimCard(
        claim=claim,
        text=lines(
            claim,
            "text",
            translate("cards", "Claim"),
            translate("cards", "claim text"),
            required=translate("cards", "A claim needs its words."),
        ),
        marks=_marks(document, chain, links),
        stances=tuple(dict.fromkeys(link.stance for link in links)),
        grade=grade_of(document, chain),
        chain_sentence=chain.sentence,
        hops=_hops(document, chain),
        dating=dating_view(
            document, DatingOwner.CLAIM, claim_id, translate("cards", "date of claim")
        ),
        accounts=_accounts(document, claim_id, links),
        relations=relations_of(document, claim_id),
        read_in=read_in(document, document.where(ClaimPassage, claim_id=claim_id), chain),
        assessments=assessments_of(document, AssessedKind.CLAIM, claim_id),
        origin_assessments=_origin_assessments(document, chain),
        fields=_fields(claim),
    )


def _marks(document: Document, chain: Chain, links: list[ClaimEvent]) -> tuple[Marked, ...]:
    if document.unknown_among([chain.claim_id]):
        links = []  # nothing stands on it on the day shown
    stands = [(link.stance, document.standing(link.event_id)) for link in links]
    return marks_of(chain, stands, document.relations([chain.claim_id]))


def _hops(document: Document, chain: Chain) -> tuple[HopView, ...]:
    return tuple(_hop(document, chain, position) for position in range(len(chain.hops)))


def _hop(document: Document, chain: Chain, position: int) -> HopView:
    hop, actor = chain.hops[position], chain.actors[position]
    source = document.get(Source, hop.source_id) if hop.source_id else None
    is_last = position == len(chain.hops) - 1
    return HopView(
        hop=hop,
        name=actor.name,
        marker=marker_of_actor(actor),
        note=actor_note(document, actor),
        is_confidential=actor.confidential,
        carried="" if is_last else _carried(hop, chain.hops[position + 1]),
        is_first=position == 0,
        is_last=is_last,
        source_title="" if source is None else source.title,
        said=dating_view(document, DatingOwner.HOP, hop.id, translate("cards", "date of saying")),
        fields=_hop_fields(hop, actor, source),
    )


def _carried(hop: Hop, following: Hop) -> str:
    """Return the verb between two steps: the cue of the words, else what the next step did."""
    if hop.cue:
        return hop.cue
    match following.role:
        case HopRole.PUBLISHER:
            return translate("cards", "published by")
        case HopRole.INTERVIEWER:
            return translate("cards", "interviewed by")
        case _:
            return translate("cards", "relayed by")


def _hop_fields(hop: Hop, actor: Actor, source: Source | None) -> tuple[FieldView, ...]:
    return (
        pointer(
            hop,
            "actor_id",
            translate("cards", "Who"),
            translate("cards", "who said it"),
            completes="actor",
            shown=actor.name,
            required=translate("cards", "A step needs somebody; remove the step instead."),
        ),
        choice(hop, "role", translate("cards", "Role"), translate("cards", "role"), kind=HopRole),
        line(
            hop,
            "cue",
            translate("cards", "Verb"),
            translate("cards", "cue verb"),
            hint=translate("cards", "told, said, confirmed …"),
        ),
        choice(
            hop,
            "status",
            translate("cards", "Known"),
            translate("cards", "how the step is known"),
            kind=HopStatus,
        ),
        pointer(
            hop,
            "source_id",
            translate("cards", "Said in"),
            translate("cards", "where it was said"),
            completes="source",
            shown="" if source is None else source.title,
            hint=translate("cards", "not recorded"),
        ),
        lines(
            hop,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on a step"),
            hint=translate("cards", "Add a note"),
        ),
    )


def _accounts(
    document: Document, claim_id: Id, links: list[ClaimEvent]
) -> tuple[AccountsView, ...]:
    events = document.many(Event, (link.event_id for link in links))
    silences = document.where(ClaimSilence, claim_id=claim_id)
    named = document.many(Silence, (link.silence_id for link in silences))
    return (
        *(accounts_of(document, events[link.event_id], link) for link in links),
        *(accounts_of_silence(document, named[link.silence_id], link) for link in silences),
    )


def _origin_assessments(document: Document, chain: Chain) -> AssessmentsView | None:
    if chain.origin is None:
        return None
    return assessments_of(document, AssessedKind.ACTOR, chain.origin.id)


def _fields(claim: Claim) -> tuple[FieldView, ...]:
    return (
        choice(
            claim, "type", translate("cards", "Type"), translate("cards", "type"), kind=ClaimType
        ),
        choice(
            claim,
            "modality",
            translate("cards", "Speaker is"),
            translate("cards", "modality"),
            kind=Modality,
        ),
        choice(
            claim,
            "polarity",
            translate("cards", "Polarity"),
            translate("cards", "polarity"),
            kind=Polarity,
        ),
        choice(
            claim,
            "status",
            translate("cards", "Status"),
            translate("cards", "status"),
            kind=ClaimStatus,
        ),
        lines(
            claim,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on claim"),
            hint=translate("cards", "Add a note"),
        ),
    )
