"""The edits that relate claims to each other: a relation made, its claims, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edits import Edit, add, revise
from timeline_app.domain.records import ClaimRelation, Id, RelationMember, new_id
from timeline_app.domain.removing import removal
from timeline_app.domain.vocabulary import RelationKind
from timeline_app.models.document import Document
from timeline_app.models.words import word_for

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A relation as it is entered: its kind, what about, why, and the claims with their sides."""

    kind: RelationKind
    about: str
    explanation: str
    sides: tuple[tuple[Id, int], ...]

    @property
    def refusal(self) -> str:
        """Why the relation may not be made yet, or ""."""
        if len({claim_id for claim_id, _ in self.sides}) < 2:
            return translate("relations", "A relation needs another claim: pick one by its words.")
        return ""


def relate(entry: RelationEntry) -> Edit:
    """Make a relation between claims; each stands in it once."""
    relation = ClaimRelation(
        new_id(), entry.kind, one_line(entry.about), several_lines(entry.explanation)
    )
    members = [
        RelationMember(new_id(), relation.id, claim_id, side)
        for claim_id, side in dict(entry.sides).items()
    ]
    label = translate("edits", "Relate claims: {kind}").format(kind=word_for(entry.kind))
    return add(label, relation, *members)


def add_to_relation(members: Sequence[RelationMember], claim_id: Id, side: int) -> Edit | None:
    """Put a claim into the relation of these members; None where it stands in it already."""
    if claim_id in {member.claim_id for member in members}:
        return None
    member = RelationMember(new_id(), members[0].relation_id, claim_id, side)
    return add(translate("edits", "Add claim to relation"), member)


def change_side(member: RelationMember, side: int) -> Edit:
    """Put a claim on another side of its relation; 0 takes no side."""
    return revise(translate("edits", "Change side in relation"), member, replace(member, side=side))


def take_from_relation(document: Document, member: RelationMember) -> Edit:
    """Take a claim out of its relation; a relation of one claim goes with it."""
    label = translate("edits", "Take claim out of relation")
    return removal(document, label, "relation_member", [member.id])


def delete_relation(document: Document, relation_id: Id) -> Edit:
    """Remove a relation; its claims stay."""
    label = translate("edits", "Delete relation of claims")
    return removal(document, label, "claim_relation", [relation_id])
