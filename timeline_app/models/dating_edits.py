"""The edits that date something: confirm a reading, take another, date anew, date several alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dating import chosen, date_event, is_inverted, replaced
from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Dating, Event, Id, new_id
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import NO_ANCHOR, anchor_options, conventions_of
from timeline_app.models.date_draft import Typed, draft, words_only
from timeline_app.models.document import Document

translate = QCoreApplication.translate


def confirm(dating: Dating, *, is_confirmed: bool) -> Edit:
    """Say that a human has checked a reading, or take that back."""
    if is_confirmed:
        label = translate("edits", "Confirm date")
    else:
        label = translate("edits", "Mark date as not confirmed")
    return Edit(label, (Change(dating, replace(dating, confirmed=is_confirmed)),))


def choose(document: Document, owner_id: Id, alternative: Dating, phrase: str) -> Edit:
    """Take another reading of the wording; the one before becomes an alternative."""
    label = translate("edits", "Change {date} to another reading").format(date=phrase)
    fresh = [
        replace(
            dating,
            alternative_of=None if dating.id == alternative.id else alternative.id,
            confirmed=dating.id == alternative.id or dating.confirmed,
        )
        for dating in document.datings(owner_id)
    ]
    return date_anew(document, (alternative.owner_kind, owner_id), fresh, label)


def date_anew(
    document: Document, owner: tuple[DatingOwner, Id], fresh: Sequence[Dating], label: str
) -> Edit:
    """Replace the datings of a record; an event takes its bounds from the one that counts."""
    kind, owner_id = owner
    old = document.datings(owner_id)
    event = document.get(Event, owner_id) if kind is DatingOwner.EVENT else None
    if event is None:
        return Edit(label, _chosen_first(replaced(old, fresh)))
    edit = date_event(event, old, fresh, label)
    return Edit(label, _chosen_first(edit.changes))


def undate(document: Document, owner: tuple[DatingOwner, Id], phrase: str) -> Edit:
    """Take the date of a record away, with all its readings."""
    label = translate("edits", "Remove {date}").format(date=phrase)
    return date_anew(document, owner, (), label)


def enter(
    document: Document, owner: tuple[DatingOwner, Id], fresh: Sequence[Dating], phrase: str
) -> Edit | None:
    """Give a record the datings that were typed; None where they are the ones recorded.

    An event that ends before it begins, though its dating does not, takes the same date again.
    """
    recorded = document.datings(owner[1])
    event = document.get(Event, owner[1])
    if list(fresh) == recorded and (event is None or not is_inverted(event)):
        return None
    if not fresh:
        return undate(document, owner, phrase)
    words = translate("edits", "Change {date}") if recorded else translate("edits", "Add {date}")
    return date_anew(document, owner, fresh, words.format(date=phrase))


def alike(
    document: Document, owner: tuple[DatingOwner, Id], pattern: Sequence[Dating]
) -> tuple[Dating, ...]:
    """Return the datings that give a record the same words as another's.

    Words counted from a saying, a publication or an event are counted from the record's own: only
    where they come to the same date is it confirmed with the other, and where the record has
    nothing of that kind they stay words without a date.
    """
    counts = chosen(pattern)
    if counts is None:
        return ()
    if counts.anchor_kind in _FIXED_ANCHORS:
        return _copied(pattern, owner)
    options = anchor_options(document, owner)
    same = (option for option in options if option.kind is counts.anchor_kind)
    typed = Typed(counts.wording, "", next(same, NO_ANCHOR))
    read = draft(typed, owner, conventions=conventions_of(document))
    places = [place for place, other in enumerate(read.options) if other.edtf == counts.edtf]
    if places:
        read = read.pick(places[0])
    confirmed = counts.confirmed and bool(places)
    return read.datings(words_only(typed, owner), counts.reason, confirmed=confirmed)


_FIXED_ANCHORS = (AnchorKind.NONE, AnchorKind.FIXED)


def _copied(pattern: Sequence[Dating], owner: tuple[DatingOwner, Id]) -> tuple[Dating, ...]:
    fresh = {dating.id: new_id() for dating in pattern}
    return tuple(
        replace(
            dating,
            id=fresh[dating.id],
            owner_kind=owner[0],
            owner_id=owner[1],
            alternative_of=fresh[dating.alternative_of] if dating.alternative_of else None,
        )
        for dating in pattern
    )


def _chosen_first(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Order changes so that a dating is there before its alternatives, and goes after them."""

    def place(change: Change) -> tuple[int, bool]:
        record = change.record
        is_other = isinstance(record, Dating) and record.alternative_of is not None
        goes = change.after is None
        return (0 if goes else 1, is_other != goes)

    return tuple(sorted(changes, key=place))
