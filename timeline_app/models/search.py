"""Searching the open project: an index built in the background and kept up by edits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.folding import folded
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Id, Track
from timeline_app.domain.search_query import NAME_FILTERS, Filter, SearchQuery, read_query
from timeline_app.models.document import Document
from timeline_app.models.pace import Pace
from timeline_app.storage import search_texts
from timeline_app.storage.search_filters import Condition, holding
from timeline_app.storage.search_index import Hit, SearchIndex
from timeline_app.storage.search_texts import Slice

Among: TypeAlias = Mapping[str, Collection[Id]]

_FILTERED_KINDS = ("claim", "event")
_NAMING = {"actor_name": "actor", "place_name": "place"}
_KIND_NAMED = {"speaker": "actor", "via": "actor", "source": "source", "event": "event"}
_MOST_NAMED = 500
_MOST_FOLLOWED = 500
_MOST_JUDGED = 12_000
"""Hits of the words that filters are tried on; the best are among them."""
_JUDGED_AT_ONCE = 1_000
_TURN = 0.02
"""Seconds that one turn of indexing aims at: some take twice as long."""
_SHOWN_FIRST_MS = 50
"""For which the index waits after an edit, so that every view shows it first."""


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


class Search(QObject):
    """Finds claims, events, sources, people and places of one document.

    The index is fed a slice at a time between other events, so that nothing waits for it; what
    is asked before it is complete is answered from what there is, and asked again by whoever
    hears `completed`.
    """

    progressed = Signal(int, int)  # records indexed, records in all
    completed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Begin to index a document as soon as the event loop is idle."""
        super().__init__(parent)
        self._document = document
        self._index = SearchIndex()
        self._pace = Pace(_TURN, first=64, least=8, most=500)
        self._slices: Iterator[Slice] | None = self._begin()
        self._feed = QTimer(self)
        self._feed.setInterval(0)
        self._feed.timeout.connect(self._take_slice)
        self._feed.start()
        self._stale: dict[tuple[str, Id], None] = {}
        self._refreshing = QTimer(self, singleShot=True, interval=_SHOWN_FIRST_MS)
        self._refreshing.timeout.connect(self._refresh)
        document.edited.connect(self._follow)

    @property
    def is_complete(self) -> bool:
        """Tell whether every record is indexed."""
        return self._slices is None

    def find(self, typed: str, limit: int = 50) -> Found:
        """Return what a typed query finds; an empty query finds nothing."""
        self._refresh()
        query = read_query(typed)
        if query.is_empty:
            return Found(problems=query.problems)
        conditions, problems = self._conditions(query)
        problems = query.problems + problems
        if not query.filters:
            return Found(tuple(self._index.search(query.terms, limit)), problems)
        if problems:
            return Found(problems=problems)
        return Found(tuple(self._filtered(query, conditions, limit)))

    def matching(self, typed: str, among: Among | None = None) -> Matches:
        """Return every claim and event a typed query finds, in no order, for a filter.

        `among` keeps to some records of each kind, which costs less. What is not understood is
        left out of the query and told in `problems`.
        """
        self._refresh()
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
        with self._document.store.reading() as connection:
            held = holding(connection, kind, conditions, among=left)
        return tuple(held) if worded is None else tuple(set(held).intersection(worded))

    def close(self) -> None:
        """Stop indexing and drop the index."""
        self._feed.stop()
        self._refreshing.stop()
        self._index.close()

    def _begin(self) -> Iterator[Slice]:
        self._rename()
        with self._document.store.reading() as connection:
            return search_texts.slices(connection, lambda: self._pace.records)

    def _take_slice(self) -> None:
        began = perf_counter()
        with self._document.store.reading():
            piece = next(self._slices, None) if self._slices is not None else None
        if piece is None:
            self._slices = None
            self._feed.stop()
            self.completed.emit()
            return
        self._index.put(piece.texts)
        self._pace.note(len(piece.texts), perf_counter() - began)
        self.progressed.emit(piece.done, piece.total)

    def _filtered(self, query: SearchQuery, conditions: list[Condition], limit: int) -> list[Hit]:
        if query.terms:
            return self._worded(query, conditions, limit)
        found: list[Hit] = []
        with self._document.store.reading() as connection:
            for kind in _FILTERED_KINDS:
                left = limit - len(found)
                held = holding(connection, kind, conditions, limit=left) if left else []
                found += [Hit(kind, record_id, 0.0) for record_id in held]
        return found

    def _worded(self, query: SearchQuery, conditions: list[Condition], limit: int) -> list[Hit]:
        """Judge what the words find, the best first, until there is enough of it."""
        found: list[Hit] = []
        for hits in self._index.batches(
            query.terms, _MOST_JUDGED, _FILTERED_KINDS, at_once=_JUDGED_AT_ONCE
        ):
            found += self._holding(hits, conditions)
            if len(found) >= limit:
                break
        return found[:limit]

    def _holding(self, hits: Sequence[Hit], conditions: list[Condition]) -> list[Hit]:
        """Return the hits that hold every condition, in their order."""
        held: set[tuple[str, Id]] = set()
        with self._document.store.reading() as connection:
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
            return tuple(t.id for t in self._document.all(Track) if wanted in folded(t.title))
        kinds = [_KIND_NAMED[asked.key]]
        return tuple(hit.id for hit in self._index.search([asked.value], _MOST_NAMED, kinds))

    def _follow(self, edit: Edit) -> None:
        if len(edit.changes) > _MOST_FOLLOWED:
            self._slices = self._begin()
            self._feed.start()
            return
        self._stale.update(dict.fromkeys(_indexed_as(change) for change in edit.changes))
        self._refreshing.start()

    def _refresh(self) -> None:
        """Bring the index up to date; left until after an edit is shown, or something is asked."""
        self._refreshing.stop()
        stale, self._stale = self._stale, {}
        if not stale or not self._document.store.is_open:
            return
        wanted = [ref for ref in stale if ref[0] in search_texts.KINDS]
        with self._document.store.reading() as connection:
            texts = {ref: search_texts.text_of(connection, *ref) for ref in wanted}
        for ref in (ref for ref, text in texts.items() if text is None):
            self._index.remove(*ref)
        self._index.put(text for text in texts.values() if text is not None)
        if any(kind in _NAMING.values() for kind, _ in stale):
            self._rename()

    def _rename(self) -> None:
        with self._document.store.reading() as connection:
            self._index.name_all(search_texts.names(connection))


def _indexed_as(change: Change) -> tuple[str, Id]:
    """Return the record under which a change can be searched: a name's is the one named."""
    kind = _NAMING.get(change.kind)
    if kind is None:
        return change.kind, change.id
    return kind, getattr(change.record, f"{kind}_id")


def _second(asked: Filter) -> tuple[tuple[int, ...], str]:
    """Return the second to compare with: a day's first for `before`, its last for `after`."""
    try:
        bounds = read_edtf(asked.value).bounds
    except DateError as error:
        return (), f"{asked.key}: {error}"
    second = bounds.start_min if asked.key == "before" else bounds.end_max
    return ((second,), "") if second is not None else ((), f"{asked.key}: needs a bounded date.")
