"""What the cells of the claims table edit: a field or a dating of the claim, its chain or links."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from PySide6.QtCore import QT_TRANSLATE_NOOP

from timeline_app.domain.records import Claim, ClaimEvent, Hop, Id
from timeline_app.domain.vocabulary import (
    ClaimStatus,
    ClaimType,
    DatingOwner,
    Modality,
    Polarity,
    Stance,
)
from timeline_app.models.cards import fields
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.cards.lines import DatingView, dating_view
from timeline_app.models.document import Document
from timeline_app.models.tables.claim_cells import between, speaker, via
from timeline_app.models.tables.columns import translate
from timeline_app.storage.table_rows import ClaimRow

ClaimField: TypeAlias = Callable[[Document, ClaimRow, Id | None], FieldView]
"""Makes the field a cell edits, of a claim; the event selected beside it is known too."""


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("tables", text))


def _claim(document: Document, row: ClaimRow) -> Claim:
    claim = document.get(Claim, row.id)
    assert claim is not None
    return claim


def text_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    """Return the field of the words of the claim."""
    del beside
    return fields.lines(
        _claim(document, row),
        "text",
        translate("tables", "Claim"),
        translate("tables", "claim text"),
        required=translate("tables", "A claim needs its text."),
    )


def note_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
    """Return the field of its note."""
    del beside
    label, phrase = translate("tables", "Note"), translate("tables", "claim note")
    return fields.lines(_claim(document, row), "note", label, phrase)


def _choice_of(name: str, kind: type[StrEnum], label: str, phrase: str) -> ClaimField:
    """Return what makes the field of a value out of a list; its words are translated then."""

    def field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView:
        del beside
        words = translate("tables", label), translate("tables", phrase)
        return fields.choice(_claim(document, row), name, *words, kind=kind)

    return field


type_field = _choice_of("type", ClaimType, _tr("Type"), _tr("claim type"))
modality_field = _choice_of("modality", Modality, _tr("Modality"), _tr("claim modality"))
polarity_field = _choice_of("polarity", Polarity, _tr("Polarity"), _tr("claim polarity"))
status_field = _choice_of("status", ClaimStatus, _tr("Status"), _tr("claim status"))


def _link(document: Document, row: ClaimRow, beside: Id | None) -> ClaimEvent | None:
    """Return the claim's link to the event selected, or else to its first event."""
    links = document.where(ClaimEvent, claim_id=row.id)
    return next((x for x in links if x.event_id == beside), links[0] if links else None)


def stance_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    """Return the field of the stance towards the event selected, or its first."""
    link = _link(document, row, beside)
    label, phrase = translate("tables", "Stance"), translate("tables", "stance")
    return fields.choice(link, "stance", label, phrase, kind=Stance) if link else None


def event_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    """Return the field of which event that is."""
    link = _link(document, row, beside)
    if link is None:
        return None
    name = next(s.event.name for s in row.stands if s.event.id == link.event_id)
    return fields.pointer(
        link,
        "event_id",
        translate("tables", "Event"),
        translate("tables", "event of the claim"),
        completes="event",
        shown=name,
    )


def _hop_field(hop: Hop, shown: str, label: str, phrase: str) -> FieldView:
    required = translate("tables", "A step of a chain needs somebody; anonymous will do.")
    return fields.pointer(
        hop, "actor_id", label, phrase, completes="actor", shown=shown, required=required
    )


def speaker_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    """Return the field of who said it."""
    del beside
    hops = document.where(Hop, claim_id=row.id)
    label, phrase = translate("tables", "Speaker"), translate("tables", "speaker")
    return _hop_field(hops[0], speaker(row), label, phrase) if hops else None


def via_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    """Return the one hop between; a longer way is edited in the sidebar, hop by hop."""
    del beside
    hops = document.where(Hop, claim_id=row.id)
    label, phrase = translate("tables", "Via"), translate("tables", "relay")
    return _hop_field(hops[1], via(row), label, phrase) if len(between(row)) == 1 else None


def source_field(document: Document, row: ClaimRow, beside: Id | None) -> FieldView | None:
    """Return the field of where it was read."""
    del beside
    hops = document.where(Hop, claim_id=row.id)
    if not hops:
        return None
    last = next((hop for hop in reversed(hops) if hop.source_id), hops[-1])
    return fields.pointer(
        last,
        "source_id",
        translate("tables", "Source"),
        translate("tables", "source of the claim"),
        completes="source",
        shown=row.source.name if row.source and last.source_id else "",
    )


def said_dating(document: Document, row: ClaimRow) -> DatingView | None:
    """Return when the origin said it; there is nobody to have said it without a chain."""
    hops = document.where(Hop, claim_id=row.id)
    phrase = translate("tables", "date of saying")
    return dating_view(document, DatingOwner.HOP, hops[0].id, phrase) if hops else None


def claim_dating(document: Document, row: ClaimRow) -> DatingView:
    """Return the dating of when what it tells happened."""
    return dating_view(document, DatingOwner.CLAIM, row.id, translate("tables", "date of claim"))


def published_dating(document: Document, row: ClaimRow) -> DatingView | None:
    """Return the dating of when its source was published."""
    if row.source is None:
        return None
    phrase = translate("tables", "date of publication")
    return dating_view(document, DatingOwner.SOURCE, row.source.id, phrase)
