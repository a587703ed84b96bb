"""What the sidebar shows of an actor: who it is, what it said and passed on, how it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import Relation
from timeline_app.domain.records import Actor, Hop, Id, OriginLink, Silence, SilenceActor, Source
from timeline_app.domain.vocabulary import (
    CONTESTING,
    ActorKind,
    AssessedKind,
    Identification,
    Independence,
)
from timeline_app.models.cards.assessments import AssessmentsView, assessments_of
from timeline_app.models.cards.fields import (
    FieldView,
    choice,
    flag,
    line,
    lines,
    pointer,
    within_itself,
)
from timeline_app.models.cards.lines import (
    ClaimLine,
    Marker,
    RecordLine,
    actor_note,
    claim_lines,
    marker_of_actor,
)
from timeline_app.models.cards.names import NamesView, actor_names
from timeline_app.models.cards.relations import RelationView, relations_of_claims
from timeline_app.models.cards.spoken import spoken_lines
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref
from timeline_app.models.words import word_for

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class OriginLinkView:
    """What is known of this origin and another: two voices, one, or unknown; with the reason."""

    link: OriginLink
    other: RecordLine
    fields: tuple[FieldView, ...]

    @property
    def key(self) -> str:
        """Name the link among its neighbours."""
        return self.link.id


@dataclass(frozen=True, slots=True)
class ActorCard:
    """Everything the sidebar shows of one actor."""

    actor: Actor
    name: FieldView
    marker: Marker
    note: str
    names: NamesView
    fields: tuple[FieldView, ...]
    said: tuple[ClaimLine, ...]
    relayed: tuple[ClaimLine, ...]
    self_contradictions: tuple[RelationView, ...]
    silences: tuple[RecordLine, ...]
    sources: tuple[RecordLine, ...]
    links: tuple[OriginLinkView, ...]
    assessments: AssessmentsView


def actor_card(document: Document, actor_id: Id) -> ActorCard | None:
    """Derive the card of an actor, or None if there is no such actor."""
    actor = document.get(Actor, actor_id)
    if actor is None:
        return None
    hops = document.where(Hop, actor_id=actor_id)
    said = list(dict.fromkeys(hop.claim_id for hop in hops if hop.position == 0))
    relayed = list(dict.fromkeys(hop.claim_id for hop in hops if hop.position > 0))
    contrary = [r for r in document.relations(said) if contradicts_itself(r, set(said))]
    return ActorCard(
        actor=actor,
        name=line(
            actor,
            "name",
            translate("cards", "Name"),
            translate("cards", "name"),
            required=translate("cards", "Somebody needs a name, if only “an unnamed source”."),
        ),
        marker=marker_of_actor(actor),
        note=actor_note(document, actor),
        names=actor_names(document, actor),
        fields=_fields(document, actor),
        said=spoken_lines(document, said, contrary),
        relayed=claim_lines(document, [(i, None) for i in relayed if i not in set(said)]),
        self_contradictions=_self_contradictions(document, said, contrary),
        silences=_silences(document, actor_id),
        sources=_sources(document, actor_id),
        links=_links(document, actor_id),
        assessments=assessments_of(document, AssessedKind.ACTOR, actor_id),
    )


def contradicts_itself(relation: Relation, said: set[Id]) -> bool:
    """Tell whether claims of one origin stand on different sides of a contesting relation."""
    sides = {m.side for m in relation.members if m.side and m.claim_id in said}
    return relation.relation.kind in CONTESTING and len(sides) > 1


def _self_contradictions(
    document: Document, said: list[Id], contrary: list[Relation]
) -> tuple[RelationView, ...]:
    ids = {relation.relation.id for relation in contrary}
    return tuple(v for v in relations_of_claims(document, said) if v.relation.id in ids)


def _silences(document: Document, actor_id: Id) -> tuple[RecordLine, ...]:
    links = document.where(SilenceActor, actor_id=actor_id)
    found = document.many(Silence, (link.silence_id for link in links))
    return tuple(RecordLine(Ref("silence", s.id), s.topic) for s in found.values())


def _sources(document: Document, actor_id: Id) -> tuple[RecordLine, ...]:
    found = document.where(Source, outlet_id=actor_id) + document.where(Source, author_id=actor_id)
    unique = {source.id: source for source in found}
    return tuple(
        RecordLine(Ref("source", s.id), s.title, word_for(s.kind)) for s in unique.values()
    )


def _links(document: Document, actor_id: Id) -> tuple[OriginLinkView, ...]:
    found = document.where(OriginLink, first_id=actor_id) + document.where(
        OriginLink, second_id=actor_id
    )
    others = document.many(
        Actor, (link.second_id if link.first_id == actor_id else link.first_id for link in found)
    )
    return tuple(
        _link_view(link, others[link.second_id if link.first_id == actor_id else link.first_id])
        for link in found
    )


def _link_view(link: OriginLink, other: Actor) -> OriginLinkView:
    return OriginLinkView(
        link,
        RecordLine(Ref("actor", other.id), other.name),
        (
            choice(
                link,
                "independence",
                translate("cards", "Two voices?"),
                translate("cards", "independence"),
                kind=Independence,
            ),
            lines(
                link,
                "reason",
                translate("cards", "Reason"),
                translate("cards", "reason for independence"),
                hint=translate("cards", "Say why"),
            ),
        ),
    )


def _fields(document: Document, actor: Actor) -> tuple[FieldView, ...]:
    affiliation = document.get(Actor, actor.affiliation_id) if actor.affiliation_id else None
    return (
        choice(
            actor,
            "kind",
            translate("cards", "Kind"),
            translate("cards", "kind of actor"),
            kind=ActorKind,
        ),
        choice(
            actor,
            "identification",
            translate("cards", "Identified"),
            translate("cards", "identification"),
            kind=Identification,
        ),
        line(
            actor,
            "role",
            translate("cards", "Role"),
            translate("cards", "role of actor"),
            hint=translate("cards", "what they do"),
        ),
        pointer(
            actor,
            "affiliation_id",
            translate("cards", "Belongs to"),
            translate("cards", "affiliation"),
            completes="actor",
            shown="" if affiliation is None else affiliation.name,
            hint=translate("cards", "not recorded"),
            forbids=within_itself(document, actor, "affiliation_id"),
        ),
        line(
            actor,
            "basis",
            translate("cards", "Can know"),
            translate("cards", "basis of knowledge"),
            hint=translate("cards", "why they could know"),
        ),
        lines(
            actor,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on actor"),
            hint=translate("cards", "Add a note"),
        ),
        *_secrecy(actor),
    )


def _secrecy(actor: Actor) -> tuple[FieldView, ...]:
    lock = flag(
        actor,
        "confidential",
        translate("cards", "Confidential: never leaves this file"),
        translate("cards", "confidentiality"),
    )
    if not actor.confidential:
        return (lock,)
    shown_as = line(
        actor,
        "public_description",
        translate("cards", "Shown as"),
        translate("cards", "public description"),
        hint=translate("cards", "a source with knowledge of …"),
    )
    return lock, shown_as
