"""One-line views of records: what lists of claims, people, sources and datings say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.attribution import Chain
from timeline_app.domain.dating import is_inverted
from timeline_app.domain.reading import describe
from timeline_app.domain.records import (
    Actor,
    Claim,
    ClaimEvent,
    ClaimSilence,
    Dating,
    Event,
    Id,
)
from timeline_app.domain.vocabulary import (
    AnchorKind,
    DatingOwner,
    Identification,
    Stance,
)
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref
from timeline_app.models.words import word_for

translate = QCoreApplication.translate


class Marker(Enum):
    """Who stands behind a claim, as a shape: the same shapes as on the timeline."""

    NAMED = auto()
    ANONYMOUS = auto()
    OUTLET = auto()
    UNSOURCED = auto()


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list: its words, who said it, and what it does here.

    On a speaker's own line of events `when` stands in the place of `who`, and `warning` says what
    the claim contradicts.
    """

    claim_id: Id
    text: str
    who: str
    marker: Marker
    stance: Stance | None = None
    when: str = ""
    warning: str = ""

    @property
    def key(self) -> str:
        """Name the line among its neighbours."""
        return self.claim_id

    @property
    def ref(self) -> Ref:
        """What a click selects."""
        return Ref("claim", self.claim_id)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """Any other record in a list: its name, and a word on it."""

    ref: Ref
    text: str
    detail: str = ""

    @property
    def key(self) -> str:
        """Name the line among its neighbours."""
        return f"{self.ref.kind}.{self.ref.id}"


@dataclass(frozen=True, slots=True)
class DatingView:
    """How we know when: the chosen dating of a record and the other ways to read it."""

    owner: tuple[DatingOwner, Id]
    phrase: str
    dating: Dating | None = None
    alternatives: tuple[Dating, ...] = ()
    counted_from: str = ""
    is_inverted: bool = False
    """Whether the file says that it ends before it begins, so that it has no date to show."""

    @property
    def resolved(self) -> str:
        """The date in words, or "" where there is none."""
        return "" if self.dating is None else dated_text(self.dating)


def marker_of(chain: Chain) -> Marker:
    """Tell which shape stands for the origin of a claim."""
    if not chain.is_sourced:
        return Marker.UNSOURCED
    return marker_of_actor(chain.actors[0])


def marker_of_actor(actor: Actor) -> Marker:
    """Tell which shape stands for an actor."""
    return {
        Identification.NAMED: Marker.NAMED,
        Identification.PSEUDONYMOUS: Marker.ANONYMOUS,
        Identification.ANONYMOUS: Marker.ANONYMOUS,
        Identification.OUTLET_VOICE: Marker.OUTLET,
        Identification.UNSOURCED: Marker.UNSOURCED,
    }[actor.identification]


def claim_lines(
    document: Document, wanted: Sequence[tuple[Id, Stance | None]]
) -> tuple[ClaimLine, ...]:
    """Return the lines of claims with what each does here; claims that are gone are left out."""
    claims = document.many(Claim, (claim_id for claim_id, _ in wanted))
    chains = document.chains(claims)
    return tuple(
        _claim_line(claims[claim_id], chains[claim_id], stance)
        for claim_id, stance in wanted
        if claim_id in claims
    )


def by_stance(links: Iterable[ClaimEvent | ClaimSilence]) -> list[tuple[Id, Stance | None]]:
    """Order the claims of an event or silence: supports first, then disputes, and so on."""
    order = list(Stance)
    ordered = sorted(links, key=lambda link: order.index(link.stance))
    return [(link.claim_id, link.stance) for link in ordered]


def dating_view(document: Document, kind: DatingOwner, owner_id: Id, phrase: str) -> DatingView:
    """Return how we know when; `phrase` names the dating in the Undo menu."""
    datings = document.datings(owner_id)
    chosen = next((d for d in datings if d.alternative_of is None), None)
    others = tuple(d for d in datings if d.alternative_of is not None)
    counted = "" if chosen is None else _counted_from(chosen)
    event = document.get(Event, owner_id) if kind is DatingOwner.EVENT else None
    wrong = any(is_inverted(one) for one in (chosen, event) if one is not None)
    return DatingView((kind, owner_id), phrase, chosen, others, counted, wrong)


def dated_text(dating: Dating) -> str:
    """Return a dating's date in words, or "" where its wording gives no date."""
    return describe(dating.edtf) if dating.edtf else ""


def quoted(text: str) -> str:
    """Put words of a source between quotation marks."""
    return f"“{text}”" if text else ""


def actor_note(document: Document, actor: Actor) -> str:
    """Say in a line what an actor is: "unnamed · security official · Syrian government"."""
    affiliation = document.get(Actor, actor.affiliation_id) if actor.affiliation_id else None
    parts = (
        _identified(actor),
        actor.role or (word_for(actor.kind) if actor.kind != "unknown" else ""),
        affiliation.name if affiliation is not None else "",
    )
    return " · ".join(part for part in parts if part)


def _identified(actor: Actor) -> str:
    if actor.identification is Identification.NAMED:
        return ""
    if actor.identification is Identification.ANONYMOUS:
        return translate("cards", "unnamed")
    return word_for(actor.identification)


def _claim_line(claim: Claim, chain: Chain, stance: Stance | None) -> ClaimLine:
    who = chain.text or translate("cards", "nobody recorded")
    return ClaimLine(claim.id, claim.text, who, marker_of(chain), stance)


def _counted_from(dating: Dating) -> str:
    if dating.anchor is None:
        return ""
    return _counted_words(dating.anchor_kind).format(day=describe(dating.anchor[:10]))


def _counted_words(kind: AnchorKind) -> str:
    match kind:
        case AnchorKind.SAID:
            return translate("cards", "counted from {day}, when it was said")
        case AnchorKind.PUBLISHED:
            return translate("cards", "counted from {day}, when it was published")
        case AnchorKind.EVENT:
            return translate("cards", "counted from an event of {day}")
        case _:
            return translate("cards", "counted from {day}")
