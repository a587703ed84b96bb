"""What the sidebar shows of a silence and of a relation of claims."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import (
    Actor,
    ClaimRelation,
    Id,
    RelationMember,
    Silence,
    SilenceActor,
)
from timeline_app.domain.vocabulary import DatingOwner, RelationKind
from timeline_app.models.cards.accounts import AccountsView, accounts_of_silence
from timeline_app.models.cards.fields import FieldView, choice, line, lines
from timeline_app.models.cards.lines import (
    ClaimLine,
    DatingView,
    RecordLine,
    claim_lines,
    dating_view,
)
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref
from timeline_app.models.words import word_for

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SilenceCard:
    """Everything the sidebar shows of one silence."""

    silence: Silence
    topic: FieldView
    note: FieldView
    bodies: tuple[RecordLine, ...]
    until: DatingView
    accounts: AccountsView


@dataclass(frozen=True, slots=True)
class SideView:
    """The claims on one side of a relation; side 0 takes no side."""

    side: int
    lines: tuple[ClaimLine, ...]

    @property
    def key(self) -> str:
        """Name the side among its neighbours."""
        return str(self.side)


@dataclass(frozen=True, slots=True)
class RelationCard:
    """Everything the sidebar shows of one relation of claims."""

    relation: ClaimRelation
    title: str
    fields: tuple[FieldView, ...]
    sides: tuple[SideView, ...]


def silence_card(document: Document, silence_id: Id) -> SilenceCard | None:
    """Derive the card of a silence, or None if there is no such silence."""
    silence = document.get(Silence, silence_id)
    if silence is None:
        return None
    links = document.where(SilenceActor, silence_id=silence_id)
    bodies = document.many(Actor, (link.actor_id for link in links))
    return SilenceCard(
        silence=silence,
        topic=line(
            silence,
            "topic",
            translate("cards", "Silent on"),
            translate("cards", "topic of silence"),
            required=translate("cards", "A silence needs a topic."),
        ),
        note=lines(
            silence,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on silence"),
            hint=translate("cards", "Add a note"),
        ),
        bodies=tuple(RecordLine(Ref("actor", a.id), a.name) for a in bodies.values()),
        until=dating_view(
            document, DatingOwner.SILENCE, silence_id, translate("cards", "date of silence")
        ),
        accounts=accounts_of_silence(document, silence),
    )


def relation_card(document: Document, relation_id: Id) -> RelationCard | None:
    """Derive the card of a relation, or None if there is no such relation."""
    record = document.get(ClaimRelation, relation_id)
    if record is None:
        return None
    return RelationCard(
        relation=record,
        title=record.about or word_for(record.kind),
        fields=_relation_fields(record),
        sides=_sides(document, relation_id),
    )


def _sides(document: Document, relation_id: Id) -> tuple[SideView, ...]:
    members = document.where(RelationMember, relation_id=relation_id)
    return tuple(
        SideView(
            side,
            claim_lines(document, [(m.claim_id, None) for m in members if m.side == side]),
        )
        for side in sorted({member.side for member in members})
    )


def _relation_fields(record: ClaimRelation) -> tuple[FieldView, ...]:
    return (
        choice(
            record,
            "kind",
            translate("cards", "Kind"),
            translate("cards", "kind of relation"),
            kind=RelationKind,
        ),
        line(
            record,
            "about",
            translate("cards", "About"),
            translate("cards", "what a relation is about"),
            hint=translate("cards", "what they differ on"),
        ),
        lines(
            record,
            "explanation",
            translate("cards", "Explained"),
            translate("cards", "explanation of relation"),
            hint=translate("cards", "Say why"),
        ),
    )
