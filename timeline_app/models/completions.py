"""Finding a record by any of its names, in any script, while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline_app.domain.actor_guess import guess_actor
from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Edit
from timeline_app.domain.folding import folded
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    Event,
    Id,
    Place,
    PlaceName,
    Record,
    Silence,
    Source,
    new_id,
)
from timeline_app.models.document import Document
from timeline_app.models.words import word_for

KINDS = ("actor", "source", "event", "place", "claim", "silence")
MADE_ELSEWHERE = frozenset({"claim"})
"""What is found by its words but not made from them: a claim is entered in its form."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant: its name, and the variant that matched if it was another."""

    kind: str
    id: Id
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    candidate: Candidate
    folded: str


class Completions:
    """The names of a document's records, folded once and kept until an edit touches them."""

    def __init__(self, document: Document, *, with_confidential: bool = False) -> None:
        """Complete a document's names; confidential people only where a form asks for them."""
        self._document = document
        self._with_confidential = with_confidential
        self._entries: dict[str, tuple[_Entry, ...]] = {}
        document.edited.connect(self._forget)

    def candidates(self, kind: str, typed: str, most: int = 12) -> tuple[Candidate, ...]:
        """Return the best matches of a kind: exact names, then beginnings, then words, then parts.

        Nothing typed lists the first of the kind. Each record appears once, by its best name.
        """
        wanted = folded(typed).strip()
        ranked = (
            sorted(
                (rank, position, entry)
                for position, entry in enumerate(self._known(kind))
                if (rank := _rank(entry.folded, wanted)) is not None
            )
            if wanted
            else [(0, n, e) for n, e in enumerate(self._known(kind)[: most * 4])]
        )
        best: dict[Id, Candidate] = {}
        for _, _, entry in ranked:
            best.setdefault(entry.candidate.id, entry.candidate)
            if len(best) == most:
                break
        return tuple(best.values())

    def exact(self, kind: str, typed: str) -> Candidate | None:
        """Return the record one of whose names is just what was typed, but for case and marks."""
        wanted = folded(typed).strip()
        if not wanted:
            return None
        return next((e.candidate for e in self._known(kind) if e.folded == wanted), None)

    def name_of(self, kind: str, record_id: Id | None) -> str:
        """Return the name of a record, or "" if there is none."""
        if record_id is None:
            return ""
        record = self._document.get(_RECORDS[kind], record_id)
        return "" if record is None else _name(record)

    def _known(self, kind: str) -> tuple[_Entry, ...]:
        if kind not in self._entries:
            self._entries[kind] = tuple(self._gather(kind))
        return self._entries[kind]

    def _gather(self, kind: str) -> Iterator[_Entry]:
        if kind == "actor":
            return self._actors()
        if kind == "place":
            return self._places()
        return (
            _entry(kind, record.id, _name(record)) for record in self._document.all(_RECORDS[kind])
        )

    def _actors(self) -> Iterator[_Entry]:
        shown = {
            actor.id: actor
            for actor in self._document.all(Actor)
            if self._with_confidential or not actor.confidential
        }
        for actor in shown.values():
            yield _entry("actor", actor.id, actor.name, word_for(actor.kind))
        for name in self._document.all(ActorName):
            if name.actor_id in shown:
                yield _variant("actor", name.actor_id, shown[name.actor_id].name, name.name)

    def _places(self) -> Iterator[_Entry]:
        places = {place.id: place for place in self._document.all(Place)}
        for place in places.values():
            yield _entry("place", place.id, place.name, place.within)
        for name in self._document.all(PlaceName):
            if name.place_id in places:
                yield _variant("place", name.place_id, places[name.place_id].name, name.name)

    def _forget(self, edit: Edit) -> None:
        for kind in KINDS:
            if edit.touches(kind, f"{kind}_name"):
                self._entries.pop(kind, None)


def new_record(kind: str, words: str) -> Record:
    """Make the record that some words name: an actor's kind and anonymity are guessed from them."""
    name = " ".join(words.split())
    match kind:
        case "actor":
            guess = guess_actor(name)
            return Actor(new_id(), name, guess.kind, guess.identification, guess.role)
        case "source":
            return Source(new_id(), name)
        case "event":
            return Event(new_id(), name)
        case "place":
            return Place(new_id(), name)
        case "silence":
            return Silence(new_id(), name)
    raise ValueError(f"no record of kind {kind!r} is made from words")


_RECORDS: dict[str, type[Record]] = {
    "actor": Actor,
    "source": Source,
    "event": Event,
    "place": Place,
    "claim": Claim,
    "silence": Silence,
}


def _name(record: Record) -> str:
    if isinstance(record, Claim):
        return one_line(record.text)
    if isinstance(record, Silence):
        return record.topic
    return record.title if isinstance(record, Source | Event) else getattr(record, "name", "")


def _entry(kind: str, record_id: Id, name: str, detail: str = "") -> _Entry:
    return _Entry(Candidate(kind, record_id, name, detail), folded(name).strip())


def _variant(kind: str, record_id: Id, name: str, variant: str) -> _Entry:
    return _Entry(Candidate(kind, record_id, name, variant), folded(variant).strip())


def _rank(name: str, wanted: str) -> int | None:
    """Rank a match: 0 the same, 1 begins with it, 2 a word does, 3 holds all its words."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if all(word in name for word in wanted.split()) else None
