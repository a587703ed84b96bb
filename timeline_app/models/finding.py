"""Answering what was typed: words from the index, filters from the project file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.folding import folded
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Id, Track
from timeline_app.domain.search_query import NAME_FILTERS, Filter, SearchQuery, read_query
from timeline_app.storage.search_filters import Condition, holding, stretches
from timeline_app.storage.search_index import Hit, SearchIndex
from timeline_app.storage.store import Store

Among: TypeAlias = Mapping[str, Collection[Id]]
GoOn: TypeAlias = Callable[[], object]

_FILTERED_KINDS = ("claim", "event")
_KIND_NAMED = {"speaker": "actor", "via": "actor", "source": "source", "event": "event"}
_MOST_NAMED = 500
_MOST_JUDGED = 12_000
"""Hits of the words that filters are tried on; the best are among them."""
_JUDGED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brings: records, best first, and what of the query was not understood."""

    hits: tuple[Hit, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """All claims and events that a query finds; None where it asks nothing of them."""

    claims: tuple[Id, ...] | None = None
    events: tuple[Id, ...] | None = None
    problems: tuple[str, ...] = ()


class Finder:
    """Answers queries about one project, on any thread; others read the file in between."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def find(self, typed: str, limit: int, go_on: GoOn) -> Found:
        """Return what a typed query finds, best first; what `go_on` raises on the way ends it."""
        go_on()
        query = read_query(typed)
        if query.is_empty:
            return Found(problems=query.problems)
        conditions, problems = self._conditions(query)
        problems = query.problems + problems
        go_on()
        if not query.filters:
            return Found(tuple(self._index.search(query.terms, limit)), problems)
        if problems:
            return Found(problems=problems)
        return Found(tuple(self._filtered(query, conditions, limit, go_on)))

    def matching(self, typed: str, among: Among | None = None) -> Matches:
        """Return every claim and event a typed query finds, as `Search.matching` does."""
        query = read_query(typed)
        conditions, problems = self._conditions(query)
        problems = query.problems + problems
        conditions = [condition for condition in conditions if condition.values]
        claims, events = (
            self._all(query, conditions, kind, None if among is None else among[kind])
            for kind in _FILTERED_KINDS
        )
        return Matches(claims, events, problems)

    def _all(
        self,
        query: SearchQuery,
        conditions: list[Condition],
        kind: str,
        among: Collection[Id] | None,
    ) -> tuple[Id, ...] | None:
        worded = self._index.matching(query.terms, kind, among)
        if not conditions:
            return None if worded is None else tuple(worded)
        left = worded if among is not None and worded is not None else among
        with self._store.reading() as connection:
            held = holding(connection, kind, conditions, among=left)
        return tuple(held) if worded is None else tuple(set(held).intersection(worded))

    def _filtered(
        self, query: SearchQuery, conditions: list[Condition], limit: int, go_on: GoOn
    ) -> list[Hit]:
        if query.terms:
            return self._worded(query, conditions, limit, go_on)
        found: list[Hit] = []
        for kind in _FILTERED_KINDS:
            with self._store.reading() as connection:
                parts = stretches(connection, kind, conditions)
            for part in parts:
                if len(found) == limit:
                    return found
                go_on()
                with self._store.reading() as connection:
                    held = holding(
                        connection, kind, conditions, limit=limit - len(found), within=part
                    )
                found += [Hit(kind, record_id, 0.0) for record_id in held]
        return found

    def _worded(
        self, query: SearchQuery, conditions: list[Condition], limit: int, go_on: GoOn
    ) -> list[Hit]:
        """Judge what the words find, the best first, until there is enough of it."""
        found: list[Hit] = []
        for hits in self._index.batches(
            query.terms, _MOST_JUDGED, _FILTERED_KINDS, at_once=_JUDGED_AT_ONCE
        ):
            go_on()
            found += self._holding(hits, conditions)
            if len(found) >= limit:
                break
        return found[:limit]

    def _holding(self, hits: Sequence[Hit], conditions: list[Condition]) -> list[Hit]:
        """Return the hits that hold every condition, in their order."""
        held: set[tuple[str, Id]] = set()
        with self._store.reading() as connection:
            for kind in _FILTERED_KINDS:
                ids = [hit.id for hit in hits if hit.kind == kind]
                fitting = holding(connection, kind, conditions, among=ids) if ids else []
                held.update((kind, record_id) for record_id in fitting)
        return [hit for hit in hits if (hit.kind, hit.id) in held]

    def _conditions(self, query: SearchQuery) -> tuple[list[Condition], tuple[str, ...]]:
        conditions, problems = [], []
        for asked in query.filters:
            values, problem = self._values(asked)
            conditions.append(Condition(asked.key, values))
            problems += [problem] if problem else []
        return conditions, tuple(problems)

    def _values(self, asked: Filter) -> tuple[tuple[str | int, ...], str]:
        if asked.key in ("before", "after"):
            return _second(asked)
        if asked.key in NAME_FILTERS:
            ids = self._named(asked)
            return ids, "" if ids else f"Nothing is called “{asked.value}”."
        return (asked.value,), ""

    def _named(self, asked: Filter) -> tuple[Id, ...]:
        if asked.key == "track":
            wanted = folded(asked.value)
            return tuple(t.id for t in self._store.all(Track) if wanted in folded(t.title))
        kinds = [_KIND_NAMED[asked.key]]
        return tuple(hit.id for hit in self._index.search([asked.value], _MOST_NAMED, kinds))


def _second(asked: Filter) -> tuple[tuple[int, ...], str]:
    """Return the second to compare with: a day's first for `before`, its last for `after`."""
    try:
        bounds = read_edtf(asked.value).bounds
    except DateError as error:
        return (), f"{asked.key}: {error}"
    second = bounds.start_min if asked.key == "before" else bounds.end_max
    return ((second,), "") if second is not None else ((), f"{asked.key}: needs a bounded date.")
