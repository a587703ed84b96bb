"""Searching the open project: an index built in the background and kept up by edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Id
from timeline_app.models.aside import Aside
from timeline_app.models.document import Document
from timeline_app.models.finding import Among, Finder, Found, Matches
from timeline_app.models.jobs import CancelledError, Progress
from timeline_app.models.pace import Pace
from timeline_app.storage import search_texts
from timeline_app.storage.search_index import HurriedError, SearchIndex
from timeline_app.storage.search_texts import Slice

_NAMING = {"actor_name": "actor", "place_name": "place"}
_MOST_FOLLOWED = 500
_TURN = 0.02
"""Seconds that one turn of indexing aims at: some take twice as long."""
_ASIDE = 50_000
"""Records from which the index is asked on another thread: a frequent word takes 20 ms then."""
_SHOWN_FIRST_MS = 50
"""For which the index waits after an edit, so that every view shows it first."""


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
        self._finder = Finder(document.store, self._index)
        self._indexed = 0  # texts that were put; those put again count again
        self._aside = Aside("search", self)
        self._aside.freed.connect(self._go_on)
        self._question: Progress | None = None
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

    def ask(self, typed: str, then: Callable[[Found], None], limit: int = 50) -> None:
        """Find what a typed query finds: `then` gets it at once, or soon, if there is much.

        Nothing waits for it meanwhile. A newer question drops the one before.
        """
        self._drop_question()
        if self._indexed < _ASIDE:
            then(self.find(typed, limit))
            return
        self._feed.stop()
        if self._stale:
            self._refreshing.stop()
            stale, self._stale = self._stale, {}
            self._aside.begin(partial(self._index_again, tuple(stale)), self._merge)
        question = self._question = Progress(_ignore)

        def tell(found: Found | None) -> None:
            if found is not None and not question.cancelled:
                self._question = None
                then(found)

        self._aside.begin(partial(self._answer, typed, limit, question), tell)

    def find(self, typed: str, limit: int = 50) -> Found:
        """Return what a typed query finds; an empty query finds nothing."""
        self._be_up_to_date()
        return self._finder.find(typed, limit, int)

    def _answer(self, typed: str, limit: int, question: Progress) -> Found | None:
        """Find on another thread; None when the question was dropped."""
        try:
            with self._index.answering():
                return self._finder.find(typed, limit, partial(question.report, 0, 0))
        except (CancelledError, HurriedError):
            return None

    def _drop_question(self) -> None:
        if self._question is not None:
            self._question.cancel()
            self._question = None
            self._index.hurry()

    def matching(self, typed: str, among: Among | None = None) -> Matches:
        """Return every claim and event a typed query finds, in no order, for a filter.

        `among` keeps to some records of each kind, which costs less. What is not understood is
        left out of the query and told in `problems`.
        """
        self._be_up_to_date()
        return self._finder.matching(typed, among)

    def close(self) -> None:
        """Stop indexing and drop the index."""
        for timer in (self._feed, self._refreshing):
            timer.stop()
        self._drop_question()
        self._aside.close()
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
        self._merge(self._index.put(piece.texts))
        self._pace.note(len(piece.texts), perf_counter() - began)
        self.progressed.emit(piece.done, piece.total)

    def _merge(self, count: int) -> None:
        """Put together what records that were put made, on another thread where it takes long."""
        self._indexed += count
        if self._indexed < _ASIDE:
            self._index.merge(count)
        else:
            self._feed.stop()
            self._aside.begin(partial(self._index.merge, count), _ignore)

    def _go_on(self) -> None:
        """Go on with the building, which was put off for a question."""
        if self._slices is not None and self._document.store.is_open:
            self._feed.start()

    def _follow(self, edit: Edit) -> None:
        if len(edit.changes) > _MOST_FOLLOWED:
            self._aside.finish()
            self._slices = self._begin()
            self._feed.start()
            return
        self._stale.update(dict.fromkeys(_indexed_as(change) for change in edit.changes))
        self._refreshing.start()

    def _refresh(self) -> None:
        """Bring the index up to date; left until after an edit is shown, or something is asked."""
        self._refreshing.stop()
        if self._stale and self._aside.is_busy:
            self._refreshing.start()
            return
        stale, self._stale = self._stale, {}
        if stale and self._document.store.is_open:
            self._merge(self._index_again(tuple(stale)))

    def _be_up_to_date(self) -> None:
        """Wait for what is done on the other thread: nobody else may use the index meanwhile."""
        self._aside.finish()
        self._refresh()
        self._aside.finish()

    def _index_again(self, stale: Sequence[tuple[str, Id]]) -> int:
        """Index records as they are now; return how many."""
        wanted = [ref for ref in stale if ref[0] in search_texts.KINDS]
        with self._document.store.reading() as connection:
            texts = {ref: search_texts.text_of(connection, *ref) for ref in wanted}
        for ref in (ref for ref, text in texts.items() if text is None):
            self._index.remove(*ref)
        if any(kind in _NAMING.values() for kind, _ in stale):
            self._rename()
        return self._index.put(text for text in texts.values() if text is not None)

    def _rename(self) -> None:
        with self._document.store.reading() as connection:
            self._index.name_all(search_texts.names(connection))


def _indexed_as(change: Change) -> tuple[str, Id]:
    """Return the record under which a change can be searched: a name's is the one named."""
    kind = _NAMING.get(change.kind)
    if kind is None:
        return change.kind, change.id
    return kind, getattr(change.record, f"{kind}_id")


def _ignore(*_: object) -> None:
    """Tell nobody."""
