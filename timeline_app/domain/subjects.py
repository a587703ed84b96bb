"""What a record is about: the event, claim, actor or source under which a change is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from timeline_app.domain.records import Assessment, Dating, Hop, Record, kind_of
from timeline_app.domain.references import Key

Lookup = Callable[[Key], Record | None]

_UNDER = {
    "claim_event": ("event", "event_id"),
    "hop": ("claim", "claim_id"),
    "claim_passage": ("claim", "claim_id"),
    "claim_silence": ("claim", "claim_id"),
    "relation_member": ("claim", "claim_id"),
    "actor_name": ("actor", "actor_id"),
    "origin_link": ("actor", "first_id"),
    "place_name": ("place", "place_id"),
    "passage": ("source", "source_id"),
    "snapshot": ("source", "source_id"),
    "silence_actor": ("silence", "silence_id"),
}
"""Kind → the kind it is shown under, and the field that says which."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record that is not the same on both sides."""

    name: str
    before: object
    after: object


def subject_of(record: Record, lookup: Lookup) -> Key:
    """Return what a record is shown under; itself if it stands alone.

    A link between a claim and an event is shown under the event, a hop and its dating under their
    claim. `lookup` finds records by key, for a dating whose hop has to be known.
    """
    kind = kind_of(record)
    if kind in _UNDER:
        subject, name = _UNDER[kind]
        return subject, getattr(record, name)
    if isinstance(record, Assessment):
        return record.subject_kind.value, record.subject_id
    if isinstance(record, Dating):
        owner = (record.owner_kind.value, record.owner_id)
        hop = lookup(owner)
        return subject_of(hop, lookup) if isinstance(hop, Hop) else owner
    return kind, record.id


def grouped(records: Iterable[Record], lookup: Lookup) -> dict[Key, list[Record]]:
    """Return records under what each is about; events first, then claims, then the rest."""
    found: dict[Key, list[Record]] = {}
    for record in records:
        found.setdefault(subject_of(record, lookup), []).append(record)
    order = {"event": 0, "claim": 1}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0][0], 2), item[0])))


def differences(before: Record, after: Record) -> list[Difference]:
    """Return the fields in which two versions of a record differ, in their order."""
    return [
        Difference(field.name, old, new)
        for field in fields(before)
        if (old := getattr(before, field.name)) != (new := getattr(after, field.name))
    ]
