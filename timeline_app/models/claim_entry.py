"""A claim as it is entered in the form.

It is plain text and choices, so that a draft of it can be kept through a crash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.cleaning import several_lines
from timeline_app.domain.vocabulary import (
    ActorKind,
    ClaimType,
    HopRole,
    HopStatus,
    Identification,
    Modality,
    Polarity,
    Stance,
)

translate = QCoreApplication.translate

_TEXTS = ("text", "source", "note", "said", "when", "said_reading", "when_reading")


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
    """One event as typed, and what the claim does to it.

    `is_dated` gives an event that is new the date that the claim gives.
    """

    words: str = ""
    stance: Stance = Stance.SUPPORTS
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class SilenceEntry:
    """One statement of silence as typed. `body`, who said nothing, is for one that is new."""

    words: str = ""
    stance: Stance = Stance.SUPPORTS
    body: str = ""
    until: str = ""
    until_reading: str = ""


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """Everything typed into the form but its dates, which are datings of their own.

    Of a date it holds the words, and the EDTF of the reading that was taken.
    """

    text: str = ""
    hops: tuple[HopEntry, ...] = (HopEntry(),)
    source: str = ""
    events: tuple[EventEntry, ...] = (EventEntry(),)
    silences: tuple[SilenceEntry, ...] = ()
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
        EventEntry(
            str(event.get("words", "")),
            Stance(event.get("stance", "supports")),
            is_dated=bool(event.get("is_dated", False)),
        )
        for event in data.get("events", ())
    )
    silences = tuple(_silence_entry(silence) for silence in data.get("silences", ()))
    texts = {name: str(data.get(name, "")) for name in _TEXTS}
    return ClaimEntry(
        hops=hops or (HopEntry(),),
        events=events or (EventEntry(),),
        silences=silences,
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


def _silence_entry(data: Mapping[str, Any]) -> SilenceEntry:
    return SilenceEntry(
        words=str(data.get("words", "")),
        stance=Stance(data.get("stance", Stance.SUPPORTS)),
        body=str(data.get("body", "")),
        until=str(data.get("until", "")),
        until_reading=str(data.get("until_reading", "")),
    )
