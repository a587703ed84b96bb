"""What follows from a date: the datings counted from it, read again before anything is written.

Changing when something was said, published or happened moves every wording that is counted from
it, and those that are counted from these. All of it is one edit, previewed first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dating import HAND_SET, dated, four, read_into
from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.reading import Reading, describe, read_wording
from timeline_app.domain.records import Dating, Event, Id
from timeline_app.domain.reresolving import Hanging, dependents_of
from timeline_app.domain.vocabulary import AnchorKind, DatingOwner
from timeline_app.models.anchors import anchor_at, conventions_of, moment_of
from timeline_app.models.document import Document

_ANCHORS = {
    DatingOwner.HOP: AnchorKind.SAID,
    DatingOwner.SOURCE: AnchorKind.PUBLISHED,
    DatingOwner.EVENT: AnchorKind.EVENT,
}
_FIXED_RULES = frozenset({HAND_SET, "edtf"})


@dataclass(frozen=True, slots=True)
class Consequence:
    """One dating that moves: as it was and as it would be."""

    before: Dating
    after: Dating

    @property
    def text(self) -> str:
        """The move in words: "“on Tuesday”: 27 Jan 2026 → 20 Jan 2026"."""
        old, new = (describe(d.edtf) if d.edtf else _no_date() for d in (self.before, self.after))
        return f"“{self.before.wording}”: {old} → {new}"


def consequences(document: Document, edit: Edit) -> tuple[Consequence, ...]:
    """Return the datings that an edit would move, each after the one it is counted from.

    Raises DateError, with a sentence, if datings would hang on each other in a circle.
    """
    moved = _Moved(document, edit)
    return tuple(moved.consequences())


def with_consequences(document: Document, edit: Edit, moves: Iterable[Consequence]) -> Edit:
    """Return an edit with the datings that follow from it, and the events they date."""
    changes = list(edit.changes)
    for move in moves:
        changes.append(Change(move.before, move.after))
        is_chosen = move.after.alternative_of is None
        if move.after.owner_kind is DatingOwner.EVENT and is_chosen:
            changes += _event_changes(document, move.after)
    return Edit(edit.label, tuple(changes))


class _Moved:
    """The datings as they would stand after an edit."""

    def __init__(self, document: Document, edit: Edit) -> None:
        self._document = document
        self._conventions = conventions_of(document)
        self._edited = {c.id: c.after for c in edit.changes if c.kind == "dating"}
        self._chosen: dict[Id, Dating | None] = {}
        for change in edit.changes:
            if isinstance(change.record, Dating) and change.record.alternative_of is None:
                after = change.after
                counts = isinstance(after, Dating) and after.alternative_of is None
                known = self._chosen.get(change.record.owner_id)
                new = after if counts and isinstance(after, Dating) else None
                self._chosen[change.record.owner_id] = new or known

    def consequences(self) -> Iterator[Consequence]:
        started = [
            owner for owner, dating in self._chosen.items() if self._has_moved(dating, owner)
        ]
        hanging = self._hanging(started)
        nodes = [_as_hanging(node, dating) for node, dating in hanging.items()]
        done: set[Id] = set()
        for owner in started:
            for node in dependents_of(owner, nodes):
                if node in done or node not in hanging or hanging[node].id in self._edited:
                    continue
                done.add(node)
                yield from self._read_again(node, hanging[node])

    def _has_moved(self, dating: Dating | None, owner: Id) -> bool:
        before = self._document.dating(owner)
        if before is None or dating is None:
            return before is not dating
        return (before.edtf, four(before)) != (dating.edtf, four(dating))

    def _hanging(self, started: Iterable[Id]) -> dict[Id, Dating]:
        """Return the datings that hang on these owners, by owner, an alternative by its own id."""
        found = {owner: dating for owner, dating in self._chosen.items() if dating is not None}
        open_owners = list(started)
        seen = set(open_owners)
        while open_owners:
            for dating in self._counted_from(open_owners.pop()):
                is_chosen = dating.alternative_of is None
                found[dating.owner_id if is_chosen else dating.id] = dating
                if is_chosen and dating.owner_id not in seen:
                    seen.add(dating.owner_id)
                    open_owners.append(dating.owner_id)
        return found

    def _counted_from(self, owner: Id) -> Iterator[Dating]:
        for dating in self._document.where(Dating, anchor_id=owner):
            now = self._edited.get(dating.id, dating)
            if isinstance(now, Dating) and now.anchor_id == owner:
                yield now
        for fresh in self._edited.values():
            if isinstance(fresh, Dating) and fresh.anchor_id == owner:
                yield fresh

    def _read_again(self, node: Id, dating: Dating) -> Iterator[Consequence]:
        if dating.rule in _FIXED_RULES or not dating.wording or dating.anchor_id is None:
            return
        support = self._chosen.get(dating.anchor_id) or self._document.dating(dating.anchor_id)
        moment = moment_of(dating.anchor_kind, support)
        answer = read_wording(
            dating.wording, anchor_at(moment, dating.anchor_kind), self._conventions
        )
        readings = [r for r in (answer.reading, *answer.alternatives) if r is not None]
        same_rule = (reading for reading in readings if reading.rule == dating.rule)
        reading = next(same_rule, answer.reading)
        after = _reread(dating, reading, moment)
        if after != dating:
            if node == dating.owner_id:
                self._chosen[node] = after
            yield Consequence(dating, after)


def _reread(dating: Dating, reading: Reading | None, moment: str | None) -> Dating:
    if reading is None:
        bare = Dating(dating.id, dating.owner_kind, dating.owner_id, dating.wording)
        return replace(
            bare,
            language=dating.language,
            anchor_kind=dating.anchor_kind,
            anchor_id=dating.anchor_id,
            reason=dating.reason,
            alternative_of=dating.alternative_of,
        )
    return replace(read_into(dating, reading), anchor=moment)


def _event_changes(document: Document, dating: Dating) -> list[Change]:
    event = document.get(Event, dating.owner_id)
    if event is None:
        return []
    after = dated(event, dating)
    return [] if after == event else [Change(event, after)]


def _as_hanging(node: Id, dating: Dating) -> Hanging:
    hangs_on = dating.anchor_id if dating.anchor_kind in _ANCHORS.values() else None
    return Hanging(node, dating.wording, hangs_on=hangs_on)


def _no_date() -> str:
    return QCoreApplication.translate("redating", "no date")
