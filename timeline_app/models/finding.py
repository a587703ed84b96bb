"""Answering what was typed: words from the index, filters from the project file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.folding import folded
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Id, Track
from timeline_app.domain.search_query import NAME_FILTERS, Filter, SearchQuery, read_query
from timeline_app.models.judging import Judging
from timeline_app.storage.search_filters import Condition
from timeline_app.storage.search_index import Hit, SearchIndex
from timeline_app.storage.stopping import GoOn
from timeline_app.storage.store import Store
from timeline_app.storage.view_facts import Ints

Among: TypeAlias = Mapping[str, Ints]
"""Some records of each kind, as rowids."""

_FILTERED_KINDS = ("claim", "event")
_KIND_NAMED = {"speaker": "actor", "via": "actor", "source": "source", "event": "event"}
_MOST_NAMED = 500
_MOST_JUDGED = 12_000
"""Hits of the words that filters are tried on; the best are among them."""
_JUDGED_FIRST = 125
"""Hits that are judged first, and then twice as many each time: the best are mostly enough."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brings: records, best first, and what of the query was not understood."""

    hits: tuple[Hit, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """All claims and events that a query finds, as rowids; None where it asks nothing of them."""

    claims: Ints | None = None
    events: Ints | None = None
    problems: tuple[str, ...] = ()


class Finder:
    """Answers queries about one project, on any thread; others read the file in between."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def find(self, typed: str, limit: int, go_on: GoOn) -> Found:
        """Return what a typed query finds, best first; what `go_on` raises on the way ends it."""
        with self._index.stoppable(go_on):
            query = read_query(typed)
            if query.is_empty:
                return Found(problems=query.problems)
            conditions, problems = self._conditions(query)
            problems = query.problems + problems
            if not query.filters:
                return Found(tuple(self._index.search(query.terms, limit)), problems)
            if problems:
                return Found(problems=problems)
            judging = Judging(self._store, conditions, go_on)
            hits = self._worded(query, judging, limit) if query.terms else _first(judging, limit)
            return Found(tuple(hits))

    def matching(self, typed: str, among: Among | None, go_on: GoOn) -> Matches:
        """Return every claim and event a typed query finds, in no order, for a filter.

        `among` keeps to some records of each kind, which costs less. What is not understood is
        left out of the query and told in `problems`; what `go_on` raises on the way ends it.
        """
        with self._index.stoppable(go_on):
            query = read_query(typed)
            conditions, problems = self._conditions(query)
            judging = Judging(self._store, [c for c in conditions if c.values], go_on)
            claims, events = (
                self._all(query, judging, kind, None if among is None else among[kind])
                for kind in _FILTERED_KINDS
            )
            return Matches(claims, events, query.problems + problems)

    def _all(
        self, query: SearchQuery, judging: Judging, kind: str, among: Ints | None
    ) -> Ints | None:
        left = None if among is None else judging.ids(kind, among)
        worded = self._index.matching(query.terms, kind, left)
        if not judging.conditions:
            return None if worded is None else judging.rowids(kind, worded)
        left = left if worded is None else worded
        held = judging.all(kind) if left is None else judging.of(kind, left)
        return judging.rowids(kind, held)

    def _worded(self, query: SearchQuery, judging: Judging, limit: int) -> list[Hit]:
        """Judge what the words find, the best first, until there is enough of it."""
        found: list[Hit] = []
        for hits in self._index.batches(
            query.terms, _MOST_JUDGED, _FILTERED_KINDS, first=_JUDGED_FIRST, among=judging.few
        ):
            held = {
                Hit(kind, record_id)
                for kind in _FILTERED_KINDS
                for record_id in judging.of(kind, [hit.id for hit in hits if hit.kind == kind])
            }
            found += [hit for hit in hits if hit in held]
            if len(found) >= limit:
                break
        return found[:limit]

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


def _first(judging: Judging, limit: int) -> list[Hit]:
    found: list[Hit] = []
    for kind in _FILTERED_KINDS:
        found += [Hit(kind, record_id) for record_id in judging.first(kind, limit - len(found))]
    return found


def _second(asked: Filter) -> tuple[tuple[int, ...], str]:
    """Return the second to compare with: a day's first for `before`, its last for `after`."""
    try:
        bounds = read_edtf(asked.value).bounds
    except DateError as error:
        return (), f"{asked.key}: {error}"
    second = bounds.start_min if asked.key == "before" else bounds.end_max
    return ((second,), "") if second is not None else ((), f"{asked.key}: needs a bounded date.")
