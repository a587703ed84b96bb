"""Which events of the timeline an edit is about."""

from __future__ import annotations

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import (
    ClaimEvent,
    ClaimRelation,
    Event,
    Hop,
    Id,
    RelationMember,
)
from timeline_app.models.document import Document


def events_touched(document: Document, edit: Edit) -> list[Id]:
    """Return the events whose row on the timeline, or whose lanes, an edit may change."""
    ids: dict[Id, None] = {}
    claims: set[Id] = set()
    for change in edit.changes:
        for record in (change.before, change.after):
            if isinstance(record, Event):
                ids[record.id] = None
            elif isinstance(record, ClaimEvent):
                ids[record.event_id] = None
            elif isinstance(record, Hop | RelationMember):
                claims.add(record.claim_id)
            elif isinstance(record, ClaimRelation):
                members = document.where(RelationMember, relation_id=record.id)
                claims.update(member.claim_id for member in members)
    for claim_id in claims:
        ids |= dict.fromkeys(
            link.event_id for link in document.where(ClaimEvent, claim_id=claim_id)
        )
    return list(ids)
