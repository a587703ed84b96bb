"""Which fields of a record point at which other records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from timeline_app.domain.records import Assessment, Dating, Id, Record, kind_of

Key: TypeAlias = tuple[str, Id]
"""A record's kind and id: what it is called everywhere."""

POINTS: dict[str, dict[str, str]] = {
    "place_name": {"place_id": "place"},
    "actor": {"affiliation_id": "actor"},
    "actor_name": {"actor_id": "actor", "used_by_id": "actor"},
    "event": {"track_id": "track", "place_id": "place", "parent_id": "event"},
    "claim_event": {"claim_id": "claim", "event_id": "event"},
    "source": {"outlet_id": "actor", "author_id": "actor", "part_of_id": "source"},
    "snapshot": {"source_id": "source"},
    "passage": {"source_id": "source", "snapshot_id": "snapshot"},
    "claim_passage": {"claim_id": "claim", "passage_id": "passage"},
    "hop": {"claim_id": "claim", "actor_id": "actor", "source_id": "source"},
    "origin_link": {"first_id": "actor", "second_id": "actor"},
    "relation_member": {"relation_id": "claim_relation", "claim_id": "claim"},
    "silence_actor": {"silence_id": "silence", "actor_id": "actor"},
    "claim_silence": {"claim_id": "claim", "silence_id": "silence"},
    "assessment": {"supersedes_id": "assessment"},
    "dating": {"alternative_of": "dating"},
}
"""Kind → field → kind it points at; the same as the foreign keys of the project file."""

UNIQUE: dict[str, tuple[str, str]] = {
    "claim_event": ("claim_id", "event_id"),
    "claim_passage": ("claim_id", "passage_id"),
    "relation_member": ("relation_id", "claim_id"),
    "silence_actor": ("silence_id", "actor_id"),
    "claim_silence": ("claim_id", "silence_id"),
    "origin_link": ("first_id", "second_id"),
}
"""Kind → the two fields of which no two records may have the same values."""


def key_of(record: Record) -> Key:
    """Return a record's kind and id."""
    return kind_of(record), record.id


def pointers(record: Record) -> Iterator[tuple[str, Key]]:
    """Yield the fields that point at a record, with what they point at; owners included."""
    for name, kind in POINTS.get(kind_of(record), {}).items():
        target = getattr(record, name)
        if target is not None:
            yield name, (kind, target)
    if isinstance(record, Dating):
        yield "owner_id", (record.owner_kind.value, record.owner_id)
    if isinstance(record, Assessment):
        yield "subject_id", (record.subject_kind.value, record.subject_id)
