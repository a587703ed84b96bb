"""Searching the open project: an index built in the background and kept up by edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Id
from timeline_app.models.aside import Aside
from timeline_app.models.document import Document
from timeline_app.models.finding import Among, Finder, Found, Matches
from timeline_app.models.jobs import CancelledError, Progress
from timeline_app.models.pace import Pace
from timeline_app.storage import search_texts
from timeline_app.storage.search_index import SearchIndex
from timeline_app.storage.search_texts import Slice
from timeline_app.storage.stopping import GoOn

T = TypeVar("T")

_NAMING = {"actor_name": "actor", "place_name": "place"}
_MOST_FOLLOWED = 500
_TURN = 0.02
"""Seconds that one turn of indexing aims at: some take twice as long."""
_ASIDE = 50_000
"""Records from which the index is asked on another thread: a frequent word takes 20 ms then."""
_SHOWN_FIRST_MS = 50
"""For which the index waits after an edit, so that every view shows it first."""

_LIST, _FILTER = "list", "filter"
"""What is asked for; of each, the newest question is answered."""


def _ignore(*_: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class _Question(Generic[T]):
    """What is asked, for what, who gets the answer, and who hears that there will be none."""

    about: str
    answer: Callable[[GoOn], T]
    then: Callable[[T], None]
    failed: Callable[[], None] = _ignore
    progress: Progress = field(default_factory=lambda: Progress(_ignore))

    def again(self) -> _Question[T]:
        """Return the same question, which nobody has dropped yet."""
        return _Question(self.about, self.answer, self.then, self.failed)

    def answered(self) -> T | None:
        """Answer on any thread; None when the question was dropped."""
        try:
            self.progress.report(0, 0)
            return self.answer(partial(self.progress.report, 0, 0))
        except CancelledError:
            return None


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
        self._is_closed = False
        self._questions: dict[str, _Question[Any]] = {}  # those not answered yet
        self._pace = Pace(_TURN, first=64, least=8, most=500)
        self._slices: Iterator[Slice] | None = self._begin()
        self._feed = QTimer(self)
        self._feed.setInterval(0)
        self._feed.timeout.connect(self._take_slice)
        self._feed.start()
        self._stale: dict[tuple[str, Id], None] = {}
        self._refreshing = QTimer(self, singleShot=True, interval=_SHOWN_FIRST_MS)
        self._refreshing.timeout.connect(self._index_stale)
        document.edited.connect(self._follow)

    @property
    def is_complete(self) -> bool:
        """Tell whether every record is indexed."""
        return self._slices is None

    def ask(self, typed: str, then: Callable[[Found], None], limit: int = 50) -> None:
        """Find what a typed query finds, as `find`: `then` gets it at once, or soon, if it is much.

        Nothing waits for it meanwhile. A newer question drops the one before.
        """
        self._drop(_LIST)
        self._put(_Question(_LIST, partial(self._finder.find, typed, limit), then))

    def match(
        self,
        typed: str,
        then: Callable[[Matches], None],
        failed: Callable[[], None] = _ignore,
        among: Among | None = None,
    ) -> None:
        """Find every claim and event for a filter, as `Finder.matching`: otherwise as `ask` does.

        What is asked by `ask` goes before it. `failed` is called where an error ends it.
        """
        self.drop_match()
        self._put(_Question(_FILTER, partial(self._finder.matching, typed, among), then, failed))

    def drop_match(self) -> None:
        """Tell nobody any more what `match` asked."""
        self._drop(_FILTER)

    def find(self, typed: str, limit: int = 50) -> Found:
        """Return what a typed query finds; an empty query finds nothing."""
        self._be_up_to_date()
        return self._finder.find(typed, limit, int)

    def _put(self, question: _Question[T]) -> None:
        if self._is_closed:  # what was typed just before is taken a little later
            return
        if self._indexed < _ASIDE:
            self._be_up_to_date()
            question.then(question.answer(int))
            return
        later = [other.again() for other in self._questions.values()]
        for asked in (question, *later):
            self._drop(asked.about)
            self._begin_answer(asked)

    def _begin_answer(self, question: _Question[Any]) -> None:
        """Answer on another thread, after what is stale by now was indexed again."""

        def tell(found: object) -> None:
            if found is not None and not question.progress.cancelled:
                del self._questions[question.about]
                question.then(found)

        def give_up() -> None:
            if not question.progress.cancelled:
                del self._questions[question.about]
                question.failed()

        self._index_stale()
        self._questions[question.about] = question
        self._feed.stop()
        self._aside.begin(question.answered, tell, give_up)

    def _drop(self, about: str) -> None:
        question = self._questions.pop(about, None)
        if question is not None:
            question.progress.cancel()

    def close(self) -> None:
        """Stop indexing and drop the index; what is asked from now on is never answered."""
        self._is_closed = True
        for timer in (self._feed, self._refreshing):
            timer.stop()
        self._drop(_LIST)
        self._drop(_FILTER)
        self._aside.close()
        self._index.close()

    def _begin(self) -> Iterator[Slice]:
        self._do(self._rename, _ignore)
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
        """Put together what records that were put made."""
        self._indexed += count
        self._do(partial(self._index.merge, count), _ignore)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Work on the index, on another thread where it takes long."""
        if self._indexed < _ASIDE:
            then(work())
        else:
            self._feed.stop()
            self._aside.begin(work, then)

    def _go_on(self) -> None:
        """Go on with the building, which was put off for a question."""
        if self._slices is not None and self._document.store.is_open:
            self._feed.start()

    def _follow(self, edit: Edit) -> None:
        """Note what an edit changed; what is being asked is asked again, to be told of it."""
        if len(edit.changes) > _MOST_FOLLOWED:
            self._slices = self._begin()
            if not self._aside.is_busy:
                self._feed.start()
        else:
            self._stale.update(dict.fromkeys(_indexed_as(change) for change in edit.changes))
            self._refreshing.start()
        for question in list(self._questions.values()):
            self._drop(question.about)
            self._begin_answer(question.again())

    def _index_stale(self) -> None:
        """Bring the index up to date; left until after an edit is shown, or something is asked."""
        self._refreshing.stop()
        stale, self._stale = self._stale, {}
        if stale and self._document.store.is_open:
            self._do(partial(self._index_again, tuple(stale)), self._merge)

    def _be_up_to_date(self) -> None:
        """Wait for what is done on the other thread: nobody else may use the index meanwhile."""
        self._aside.finish()
        self._index_stale()
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
            self._index.names.replace(search_texts.names(connection))


def _indexed_as(change: Change) -> tuple[str, Id]:
    """Return the record under which a change can be searched: a name's is the one named."""
    kind = _NAMING.get(change.kind)
    if kind is None:
        return change.kind, change.id
    return kind, getattr(change.record, f"{kind}_id")
