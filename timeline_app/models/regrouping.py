"""Other lanes of many events, made beside everything else: the old ones are shown until then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.domain.columns import Bools, EventColumns
from timeline_app.domain.records import Id, Track
from timeline_app.models.belonging import Belonging, BelongingReader
from timeline_app.models.document import Document
from timeline_app.models.groupings import Grouping, on_tracks
from timeline_app.models.jobs import Job, Progress
from timeline_app.scene.lanes import Lane, Outer, lanes_of
from timeline_app.storage.errors import StoreError

_READ = 0.6
"""The share of the work that reading is; the rest is sorting, which takes no turns."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The events of one moment, of which an edit changes nothing."""

    columns: EventColumns
    outer: Outer
    shown: Bools
    total: int

    @classmethod
    def of(cls, columns: EventColumns, outer: Outer, shown: Bools, total: int) -> Snapshot:
        """Copy what an edit would change in place, of what lanes are made of."""
        flags, track, claims = columns.flags.copy(), columns.track.copy(), columns.claims.copy()
        fixed = replace(columns, flags=flags, track=track, claims=claims, room=())
        bounds = replace(outer, start=outer.start.copy(), end=outer.end.copy())
        return cls(fixed, bounds, shown.copy(), total)

    def lanes(self, tracks: Iterable[Track], belonging: Belonging | None) -> tuple[Lane, ...]:
        """Make the lanes: of tracks, unless it is told what else events belong to."""
        if belonging is None:
            members = on_tracks(self.columns, [*tracks])
        else:
            members = belonging.membership(self.columns, belonging.specs(self.total))
        return lanes_of(self.columns, self.outer, members, self.shown)


@dataclass(frozen=True, slots=True, eq=False)
class Regrouped:
    """Lanes made of something else, and what events belong to if that is no track."""

    grouping: Grouping
    belonging: Belonging | None
    lanes: tuple[Lane, ...]


_Run: TypeAlias = object
"""One choice of lanes; another ends it, and what still comes of it is for nobody."""


class Regrouping(QObject):
    """Reads in short turns what events belong to, and sorts them on another thread.

    What is edited meanwhile is read again at the end, and sorted again until nothing was.
    """

    progressed = Signal(float)  # how far it is, 0 to 1; 1 as well when it is given up
    finished = Signal(object)  # Regrouped

    def __init__(
        self, document: Document, snapshot: Callable[[], Snapshot], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._snapshot = document, snapshot
        self.wanted: Grouping | None = None
        """What lanes are being made of, None if none are."""
        self._run: _Run = object()
        self._belonging: Belonging | None = None
        self._touched: set[int] = set()
        self._titles: dict[Id, str] = {}
        self._is_stale = False

    def begin(self, wanted: Grouping) -> None:
        """Begin to make lanes of something else, in the place of what was begun before."""
        self._run = run = object()
        self.wanted, self._belonging = wanted, None
        self._touched, self._titles = set(), {}
        if wanted is Grouping.TRACK:
            self._arrange(run)
            return
        try:
            with self._document.store.reading() as conn:
                reader = BelongingReader(conn, wanted)
        except StoreError as error:
            self._fail(error)
            return
        self._next(partial(self._read_on, run, reader))

    def cancel(self) -> bool:
        """Give up: the lanes there are stay. False if nothing was begun."""
        if self.wanted is None:
            return False
        self._end()
        return True

    def touch(self, rows: Iterable[int]) -> None:
        """Have some rows of the event table read again: they may belong to something else."""
        self._touched.update(rows)

    def rename(self, titles: Mapping[Id, str]) -> None:
        """Take up other names."""
        self._titles |= titles

    def note_change(self) -> None:
        """Have everything sorted again: the events are not those of the snapshot."""
        self._is_stale = True

    def _read_on(self, run: _Run, reader: BelongingReader) -> None:
        if not self._is_on(run):
            return
        try:
            with self._document.store.reading() as conn:
                goes_on = reader.step(conn)
        except StoreError as error:
            self._fail(error)
            return
        if goes_on:
            self.progressed.emit(_READ * reader.share)
            self._next(partial(self._read_on, run, reader))
        else:
            self._work(lambda _: reader.belonging(), partial(self._know, run))

    def _know(self, run: _Run, belonging: Belonging) -> None:
        if self._is_on(run):
            self._belonging = belonging
            self._arrange(run)

    def _arrange(self, run: _Run) -> None:
        """Sort the events of this moment."""
        if self._belonging is not None:
            try:
                self._belonging = self._mended(self._belonging)
            except StoreError as error:
                self._fail(error)
                return
        self._is_stale = False
        self.progressed.emit(_READ)
        snapshot, tracks, belonging = self._snapshot(), self._document.all(Track), self._belonging
        self._work(lambda _: snapshot.lanes(tracks, belonging), partial(self._hand_over, run))

    def _mended(self, belonging: Belonging) -> Belonging:
        touched, self._touched = sorted(self._touched), set()
        with self._document.store.reading() as conn:
            mended = belonging.mended(conn, touched) if touched else belonging
        return mended.renamed(self._titles)

    def _fail(self, error: StoreError) -> None:
        self._end()
        self._document.failed.emit(error.sentence)

    def _hand_over(self, run: _Run, lanes: tuple[Lane, ...]) -> None:
        if not self._is_on(run):
            return
        if self._is_stale:
            self._arrange(run)
            return
        assert self.wanted is not None
        regrouped = Regrouped(self.wanted, self._belonging, lanes)
        self._end()
        self.finished.emit(regrouped)

    def _end(self) -> None:
        self._run, self.wanted, self._belonging = object(), None, None
        self.progressed.emit(1.0)

    def _is_on(self, run: _Run) -> bool:
        return run is self._run and self._document.store.is_open

    def _next(self, turn: Callable[[], None]) -> None:
        QTimer.singleShot(0, self, turn)

    def _work(self, work: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        job = Job(work)
        job.finished.connect(then)
        job.failed.connect(_raise)
        job.start()


def _raise(error: Exception) -> None:
    raise error
