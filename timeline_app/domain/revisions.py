"""A project as it will be: records revised, added and dropped on top of what is read, as one edit.

What a long step already decided is seen by what it decides next; nothing is written here.
"""

from __future__ import annotations

from typing import TypeVar, cast

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import KINDS, Id, Record, kind_of
from timeline_app.domain.removing import Reads

R = TypeVar("R", bound=Record)
_Key = tuple[str, Id]

_ORDER = {name: position for position, name in enumerate(KINDS)}


class Revisions:
    """Reads like a store, and remembers what is to change; `edit` says it all in one step."""

    def __init__(self, reads: Reads) -> None:
        """Begin with everything as it is."""
        self._reads = reads
        self._before: dict[_Key, Record | None] = {}
        self._after: dict[_Key, Record | None] = {}

    def get(self, kind: type[R], record_id: Id) -> R | None:
        """Return a record as it will be, or None if there will be none."""
        key = (_name(kind), record_id)
        if key in self._after:
            return cast("R | None", self._after[key])
        return self._reads.get(kind, record_id)

    def where(self, kind: type[R], **equal: str) -> list[R]:
        """Return the records of a kind that will have these values; added ones come last."""
        name = _name(kind)
        stored = [r for r in self._reads.where(kind, **equal) if (name, r.id) not in self._after]
        changed = [
            cast("R", record)
            for (other, _), record in self._after.items()
            if other == name and record is not None
        ]
        return [*stored, *(r for r in changed if _fits(r, equal))]

    def put(self, record: Record) -> None:
        """Let a record be like this, whether it is there already or new."""
        self._note(record)
        self._after[_key(record)] = record

    def drop(self, record: Record) -> None:
        """Let a record go."""
        self._note(record)
        self._after[_key(record)] = None

    def edit(self, label: str) -> Edit:
        """Return all of it as one edit: what goes first, then what changes, then what comes.

        Unique pairs of ids are so never written twice, in either direction.
        """
        changes = [
            Change(self._before[key], after)
            for key, after in self._after.items()
            if self._before[key] != after
        ]
        return Edit(label, tuple(sorted(changes, key=_place)))

    def _note(self, record: Record) -> None:
        key = _key(record)
        if key not in self._before:
            self._before[key] = self._reads.get(KINDS[key[0]], record.id)


def _place(change: Change) -> tuple[int, int, bool]:
    order = _ORDER[change.kind]
    follows = getattr(change.record, "alternative_of", None) is not None
    if change.after is None:
        return 0, -order, not follows
    return (2, order, follows) if change.before is None else (1, order, follows)


def _fits(record: Record, equal: dict[str, str]) -> bool:
    return all(getattr(record, field) == value for field, value in equal.items())


def _key(record: Record) -> _Key:
    return kind_of(record), record.id


def _name(kind: type[R]) -> str:
    return next(name for name, record in KINDS.items() if record is kind)
