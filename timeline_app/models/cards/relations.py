"""Relations of claims as the sidebar shows them: the kind, what about, and the other side."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.domain.attribution import Relation
from timeline_app.domain.records import ClaimRelation, Id, RelationMember
from timeline_app.domain.vocabulary import CONTESTING
from timeline_app.models.cards.lines import ClaimLine, claim_lines
from timeline_app.models.document import Document
from timeline_app.models.words import word_for


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation seen from one claim: the claims against it, and those beside it."""

    relation: ClaimRelation
    members: tuple[RelationMember, ...]
    kind_word: str
    is_contesting: bool
    against: tuple[ClaimLine, ...]
    beside: tuple[ClaimLine, ...]

    @property
    def key(self) -> str:
        """Name the relation among its neighbours."""
        return self.relation.id


def relations_of(document: Document, claim_id: Id) -> tuple[RelationView, ...]:
    """Return the relations a claim is in, the contesting ones first."""
    views = [
        _seen_from(document, relation, claim_id) for relation in document.relations([claim_id])
    ]
    return tuple(sorted(views, key=lambda view: not view.is_contesting))


def relations_of_claims(document: Document, claim_ids: list[Id]) -> tuple[RelationView, ...]:
    """Return every relation among some claims, seen from outside."""
    views = [_seen_from(document, relation, None) for relation in document.relations(claim_ids)]
    return tuple(sorted(views, key=lambda view: not view.is_contesting))


def _seen_from(document: Document, relation: Relation, claim_id: Id | None) -> RelationView:
    against = set(relation.opposing(claim_id)) if claim_id is not None else set()
    others = [member.claim_id for member in relation.members if member.claim_id != claim_id]
    kind = relation.relation.kind
    return RelationView(
        relation=relation.relation,
        members=relation.members,
        kind_word=word_for(kind),
        is_contesting=kind in CONTESTING,
        against=claim_lines(document, [(i, None) for i in others if i in against]),
        beside=claim_lines(document, [(i, None) for i in others if i not in against]),
    )
