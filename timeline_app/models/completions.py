"""Finding a record by any of its names, in any script, while somebody types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import SignalInstance

from timeline_app.domain.actor_guess import guess_actor
from timeline_app.domain.cleaning import one_line
from timeline_app.domain.records import Actor, Event, Id, Place, Record, Silence, Source, new_id
from timeline_app.domain.vocabulary import ActorKind
from timeline_app.models.document import Document
from timeline_app.models.folded_lines import BEST_FIRST, FoldedLines
from timeline_app.models.name_table import Find, Named, NameTable, as_typed
from timeline_app.models.record_names import RecordNames
from timeline_app.models.words import word_for

Tables: TypeAlias = Sequence[NameTable]

MADE_ELSEWHERE = frozenset({"claim"})
"""What is found by its words but not made from them: a claim is entered in its form."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant: its name, and the variant that matched if it was another."""

    kind: str
    id: Id
    name: str
    detail: str = ""
    confidential: bool = False


class Completions:
    """The names of a document's records, as somebody types one of them."""

    def __init__(self, document: Document, *, with_confidential: bool = False) -> None:
        """Complete a document's names; confidential people only where a form asks for them."""
        self._document = document
        self._with_confidential = with_confidential
        self._names = RecordNames.of(document)
        self.read: SignalInstance = self._names.read
        """Says a kind when all its names are known, of which only some were known before."""

    def prepare(self, kind: str) -> None:
        """Read the names of a kind in the background: they may soon be asked for."""
        self._names.prepare(kind)

    def is_whole(self, kind: str) -> bool:
        """Tell whether all names of a kind are known; `read` says when they are."""
        return self._names.is_whole(kind)

    def candidates(self, kind: str, typed: str, most: int = 12) -> tuple[Candidate, ...]:
        """Return the best matches of a kind: exact names, then beginnings, then words, then parts.

        Nothing typed lists the first of the kind. Each record appears once, by its best name. Of
        very many names, those are looked at that were read so far: see `is_whole`.
        """
        tables = self._names.known(kind)
        best: dict[Id, Candidate] = {}
        for found in self._ranked(kind, tables, as_typed(typed)):
            best.setdefault(found.id, found)
            if len(best) == most:
                break
        return tuple(best.values())

    def exact(self, kind: str, typed: str) -> Candidate | None:
        """Return the record one of whose names is just what was typed, but for case and marks.

        It looks at every name there is, even if they must be read first. Claims are too many for
        that: of those not read yet, one is found by its text as it stands in the file.
        """
        wanted = as_typed(typed)
        if not wanted:
            return None
        if kind not in MADE_ELSEWHERE:
            return next(self._found(kind, self._names.whole(kind), wanted, FoldedLines.same), None)
        known = next(self._found(kind, self._names.known(kind), wanted, FoldedLines.same), None)
        if known is not None or self._names.is_whole(kind):
            return known
        record_id = self._names.id_of(kind, typed.strip())
        return None if record_id is None else Candidate(kind, record_id, one_line(typed))

    def _ranked(self, kind: str, tables: Tables, wanted: str) -> Iterator[Candidate]:
        for find in BEST_FIRST if wanted else (FoldedLines.all,):
            yield from self._found(kind, tables, wanted, find)

    def _found(self, kind: str, tables: Tables, wanted: str, find: Find) -> Iterator[Candidate]:
        """Give what a search finds: among the records' own names, then among further ones."""
        own, *further = tables
        for record_id, named in own.matches(wanted, find):
            if self._is_shown(named):
                beside, hidden = _beside(kind, named), named.confidential
                yield Candidate(kind, record_id, named.name, beside, confidential=hidden)
        for variant in (found for table in further for _, found in table.matches(wanted, find)):
            owner = own.get(variant.beside)
            if owner is not None and self._is_shown(owner):
                name, hidden = owner.name, owner.confidential
                yield Candidate(kind, variant.beside, name, variant.name, confidential=hidden)

    def _is_shown(self, named: Named) -> bool:
        return self._with_confidential or not named.confidential


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


def _beside(kind: str, named: Named) -> str:
    return word_for(ActorKind(named.beside)) if kind == "actor" else named.beside
