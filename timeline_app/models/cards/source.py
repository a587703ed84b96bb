"""What the sidebar shows of a source: what it is, what is kept of it, and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import Actor, ClaimPassage, Hop, Id, Passage, Source
from timeline_app.domain.vocabulary import Capture, DatingOwner, SourceKind
from timeline_app.models.cards.fields import (
    FieldView,
    choice,
    line,
    lines,
    pointer,
    within_itself,
)
from timeline_app.models.cards.lines import (
    ClaimLine,
    DatingView,
    RecordLine,
    claim_lines,
    dating_view,
)
from timeline_app.models.cards.passages import (
    PassageView,
    SourceView,
    passage_view,
    snapshot_text,
    source_view,
)
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref
from timeline_app.models.words import word_for

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SourceCard:
    """Everything the sidebar shows of one source."""

    source: Source
    title: FieldView
    brief: SourceView
    published: DatingView
    fields: tuple[FieldView, ...]
    snapshot: str
    passages: tuple[PassageView, ...]
    claims: tuple[ClaimLine, ...]
    parts: tuple[RecordLine, ...]


def source_card(document: Document, source_id: Id) -> SourceCard | None:
    """Derive the card of a source, or None if there is no such source."""
    source = document.get(Source, source_id)
    if source is None:
        return None
    found = document.where(Passage, source_id=source_id)
    passages = sorted(found, key=lambda passage: passage.start_char or 0)
    return SourceCard(
        source=source,
        title=line(
            source,
            "title",
            translate("cards", "Source"),
            translate("cards", "title of source"),
            required=translate("cards", "A source needs a title, if only a description."),
        ),
        brief=source_view(source),
        published=dating_view(
            document, DatingOwner.SOURCE, source_id, translate("cards", "date of publication")
        ),
        fields=_fields(document, source),
        snapshot=snapshot_text(document, source_id),
        passages=tuple(passage_view(passage) for passage in passages),
        claims=claim_lines(document, [(i, None) for i in _claims(document, source_id, passages)]),
        parts=tuple(
            RecordLine(Ref("source", part.id), part.title, word_for(part.kind))
            for part in document.where(Source, part_of_id=source_id)
        ),
    )


def _claims(document: Document, source_id: Id, passages: list[Passage]) -> list[Id]:
    """Return the claims read in a source or said in it, each once."""
    read = [
        link.claim_id
        for passage in passages
        for link in document.where(ClaimPassage, passage_id=passage.id)
    ]
    said = [hop.claim_id for hop in document.where(Hop, source_id=source_id)]
    return list(dict.fromkeys([*said, *read]))


def _fields(document: Document, source: Source) -> tuple[FieldView, ...]:
    return (
        choice(
            source,
            "kind",
            translate("cards", "Kind"),
            translate("cards", "kind of source"),
            kind=SourceKind,
        ),
        choice(
            source,
            "capture",
            translate("cards", "Held"),
            translate("cards", "capture"),
            kind=Capture,
        ),
        _person(document, source, "outlet_id"),
        _person(document, source, "author_id"),
        _part_of(document, source),
        line(
            source,
            "url",
            translate("cards", "Address"),
            translate("cards", "address of source"),
            hint=translate("cards", "https://…"),
        ),
        line(
            source,
            "language",
            translate("cards", "Language"),
            translate("cards", "language of source"),
            hint=translate("cards", "en, ar, ru, tr …"),
        ),
        lines(
            source,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on source"),
            hint=translate("cards", "Add a note"),
        ),
    )


def _person(document: Document, source: Source, name: str) -> FieldView:
    actor_id = source.outlet_id if name == "outlet_id" else source.author_id
    actor = document.get(Actor, actor_id) if actor_id else None
    words = {
        "outlet_id": (translate("cards", "Outlet"), translate("cards", "outlet of source")),
        "author_id": (translate("cards", "Author"), translate("cards", "author of source")),
    }
    label, phrase = words[name]
    return pointer(
        source,
        name,
        label,
        phrase,
        completes="actor",
        shown="" if actor is None else actor.name,
        hint=translate("cards", "not recorded"),
    )


def _part_of(document: Document, source: Source) -> FieldView:
    whole = document.get(Source, source.part_of_id) if source.part_of_id else None
    return pointer(
        source,
        "part_of_id",
        translate("cards", "Appeared in"),
        translate("cards", "where a source appeared"),
        completes="source",
        shown="" if whole is None else whole.title,
        hint=translate("cards", "on its own"),
        forbids=within_itself(document, source, "part_of_id"),
    )
