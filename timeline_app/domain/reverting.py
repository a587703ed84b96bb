"""Taking back any edit of the history, not only the last: as a new edit, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline_app.domain.edits import Change
from timeline_app.domain.merging import three_way
from timeline_app.domain.records import Record
from timeline_app.domain.references import Key


class ChangedSinceError(Exception):
    """A record was changed again in the same fields, so that taking the edit back would undo that.

    `key` is its kind and id.
    """

    def __init__(self, key: Key) -> None:
        super().__init__(f"{key[0]} {key[1]} was changed since")
        self.key = key


def reverted(changes: Iterable[Change], current: Mapping[Key, Record | None]) -> tuple[Change, ...]:
    """Return the changes that take logged ones back, keeping what was changed in other fields.

    `current` has each record as it is now. Raises ChangedSinceError.
    """
    back: list[Change] = []
    for change in reversed(tuple(changes)):
        key = (change.kind, change.id)
        now = current.get(key)
        result, clashing = three_way(change.kind, change.after, now, change.before)
        if clashing is not None:
            raise ChangedSinceError(key)
        if result != now:
            back.append(Change(now, result))
    return tuple(back)
