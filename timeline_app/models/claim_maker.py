"""The one edit that makes an entered claim, and all that is new with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.dating import chosen, dated
from timeline_app.domain.edits import Edit, add
from timeline_app.domain.folding import folded
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    ClaimEvent,
    ClaimPassage,
    ClaimSilence,
    Dating,
    Event,
    Hop,
    Id,
    Passage,
    Record,
    SilenceActor,
    Source,
    kind_of,
    new_id,
)
from timeline_app.domain.vocabulary import DatingOwner, HopRole
from timeline_app.models.claim_entry import ClaimEntry, HopEntry, SilenceEntry
from timeline_app.models.completions import Completions, new_record
from timeline_app.models.document import Document

translate = QCoreApplication.translate

_ORDER = {name: place for place, name in enumerate(KINDS)}

Datings = tuple[Dating, ...]


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """The edit that makes a claim, and the claim's id."""

    edit: Edit
    claim_id: Id


class ClaimMaker:
    """Makes claims out of entries, finding what is known by any of its names."""

    def __init__(self, document: Document, completions: Completions) -> None:
        """Make claims for a document; the completions should know confidential people too."""
        self._document = document
        self._completions = completions

    def outlet_of(self, source_words: str) -> Actor | None:
        """Return who publishes the source named, if the source and its outlet are known."""
        found = self._completions.exact("source", source_words)
        source = None if found is None else self._document.get(Source, found.id)
        if source is None or source.outlet_id is None:
            return None
        return self._document.get(Actor, source.outlet_id)

    def make(
        self,
        entry: ClaimEntry,
        said: Datings = (),
        when: Datings = (),
        until: Sequence[Datings] = (),
        origin_hop: Id | None = None,
    ) -> MadeClaim:
        """Make the claim with everything that is new, as one edit.

        `said` dates the saying of the first step, whose id is `origin_hop`; `when` dates what the
        claim refers to, and may be counted from that saying. `until` dates, silence by silence,
        until when those that are new were observed.
        """
        names = _Names(self._completions)
        claim = Claim(
            new_id(),
            several_lines(entry.text),
            entry.type,
            entry.modality,
            entry.polarity,
            note=several_lines(entry.note),
        )
        source_id = names.find("source", entry.source)
        hops = self._hops(entry, claim.id, source_id, names, origin_hop or new_id())
        records = [
            claim,
            *hops,
            *_links(entry, claim.id, names),
            *_silences(entry, claim.id, names, until),
            *_read_in(source_id, hops, claim.id),
            *(_owned(said, DatingOwner.HOP, hops[0].id) if hops else ()),
            *_owned(when, DatingOwner.CLAIM, claim.id),
        ]
        records += _dated_alike(entry, when, names)
        ordered = sorted([*names.made, *records], key=lambda record: _ORDER[kind_of(record)])
        label = translate("edits", "Add claim “{text}”").format(text=_short(claim.text))
        return MadeClaim(add(label, *ordered), claim.id)

    def _hops(
        self, entry: ClaimEntry, claim_id: Id, source_id: Id | None, names: _Names, origin: Id
    ) -> list[Hop]:
        typed = [hop for hop in entry.hops if one_line(hop.words)]
        hops = [
            Hop(
                origin if place == 0 else new_id(),
                claim_id,
                place,
                names.person(hop),
                hop.role,
                cue=one_line(hop.cue),
                status=hop.status,
            )
            for place, hop in enumerate(typed)
        ]
        outlet = self.outlet_of(entry.source)
        if outlet is not None and (not hops or hops[-1].actor_id != outlet.id):
            first = origin if not hops else new_id()
            hops.append(Hop(first, claim_id, len(hops), outlet.id, HopRole.PUBLISHER))
        if hops and source_id is not None:
            hops[-1] = replace(hops[-1], source_id=source_id)
        return hops


