"""Making one record of two: actors, sources and claims that turned out to be the same.

Nothing that was recorded is lost where it can be kept: names become variants, other wordings go
into the note, other datings become alternatives. Each is one edit that undo takes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from timeline_app.domain.edits import Edit, with_field
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ActorName,
    Assessment,
    Claim,
    ClaimRelation,
    Dating,
    Hop,
    Id,
    OriginLink,
    Record,
    RelationMember,
    Source,
    new_id,
)
from timeline_app.domain.removing import Reads, release_anchor
from timeline_app.domain.revisions import Revisions
from timeline_app.domain.vocabulary import (
    ActorKind,
    Capture,
    Identification,
    Independence,
    NameKind,
)

R = TypeVar("R", bound=Record)


class CannotCombineError(Exception):
    """The sentence that says why records cannot be combined."""


_ACTOR_POINTERS = (
    ("hop", "actor_id"),
    ("actor", "affiliation_id"),
    ("actor_name", "used_by_id"),
    ("source", "outlet_id"),
    ("source", "author_id"),
)
_SOURCE_POINTERS = (
    ("hop", "source_id"),
    ("source", "part_of_id"),
    ("passage", "source_id"),
    ("snapshot", "source_id"),
    ("dating", "anchor_id"),
)
_CLAIM_LINKS = (
    ("claim_event", "event_id"),
    ("claim_passage", "passage_id"),
    ("claim_silence", "silence_id"),
    ("relation_member", "relation_id"),
)


def merge_actors(reads: Reads, label: str, kept_id: Id, absorbed_ids: Iterable[Id]) -> Edit:
    """Let one actor be all of these: it speaks where they spoke and bears their names.

    What is said of it stays; what is empty is filled. A confidential identity stays confidential.
    Raises CannotCombineError where there are no two actors.
    """
    draft = Revisions(reads)
    for kept, absorbed in _pairs(draft, Actor, kept_id, absorbed_ids):
        draft.put(_filled_actor(kept, absorbed))
        draft.drop(absorbed)
        _move(draft, _ACTOR_POINTERS, absorbed.id, kept_id)
        _move_unique(
            draft, "silence_actor", ("actor_id", "silence_id"), old=absorbed.id, new=kept_id
        )
        _move_names(draft, kept, absorbed)
        _move_origin_links(draft, absorbed.id, kept_id)
        _move_assessments(draft, absorbed.id, kept_id)
        _break_circle(draft, Actor, "affiliation_id", kept_id)
    return draft.edit(label)


def merge_sources(reads: Reads, label: str, kept_id: Id, absorbed_ids: Iterable[Id]) -> Edit:
    """Let one source be all of these, with their passages, snapshots and what was read in them.

    Raises CannotCombineError where there are no two sources.
    """
    draft = Revisions(reads)
    for kept, absorbed in _pairs(draft, Source, kept_id, absorbed_ids):
        draft.put(_filled_source(kept, absorbed))
        draft.drop(absorbed)
        _move(draft, _SOURCE_POINTERS, absorbed.id, kept_id)
        _move_datings(draft, absorbed.id, kept_id)
        _break_circle(draft, Source, "part_of_id", kept_id)
    return draft.edit(label)


def merge_claims(reads: Reads, label: str, kept_id: Id, absorbed_ids: Iterable[Id]) -> Edit:
    """Let one claim be all of these: its own words and chain, and everything they were about.

    The chain of the kept one counts; only where it has none it takes the other's. Raises
    CannotCombineError where there are no two claims.
    """
    draft = Revisions(reads)
    for kept, absorbed in _pairs(draft, Claim, kept_id, absorbed_ids):
        wording = "" if absorbed.text == kept.text else f"Also worded: “{absorbed.text}”"
        draft.put(replace(kept, note=_joined(kept.note, wording, absorbed.note)))
        draft.drop(absorbed)
        for link, other in _CLAIM_LINKS:
            _move_unique(draft, link, ("claim_id", other), old=absorbed.id, new=kept_id)
        _move_chain(draft, absorbed.id, kept_id)
        _move_datings(draft, absorbed.id, kept_id)
        _move_assessments(draft, absorbed.id, kept_id)
    _drop_lone_relations(draft, kept_id)
    return draft.edit(label)


def _pairs(
    draft: Revisions, kind: type[R], kept_id: Id, absorbed_ids: Iterable[Id]
) -> Iterable[tuple[R, R]]:
    """Yield the kept record, as it is by then, with each that it takes in."""
    absorbed = [record_id for record_id in dict.fromkeys(absorbed_ids) if record_id != kept_id]
    if not absorbed:
        raise CannotCombineError("Choose at least two records to make one of them.")
    for record_id in absorbed:
        kept, other = draft.get(kind, kept_id), draft.get(kind, record_id)
        if kept is None or other is None:
            raise CannotCombineError("One of these records is gone; choose them again.")
        yield kept, other


def _move(draft: Revisions, pointers: Sequence[tuple[str, str]], old: Id, new: Id) -> None:
    for kind, field in pointers:
        for record in draft.where(KINDS[kind], **{field: old}):
            draft.put(with_field(record, field, new))


def _move_unique(draft: Revisions, kind: str, pair: tuple[str, str], *, old: Id, new: Id) -> None:
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


def _move_names(draft: Revisions, kept: Actor, absorbed: Actor) -> None:
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


def _move_origin_links(draft: Revisions, old: Id, new: Id) -> None:
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
    return replace(kept, independence=independence, reason=_joined(kept.reason, other.reason))


def _move_assessments(draft: Revisions, old: Id, new: Id) -> None:
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


def _move_datings(draft: Revisions, old: Id, new: Id) -> None:
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


def _move_chain(draft: Revisions, old: Id, new: Id) -> None:
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


def _drop_lone_relations(draft: Revisions, claim_id: Id) -> None:
    """Let a relation go in which the claim stands alone now: it was between the two."""
    for member in draft.where(RelationMember, claim_id=claim_id):
        relation = draft.get(ClaimRelation, member.relation_id)
        if relation is not None and len(draft.where(RelationMember, relation_id=relation.id)) < 2:
            draft.drop(member)
            draft.drop(relation)


def _break_circle(draft: Revisions, kind: type[Record], up: str, record_id: Id) -> None:
    """Let the kept record belong to nothing if, by now, that would belong to it."""
    record = draft.get(kind, record_id)
    at = None if record is None else getattr(record, up)
    passed = {record_id}
    while record is not None and at is not None:
        if at in passed:
            draft.put(with_field(record, up, None))
            return
        passed.add(at)
        above = draft.get(kind, at)
        at = None if above is None else getattr(above, up)


def _filled_actor(kept: Actor, absorbed: Actor) -> Actor:
    return replace(
        kept,
        kind=absorbed.kind if kept.kind is ActorKind.UNKNOWN else kept.kind,
        identification=(
            absorbed.identification
            if kept.identification is Identification.UNSOURCED
            else kept.identification
        ),
        role=kept.role or absorbed.role,
        affiliation_id=kept.affiliation_id or absorbed.affiliation_id,
        basis=_joined(kept.basis, absorbed.basis),
        note=_joined(kept.note, absorbed.note),
        confidential=kept.confidential or absorbed.confidential,
        public_description=kept.public_description or absorbed.public_description,
    )


def _filled_source(kept: Source, absorbed: Source) -> Source:
    title = "" if absorbed.title == kept.title else f"Also titled: “{absorbed.title}”"
    url = "" if not kept.url or absorbed.url in ("", kept.url) else f"Also at: {absorbed.url}"
    is_captured = Capture.CAPTURED in (kept.capture, absorbed.capture)
    return replace(
        kept,
        capture=Capture.CAPTURED if is_captured else Capture.CITED_ONLY,
        outlet_id=kept.outlet_id or absorbed.outlet_id,
        author_id=kept.author_id or absorbed.author_id,
        part_of_id=kept.part_of_id or absorbed.part_of_id,
        url=kept.url or absorbed.url,
        language=kept.language or absorbed.language,
        note=_joined(kept.note, title, url, absorbed.note),
    )


def _joined(*texts: str) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
