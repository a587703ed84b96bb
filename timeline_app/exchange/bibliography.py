"""Sources from pasted bibliographic entries: BibTeX, RIS or CSL-JSON.

Each format is read by a library kept by others (CSL-JSON is plain JSON) into one value, and that
becomes a source with its outlet, author and date of publication. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from timeline_app.domain.actor_guess import guess_actor
from timeline_app.domain.cleaning import one_line
from timeline_app.domain.dating import from_reading
from timeline_app.domain.edits import Edit, add
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.folding import folded
from timeline_app.domain.quick_drafts import Finds
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Actor, Dating, Record, Source, new_id
from timeline_app.domain.vocabulary import ActorKind, DatingOwner, SourceKind
from timeline_app.exchange.trouble import ExchangeError

LONGEST = 1_000_000
"""Characters of pasted text that are read."""

_REASON = "From the bibliographic entry."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named by an entry; a body is named whole, a person by given and family name."""

    name: str
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry as it was read. `date` is EDTF, or words where it is none."""

    title: str
    kind: SourceKind = SourceKind.OTHER
    outlet: str = ""
    authors: tuple[Person, ...] = ()
    date: str = ""
    url: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a text, and how many more there were that could not be read.

    `repeated` are the keys that several of the entries have.
    """

    references: tuple[Reference, ...]
    unread: int = 0
    repeated: tuple[str, ...] = ()


def read_bibliography(text: str) -> Bibliography:
    """Read entries in whichever of the formats they are.

    Raises ExchangeError, one sentence, where nothing can be read.
    """
    if len(text) > LONGEST:
        raise ExchangeError("This text is too long; paste at most a million characters at once.")
    reader = _reader_of(text)
    if reader is None:
        raise ExchangeError(
            "This is neither BibTeX (@article{…}), RIS (TY  - …) nor CSL-JSON ([{…}])."
        )
    found = reader(text)
    if not found.references:
        raise ExchangeError("No entry with a title was found in this text.")
    return found


def sources_edit(label: str, references: Iterable[Reference], find: Finds) -> Edit:
    """Make a source of each reference; outlets and authors are found by any of their names.

    One that is new is made once, however many entries name it.
    """
    maker = _Maker(find)
    for reference in references:
        maker.take(reference)
    return add(label, *maker.actors, *maker.sources, *maker.datings)


def known_source(reference: Reference, find: Finds, at_url: Sequence[Source]) -> Source | None:
    """Return the source of the project that is this one: of its address, or else of its title."""
    if at_url:
        return at_url[0]
    known = find.named("source", reference.title)
    return known if isinstance(known, Source) else None


class _Maker:
    """Makes the records of several references."""

    def __init__(self, find: Finds) -> None:
        self._find = find
        self._made: dict[str, Actor] = {}
        self.sources: list[Record] = []
        self.datings: list[Dating] = []

    @property
    def actors(self) -> list[Record]:
        return list(self._made.values())

    def take(self, reference: Reference) -> None:
        author = self._author(reference.authors[0]) if reference.authors else None
        outlet = self._outlet(reference.outlet) if reference.outlet else None
        source = Source(
            new_id(),
            reference.title,
            reference.kind,
            outlet_id=None if outlet is None else outlet.id,
            author_id=None if author is None else author.id,
            url=reference.url,
            language=reference.language,
            note=_note(reference),
        )
        self.sources.append(source)
        if reference.date:
            self.datings.append(_published(source, reference.date))

    def _author(self, person: Person) -> Actor:
        guess = guess_actor(person.name)
        kind = guess.kind if person.is_body else ActorKind.PERSON
        return self._actor(Actor(new_id(), person.name, kind, guess.identification, guess.role))

    def _outlet(self, name: str) -> Actor:
        guess = guess_actor(name).kind
        kind = guess if guess in (ActorKind.AGENCY, ActorKind.ORGANISATION) else ActorKind.OUTLET
        return self._actor(Actor(new_id(), name, kind))

    def _actor(self, wanted: Actor) -> Actor:
        known = self._find.named("actor", wanted.name)
        if isinstance(known, Actor):
            return known
        return self._made.setdefault(folded(wanted.name), wanted)


def _published(source: Source, date: str) -> Dating:
    owner = (DatingOwner.SOURCE, source.id)
    try:
        return from_reading(read_edtf(date), owner, "", reason=_REASON, confirmed=True)
    except DateError:
        return from_reading(None, owner, date, reason=_REASON)


def _note(reference: Reference) -> str:
    others = ", ".join(person.name for person in reference.authors[1:])
    return "\n".join(part for part in (f"With {others}" if others else "", reference.note) if part)


_Reads = Callable[[str], Bibliography]


def _reader_of(text: str) -> _Reads | None:
    # Each reader brings its library along, which nobody needs before something is pasted.
    from timeline_app.exchange import bibliography_formats as formats  # noqa: PLC0415 - as said

    return next((read for fits, read in formats.READERS if fits(one_line(text[:10_000]))), None)
