"""What of a project a view shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from timeline_app.domain.records import Assessment, Claim, Dating, Hop, Id, Record
from timeline_app.domain.vocabulary import AssessedKind, DatingOwner
from timeline_app.exchange.contents import ProjectContents, contents_of


@dataclass(frozen=True, slots=True)
class ViewShown:
    """The events and claims a view shows, by id.

    `folds` are first and last second of the stretches it folds, `span` those of the stretch it
    looks at; None leaves that to the program.
    """

    events: frozenset[Id]
    claims: frozenset[Id]
    folds: tuple[tuple[int, int], ...] | None = None
    span: tuple[int, int] | None = None


def with_claims_only(contents: ProjectContents, claims: Collection[Id]) -> ProjectContents:
    """Return a project without the other claims and what hangs on them."""
    hops = {hop.id for hop in contents.all(Hop) if hop.claim_id in claims}

    def stays(record: Record) -> bool:
        match record:
            case Claim():
                return record.id in claims
            case Dating(owner_kind=DatingOwner.CLAIM):
                return record.owner_id in claims
            case Dating(owner_kind=DatingOwner.HOP):
                return record.owner_id in hops
            case Assessment(subject_kind=AssessedKind.CLAIM):
                return record.subject_id in claims
            case _:
                claim_id = getattr(record, "claim_id", None)
                return claim_id is None or claim_id in claims

    return contents_of(record for record in contents.every() if stays(record))
