"""Removing records with everything that hangs on them, as one edit that undo takes back.

What a record owns goes with it; what merely points at it lets go. Somebody who speaks in a chain
is not removed: a claim without its speaker would be another claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from timeline_app.domain.edits import Change, Edit, with_field
from timeline_app.domain.records import (
    KINDS,
    Actor,
    ClaimRelation,
    Dating,
    Hop,
    Id,
    Record,
    RelationMember,
    kind_of,
)
from timeline_app.domain.vocabulary import AnchorKind

R = TypeVar("R", bound=Record)
_Key = tuple[str, Id]


class Reads(Protocol):
    """Where records are read: the store or the document."""

    def get(self, kind: type[R], record_id: Id, /) -> R | None: ...
    def where(self, kind: type[R], **equal: str) -> list[R]: ...


class CannotRemoveError(Exception):
    """The sentence that says why records stay."""


_OWNED: dict[str, tuple[tuple[str, str], ...]] = {
    "claim": (
        ("claim_event", "claim_id"),
        ("claim_passage", "claim_id"),
        ("claim_silence", "claim_id"),
        ("relation_member", "claim_id"),
        ("hop", "claim_id"),
        ("dating", "owner_id"),
        ("assessment", "subject_id"),
    ),
    "event": (("claim_event", "event_id"), ("dating", "owner_id")),
    "actor": (
        ("actor_name", "actor_id"),
        ("silence_actor", "actor_id"),
        ("origin_link", "first_id"),
        ("origin_link", "second_id"),
        ("assessment", "subject_id"),
    ),
    "source": (("passage", "source_id"), ("snapshot", "source_id"), ("dating", "owner_id")),
    "passage": (("claim_passage", "passage_id"),),
    "place": (("place_name", "place_id"),),
    "hop": (("dating", "owner_id"),),
    "silence": (
        ("silence_actor", "silence_id"),
        ("claim_silence", "silence_id"),
        ("dating", "owner_id"),
    ),
    "claim_relation": (("relation_member", "relation_id"),),
    "dating": (("dating", "alternative_of"),),
}
"""What goes with a record of a kind: records of a kind whose field names it."""

_POINTING: dict[str, tuple[tuple[str, str], ...]] = {
    "event": (("event", "parent_id"), ("dating", "anchor_id")),
    "track": (("event", "track_id"),),
    "place": (("event", "place_id"),),
    "actor": (
        ("actor", "affiliation_id"),
        ("actor_name", "used_by_id"),
        ("source", "outlet_id"),
        ("source", "author_id"),
    ),
    "source": (("hop", "source_id"), ("source", "part_of_id"), ("dating", "anchor_id")),
    "snapshot": (("passage", "snapshot_id"),),
    "hop": (("dating", "anchor_id"),),
    "assessment": (("assessment", "supersedes_id"),),
}
"""What lets go of a record of a kind: records of a kind whose field names it and may be empty."""


def removal(reads: Reads, label: str, kind: str, ids: Iterable[Id]) -> Edit:
    """Remove records of a kind, dependents first; ids that are gone already are passed over.

    Raises CannotRemoveError for an actor that speaks in a chain which stays.
    """
    gone: dict[_Key, Record] = {}
    for record_id in ids:
        record = reads.get(KINDS[kind], record_id)
        if record is not None:
            _gather(reads, record, gone)
    _refuse_speakers(reads, gone)
    released = _released(reads, gone)
    order = {name: position for position, name in enumerate(KINDS)}
    going = sorted(gone.values(), key=lambda record: (-order[kind_of(record)], _is_first(record)))
    return Edit(label, (*released, *(Change(record, None) for record in going)))


def _gather(reads: Reads, record: Record, gone: dict[_Key, Record]) -> None:
    """Add a record and all it owns to what goes."""
    key = (kind_of(record), record.id)
    if key in gone:
        return
    gone[key] = record
    for kind, field in _OWNED.get(key[0], ()):
        for owned in reads.where(KINDS[kind], **{field: record.id}):
            _gather(reads, owned, gone)
    if isinstance(record, RelationMember):
        _gather_relation(reads, record.relation_id, gone)


def _gather_relation(reads: Reads, relation_id: Id, gone: dict[_Key, Record]) -> None:
    """Let a relation go when fewer than two claims are left in it: it says nothing any more."""
    members = reads.where(RelationMember, relation_id=relation_id)
    left = [member for member in members if ("relation_member", member.id) not in gone]
    relation = reads.get(ClaimRelation, relation_id)
    if len(left) < 2 and relation is not None:
        _gather(reads, relation, gone)


def _refuse_speakers(reads: Reads, gone: dict[_Key, Record]) -> None:
    for record in gone.values():
        if not isinstance(record, Actor):
            continue
        hops = [h for h in reads.where(Hop, actor_id=record.id) if ("hop", h.id) not in gone]
        if hops:
            claims = len({hop.claim_id for hop in hops})
            counted = f"{claims} claim" if claims == 1 else f"{claims} claims"
            raise CannotRemoveError(
                f"“{record.name}” speaks in the chain of {counted} and stays; give those steps to"
                " somebody else first."
            )


def _released(reads: Reads, gone: dict[_Key, Record]) -> list[Change]:
    """Return the changes by which the records that stay let go of those that go."""
    before: dict[_Key, Record] = {}
    after: dict[_Key, Record] = {}
    for kind, record_id in gone:
        for pointing, field in _POINTING.get(kind, ()):
            for record in reads.where(KINDS[pointing], **{field: record_id}):
                key = (pointing, record.id)
                if key not in gone:
                    before[key] = record
                    after[key] = _without(after.get(key, record), field)
    return [Change(before[key], after[key]) for key in before]


def release_anchor(dating: Dating) -> Dating:
    """Return a dating that keeps the moment it was counted from, and not where that came from."""
    kept = AnchorKind.FIXED if dating.anchor else AnchorKind.NONE
    return replace(dating, anchor_id=None, anchor_kind=kept)


def _without(record: Record, field: str) -> Record:
    if isinstance(record, Dating) and field == "anchor_id":
        return release_anchor(record)
    return with_field(record, field, None)


def _is_first(record: Record) -> bool:
    """Tell whether other records of the kind may point at this one, so that it goes after them."""
    return isinstance(record, Dating) and record.alternative_of is None
