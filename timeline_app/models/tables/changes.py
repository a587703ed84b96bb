"""What an edit means to a table: which rows it touches, and what else they show that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import (
    Actor,
    Assessment,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Hop,
    Id,
    Record,
    RelationMember,
)
from timeline_app.models.document import Document

_SHAKES = ("actor", "origin_link", "claim_relation")

_HELD_BY = {
    "hop": frozenset({"speaker", "via", "source", "said", "published", "reliability", "marks"}),
    "claim_event": frozenset({"event", "stance", "marks"}),
    "dating": frozenset({"refers", "said", "published", "marks"}),
    "assessment": frozenset({"credibility", "reliability"}),
    "claim_passage": frozenset({"source", "marks"}),
}
"""Columns of the claims table that are read from records of other kinds, by the kind.

What else such a record changes is read anew as a whole (`stale_scans`), or is a name.
"""


def touched(document: Document, table: str, edit: Edit) -> frozenset[Id]:
    """Return the ids of a table's records whose own columns an edit may have changed."""
    found: set[Id] = set()
    for change in edit.changes:
        for record in _sides(change):
            if change.kind == table:
                found.add(record.id)
            found |= _pointed_at(document, table, record)
    return frozenset(found)


def mentioned(document: Document, edit: Edit, touched_ids: frozenset[Id]) -> frozenset[Id]:
    """Return every id an edit has to do with: a row that mentions one may show something else.

    A claim's chain bears on how the other claims of its events stand.
    """
    found = set(touched_ids)
    for change in edit.changes:
        found.add(change.id)
        for record in _sides(change):
            found |= _pointers(record)
    if edit.touches("hop", "claim_event"):
        for claim_id in {r.claim_id for c in edit.changes for r in _sides(c) if isinstance(r, Hop)}:
            found |= {link.event_id for link in document.where(ClaimEvent, claim_id=claim_id)}
    return frozenset(found)


def shakes_all(edit: Edit) -> bool:
    """Tell whether an edit may change how any row stands."""
    return edit.touches(*_SHAKES)


def stale_scans(table: str, edit: Edit) -> frozenset[str]:
    """Return the columns that must be read anew, since what changed reaches further than a row."""
    found: set[str] = set()
    if table == "claim":
        records = [record for change in edit.changes for record in _sides(change)]
        if any(isinstance(r, Dating) and r.owner_kind == "source" for r in records):
            found.add("published")
        if any(isinstance(r, Assessment) and r.subject_kind == "actor" for r in records):
            found.add("reliability")
        if edit.touches("passage"):
            found.add("source")
        if edit.touches("origin_link") or any(map(_speaks_otherwise, edit.changes)):
            found.add("marks")
    return frozenset(found)


def marked(document: Document, edit: Edit) -> frozenset[Id]:
    """Return the claims, besides those an edit touches, whose marks it may have changed.

    Those are the other accounts of an event, which it may join or dispute, and the other members
    of a relation.
    """
    sides = [record for change in edit.changes for record in _sides(change)]
    retold = {r.claim_id for r in sides if isinstance(r, Hop)}
    events = {r.event_id for r in sides if isinstance(r, ClaimEvent)}
    events |= {link.event_id for link in document.among(ClaimEvent, "claim_id", retold)}
    relations = {r.id for r in sides if isinstance(r, ClaimRelation)}
    relations |= {r.relation_id for r in sides if isinstance(r, RelationMember)}
    found = {r.claim_id for r in sides if isinstance(r, RelationMember)}
    found |= {m.claim_id for m in document.among(RelationMember, "relation_id", relations)}
    return frozenset(
        found | {link.claim_id for link in document.among(ClaimEvent, "event_id", events)}
    )


def _speaks_otherwise(change: Change) -> bool:
    """Tell whether an actor is identified otherwise now, and so may be another voice or none."""
    before, after = change.before, change.after
    if not isinstance(before, Actor) or not isinstance(after, Actor):
        return False  # whoever comes or goes has no part in any chain but those the edit tells of
    return before.identification != after.identification


def columns_touched(table: str, edit: Edit) -> frozenset[str] | None:
    """Return the columns whose value an edit may have changed in a row it touches; None is any."""
    if table != "claim":
        return None
    found: set[str] = set()
    for change in edit.changes:
        if change.kind != table:
            found |= _HELD_BY.get(change.kind, frozenset())
        elif change.before is None or change.after is None:
            return None
        else:
            found |= _differing(change.before, change.after)
    return frozenset(found)


def came_or_went(table: str, edit: Edit) -> bool:
    """Tell whether an edit added rows to a table or took any away."""
    return any(
        change.kind == table and (change.before is None or change.after is None)
        for change in edit.changes
    )


def lengthened(
    rowids: NDArray[np.int64], table: str, edit: Edit, touched_rowids: Mapping[Id, int]
) -> NDArray[np.int64] | None:
    """Return the rowids of a table with those behind them that an edit added.

    None if it did anything else to the rows there are: then they must be read anew.
    """
    of_table = [change for change in edit.changes if change.kind == table]
    added = [change.id for change in of_table if change.before is None]
    if any(c.after is None for c in of_table) or not all(i in touched_rowids for i in added):
        return None
    fresh = np.array(sorted(touched_rowids[i] for i in added), np.int64)
    if len(rowids) and len(fresh) and fresh[0] <= rowids[-1]:
        return None
    return np.append(rowids, fresh)


def _differing(before: Record, after: Record) -> set[str]:
    names = (field.name for field in fields(before))
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def _sides(change: Change) -> list[Record]:
    return [record for record in (change.before, change.after) if record is not None]


def _pointers(record: Record) -> set[Id]:
    values = (getattr(record, f.name) for f in fields(record) if f.name.endswith("_id"))
    return {value for value in values if value}


def _pointed_at(document: Document, table: str, record: Record) -> set[Id]:
    pointers = [f"{table}_id"] + (["outlet_id", "author_id"] if table == "actor" else [])
    found = {getattr(record, name, None) for name in pointers}
    if isinstance(record, Dating):
        found.add(_dated(document, table, record))
    if isinstance(record, Assessment) and record.subject_kind == table:
        found.add(record.subject_id)
    return {i for i in found if i}


def _dated(document: Document, table: str, dating: Dating) -> Id | None:
    if dating.owner_kind == table:
        return dating.owner_id
    if table == "claim" and dating.owner_kind == "hop":
        hop = document.get(Hop, dating.owner_id)
        return hop.claim_id if hop else None
    return None
