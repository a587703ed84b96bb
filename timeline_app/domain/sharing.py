"""What a copy for somebody else holds, decided from the records alone; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from timeline_app.domain.folding import folded
from timeline_app.domain.generalising import Retold, generalised, left_in_texts
from timeline_app.domain.profiles import BY_THE_DAY, Profile, Rules, allowed
from timeline_app.domain.protected import (
    Needle,
    Records,
    description,
    every,
    is_key,
    needles,
    of_kind,
)
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    Dating,
    Hop,
    Id,
    OriginLink,
    Passage,
    Project,
    Record,
    Snapshot,
    kind_of,
    new_id,
)
from timeline_app.domain.vocabulary import (
    AnchorKind,
    AssessedKind,
    DatingOwner,
    Identification,
)


@dataclass(frozen=True, slots=True)
class Secret:
    """The confidential actors of a project, and the hops in which they speak."""

    actors: Mapping[Id, Actor]
    hops: frozenset[Id]


@dataclass(frozen=True, slots=True)
class Shared:
    """What leaves: the records, what was done to them, what cannot be removed, what to look for.

    `retold` is what is told more generally, by the rules.
    """

    records: Records
    left_out: dict[str, int]  # kind → how many records stay behind
    masked: tuple[str, ...]  # where a protected name stood and was replaced
    warnings: tuple[str, ...]
    protected: tuple[Needle, ...]
    retold: tuple[Retold, ...] = ()


def shared(
    records: Records,
    profile: Profile,
    operators: Iterable[str] = (),
    rules: Rules = Rules(),  # noqa: B008 - frozen
) -> Shared:
    """Decide what a copy under a profile holds.

    `operators` are names that stand in the history. Attachments' bytes are passed on unchanged
    where the profile has them; whoever writes the copy strips or drops them.
    """
    secret = _secret(records, profile)
    kept = (record for record in every(records) if not _tells(record, secret))
    bare, retold = generalised(_allowed_only(kept, profile), rules)
    faceless = [_faceless(record, secret) for record in bare]
    masks = _masks(secret, records)
    masked: list[str] = []
    clean = [_masked(record, masks, masked) for record in faceless]
    (project,) = of_kind(records, Project)
    leaving = _renamed(clean, {old: new_id() for old in (*secret.actors, project.id)})
    return Shared(
        records=_by_kind(leaving),
        left_out=_left_out(records, leaving),
        masked=tuple(masked),
        warnings=(*_warnings(leaving, secret), *left_in_texts(leaving, retold)),
        retold=retold,
        protected=tuple(needles(records, leaving, secret.actors, profile, operators)),
    )


def _by_kind(records: Iterable[Record]) -> Records:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(kind_of(record), []).append(record)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def _secret(records: Records, profile: Profile) -> Secret:
    if profile is Profile.INTERNAL:
        return Secret({}, frozenset())
    actors = {actor.id: actor for actor in of_kind(records, Actor) if actor.confidential}
    hops = frozenset(hop.id for hop in of_kind(records, Hop) if hop.actor_id in actors)
    return Secret(actors, hops)


def _tells(record: Record, secret: Secret) -> bool:
    """Tell whether a whole record says who a confidential actor is, or when it spoke."""
    match record:
        case ActorName():
            return record.actor_id in secret.actors or record.used_by_id in secret.actors
        case Dating(owner_kind=DatingOwner.HOP):
            return record.owner_id in secret.hops
        case Assessment(subject_kind=AssessedKind.ACTOR):
            return record.subject_id in secret.actors
    return False


def _allowed_only(records: Iterable[Record], profile: Profile) -> Iterator[Record]:
    """Yield records with only their allowed fields, the others as when nothing is known."""
    leaving = allowed(profile)
    for record in records:
        kept = leaving.get(kind_of(record))
        if kept is not None:
            values = {name: getattr(record, name) for name in kept}
            yield _by_the_day(type(record)(**values))


def _by_the_day(record: Record) -> Record:
    for kind, name in BY_THE_DAY:
        if kind == kind_of(record) and (moment := getattr(record, name)):
            return replace(record, **cast("Any", {name: moment[:10]}))
    return record


def _faceless(record: Record, secret: Secret) -> Record:
    """Return what is left of a confidential actor, and of what points at it or at its words."""
    match record:
        case Actor() if record.id in secret.actors:
            return Actor(
                record.id,
                description(record),
                identification=Identification.ANONYMOUS,
                confidential=True,
                public_description=record.public_description,
            )
        case OriginLink() if {record.first_id, record.second_id} & secret.actors.keys():
            return replace(record, reason="")
        case Dating() if record.anchor_id in secret.hops:
            # The moment counted from is when the source spoke.
            return replace(
                record,
                anchor_kind=AnchorKind.NONE,
                anchor_id=None,
                anchor=None,
                rule="",
                explanation="",
                reason="",
            )
    return record


def _masks(secret: Secret, records: Records) -> list[tuple[re.Pattern[str], str]]:
    """Return how names of confidential actors are found in texts, and what takes their place."""
    names = [(actor.name, description(actor)) for actor in secret.actors.values()]
    names += [
        (name.name, description(secret.actors[name.actor_id]))
        for name in of_kind(records, ActorName)
        if name.actor_id in secret.actors
    ]
    longest_first = sorted({one for one in names if one[0].strip()}, key=lambda one: -len(one[0]))
    return [
        (re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE), shown)
        for name, shown in longest_first
        if folded(name) not in folded(shown)
    ]


def _masked(record: Record, masks: list[tuple[re.Pattern[str], str]], said: list[str]) -> Record:
    changes: dict[str, str] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if type(value) is not str or is_key(field.name):
            continue
        clean = value
        for pattern, shown in masks:
            clean = pattern.sub(shown.replace("\\", r"\\"), clean)
        if clean != value:
            changes[field.name] = clean
            said.append(f"{kind_of(record)} {record.id}: {field.name}")
    return replace(record, **cast("Any", changes)) if changes else record


def _renamed(records: Iterable[Record], ids: Mapping[Id, Id]) -> list[Record]:
    """Give new ids to what must not be recognised, wherever they stand."""
    renamed = []
    for record in records:
        found = {
            field.name: ids[value]
            for field in fields(record)
            if is_key(field.name) and (value := getattr(record, field.name)) in ids
        }
        renamed.append(replace(record, **cast("Any", found)) if found else record)
    return renamed


def _left_out(records: Records, leaving: list[Record]) -> dict[str, int]:
    counts = {kind: len(of_kind) for kind, of_kind in records.items()}
    for record in leaving:
        counts[kind_of(record)] -= 1
    return {kind: count for kind, count in counts.items() if count}


def _warnings(leaving: list[Record], secret: Secret) -> Iterator[str]:
    """Say what no rule can take out."""
    pictures = [r for r in leaving if isinstance(r, Snapshot) and _is_picture(r)]
    if pictures:
        yield f"{len(pictures)} pictures leave: faces, places and signs in them stay visible."
    for actor in secret.actors.values():
        yield f"“{description(actor)}” leaves: make sure that it fits more than one person."
    speaks = sum(isinstance(r, Passage) and bool(r.quote) for r in leaving)
    if secret.actors and speaks:
        yield f"{speaks} quotes leave: a turn of phrase can tell who said it."
    roles = [r.role for r in leaving if isinstance(r, Actor) and r.role]
    unique = sum(roles.count(role) == 1 for role in roles)
    if unique:
        yield f"{unique} roles belong to one actor each and may identify them."


def _is_picture(snapshot: Snapshot) -> bool:
    return snapshot.content is not None and snapshot.media_type.startswith(("image/", "video/"))
