"""The further names of an actor or a place: other scripts, aliases, and labels with their users."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.records import Actor, ActorName, Place, PlaceName
from timeline_app.domain.vocabulary import NameKind
from timeline_app.models.cards.fields import FieldView, choice, line, pointer
from timeline_app.models.document import Document
from timeline_app.models.words import word_for

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class NameView:
    """One further name, as the fields that make it."""

    record: ActorName | PlaceName
    text: str
    detail: str
    fields: tuple[FieldView, ...]

    @property
    def key(self) -> str:
        """Name the name among its neighbours."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class NamesView:
    """The further names of one actor or place."""

    owner: Actor | Place
    names: tuple[NameView, ...]


def place_names(place: Place, names: Iterable[PlaceName]) -> NamesView:
    """Return a place's names in other scripts."""
    return NamesView(place, tuple(NameView(n, n.name, n.language, _common(n)) for n in names))


def actor_names(document: Document, actor: Actor) -> NamesView:
    """Return an actor's further names."""
    found = document.where(ActorName, actor_id=actor.id)
    return NamesView(actor, tuple(_actor_name(document, name) for name in found))


def _actor_name(document: Document, name: ActorName) -> NameView:
    user = document.get(Actor, name.used_by_id) if name.used_by_id else None
    used_by = "" if user is None else user.name
    detail = (
        "" if name.kind is NameKind.VARIANT else word_for(name.kind),
        name.language,
        translate("cards", "used by {name}").format(name=used_by) if used_by else "",
    )
    fields = (*_common(name), *_uses(name, used_by))
    return NameView(name, name.name, " · ".join(part for part in detail if part), fields)


def _common(name: ActorName | PlaceName) -> tuple[FieldView, ...]:
    return (
        line(
            name,
            "name",
            translate("cards", "Name"),
            translate("cards", "further name"),
            required=translate("cards", "A name needs its words; remove it instead."),
        ),
        line(
            name,
            "language",
            translate("cards", "Language"),
            translate("cards", "language of name"),
            hint=translate("cards", "ar, ru, tr …"),
        ),
    )


def _uses(name: ActorName, used_by: str) -> tuple[FieldView, ...]:
    return (
        choice(
            name,
            "kind",
            translate("cards", "Kind"),
            translate("cards", "kind of name"),
            kind=NameKind,
        ),
        pointer(
            name,
            "used_by_id",
            translate("cards", "Used by"),
            translate("cards", "who uses the name"),
            completes="actor",
            shown=used_by,
            hint=translate("cards", "anyone"),
        ),
    )
