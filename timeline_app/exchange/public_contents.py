"""A project as strangers may see it: confidential sources by their public description only."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import fields, replace
from itertools import count
from typing import Any, cast

from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    Hop,
    Id,
    OriginLink,
    Record,
    ReviewNote,
    SavedView,
    Snapshot,
)
from timeline_app.domain.vocabulary import ActorKind, AssessedKind, Identification
from timeline_app.exchange.contents import ProjectContents, contents_of
from timeline_app.exchange.losses import Loss, counted

NO_DESCRIPTION = "a confidential source"
_SURELY_A_NAME = 5
"""Characters: a shorter name is looked for between word boundaries only, a longer one anywhere,
since many languages glue words to names."""


def public_contents(contents: ProjectContents) -> tuple[ProjectContents, tuple[Loss, ...]]:
    """Return the project without what would tell who a confidential actor is.

    Of such an actor only the public description is left, under an id that no other copy knows it
    by; its other names go, and so do the notes and reasons written about it. Where its name stands
    in another text, the description takes its place; a captured document that holds the name keeps
    its hash but not its bytes.
    """
    secret = {actor.id: actor for actor in contents.all(Actor) if actor.confidential}
    if not secret:
        return contents, ()
    masks = _masks(secret, contents.all(ActorName))
    ids = _fresh_ids(secret, {actor.id for actor in contents.all(Actor)})
    shown: list[Record] = []
    masked = dropped = 0
    for record in contents.every():
        bare = _bare(record, secret)
        if bare is None or (isinstance(bare, SavedView) and _searches(bare, masks)):
            continue
        clean = _masked(bare, masks)
        masked += clean != bare
        dropped += isinstance(clean, Snapshot) and clean.content is None and bare != clean
        shown.append(_renamed(clean, ids))
    return contents_of(shown), _losses(len(secret), masked - dropped, dropped)


def names_taken_out(actors: Iterable[Actor], names: Iterable[ActorName]) -> Callable[[str], str]:
    """Return what writes the public description wherever a text names a confidential actor."""
    masks = _masks({actor.id: actor for actor in actors if actor.confidential}, names)
    return lambda text: _without(text, masks)


def with_steady_ids(contents: ProjectContents) -> ProjectContents:
    """Return a shared project whose new random ids are the same in every export of it."""
    secret = [actor.id for actor in contents.all(Actor) if actor.confidential]
    taken = {record.id for record in contents.every()}
    ids = {**_fresh_ids(secret, taken), contents.project.id: "shared"}
    return contents_of(_renamed(record, ids) for record in contents.every())


def _fresh_ids(secret: Iterable[Id], taken: Container[Id]) -> dict[Id, Id]:
    """Give the confidential actors numbers: the same in every export, and unlike any id before."""
    free = (name for n in count(1) if (name := f"confidential-{n}") not in taken)
    return dict(zip(secret, free, strict=False))


def _renamed(record: Record, ids: Mapping[Id, Id]) -> Record:
    """Return the record with the new ids in every field, views' filters included."""
    if isinstance(record, SavedView):
        definition = record.definition
        for old, new in ids.items():
            definition = definition.replace(old, new)
        return replace(record, definition=definition)
    found = {
        field.name: ids[value]
        for field in fields(record)
        if _is_key(field.name) and (value := getattr(record, field.name)) in ids
    }
    return replace(record, **cast("Any", found)) if found else record


def _losses(secret: int, masked: int, dropped: int) -> tuple[Loss, ...]:
    return (
        *counted(
            secret,
            "confidential source is shown by its public description only",
            "confidential sources are shown by their public descriptions only",
        ),
        *counted(
            masked,
            "other text named a confidential source; the name was taken out",
            "other texts named a confidential source; the name was taken out",
        ),
        *counted(
            dropped,
            "captured document names a confidential source and was left out",
            "captured documents name a confidential source and were left out",
        ),
    )


def _description(actor: Actor) -> str:
    return actor.public_description.strip() or NO_DESCRIPTION


def _bare(record: Record, secret: Mapping[Id, Actor]) -> Record | None:
    """Return the record without what was written about a confidential actor, or None."""
    bare: Record | None = record
    match record:
        case Actor() if record.id in secret:
            bare = _faceless(record)
        case Hop() if record.actor_id in secret:
            bare = replace(record, note="")
        case OriginLink() if secret.keys() & {record.first_id, record.second_id}:
            bare = replace(record, reason="")
        case Assessment(subject_kind=AssessedKind.ACTOR) if record.subject_id in secret:
            bare = replace(record, rationale="", assessor="")
        case ActorName() if record.actor_id in secret:
            bare = None
        case ReviewNote():
            bare = None
    return bare


def _faceless(actor: Actor) -> Actor:
    return Actor(
        id=actor.id,
        name=_description(actor),
        kind=ActorKind.UNKNOWN,
        identification=Identification.ANONYMOUS,
        confidential=True,
        public_description=actor.public_description,
    )


Mask = tuple[re.Pattern[str], str]


def _masks(secret: Mapping[Id, Actor], names: Iterable[ActorName]) -> list[Mask]:
    """Return what to look for in texts, the longest names first, and what to write instead."""
    known = {(actor.name, _description(actor)) for actor in secret.values()}
    known |= {(n.name, _description(secret[n.actor_id])) for n in names if n.actor_id in secret}
    useful = [
        (name.strip(), shown)
        for name, shown in known
        # A name that its public description gives away is no secret.
        if name.strip() and _composed(name.strip()).casefold() not in _composed(shown).casefold()
    ]
    return [(_pattern(name), shown) for name, shown in sorted(useful, key=lambda n: -len(n[0]))]


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in _composed(name).split())
    edged = words if len(name) >= _SURELY_A_NAME else rf"(?<!\w){words}(?!\w)"
    return re.compile(edged, re.IGNORECASE)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _masked(record: Record, masks: Iterable[Mask]) -> Record:
    """Return the record with every name of a confidential actor taken out of its texts."""
    changes: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if type(value) is str and not _is_key(field.name):
            clean = _without(value, masks)
            if clean != value:
                changes[field.name] = clean
    if isinstance(record, Snapshot) and record.content is not None and _names(record, masks):
        changes["content"] = None
    return replace(record, **cast("Any", changes)) if changes else record


def _is_key(name: str) -> bool:
    return name in {"id", "alternative_of", "sha256"} or name.endswith("_id")


def _without(text: str, masks: Iterable[Mask]) -> str:
    """Return the text as it is, or composed (NFC) and with the names replaced."""
    clean = _composed(text)
    found = False
    for pattern, shown in masks:
        if pattern.search(clean):
            clean, found = pattern.sub(shown.replace("\\", r"\\"), clean), True
    return clean if found else text


def _searches(view: SavedView, masks: Iterable[Mask]) -> bool:
    """Tell whether a view's filters hold one of the names; its JSON may have it escaped."""
    texts = (view.definition, json.dumps(json.loads(view.definition), ensure_ascii=False))
    return any(pattern.search(_composed(text)) for pattern, _ in masks for text in texts)


def _names(snapshot: Snapshot, masks: Iterable[Mask]) -> bool:
    """Tell whether a captured document holds one of the names, in UTF-8 or UTF-16."""
    content = snapshot.content or b""
    texts = [content.decode(coding, errors="ignore") for coding in ("utf-8", "utf-16-le")]
    return any(pattern.search(_composed(text)) for pattern, _ in masks for text in texts)
