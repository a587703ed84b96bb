"""The edits of the forms for a new event, source or actor: the record, its date, its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dating import chosen, dated
from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Actor, ActorName, Dating, Event, Source, new_id
from timeline_app.domain.vocabulary import DatingOwner

translate = QCoreApplication.translate


def add_event(event: Event, datings: Sequence[Dating], made: Sequence[Change]) -> Edit:
    """Add an event with its date, and what it names that is new."""
    whole = dated(event, chosen(datings)) if datings else event
    label = translate("edits", "Add event “{title}”").format(title=whole.title)
    own = _owned(datings, DatingOwner.EVENT, event.id)
    return Edit(label, (*made, Change(None, whole), *own))


def add_source(source: Source, datings: Sequence[Dating], made: Sequence[Change]) -> Edit:
    """Add a source with its date of publication, and who it names that is new."""
    label = translate("edits", "Add source “{title}”").format(title=source.title)
    own = _owned(datings, DatingOwner.SOURCE, source.id)
    return Edit(label, (*made, Change(None, source), *own))


def add_actor(actor: Actor, names: Sequence[str], made: Sequence[Change]) -> Edit:
    """Add an actor with its further names, and who it belongs to where that is new."""
    label = translate("edits", "Add “{name}”").format(name=actor.name)
    further = (Change(None, ActorName(new_id(), actor.id, name)) for name in names)
    return Edit(label, (*made, Change(None, actor), *further))


def _owned(datings: Sequence[Dating], kind: DatingOwner, owner_id: str) -> tuple[Change, ...]:
    return tuple(Change(None, replace(d, owner_kind=kind, owner_id=owner_id)) for d in datings)
