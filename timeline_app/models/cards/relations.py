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
    return _views(document, [claim_id], claim_id)


def relations_of_claims(document: Document, claim_ids: list[Id]) -> tuple[RelationView, ...]:
    """Return every relation among some claims, seen from outside."""
    return _views(document, claim_ids, None)


def _views(
    document: Document, claim_ids: list[Id], seen_from: Id | None
) -> tuple[RelationView, ...]:
    """Return the relations of claims without what became known only after the day shown."""
    relations = document.relations(claim_ids)
    unknown = document.unknown_among(m.claim_id for r in relations for m in r.members)
    views = [
        _seen_from(document, relation, seen_from, unknown)
        for relation in relations
        if _is_known(relation, unknown)
    ]
    return tuple(sorted(views, key=lambda view: not view.is_contesting))


def _is_known(relation: Relation, unknown: frozenset[Id]) -> bool:
    """Tell whether two claims of a relation are known, or all there are."""
    known = sum(member.claim_id not in unknown for member in relation.members)
    return known > 1 or known == len(relation.members)


def _seen_from(
    document: Document, relation: Relation, claim_id: Id | None, left_out: frozenset[Id]
) -> RelationView:
    against = set(relation.opposing(claim_id)) if claim_id is not None else set()
    members = (member.claim_id for member in relation.members)
    others = [i for i in members if i != claim_id and i not in left_out]
    kind = relation.relation.kind
    return RelationView(
        relation=relation.relation,
        members=relation.members,
        kind_word=word_for(kind),
        is_contesting=kind in CONTESTING,
        against=claim_lines(document, [(i, None) for i in others if i in against]),
        beside=claim_lines(document, [(i, None) for i in others if i not in against]),
    )
