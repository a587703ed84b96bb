"""A claim as it is entered in the form, and the one edit that makes it and all that is new with it.

The entry is plain text and choices, so that a draft of it can be kept through a crash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edits import Edit, add
from timeline_app.domain.folding import folded
from timeline_app.domain.records import (
    KINDS,
    Actor,
    Claim,
    ClaimEvent,
    ClaimPassage,
    Dating,
    Hop,
    Id,
    Passage,
    Record,
    Source,
    kind_of,
    new_id,
)
from timeline_app.domain.vocabulary import (
    ActorKind,
    ClaimType,
    DatingOwner,
    HopRole,
    HopStatus,
    Identification,
    Modality,
    Polarity,
    Stance,
)
from timeline_app.models.completions import Completions, new_record
from timeline_app.models.document import Document

translate = QCoreApplication.translate

_TEXTS = ("text", "source", "note", "said", "when", "said_reading", "when_reading")
_ORDER = {name: place for place, name in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class HopEntry:
    """One step as typed. `kind` and `identification` are for somebody who is new."""

    words: str = ""
    role: HopRole = HopRole.ORIGINATOR
    cue: str = ""
    status: HopStatus = HopStatus.STATED
    kind: ActorKind | None = None
    identification: Identification | None = None


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event as typed, and what the claim does to it."""

    words: str = ""
    stance: Stance = Stance.SUPPORTS


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """Everything typed into the form but its dates, which are datings of their own.

    Of a date it holds the words, and the EDTF of the reading that was taken.
    """

    text: str = ""
    hops: tuple[HopEntry, ...] = (HopEntry(),)
    source: str = ""
    events: tuple[EventEntry, ...] = (EventEntry(),)
    type: ClaimType = ClaimType.FACT
    modality: Modality = Modality.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    note: str = ""
    said: str = ""
    when: str = ""
    said_reading: str = ""
    when_reading: str = ""

    @property
    def refusal(self) -> str:
        """Why the claim may not be made yet, or ""."""
        if several_lines(self.text):
            return ""
        return translate("claim form", "A claim needs its words.")

    def for_next(self) -> ClaimEntry:
        """Return what stays for the next claim: who, through whom, in which source, said when."""
        return ClaimEntry(
            hops=self.hops, source=self.source, said=self.said, said_reading=self.said_reading
        )

    def as_text(self) -> dict[str, Any]:
        """Return the entry as JSON can hold it."""
        return asdict(self)


def entry_from_text(data: Mapping[str, Any]) -> ClaimEntry:
    """Return the entry that was kept; what cannot be understood is left out."""
    hops = tuple(_hop_entry(hop) for hop in data.get("hops", ()))
    events = tuple(
        EventEntry(str(event.get("words", "")), Stance(event.get("stance", "supports")))
        for event in data.get("events", ())
    )
    texts = {name: str(data.get(name, "")) for name in _TEXTS}
    return ClaimEntry(
        hops=hops or (HopEntry(),),
        events=events or (EventEntry(),),
        type=ClaimType(data.get("type", ClaimType.FACT)),
        modality=Modality(data.get("modality", Modality.CERTAIN)),
        polarity=Polarity(data.get("polarity", Polarity.POSITIVE)),
        **texts,
    )


def _hop_entry(data: Mapping[str, Any]) -> HopEntry:
    kind, identification = data.get("kind"), data.get("identification")
    return HopEntry(
        words=str(data.get("words", "")),
        role=HopRole(data.get("role", HopRole.ORIGINATOR)),
        cue=str(data.get("cue", "")),
        status=HopStatus(data.get("status", HopStatus.STATED)),
        kind=None if kind is None else ActorKind(kind),
        identification=None if identification is None else Identification(identification),
    )


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
        said: tuple[Dating, ...] = (),
        when: tuple[Dating, ...] = (),
        origin_hop: Id | None = None,
    ) -> MadeClaim:
        """Make the claim with everything that is new, as one edit.

        `said` dates the saying of the first step, whose id is `origin_hop`; `when` dates what the
        claim refers to, and may be counted from that saying.
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
            *_read_in(source_id, hops, claim.id),
            *(_owned(said, DatingOwner.HOP, hops[0].id) if hops else ()),
            *_owned(when, DatingOwner.CLAIM, claim.id),
        ]
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


def _read_in(source_id: Id | None, hops: list[Hop], claim_id: Id) -> Iterator[Record]:
    """Yield a passage of the source where no step leads to it."""
    if source_id is None or hops:
        return
    passage = Passage(new_id(), source_id)
    yield passage
    yield ClaimPassage(new_id(), claim_id, passage.id)


def _owned(datings: tuple[Dating, ...], kind: DatingOwner, owner_id: Id) -> Iterator[Dating]:
    for dating in datings:
        yield replace(dating, owner_kind=kind, owner_id=owner_id)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 40 else f"{line[:39]}…"
