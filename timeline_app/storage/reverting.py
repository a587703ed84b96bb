"""Building the edit that takes back any edit of the history."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_app.domain.dating import is_inverted
from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import KINDS, Dating, Event, Record
from timeline_app.domain.references import POINTS, Key
from timeline_app.domain.reverting import ChangedSinceError, reverted
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.reading import Reader


def reversal(reader: Reader, number: int) -> Edit:
    """Return the edit that takes back the logged edit of a number; nothing is written.

    Raises StoreError when a record was changed again in the same fields, or others now point at
    what would go.
    """
    changes = reader.changes_of(number)
    label = reader.history(1, number + 1)[0].label
    keys = {(change.kind, change.id) for change in changes}
    current = {key: reader.get(KINDS[key[0]], key[1]) for key in keys}
    try:
        back = reverted(changes, current)
    except ChangedSinceError as error:
        raise _refusal(label, f"{_one(error.key[0])} in it was changed again since") from error
    if any(is_inverted(c.after) for c in back if isinstance(c.after, Event | Dating)):
        raise _refusal(label, "what it dated would end before it begins again")
    _refuse_needed(reader, label, back)
    return Edit(f"Revert “{label}”", back)


def _refuse_needed(reader: Reader, label: str, back: Iterable[Change]) -> None:
    """Raise StoreError when something that stays points at what would go."""
    going = {(change.kind, change.id) for change in back if change.after is None}
    for kind, record_id in going:
        for pointing in _pointing(reader, kind, record_id):
            if pointing not in going:
                what = f"{_one(pointing[0])} now points at {_one(kind)} that would go"
                raise _refusal(label, what)


def _pointing(reader: Reader, kind: str, record_id: str) -> Iterable[Key]:
    for other, names in POINTS.items():
        for name, target in names.items():
            if target == kind:
                found: list[Record] = reader.where(KINDS[other], **{name: record_id})
                yield from ((other, record.id) for record in found)


def _refusal(label: str, why: str) -> StoreError:
    return StoreError(f"“{label}” cannot be reverted: {why}.", Trouble.CHANGED)


def _one(kind: str) -> str:
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{article} {kind.replace('_', ' ')}"
