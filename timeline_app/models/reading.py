"""What the windows read of the open project: records, and what is derived of them, kept at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.attribution import Account, Chain, Relation, chain_of
from timeline_app.domain.dating import chosen
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import (
    Actor,
    ClaimEvent,
    ClaimRelation,
    Dating,
    Hop,
    Id,
    OriginLink,
    Project,
    Record,
    RelationMember,
)
from timeline_app.domain.standing import Standing, standing_of
from timeline_app.domain.vocabulary import RelationKind
from timeline_app.models.derived import Derived
from timeline_app.storage.known import unknown_among, unknown_claims
from timeline_app.storage.store import Store

if TYPE_CHECKING:
    from timeline_app.storage.log import LoggedEdit
    from timeline_app.storage.rows import Value

R = TypeVar("R", bound=Record)

_KEPT = 20_000
_GRAVITY = {kind: place for place, kind in enumerate(RelationKind)}


class DocumentReader(QObject):
    """Answers reads from the store through a small cache, as known now or on a day."""

    horizon_changed = Signal(object)  # second or None: as known on

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        """Read an open store."""
        super().__init__(parent)
        self.store = store
        self._records: dict[tuple[type[Any], Id], Record] = {}
        self._counts: dict[type[Record], int] = {}
        self._derived = Derived()
        self._horizon: int | None = None
        self._unknown: frozenset[Id] | None = None

    @property
    def horizon(self) -> int | None:
        """The second up to which things are shown as known, or None for all that is known now."""
        return self._horizon

    def show_as_known_on(self, second: int | None) -> None:
        """Let standings count only the claims that had reached a reader by then; None is now."""
        if second != self._horizon:
            self._horizon = second
            self._unknown = None
            self._derived.forget_standings()
            self.horizon_changed.emit(second)

    @property
    def unknown(self) -> frozenset[Id]:
        """The claims beyond the horizon; in a project of any size, ask `unknown_among`."""
        if self._unknown is None:
            self._unknown = frozenset()
            if self._horizon is not None:
                with self.store.reading() as connection:
                    self._unknown = unknown_claims(connection, self._horizon)
        return self._unknown

    def unknown_among(self, claim_ids: Iterable[Id]) -> frozenset[Id]:
        """Return those of some claims that are beyond the horizon."""
        if self._horizon is None:
            return frozenset()
        with self.store.reading() as connection:
            return unknown_among(connection, claim_ids, self._horizon)

    @property
    def project(self) -> Project:
        """The project record."""
        return self.all(Project)[0]

    def get(self, kind: type[R], record_id: Id) -> R | None:
        """Return a record by id, or None if there is none."""
        key = (kind, record_id)
        if key not in self._records:
            record = self.store.get(kind, record_id)
            if record is None:
                return None
            self._keep(record)
        return cast("R", self._records[key])

    def all(self, kind: type[R]) -> list[R]:
        """Return all records of a kind, oldest first; for kinds that stay few."""
        return self.store.all(kind)

    def where(self, kind: type[R], **equal: Value | bool) -> list[R]:
        """Return the records of a kind whose fields have these values."""
        return self.store.where(kind, **equal)

    def among(self, kind: type[R], field: str, values: Iterable[Value]) -> list[R]:
        """Return the records of a kind one of whose fields has one of these values."""
        return self.store.among(kind, field, values)

    def many(self, kind: type[R], ids: Iterable[Id]) -> dict[Id, R]:
        """Return records by id, in one query for those not at hand."""
        wanted = list(dict.fromkeys(ids))
        known = {i: self._records[(kind, i)] for i in wanted if (kind, i) in self._records}
        fetched = self.store.many(kind, [i for i in wanted if i not in known])
        for record in fetched.values():
            self._keep(record)
        found = {**cast("dict[Id, R]", known), **fetched}
        return {i: found[i] for i in wanted if i in found}

    def count(self, kind: type[Record]) -> int:
        """Return how many records of a kind there are; counted once, until one comes or goes."""
        if kind not in self._counts:
            self._counts[kind] = self.store.count(kind)
        return self._counts[kind]

    def chain(self, claim_id: Id) -> Chain:
        """Return how a claim travelled."""
        return self.chains([claim_id])[claim_id]

    def chains(self, claim_ids: Iterable[Id]) -> dict[Id, Chain]:
        """Return how claims travelled, in one query for those not at hand."""
        chains, wanted = self._derived.chains, list(dict.fromkeys(claim_ids))
        missing = [claim_id for claim_id in wanted if claim_id not in chains]
        hops = defaultdict(list)
        for hop in self.among(Hop, "claim_id", missing):
            hops[hop.claim_id].append(hop)
        actors = self.many(Actor, (hop.actor_id for found in hops.values() for hop in found))
        chains.update({i: chain_of(i, hops[i], actors) for i in missing})
        return {claim_id: chains[claim_id] for claim_id in wanted}

    def standing(self, event_id: Id) -> Standing:
        """Return how an event stands on its claims."""
        if event_id not in self._derived.standings:
            said = self.where(ClaimEvent, event_id=event_id)
            unknown = self.unknown_among(link.claim_id for link in said)
            links = [link for link in said if link.claim_id not in unknown]
            chains = self.chains(link.claim_id for link in links)
            accounts = [Account(link.stance, chains[link.claim_id]) for link in links]
            relations = self.relations(link.claim_id for link in links)
            standing = standing_of(accounts, self.all(OriginLink), relations)
            self._derived.stand(event_id, standing, (link.claim_id for link in said))
        return self._derived.standings[event_id]

    def relations(self, claim_ids: Iterable[Id]) -> list[Relation]:
        """Return the relations any of these claims is a member of, whole, the gravest first."""
        members = self.among(RelationMember, "claim_id", claim_ids)
        relations = self.many(ClaimRelation, (member.relation_id for member in members))
        return [
            Relation(relation, tuple(self.where(RelationMember, relation_id=relation.id)))
            for relation in sorted(relations.values(), key=lambda r: _GRAVITY[r.kind])
        ]

    def datings(self, owner_id: Id) -> list[Dating]:
        """Return the datings of a record: the chosen one first, then its alternatives."""
        datings = self.where(Dating, owner_id=owner_id)
        return sorted(datings, key=lambda dating: dating.alternative_of is not None)

    def dating(self, owner_id: Id) -> Dating | None:
        """Return the chosen dating of a record, or None."""
        return chosen(self.datings(owner_id))

    def dated(self, owner_ids: Iterable[Id]) -> dict[Id, Dating]:
        """Return the chosen datings of records, in one query; those without any are left out."""
        found = defaultdict(list)
        for dating in self.among(Dating, "owner_id", dict.fromkeys(owner_ids)):
            found[dating.owner_id].append(dating)
        of_each = ((owner_id, chosen(datings)) for owner_id, datings in found.items())
        return {owner_id: dating for owner_id, dating in of_each if dating is not None}

    def history(self, limit: int, before: int | None = None) -> list[LoggedEdit]:
        """Return logged edits, newest first."""
        return self.store.history(limit, before)

    def _forget(self, edit: Edit) -> None:
        """Let go of what an edit, made already, may have changed."""
        for change in edit.changes:
            self._records.pop((type(change.record), change.id), None)
            if change.before is None or change.after is None:
                self._counts.pop(type(change.record), None)
        self._derived.forget(edit)
        if self._horizon is not None:  # what was known by then may be anything now
            self._unknown = None
            self._derived.forget_standings()

    def _keep(self, record: Record) -> None:
        if len(self._records) >= _KEPT:
            self._records.clear()
        self._records[(type(record), record.id)] = record
