"""What an opened event shows of its claims, and when the selected claim was said and published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.by_hand import HandBounds
from timeline_app.domain.dating import four, is_undated, is_zoned
from timeline_app.domain.records import Claim, ClaimEvent, Dating, Event, Hop, Id, Source
from timeline_app.domain.vocabulary import Identification
from timeline_app.models.document import Document
from timeline_app.scene.opened import Account, Opened, TimeMark
from timeline_app.scene.pips import shape_of
from timeline_app.storage.columns import shift_of

MOST = 60
"""Claims shown of one opened event; the sidebar has them all."""


def opened_event(document: Document, event: Event, index: int) -> Opened:
    """Collect the claims on an event, each with who says it and when it says it was.

    As known on a day, those are the claims known by then.
    """
    links = document.where(ClaimEvent, event_id=event.id)
    unknown = document.unknown_among(link.claim_id for link in links)
    links = [link for link in links if link.claim_id not in unknown][:MOST]
    claims = document.many(Claim, [link.claim_id for link in links])
    accounts = []
    for link in links:
        chain = document.chain(link.claim_id)
        voice = chain.origin.identification if chain.origin is not None else None
        if not chain.is_sourced or voice is None:
            voice = Identification.UNSOURCED
        dating = document.dating(link.claim_id)
        said_by = f"{chain.text}: " if chain.text else ""
        accounts.append(
            Account(
                link.claim_id,
                shape_of(link.stance, voice),
                link.stance,
                said_by + claims[link.claim_id].text,
                bounds_of(document, dating),
                bool(dating and dating.approximate),
                bool(dating and dating.uncertain),
            )
        )
    return Opened(index, document.standing(event.id).text, tuple(accounts))


def marks_of(document: Document, claim_id: Id) -> tuple[TimeMark, ...]:
    """Return when a claim was said by each hop, and when the sources it went through appeared.

    What happened in the same span is one mark, which names all who spoke, or all that appeared.
    """
    hops = document.where(Hop, claim_id=claim_id)
    said = _named(_said(document, claim_id, hops), published=False)
    return (*said, *_named(_published(document, hops), published=True))


_Spoken: TypeAlias = Iterator[tuple[tuple[int, int], str]]


def _named(found: _Spoken, *, published: bool) -> Iterator[TimeMark]:
    names: dict[tuple[int, int], list[str]] = {}
    for span, name in found:
        names.setdefault(span, []).append(name)
    said = QCoreApplication.translate("timeline", "said: {names}")
    text = QCoreApplication.translate("timeline", "published: {names}") if published else said
    for span, those in names.items():
        joined = ", ".join(dict.fromkeys(those))
        yield TimeMark(*span, text.format(names=joined), published=published)


def _said(document: Document, claim_id: Id, hops: list[Hop]) -> _Spoken:
    actors = document.chain(claim_id).actors
    for hop, actor in zip(hops, actors, strict=False):
        span = _span(document, hop.id)
        if span is not None:
            yield span, actor.name


def _published(document: Document, hops: list[Hop]) -> _Spoken:
    ids = dict.fromkeys(hop.source_id for hop in hops if hop.source_id)
    for source in document.many(Source, ids).values():
        span = _span(document, source.id)
        if span is not None:
            yield span, source.title


def _span(document: Document, owner_id: Id) -> tuple[int, int] | None:
    bounds = bounds_of(document, document.dating(owner_id))
    known = [t for t in bounds.four if t is not None] if bounds is not None else []
    return (min(known), max(known)) if known else None


def bounds_of(document: Document, dating: Dating | None) -> HandBounds | None:
    """Return a dating's bounds as they are shown in the display zone; None if it has none."""
    if dating is None or is_undated(dating):
        return None
    bounds = HandBounds(*four(dating))
    at = next(t for t in bounds.four if t is not None)
    if not is_zoned(dating.edtf):
        return bounds
    return bounds.moved(shift_of(document.project.display_zone, at))
