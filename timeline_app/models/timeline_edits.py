"""The edits made by hand on the timeline, each one named step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.by_hand import HandBounds, edtf_of
from timeline_app.domain.dating import is_undated, refuse_inverted, set_by_hand
from timeline_app.domain.edits import Change, Edit, add
from timeline_app.domain.records import Dating, Event, Id, Track, new_id
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.models.document import Document

translate = QCoreApplication.translate


def redated(
    document: Document,
    bounds: Mapping[Id, HandBounds],
    *,
    resized: bool,
    track_id: Id | None = None,
) -> Edit | None:
    """Give events new bounds, and a track if one is given; None if nothing would change.

    The wording and the reason of each dating are kept: they tell what the hand departed from.
    """
    events = document.many(Event, bounds)
    changes = [c for e in events.values() for c in _changes(document, e, bounds[e.id], track_id)]
    if not changes:
        return None
    return Edit(_label(list(events.values()), resized=resized), tuple(changes))


def lanes_reordered(document: Document, moved: int, to: int) -> Edit | None:
    """Move a track to another place from the top; None if it is there already."""
    tracks = document.all(Track)
    order = list(tracks)
    if not (0 <= moved < len(order) and 0 <= to < len(order)) or moved == to:
        return None
    order.insert(to, order.pop(moved))
    changes = tuple(
        Change(track, replace(track, position=k))
        for k, track in enumerate(order)
        if track.position != k
    )
    label = translate("edits", "Move track “{title}”").format(title=tracks[moved].title)
    return Edit(label, changes) if changes else None


def created(title: str, bounds: HandBounds, track_id: Id | None) -> tuple[Edit, Id]:
    """Add an event with hand-set bounds; return the edit and the event's id."""
    a, b, c, d = refuse_inverted(bounds.four)
    event = Event(
        new_id(), title, track_id=track_id, start_min=a, start_max=b, end_min=c, end_max=d
    )
    dating = Dating(new_id(), DatingOwner.EVENT, event.id, edtf=edtf_of(bounds), rule="hand-set")
    dating = replace(dating, start_min=a, start_max=b, end_min=c, end_max=d, confirmed=True)
    return add(
        translate("edits", "Add event “{title}”").format(title=title), event, dating
    ), event.id


def _changes(
    document: Document, event: Event, bounds: HandBounds, track_id: Id | None
) -> list[Change]:
    old = HandBounds(event.start_min, event.start_max, event.end_min, event.end_max)
    moves = track_id is not None and track_id != event.track_id
    if bounds == old:
        return [Change(event, replace(event, track_id=track_id))] if moves else []
    datings = document.datings(event.id)
    edit = set_by_hand(event, datings, bounds.four, edtf_of(bounds), "")
    if not moves:
        return list(edit.changes)
    return [_on_track(change, track_id) for change in edit.changes]


def _on_track(change: Change, track_id: Id | None) -> Change:
    if isinstance(change.after, Event):
        return Change(change.before, replace(change.after, track_id=track_id))
    return change


def _label(events: list[Event], *, resized: bool) -> str:
    if len(events) > 1:
        return translate("edits", "Move {count} events").format(count=len(events))
    if is_undated(events[0]):
        text = translate("edits", "Date “{title}”")
    elif resized:
        text = translate("edits", "Change the time of “{title}”")
    else:
        text = translate("edits", "Move “{title}”")
    return text.format(title=events[0].title)
