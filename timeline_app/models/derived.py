"""What is derived of claims and events: kept until an edit touches what it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline_app.domain.attribution import Chain
from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Actor, ClaimEvent, Hop, Id, Record, RelationMember
from timeline_app.domain.standing import Standing

_REACHING_FAR = ("origin_link", "claim_relation")
"""Kinds of record that tell how any event stands, and do not say which."""


class Derived:
    """The chains of claims and the standings of events that somebody asked for."""

    def __init__(self) -> None:
        self.chains: dict[Id, Chain] = {}
        self.standings: dict[Id, Standing] = {}
        self._stands_on: dict[Id, frozenset[Id]] = {}

    def stand(self, event_id: Id, standing: Standing, claim_ids: Iterable[Id]) -> None:
        """Keep how an event stands on all its claims, those beyond the horizon included."""
        self.standings[event_id] = standing
        self._stands_on[event_id] = frozenset(claim_ids)

    def clear(self) -> None:
        """Forget everything."""
        self.chains.clear()
        self.forget_standings()

    def forget_standings(self) -> None:
        """Forget how events stand, all of them."""
        self.standings.clear()
        self._stands_on.clear()

    def forget(self, edit: Edit) -> None:
        """Forget what an edit, made already, may have changed."""
        records = [record for change in edit.changes for record in _sides(change)]
        relayed = {record.claim_id for record in records if isinstance(record, Hop)}
        relayed |= self._told_through(_renamed(edit))
        for claim_id in relayed:
            self.chains.pop(claim_id, None)
        if edit.touches(*_REACHING_FAR):
            self.forget_standings()
        related = {record.claim_id for record in records if isinstance(record, RelationMember)}
        judged = {record.event_id for record in records if isinstance(record, ClaimEvent)}
        judged |= {i for i, claims in self._stands_on.items() if claims & (relayed | related)}
        for event_id in judged:
            self.standings.pop(event_id, None)
            self._stands_on.pop(event_id, None)

    def _told_through(self, actors: frozenset[Id]) -> set[Id]:
        """Return the claims whose chains, as far as they are known, run through some actors."""
        if not actors:
            return set()
        return {i for i, c in self.chains.items() if any(actor.id in actors for actor in c.actors)}


def _renamed(edit: Edit) -> frozenset[Id]:
    """Return the actors that were there before an edit: one that is new is in no chain yet."""
    changed = (change.before for change in edit.changes)
    return frozenset(record.id for record in changed if isinstance(record, Actor))


def _sides(change: Change) -> Iterator[Record]:
    return (record for record in (change.before, change.after) if record is not None)
