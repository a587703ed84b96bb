"""What a quick line would make: who is meant, who is new, which date, and the edit of it all.

The line itself is read in `quick_entry`; here its names find their records. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from timeline_app.domain.actor_guess import guess_actor
from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Edit, add
from timeline_app.domain.folding import folded
from timeline_app.domain.quick_entry import QuickEntry
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    ClaimEvent,
    ClaimPassage,
    Dating,
    Event,
    Hop,
    Id,
    Passage,
    Record,
    Source,
    kind_of,
    new_id,
)
from timeline_app.domain.vocabulary import ClaimType, HopRole, Stance

_ORDER = {name: position for position, name in enumerate(KINDS)}


class Finds(Protocol):
    """Finds records; a name is one in any spelling a record is known by."""

    def named(self, kind: str, words: str, /) -> Record | None: ...
    def actor(self, actor_id: Id, /) -> Actor | None: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the line and the record it means, which may be new."""

    words: str
    record: Record
    is_new: bool


@dataclass(frozen=True, slots=True)
class About:
    """An event the claim is about, and what it does to it."""

    event: Named
    stance: Stance


@dataclass(frozen=True, slots=True)
class DateRead:
    """How the wording is read: the datings to write, the one that counts first, and a notice.

    The owner of the datings is filled in when they are written.
    """

    datings: tuple[Dating, ...] = ()
    notice: str = ""
    needs_confirmation: bool = False


@dataclass(frozen=True, slots=True)
class QuickDraft:
    """A line with everything found. `outlet` is who publishes the source, if that is known."""

    text: str = ""
    speaker: Named | None = None
    via: tuple[Named, ...] = ()
    source: Named | None = None
    outlet: Named | None = None
    events: tuple[About, ...] = ()
    date: DateRead = DateRead()

    @property
    def names(self) -> tuple[Named, ...]:
        """Everything named, in the order of the line."""
        ends = (self.source, self.outlet)
        people = (self.speaker, *self.via, *ends)
        return (*(n for n in people if n is not None), *(about.event for about in self.events))


ReadDate = Callable[[str, Source | None], DateRead]
"""Reads a wording, counted from when the source was published where there is one."""


def draft_of(entry: QuickEntry, find: Finds, read_date: ReadDate) -> QuickDraft:
    """Find what a line names; a name that is new twice is one new record."""
    return _draft(entry, _Names(find), read_date)


def drafts_of(
    entries: Sequence[QuickEntry], find: Finds, read_date: ReadDate
) -> tuple[QuickDraft, ...]:
    """Find what several lines name; a name that is new in two of them is one new record."""
    names = _Names(find)
    return tuple(_draft(entry, names, read_date) for entry in entries)


def _draft(entry: QuickEntry, names: _Names, read_date: ReadDate) -> QuickDraft:
    source = names.named("source", entry.source)
    record = source.record if source is not None and isinstance(source.record, Source) else None
    outlet = names.outlet(record, entry.source)
    if source is not None and record is not None and source.is_new and outlet is not None:
        source = replace(source, record=replace(record, outlet_id=outlet.record.id))
        names.keep(source)
    known = None if source is None or source.is_new else record
    return QuickDraft(
        text=entry.text,
        speaker=names.named("actor", entry.speaker),
        via=tuple(n for name in entry.via if (n := names.named("actor", name)) is not None),
        source=source,
        outlet=outlet,
        events=tuple(_about(entry, names)),
        date=read_date(entry.wording, known) if entry.wording else DateRead(),
    )


def kept_for_next(entry: QuickEntry) -> QuickEntry:
    """Return what stays for the next line: who, through whom and in which source."""
    return replace(entry, wording="", text="", events=())


def claims_edit(label: str, drafts: Sequence[QuickDraft]) -> Edit:
    """Make the claim of each line, with everything in it that is new, as one edit.

    Several drafts come from one `drafts_of`.
    """
    records = [record for draft in drafts for record in _claim_records(draft, draft.text, "")]
    return _edit(label, drafts, records)


def paragraphs_edit(label: str, drafts: Sequence[QuickDraft], texts: Sequence[str]) -> Edit:
    """Make a claim of each paragraph with the draft beside it; drafts come from one `drafts_of`.

    Where a source is named, the paragraph is also kept as the passage in which the claim was read.
    """
    records = [
        record
        for draft, text in zip(drafts, texts, strict=True)
        for record in _claim_records(draft, one_line(text), text.strip())
    ]
    return _edit(label, drafts, records)


