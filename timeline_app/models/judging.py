"""Which claims and events hold a search's filters, asked a little at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cached_property

import numpy as np

from timeline_app.domain.records import Id
from timeline_app.storage.search_filters import (
    Condition,
    Stretch,
    few_linked,
    holding,
    is_linked,
    link_stretches,
    linked,
    stretches,
)
from timeline_app.storage.stopping import GoOn
from timeline_app.storage.store import Store
from timeline_app.storage.view_facts import Ints
from timeline_app.storage.view_reading import ids_named, rowids_named

_AT_ONCE = 1_000
"""Records that are judged in one read, in some 10 ms."""


_NAMED_AT_ONCE = 5_000
"""Records whose ids or rowids are looked up in one read, in some 10 ms."""


class Judging:
    """The conditions of one question about one project."""

    def __init__(self, store: Store, conditions: Sequence[Condition], go_on: GoOn) -> None:
        """Nothing is read yet; what `go_on` raises ends what is asked."""
        self._store = store
        self.conditions = conditions
        self._go_on = go_on

    @property
    def few(self) -> dict[str, list[Id]] | None:
        """All claims and events that can hold, by kind; None where they are many."""
        return None if self._few is None else {"claim": self._few, "event": self.all("event")}

    def of(self, kind: str, ids: Sequence[Id]) -> list[Id]:
        """Return which of some claims or events hold, in their order."""
        if kind == "claim" and self._few is not None:
            few = frozenset(self._few)
            ids = [record_id for record_id in ids if record_id in few]
        return self._of(kind, ids, self.conditions)

    def first(self, kind: str, limit: int) -> list[Id]:
        """Return the oldest that hold, so many at most."""
        if kind == "claim" and self._few is not None:
            with self._reading() as connection:
                return holding(connection, kind, self.conditions, among=self._few, limit=limit)
        found: list[Id] = []
        for part in self._parts(kind):
            if len(found) == limit:
                break
            found += self._within(part, kind, limit - len(found))
        return found

    def all(self, kind: str) -> list[Id]:
        """Return all that hold, in no order."""
        if kind == "claim" and self._few is not None:
            return self._of(kind, self._few, self.conditions)
        links = [condition for condition in self.conditions if is_linked(condition)]
        if kind == "claim" and links:
            ids = frozenset.intersection(*map(self._linked, links))
            return self._of(kind, list(ids), [c for c in self.conditions if c not in links])
        return [i for part in self._parts(kind) for i in self._within(part, kind)]

    def ids(self, kind: str, rowids: Ints) -> list[Id]:
        """Return the ids of records by rowid, in no order."""
        found: list[Id] = []
        for start in range(0, len(rowids), _NAMED_AT_ONCE):
            with self._reading() as connection:
                found += ids_named(connection, kind, rowids[start : start + _NAMED_AT_ONCE])
        return found

    def rowids(self, kind: str, ids: Sequence[Id]) -> Ints:
        """Return the rowids of records by id, ascending."""
        found = [np.empty(0, np.int64)]
        for start in range(0, len(ids), _NAMED_AT_ONCE):
            with self._reading() as connection:
                found.append(rowids_named(connection, kind, ids[start : start + _NAMED_AT_ONCE]))
        return np.sort(np.concatenate(found))

    @cached_property
    def _few(self) -> list[Id] | None:
        """The claims that hold a condition which few do, oldest first; None if there is none."""
        for condition in filter(is_linked, self.conditions):
            with self._reading() as connection:
                found = few_linked(connection, condition)
            if found is not None:
                return found
        return None

    def _linked(self, condition: Condition) -> frozenset[Id]:
        found: set[Id] = set()
        with self._reading() as connection:
            parts = link_stretches(connection, condition)
        for part in parts:
            with self._reading() as connection:
                found.update(linked(connection, condition, part))
        return frozenset(found)

    def _of(self, kind: str, ids: Sequence[Id], conditions: Sequence[Condition]) -> list[Id]:
        if not conditions:
            return list(ids)
        held: list[Id] = []
        for start in range(0, len(ids), _AT_ONCE):
            with self._reading() as connection:
                some = ids[start : start + _AT_ONCE]
                held += holding(connection, kind, conditions, among=some)
        return held

    def _parts(self, kind: str) -> list[Stretch]:
        with self._reading() as connection:
            return stretches(connection, kind)

    def _within(self, part: Stretch, kind: str, limit: int = -1) -> list[Id]:
        with self._reading() as connection:
            return holding(connection, kind, self.conditions, within=part, limit=limit)

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        self._go_on()
        return self._store.reading()
