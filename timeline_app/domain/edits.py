"""The verbs: every way a project can change, as plain values.

An Edit is what a gesture produces, what the store writes and logs, what the Undo menu names, what
the views receive and what undo inverts. It is the only thing in the program that changes a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from timeline_app.domain.records import Id, Record, kind_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Change:
    """One record as it was and as it will be; None where it does not exist."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        """Refuse a change that is about nothing, or about two records."""
        if self.before is None and self.after is None:
            raise ValueError("a change needs a record before or after")
        if self.before is not None and self.after is not None:
            same = (kind_of(self.before), self.before.id) == (kind_of(self.after), self.after.id)
            if not same:
                raise ValueError("a change cannot turn one record into another")

    @property
    def record(self) -> Record:
        """The record the change is about: as it will be, or as it was if it goes."""
        record = self.after if self.after is not None else self.before
        assert record is not None
        return record

    @property
    def kind(self) -> str:
        """The kind of record, which is the name of its table."""
        return kind_of(self.record)

    @property
    def id(self) -> Id:
        """The id of the record."""
        return self.record.id

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of the Undo menu: a label and the changes, in the order they are written."""

    label: str
    changes: tuple[Change, ...]

    def inverse(self) -> Edit:
        """Return the edit that takes this one back, in reverse order."""
        return Edit(self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def touches(self, *kinds: str) -> bool:
        """Tell whether any change is about one of these kinds of record."""
        return any(change.kind in kinds for change in self.changes)

    def ids(self, kind: str) -> frozenset[Id]:
        """Return the ids of the records of a kind that this edit changes."""
        return frozenset(change.id for change in self.changes if change.kind == kind)


def add(label: str, *records: Record) -> Edit:
    """Add records, those pointed at before those that point."""
    return Edit(label, tuple(Change(None, record) for record in records))


def revise(label: str, before: Record, after: Record) -> Edit:
    """Change the fields of one record."""
    return Edit(label, (Change(before, after),))


def with_field(record: R, name: str, value: object) -> R:
    """Return a record with another value, which the caller knows to fit, in the field of a name."""
    changed: dict[str, Any] = {name: value}
    return replace(record, **changed)


def remove(label: str, records: Iterable[Record]) -> Edit:
    """Remove records, those that point before those pointed at."""
    return Edit(label, tuple(Change(record, None) for record in records))
