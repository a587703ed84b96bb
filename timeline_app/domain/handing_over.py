"""What a record hands over to the one that takes it in: links, names, datings, judgements, hops.

Whatever says the same of both is kept once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline_app.domain.edits import with_field
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ActorName,
    Assessment,
    ClaimRelation,
    Dating,
    Hop,
    Id,
    OriginLink,
    RelationMember,
    new_id,
)
from timeline_app.domain.removing import release_anchor
from timeline_app.domain.revisions import Revisions
from timeline_app.domain.vocabulary import Independence, NameKind


def move(draft: Revisions, pointers: Sequence[tuple[str, str]], old: Id, new: Id) -> None:
    """Let what points at the absorbed record, by kind and field, point at the kept one."""
    for kind, field in pointers:
        for record in draft.where(KINDS[kind], **{field: old}):
            draft.put(with_field(record, field, new))


def move_unique(draft: Revisions, kind: str, pair: tuple[str, str], *, old: Id, new: Id) -> None:
    """Move links; one that the kept record has already is dropped, and what it says with it.

    `pair` names the field that moves and the one it makes a unique pair with.
    """
    field, other = pair
    taken = {getattr(link, other) for link in draft.where(KINDS[kind], **{field: new})}
    for link in draft.where(KINDS[kind], **{field: old}):
        if getattr(link, other) in taken:
            draft.drop(link)
        else:
            draft.put(with_field(link, field, new))


def move_names(draft: Revisions, kept: Actor, absorbed: Actor) -> None:
    """Keep every name once. What one called the other is from now on a name it gives itself."""
    known = {kept.name, *(name.name for name in draft.where(ActorName, actor_id=kept.id))}
    own = ActorName(new_id(), absorbed.id, absorbed.name)
    for name in (own, *draft.where(ActorName, actor_id=absorbed.id)):
        if name.name not in known or name.kind is NameKind.LABEL:
            draft.put(replace(name, actor_id=kept.id))
            known.add(name.name)
        elif name is not own:
            draft.drop(name)
    for name in draft.where(ActorName, actor_id=kept.id):
        if name.used_by_id == kept.id:
            draft.put(replace(name, kind=NameKind.ALIAS, used_by_id=None))


def move_origin_links(draft: Revisions, old: Id, new: Id) -> None:
    """Keep what is known of two origins once for each pair; what was between the two is gone."""
    known = {_other_end(link, new): link for link in _links(draft, new)}
    for link in _links(draft, old):
        other = _other_end(link, old)
        if other == new:
            draft.drop(link)
        elif other in known:
            draft.drop(link)
            draft.put(_agreed(known[other], link))
        else:
            field = "first_id" if link.first_id == old else "second_id"
            draft.put(with_field(link, field, new))


def _links(draft: Revisions, actor_id: Id) -> list[OriginLink]:
    found = (
        *draft.where(OriginLink, first_id=actor_id),
        *draft.where(OriginLink, second_id=actor_id),
    )
    return list({link.id: link for link in found}.values())


def _other_end(link: OriginLink, actor_id: Id) -> Id:
    return link.second_id if link.first_id == actor_id else link.first_id


def _agreed(kept: OriginLink, other: OriginLink) -> OriginLink:
    """Return what two links say together; where they contradict each other, nothing is known."""
    said = {kept.independence, other.independence} - {Independence.UNKNOWN}
    independence = said.pop() if len(said) == 1 else Independence.UNKNOWN
    return replace(kept, independence=independence, reason=joined(kept.reason, other.reason))


def move_assessments(draft: Revisions, old: Id, new: Id) -> None:
    """Make one history of two: the one that was judged last goes on from the other's last."""
    mine, theirs = (draft.where(Assessment, subject_id=i) for i in (new, old))
    for judged in theirs:
        draft.put(replace(judged, subject_id=new))
    if not mine or not theirs:
        return
    earlier, later = sorted((mine, theirs), key=lambda history: _head(history).made_at)
    first = next(judged for judged in later if judged.supersedes_id is None)
    draft.put(replace(first, subject_id=new, supersedes_id=_head(earlier).id))


def _head(history: Sequence[Assessment]) -> Assessment:
    superseded = {judged.supersedes_id for judged in history}
    heads = [judged for judged in history if judged.id not in superseded]
    return max(heads, key=lambda judged: judged.made_at)


def move_datings(draft: Revisions, old: Id, new: Id) -> None:
    """Keep every date once: what is not the kept record's is another way to read its own."""
    mine = draft.where(Dating, owner_id=new)
    counts = next((dating for dating in mine if dating.alternative_of is None), None)
    known = {(dating.edtf, dating.wording) for dating in mine}
    for dating in draft.where(Dating, owner_id=old):
        if counts is None:
            draft.put(replace(dating, owner_id=new))
        elif dating.edtf is None or (dating.edtf, dating.wording) in known:
            draft.drop(dating)
        else:
            known.add((dating.edtf, dating.wording))
            other = replace(dating, owner_id=new, alternative_of=counts.id, confirmed=False)
            draft.put(other)


def move_chain(draft: Revisions, old: Id, new: Id) -> None:
    """Give the chain to a claim that has none; else it goes, and with it the days of its hops."""
    has_chain = bool(draft.where(Hop, claim_id=new))
    for hop in draft.where(Hop, claim_id=old):
        if not has_chain:
            draft.put(replace(hop, claim_id=new))
            continue
        for dating in draft.where(Dating, owner_id=hop.id):
            draft.drop(dating)
        for dating in draft.where(Dating, anchor_id=hop.id):
            draft.put(release_anchor(dating))
        draft.drop(hop)


def drop_lone_relations(draft: Revisions, claim_id: Id) -> None:
    """Let a relation go in which the claim stands alone now: it was between the two."""
    for member in draft.where(RelationMember, claim_id=claim_id):
        relation = draft.get(ClaimRelation, member.relation_id)
        if relation is not None and len(draft.where(RelationMember, relation_id=relation.id)) < 2:
            draft.drop(member)
            draft.drop(relation)


def joined(*texts: str) -> str:
    """Put texts below each other, each once, without those that are empty."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
