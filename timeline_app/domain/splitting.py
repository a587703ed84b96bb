"""Making several claims of one that asserts several things at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline_app.domain.combining import CannotCombineError
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import (
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimSilence,
    Dating,
    Hop,
    Id,
    new_id,
)
from timeline_app.domain.removing import Reads
from timeline_app.domain.revisions import Revisions

_LINKS: tuple[type[ClaimEvent | ClaimPassage | ClaimSilence], ...] = (
    ClaimEvent,
    ClaimPassage,
    ClaimSilence,
)


def split_claim(reads: Reads, label: str, claim_id: Id, texts: Sequence[str]) -> Edit:
    """Split a claim: the first text stays its own, each further one becomes a claim like it.

    Every part has the chain, passages, datings, events and silences of the whole; relations and
    judgements stay with the first, since what they say of a part nobody knows. Raises
    CannotCombineError without two texts.
    """
    parts = [text.strip() for text in texts if text.strip()]
    claim = reads.get(Claim, claim_id)
    if claim is None:
        raise CannotCombineError("This claim is gone.")
    if len(parts) < 2:
        raise CannotCombineError("Write at least two parts to split a claim into.")
    draft = Revisions(reads)
    draft.put(replace(claim, text=parts[0]))
    for text in parts[1:]:
        _copy(reads, draft, replace(claim, id=new_id(), text=text), claim_id)
    return draft.edit(label)


def _copy(reads: Reads, draft: Revisions, part: Claim, whole_id: Id) -> None:
    draft.put(part)
    for kind in _LINKS:
        for link in reads.where(kind, claim_id=whole_id):
            draft.put(replace(link, id=new_id(), claim_id=part.id))
    owners = {whole_id: part.id}
    for hop in reads.where(Hop, claim_id=whole_id):
        owners[hop.id] = new_id()
        draft.put(replace(hop, id=owners[hop.id], claim_id=part.id))
    _copy_datings(reads, draft, owners)


def _copy_datings(reads: Reads, draft: Revisions, owners: Mapping[Id, Id]) -> None:
    """Copy the datings of some owners to others; what counted from a step counts from its copy."""
    datings = [d for owner_id in owners for d in reads.where(Dating, owner_id=owner_id)]
    copies = {dating.id: new_id() for dating in datings}
    for dating in datings:
        anchor_id, first = dating.anchor_id, dating.alternative_of
        copy = replace(
            dating,
            id=copies[dating.id],
            owner_id=owners[dating.owner_id],
            anchor_id=None if anchor_id is None else owners.get(anchor_id, anchor_id),
            alternative_of=None if first is None else copies[first],
        )
        draft.put(copy)
