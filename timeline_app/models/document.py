"""The open project as the windows see it: reads from the store, writes edits, tells the views."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from time import monotonic
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
from timeline_app.models.saving import Saving
from timeline_app.storage.errors import StoreError
from timeline_app.storage.holding import Step
from timeline_app.storage.known import unknown_among, unknown_claims
from timeline_app.storage.store import Store

if TYPE_CHECKING:
    from timeline_app.storage.log import LoggedEdit
    from timeline_app.storage.rows import Value

R = TypeVar("R", bound=Record)

_KEPT = 20_000
_GRAVITY = {kind: place for place, kind in enumerate(RelationKind)}


class Document(QObject):
    """The one way from the windows to the project file.

    Reads are answered from the store through a small cache. An edit is made in memory, and written
    to the file on another thread while the views hear of it; one that takes long to make leaves the
    window alive, but for keys and mouse. On an ordinary disk it is there when
    `do` returns; on a slow one the window goes on, `unsaved` tells what is not on the disk yet, and
    `saving_changed` when that is over. When the file takes no more, `trouble_changed` says why, and
    `retry` writes it all. An edit that can be kept nowhere changes nothing and sends `failed` with
    a sentence.
    """

    edited = Signal(object)  # Edit, as written: for an undo, the inverse
    failed = Signal(str)
    trouble_changed = Signal(str)  # why the file cannot be written, or "" once all is on the disk
    saving_changed = Signal()  # `unsaved` and `is_saving` are other than they were
    preparing = Signal(float)  # how far the first edit is that has to wait, up to 1
    horizon_changed = Signal(object)  # second or None: as known on

    def __init__(self, store: Store, author: str = "", parent: QObject | None = None) -> None:
        """Show an open store; `author` signs the edits and may be empty."""
        super().__init__(parent)
        self.store = store
        self.author = author
        self._records: dict[tuple[type[Any], Id], Record] = {}
        self._counts: dict[type[Record], int] = {}
        self._derived = Derived()
        self._horizon: int | None = None
        self._unknown: frozenset[Id] | None = None
        self._trouble = ""
        self._saving = Saving(store, self)
        self._saving.settled.connect(self._note_saving)
        self._saving.waited_for.connect(self.preparing)

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

    @property
    def is_read_only(self) -> bool:
        """Tell whether the file may not be written."""
        return self.store.read_only

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back, or None."""
        return self.store.undo_label

    @property
    def redo_label(self) -> str | None:
        """What Redo would make again, or None."""
        return self.store.redo_label

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

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The labels of the edits that are in memory only, oldest first."""
        return self.store.unsaved

    @property
    def is_saving(self) -> bool:
        """Whether edits are on their way to the disk."""
        return self._saving.is_busy

    @property
    def trouble(self) -> str:
        """Why the file cannot be written: one sentence, or "" when it takes what is written."""
        return self._trouble

    def do(self, edit: Edit) -> bool:
        """Make an edit and tell the views; False, with `failed`, if it can be kept nowhere."""
        if not edit.changes:
            return True
        return self._take(lambda: self.store.make(edit, self.author))

    def undo(self) -> bool:
        """Take back the last edit; False if there is none or it can be kept nowhere."""
        return self._take(lambda: self.store.make_undo(self.author))

    def redo(self) -> bool:
        """Make the last undone edit again; False if there is none or it can be kept nowhere."""
        return self._take(lambda: self.store.make_redo(self.author))

    def retry(self) -> bool:
        """Write what is in memory only to the file; False if it still takes nothing.

        It is False, too, while a slow disk is still writing: `saving_changed` tells the end.
        """
        self._saving.begin()
        self._saving.wait(monotonic())
        return not self.unsaved

    def prepare(self) -> None:
        """Bring the file into memory in the background, so that nobody need wait for a disk."""
        self._saving.prepare()

    def close(self) -> None:
        """Let go of the file, for good; never waits long for a disk."""
        self._saving.close()

    def _take(self, make: Callable[[], Step | None]) -> bool:
        try:
            if not self.is_read_only:
                self._saving.hold()
            began = monotonic()
            step = self._saving.take(make)
        except StoreError as error:
            self.failed.emit(error.sentence)
            return False
        if step is None:
            return False
        if not self._trouble:  # else it is the person who says when to try again
            self._saving.begin()
        self._publish(step.edit)  # while the disk works
        self._saving.wait(began)
        return True

    def _note_saving(self, error: Exception | None) -> None:
        if isinstance(error, StoreError):
            self._tell_trouble(error.sentence)
        elif error is not None:
            raise error
        elif self._trouble and not self.unsaved:
            self._tell_trouble("")
        self.saving_changed.emit()

    def _tell_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self.trouble_changed.emit(sentence)

    def _publish(self, edit: Edit) -> None:
        for change in edit.changes:
            self._records.pop((type(change.record), change.id), None)
            if change.before is None or change.after is None:
                self._counts.pop(type(change.record), None)
        self._derived.forget(edit)
        if self._horizon is not None:  # what was known by then may be anything now
            self._unknown = None
            self._derived.forget_standings()
        self.edited.emit(edit)

    def _keep(self, record: Record) -> None:
        if len(self._records) >= _KEPT:
            self._records.clear()
        self._records[(type(record), record.id)] = record
