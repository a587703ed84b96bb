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
class BodyView:
    """Somebody who was silent: the link to the silence, and the line that selects them."""

    body: SilenceActor
    line: RecordLine

    @property
    def key(self) -> str:
        """Name the body among the others of the silence."""
        return self.body.id


@dataclass(frozen=True, slots=True)
class SilenceCard:
    """Everything the sidebar shows of one silence."""

    silence: Silence
    topic: FieldView
    note: FieldView
    bodies: tuple[BodyView, ...]
    until: DatingView
    accounts: AccountsView


@dataclass(frozen=True, slots=True)
class MemberView:
    """A claim in a relation, and the sides it could stand on; side 0 takes no side."""

    member: RelationMember
    line: ClaimLine
    sides: int

    @property
    def key(self) -> str:
        """Name the claim among the others of the relation."""
        return self.member.id


@dataclass(frozen=True, slots=True)
class RelationCard:
    """Everything the sidebar shows of one relation of claims."""

    relation: ClaimRelation
    title: str
    fields: tuple[FieldView, ...]
    members: tuple[MemberView, ...]


def silence_card(document: Document, silence_id: Id) -> SilenceCard | None:
    """Derive the card of a silence, or None if there is no such silence."""
    silence = document.get(Silence, silence_id)
    if silence is None:
        return None
    links = document.where(SilenceActor, silence_id=silence_id)
    actors = document.many(Actor, (link.actor_id for link in links))
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
        bodies=tuple(
            BodyView(link, RecordLine(Ref("actor", link.actor_id), actors[link.actor_id].name))
            for link in links
            if link.actor_id in actors
        ),
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
        members=_members(document, relation_id),
    )


def _members(document: Document, relation_id: Id) -> tuple[MemberView, ...]:
    """Return the claims of a relation by their sides; each may go to one side more than are."""
    members = document.where(RelationMember, relation_id=relation_id)
    lines = {
        line.claim_id: line
        for line in claim_lines(document, [(member.claim_id, None) for member in members])
    }
    most = max((member.side for member in members), default=0) + 1
    return tuple(
        MemberView(member, lines[member.claim_id], max(2, most))
        for member in sorted(members, key=lambda member: member.side)
        if member.claim_id in lines
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