class _Names:
    """The names of one entry: found, or made once each."""

    def __init__(self, completions: Completions) -> None:
        self._completions = completions
        self._made: dict[tuple[str, str], Record] = {}

    @property
    def made(self) -> list[Record]:
        return list(self._made.values())

    def find(self, kind: str, words: str) -> Id | None:
        clean = one_line(words)
        if not clean:
            return None
        known = self._completions.exact(kind, clean)
        if known is not None:
            return known.id
        return self._made.setdefault((kind, folded(clean)), new_record(kind, clean)).id

    def is_new(self, kind: str, words: str) -> bool:
        return (kind, folded(one_line(words))) in self._made

    def date_event(self, words: str, datings: Datings) -> Datings:
        """Date an event that is new; return its datings, which are copies."""
        key = ("event", folded(words))
        event = self._made[key]
        assert isinstance(event, Event)
        self._made[key] = dated(event, chosen(datings))
        ids = {dating.id: new_id() for dating in datings}
        return tuple(
            replace(
                dating,
                id=ids[dating.id],
                owner_kind=DatingOwner.EVENT,
                owner_id=event.id,
                alternative_of=ids.get(dating.alternative_of or ""),
            )
            for dating in datings
        )

    def person(self, hop: HopEntry) -> Id:
        actor_id = self.find("actor", hop.words)
        assert actor_id is not None  # steps without words were left out
        key = ("actor", folded(one_line(hop.words)))
        made = self._made.get(key)
        if isinstance(made, Actor):
            kind = hop.kind or made.kind
            identification = hop.identification or made.identification
            self._made[key] = replace(made, kind=kind, identification=identification)
        return actor_id


def _links(entry: ClaimEntry, claim_id: Id, names: _Names) -> Iterator[ClaimEvent]:
    """Yield each event once: a claim does one thing to an event."""
    seen: set[Id] = set()
    for event in entry.events:
        event_id = names.find("event", event.words)
        if event_id is not None and event_id not in seen:
            seen.add(event_id)
            yield ClaimEvent(new_id(), claim_id, event_id, event.stance)


def _dated_alike(entry: ClaimEntry, when: Datings, names: _Names) -> Iterator[Dating]:
    """Date new events as the claim is dated, where that was asked for."""
    asked = (event.words for event in entry.events if event.is_dated)
    for words in dict.fromkeys(map(one_line, asked)) if when else ():
        if names.is_new("event", words):
            yield from names.date_event(words, when)


def _silences(
    entry: ClaimEntry, claim_id: Id, names: _Names, until: Sequence[Datings]
) -> Iterator[Record]:
    """Yield each silence once, with who kept it and until when, where it is new."""
    seen: set[Id] = set()
    for place, typed in enumerate(entry.silences):
        silence_id = names.find("silence", typed.words)
        if silence_id is None or silence_id in seen:
            continue
        seen.add(silence_id)
        yield ClaimSilence(new_id(), claim_id, silence_id, typed.stance)
        if names.is_new("silence", typed.words):
            yield from _body(typed, silence_id, names)
            yield from _owned(until[place] if until else (), DatingOwner.SILENCE, silence_id)


def _body(typed: SilenceEntry, silence_id: Id, names: _Names) -> Iterator[SilenceActor]:
    actor_id = names.find("actor", typed.body)
    if actor_id is not None:
        yield SilenceActor(new_id(), silence_id, actor_id)


def _read_in(source_id: Id | None, hops: list[Hop], claim_id: Id) -> Iterator[Record]:
    """Yield a passage of the source where no step leads to it."""
    if source_id is None or hops:
        return
    passage = Passage(new_id(), source_id)
    yield passage
    yield ClaimPassage(new_id(), claim_id, passage.id)


def _owned(datings: Datings, kind: DatingOwner, owner_id: Id) -> Iterator[Dating]:
    for dating in datings:
        yield replace(dating, owner_kind=kind, owner_id=owner_id)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 40 else f"{line[:39]}…"
