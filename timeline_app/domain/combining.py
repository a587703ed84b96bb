"""Making one record of two: actors, sources and claims that turned out to be the same.

Nothing that was recorded is lost where it can be kept: names become variants, other wordings go
into the note, other datings become alternatives. Each is one edit that undo takes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from timeline_app.domain.edits import Edit, with_field
from timeline_app.domain.handing_over import (
    drop_lone_relations,
    joined,
    move,
    move_assessments,
    move_chain,
    move_datings,
    move_names,
    move_origin_links,
    move_unique,
)
from timeline_app.domain.records import (
    Actor,
    Claim,
    Id,
    Record,
    Source,
)
from timeline_app.domain.removing import Reads
from timeline_app.domain.revisions import Revisions
from timeline_app.domain.vocabulary import (
    ActorKind,
    Capture,
    Identification,
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
        move(draft, _ACTOR_POINTERS, absorbed.id, kept_id)
        move_unique(
            draft, "silence_actor", ("actor_id", "silence_id"), old=absorbed.id, new=kept_id
        )
        move_names(draft, kept, absorbed)
        move_origin_links(draft, absorbed.id, kept_id)
        move_assessments(draft, absorbed.id, kept_id)
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
        move(draft, _SOURCE_POINTERS, absorbed.id, kept_id)
        move_datings(draft, absorbed.id, kept_id)
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
        draft.put(replace(kept, note=joined(kept.note, wording, absorbed.note)))
        draft.drop(absorbed)
        for link, other in _CLAIM_LINKS:
            move_unique(draft, link, ("claim_id", other), old=absorbed.id, new=kept_id)
        move_chain(draft, absorbed.id, kept_id)
        move_datings(draft, absorbed.id, kept_id)
        move_assessments(draft, absorbed.id, kept_id)
    drop_lone_relations(draft, kept_id)
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
        basis=joined(kept.basis, absorbed.basis),
        note=joined(kept.note, absorbed.note),
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
        note=joined(kept.note, title, url, absorbed.note),
    )
