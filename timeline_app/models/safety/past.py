"""The history of a project or of one record, edit by edit, each told in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline_app.domain.edits import Change
from timeline_app.domain.records import (
    KINDS,
    Assessment,
    ClaimEvent,
    ClaimPassage,
    Dating,
    Hop,
    Id,
    Record,
)
from timeline_app.domain.references import key_of
from timeline_app.domain.subjects import grouped
from timeline_app.models.document import Document
from timeline_app.models.safety.record_words import (
    Lookup,
    about,
    change_lines,
    reader_of,
)
from timeline_app.models.selection import Ref
from timeline_app.storage.log import LoggedEdit

_LIMIT = 500

_OWNED: dict[str, tuple[tuple[type[Record], str], ...]] = {
    "claim": (
        (Hop, "claim_id"),
        (Dating, "owner_id"),
        (Assessment, "subject_id"),
        (ClaimEvent, "claim_id"),
        (ClaimPassage, "claim_id"),
    ),
    "event": ((Dating, "owner_id"), (ClaimEvent, "event_id")),
    "source": ((Dating, "owner_id"),),
    "actor": ((Assessment, "subject_id"),),
}
"""What belongs to the history of a record beside itself: records of a kind that name it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an edit did, in words, under each thing it is about."""

    about: str
    lines: tuple[str, ...]


def past_of(document: Document, ref: Ref | None) -> list[LoggedEdit]:
    """Return the newest edits of the project, or of a record with what it owns, newest first."""
    if ref is None:
        return document.history(_LIMIT)
    found: dict[int, LoggedEdit] = {}
    for kind, record_id in _with_owned(document, ref):
        for edit in document.store.history_of(kind, record_id, _LIMIT):
            found[edit.number] = edit
    return sorted(found.values(), key=lambda edit: -edit.number)[:_LIMIT]


def _with_owned(document: Document, ref: Ref) -> Iterable[tuple[type[Record], Id]]:
    yield KINDS[ref.kind], ref.id
    for kind, field in _OWNED.get(ref.kind, ()):
        for owned in document.where(kind, **{field: ref.id}):
            yield kind, owned.id


def told(document: Document, edit: LoggedEdit) -> tuple[Told, ...]:
    """Tell what a logged edit did; names are those of now, or of then for what is gone."""
    changes = document.store.changes_of(edit.number)
    lookup = _then_or_now({(c.kind, c.id): c.record for c in changes}, reader_of(document))
    by_record: dict[tuple[str, Id], Change] = {(c.kind, c.id): c for c in changes}
    return tuple(
        Told(
            about(key, lookup),
            tuple(
                line
                for record in records
                for line in change_lines(by_record[key_of(record)], lookup)
            ),
        )
        for key, records in grouped((c.record for c in changes), lookup).items()
    )


def _then_or_now(then: dict[tuple[str, Id], Record], now: Lookup) -> Lookup:
    return lambda key: now(key) or then.get(key)