def _edit(label: str, drafts: Sequence[QuickDraft], records: list[Record]) -> Edit:
    named = (named for draft in drafts for named in draft.names)
    fresh = {name.record.id: name.record for name in named if name.is_new}
    ordered = sorted([*fresh.values(), *records], key=lambda record: _ORDER[kind_of(record)])
    return add(label, *ordered)


def _claim_records(draft: QuickDraft, text: str, quote: str) -> Iterator[Record]:
    claim = Claim(new_id(), text, _type(draft))
    yield claim
    for about in draft.events:
        yield ClaimEvent(new_id(), claim.id, about.event.record.id, about.stance)
    hops = tuple(_hops(draft, claim.id))
    yield from hops
    if draft.source is not None and (quote or not hops):
        passage = Passage(new_id(), draft.source.record.id, quote=quote)
        yield passage
        yield ClaimPassage(new_id(), claim.id, passage.id)
    yield from _owned(draft.date.datings, claim.id)


def _type(draft: QuickDraft) -> ClaimType:
    stances = {about.stance for about in draft.events}
    return ClaimType.PREDICTION if stances == {Stance.PREDICTS} else ClaimType.FACT


def _hops(draft: QuickDraft, claim_id: Id) -> Iterator[Hop]:
    """Yield the chain: the speaker, those through whom it came, and who published the source."""
    people = [named.record.id for named in (draft.speaker, *draft.via) if named is not None]
    publisher = draft.outlet.record.id if draft.outlet is not None else None
    if publisher is not None and publisher not in people[-1:]:
        people.append(publisher)
    for position, actor_id in enumerate(people):
        is_last = position == len(people) - 1
        role = HopRole.ORIGINATOR if position == 0 else HopRole.RELAYER
        if is_last and actor_id == publisher:
            role = HopRole.PUBLISHER
        source_id = draft.source.record.id if draft.source is not None and is_last else None
        yield Hop(new_id(), claim_id, position, actor_id, role, source_id=source_id)


def _owned(datings: tuple[Dating, ...], owner_id: Id) -> Iterator[Dating]:
    ids = {dating.id: new_id() for dating in datings}
    for dating in datings:
        first = None if dating.alternative_of is None else ids[dating.alternative_of]
        yield replace(dating, id=ids[dating.id], owner_id=owner_id, alternative_of=first)


def _about(entry: QuickEntry, names: _Names) -> Iterator[About]:
    """Yield each event once: a claim does one thing to an event."""
    seen: set[Id] = set()
    for event in entry.events:
        named = names.named("event", event.title)
        if named is not None and named.record.id not in seen:
            seen.add(named.record.id)
            yield About(named, Stance(event.stance))


class _Names:
    """The names of one line: found, or made once each."""

    def __init__(self, find: Finds) -> None:
        self._find = find
        self._made: dict[tuple[str, str], Record] = {}

    def named(self, kind: str, words: str) -> Named | None:
        clean = one_line(words)
        if not clean:
            return None
        known = self._find.named(kind, clean)
        if known is not None:
            return Named(clean, known, is_new=False)
        record = self._made.setdefault((kind, folded(clean)), _made(kind, clean))
        return Named(clean, record, is_new=True)

    def keep(self, named: Named) -> None:
        """Let a new record that has learned something be the one its name means."""
        key = (kind_of(named.record), folded(named.words))
        self._made[key] = named.record

    def outlet(self, source: Source | None, words: str) -> Named | None:
        """Return who publishes a source; a new one named like an actor is published by it."""
        if source is None:
            return None
        if source.outlet_id is not None:
            actor = self._find.actor(source.outlet_id)
            return None if actor is None else Named(actor.name, actor, is_new=False)
        known = self._find.named("actor", one_line(words))
        return None if known is None else Named(one_line(words), known, is_new=False)


def _made(kind: str, words: str) -> Record:
    if kind == "source":
        return Source(new_id(), words)
    if kind == "event":
        return Event(new_id(), words)
    guess = guess_actor(words)
    return Actor(new_id(), words, guess.kind, guess.identification, guess.role)
