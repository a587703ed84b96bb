"""What the sidebar shows of an event: how it stands, on which claims, where and as part of what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import (
    ClaimEvent,
    ClaimSilence,
    Event,
    Id,
    Place,
    PlaceName,
    Silence,
    Track,
)
from timeline_app.domain.vocabulary import DatingOwner, EventKind, EventStatus
from timeline_app.models.cards.accounts import AccountsView, accounts_of
from timeline_app.models.cards.fields import (
    FieldView,
    choice,
    line,
    lines,
    pick,
    pointer,
    within_itself,
)
from timeline_app.models.cards.lines import DatingView, RecordLine, dating_view
from timeline_app.models.cards.names import NamesView, place_names
from timeline_app.models.cards.relations import RelationView, relations_of_claims
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class EventCard:
    """Everything the sidebar shows of one event."""

    event: Event
    title: FieldView
    dating: DatingView
    accounts: AccountsView
    is_contested: bool
    relations: tuple[RelationView, ...]
    place: Place | None
    place_fields: tuple[FieldView, ...]
    place_names: NamesView | None
    silences: tuple[RecordLine, ...]
    parent: RecordLine | None
    children: tuple[RecordLine, ...]
    fields: tuple[FieldView, ...]


def event_card(document: Document, event_id: Id) -> EventCard | None:
    """Derive the card of an event, or None if there is no such event."""
    event = document.get(Event, event_id)
    if event is None:
        return None
    links = document.where(ClaimEvent, event_id=event_id)
    said = [link.claim_id for link in links]
    unknown = document.unknown_among(said)
    claim_ids = [claim_id for claim_id in said if claim_id not in unknown]
    place = document.get(Place, event.place_id) if event.place_id else None
    parent = document.get(Event, event.parent_id) if event.parent_id else None
    return EventCard(
        event=event,
        title=line(
            event,
            "title",
            translate("cards", "Event"),
            translate("cards", "event title"),
            required=translate("cards", "An event needs a title."),
        ),
        dating=dating_view(
            document, DatingOwner.EVENT, event_id, translate("cards", "date of event")
        ),
        accounts=accounts_of(document, event),
        is_contested=document.standing(event_id).is_contested,
        relations=relations_of_claims(document, claim_ids),
        place=place,
        place_fields=() if place is None else _place_fields(place),
        place_names=None
        if place is None
        else place_names(place, document.where(PlaceName, place_id=place.id)),
        silences=_silences(document, claim_ids),
        parent=None if parent is None else event_line(parent),
        children=tuple(event_line(e) for e in document.where(Event, parent_id=event_id)),
        fields=_fields(document, event, place, parent),
    )


def event_line(event: Event) -> RecordLine:
    """Return an event as a line of a list."""
    return RecordLine(Ref("event", event.id), event.title)


def _silences(document: Document, claim_ids: list[Id]) -> tuple[RecordLine, ...]:
    """Return the silences that claims about the event report."""
    links = document.among(ClaimSilence, "claim_id", claim_ids)
    silences = document.many(Silence, (link.silence_id for link in links))
    return tuple(RecordLine(Ref("silence", s.id), s.topic) for s in silences.values())


def _place_fields(place: Place) -> tuple[FieldView, ...]:
    return (
        line(
            place,
            "name",
            translate("cards", "Name"),
            translate("cards", "name of place"),
            required=translate("cards", "A place needs a name."),
        ),
        line(
            place,
            "within",
            translate("cards", "Within"),
            translate("cards", "where a place lies"),
            hint=translate("cards", "the larger place"),
        ),
        lines(
            place,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on place"),
            hint=translate("cards", "Add a note"),
        ),
    )


def _fields(
    document: Document, event: Event, place: Place | None, parent: Event | None
) -> tuple[FieldView, ...]:
    tracks = sorted(document.all(Track), key=lambda track: track.position)
    no_track = translate("cards", "no track")
    return (
        pick(
            event,
            "track_id",
            translate("cards", "Track"),
            translate("cards", "track"),
            choices=((None, no_track), *((track.id, track.title) for track in tracks)),
            hint=no_track,
        ),
        replace(
            choice(
                event,
                "kind",
                translate("cards", "Kind"),
                translate("cards", "kind of event"),
                kind=EventKind,
            ),
            dating=document.dating(event.id),
        ),
        choice(
            event,
            "status",
            translate("cards", "Status"),
            translate("cards", "status of event"),
            kind=EventStatus,
        ),
        pointer(
            event,
            "place_id",
            translate("cards", "Place"),
            translate("cards", "place of event"),
            completes="place",
            shown="" if place is None else place.name,
            hint=translate("cards", "not recorded"),
        ),
        pointer(
            event,
            "parent_id",
            translate("cards", "Part of"),
            translate("cards", "larger event"),
            completes="event",
            shown="" if parent is None else parent.title,
            hint=translate("cards", "no larger event"),
            forbids=within_itself(document, event, "parent_id"),
        ),
        lines(
            event,
            "note",
            translate("cards", "Note"),
            translate("cards", "note on event"),
            hint=translate("cards", "Add a note"),
        ),
    )
