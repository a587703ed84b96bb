"""What must not be found in a copy that leaves: names, private notes, who worked on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from timeline_app.domain.folding import folded
from timeline_app.domain.folding import words as folded_words
from timeline_app.domain.profiles import Profile, allowed
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Assessment,
    Id,
    Place,
    PlaceName,
    Record,
    kind_of,
)
from timeline_app.domain.vocabulary import ActorKind, Identification

R = TypeVar("R", bound=Record)
Records = Mapping[str, tuple[Record, ...]]
"""Every record of a project by kind."""

UNDESCRIBED = "a confidential source"

_SHORTEST_NOTE = 12
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Needle:
    """A text that must not be found in a copy, and in words what it is."""

    text: str
    what: str


def every(records: Records) -> Iterator[Record]:
    """Yield all records, kind by kind."""
    return (record for of_kind in records.values() for record in of_kind)


def of_kind(records: Records, kind: type[R]) -> list[R]:
    """Return the records of one kind."""
    return [record for record in every(records) if isinstance(record, kind)]


def description(actor: Actor) -> str:
    """Return what is told of a confidential actor instead of its name."""
    return actor.public_description.strip() or UNDESCRIBED


def is_key(name: str) -> bool:
    """Tell whether a field holds an id or a hash, not words."""
    return name in {"id", "alternative_of", "sha256"} or name.endswith("_id")


def needles(
    records: Records,
    leaving: list[Record],
    secret: Mapping[Id, Actor],
    profile: Profile,
    operators: Iterable[str],
) -> Iterator[Needle]:
    """Yield what must not be found in the copy: names, their telling words, notes, operators."""
    open_text = folded("\n".join(_texts(leaving)))
    names = [(actor.name, actor) for actor in secret.values()]
    names += [
        (n.name, secret[n.actor_id]) for n in of_kind(records, ActorName) if n.actor_id in secret
    ]
    elsewhere = _words_of_others(records, secret)
    for name, actor in names:
        if folded(name) not in folded(description(actor)):
            yield Needle(name, "a confidential name")
        if actor.kind is ActorKind.PERSON and actor.identification is Identification.NAMED:
            yield from (
                Needle(word, "a word of a confidential name")
                for word in _telling(name, actor)
                if word not in elsewhere
            )
    yield from (Needle(actor.id, "a confidential actor's id") for actor in secret.values())
    if profile is not Profile.INTERNAL:
        yield from _private(records, profile, open_text)
        yield from _operators(records, operators, open_text)


def _texts(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for field in fields(record):
            value = getattr(record, field.name)
            if type(value) is str and not is_key(field.name):
                yield value


def _words_of_others(records: Records, secret: Mapping[Id, Actor]) -> frozenset[str]:
    """Return the words of names that are no secret: they may be found."""
    others = [a.name for a in of_kind(records, Actor) if a.id not in secret]
    others += [n.name for n in of_kind(records, ActorName) if n.actor_id not in secret]
    others += [p.name for p in of_kind(records, Place)] + [
        p.within for p in of_kind(records, Place)
    ]
    others += [n.name for n in of_kind(records, PlaceName)]
    return frozenset(word for text in others for word in folded_words(text))


def _telling(name: str, actor: Actor) -> set[str]:
    told = set(folded_words(description(actor)))
    return {word for word in folded_words(name) if len(word) >= _SHORTEST_WORD} - told


def _private(records: Records, profile: Profile, open_text: str) -> Iterator[Needle]:
    """Yield texts of fields that stay behind, unless the same words leave elsewhere."""
    leaving = allowed(profile)
    for record in every(records):
        for field in fields(record):
            value = getattr(record, field.name)
            stays = field.name not in leaving.get(kind_of(record), frozenset())
            private = stays and type(value) is str and not is_key(field.name)
            if private and len(value) >= _SHORTEST_NOTE and folded(value) not in open_text:
                yield Needle(value, f"the {field.name} of a {kind_of(record).replace('_', ' ')}")


def _operators(records: Records, operators: Iterable[str], open_text: str) -> Iterator[Needle]:
    assessors = {assessment.assessor for assessment in of_kind(records, Assessment)}
    for name in sorted({*operators, *assessors}):
        if len(name) >= _SHORTEST_WORD and folded(name) not in open_text:
            yield Needle(name, "the name of somebody who worked on it")
