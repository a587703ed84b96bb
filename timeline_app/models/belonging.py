"""What events belong to, where lanes are not tracks: speakers, origins, sources or a status.

It is read once and then mended row by row, as the columns are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Ints
from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.models.groupings import Grouping, loose_spec
from timeline_app.models.pace import Pace
from timeline_app.models.words import word_for
from timeline_app.scene.lanes import LaneSpec, Membership
from timeline_app.storage.lane_queries import LanesReader, Line, read_lanes

MOST = 60
"""Lanes of speakers, origins or sources; the rest share one."""


_TURN = 0.02
"""Seconds that one turn of reading aims at."""


class Lines:
    """Takes down what is read of which events belong to what, a few lines at a time."""

    def __init__(self, ids: Sequence[Id] = (), titles: Mapping[Id, str] | None = None) -> None:
        """Go on from the ids and titles that are known."""
        self._number = {key: k for k, key in enumerate(ids)}
        self.titles = dict(titles or {})
        self._rows: list[Ints] = [np.empty(0, np.int64)]
        self._numbers: list[int] = [0]

    @property
    def ids(self) -> tuple[Id, ...]:
        """What anything belongs to; the numbers count these."""
        return tuple(self._number)

    def take(self, lines: Iterable[Line]) -> None:
        """Take some lines down; one that is there already does no harm."""
        for key, title, rows in lines:
            self._rows.append(rows)
            self._numbers.append(self._number.setdefault(key, len(self._number)))
            self.titles[key] = title

    def sorted(self) -> tuple[Ints, NDArray[np.int32]]:
        """Return rows, ascending, and the numbers beside them, each pair once."""
        rows = np.concatenate(self._rows)
        numbers = np.repeat(np.array(self._numbers, np.int32), [len(some) for some in self._rows])
        order = np.lexsort((numbers, rows))
        rows, numbers = rows[order], numbers[order]
        first = (np.diff(rows, prepend=-1) != 0) | (np.diff(numbers, prepend=-1) != 0)
        return rows[first], numbers[first]


@dataclass(frozen=True, slots=True, eq=False)
class Belonging:
    """Rows of the event table, ascending, and beside each a number of `ids` it belongs to.

    A row stands there once for each of them, and not at all if it belongs to none. `counts` says of
    each of `ids` how many events belong to it, `told` how many belong to any.
    """

    by: Grouping
    rows: Ints
    numbers: NDArray[np.int32]
    ids: tuple[Id, ...]
    titles: Mapping[Id, str]
    counts: Ints
    told: int

    @classmethod
    def of(cls, conn: sqlite3.Connection, by: Grouping) -> Belonging:
        """Read what all events belong to."""
        lines = Lines()
        lines.take(read_lanes(conn, by.value))
        return cls.read(by, lines)

    @classmethod
    def read(cls, by: Grouping, lines: Lines) -> Belonging:
        """Make it of all that was read."""
        rows, numbers = lines.sorted()
        counts = np.bincount(numbers, minlength=len(lines.ids))
        return cls(by, rows, numbers, lines.ids, lines.titles, counts, _distinct(rows))

    def mended(self, conn: sqlite3.Connection, rows: Sequence[int]) -> Belonging:
        """Read again what some events belong to, be they new, others than before, or gone.

        Where each belongs to as much as before, that is changed in place; the counts never are.
        """
        lines = Lines(self.ids, self.titles)
        lines.take(read_lanes(conn, self.by.value, rows))
        fresh, numbers = lines.sorted()
        at = np.array([k for row in sorted(rows) for k in range(*self._span(row))], np.int64)
        was, were = self.rows[at], self.numbers[at]
        counts = np.bincount(numbers, minlength=len(lines.ids))
        counts[: len(self.counts)] += self.counts - np.bincount(were, minlength=len(self.ids))
        told = self.told + _distinct(fresh) - _distinct(was)
        known = replace(self, ids=lines.ids, titles=lines.titles, counts=counts, told=told)
        if np.array_equal(fresh, was):
            self.numbers[at] = numbers
            return known
        rest, others = np.delete(self.rows, at), np.delete(self.numbers, at)
        before = rest.searchsorted(fresh)
        return replace(
            known,
            rows=np.insert(rest, before, fresh),
            numbers=np.insert(others, before, numbers),
        )

    def renamed(self, titles: Mapping[Id, str]) -> Belonging:
        """Take up other names."""
        known = {key: title for key, title in titles.items() if key in self.titles}
        return replace(self, titles={**self.titles, **known}) if known else self

    def count(self, key: Id) -> int:
        """Return how many events belong to a key."""
        return int(self.counts[self.ids.index(key)]) if key in self.titles else 0

    def specs(self, total: int) -> tuple[LaneSpec, ...]:
        """Return the lanes that there are of so many events: those of most events first.

        What belongs to none, or to none of them, is on a lane of its own, the last.
        """
        counts = self.counts.tolist()
        used = {key: count for key, count in zip(self.ids, counts, strict=True) if count}
        if self.by is Grouping.STATUS:
            every = enumerate(EventStatus)
            return tuple(LaneSpec(s.value, _heading(s), k) for k, s in every if s.value in used)
        ordered = sorted(used, key=lambda key: (-used[key], self.titles[key], key))
        specs = [LaneSpec(key, self.titles[key], k) for k, key in enumerate(ordered[:MOST])]
        loose = len(ordered) > MOST or self.told < total
        return (*specs, loose_spec()) if loose else tuple(specs)

    def lanes_of(self, row: int, lanes: Iterable[Id]) -> set[Id]:
        """Return on which of some lanes, by their keys, an event is; the loose one has no key."""
        first, last = self._span(row)
        keys = {self.ids[number] for number in self.numbers[first:last].tolist()}
        mine = keys.intersection(lanes)
        return mine if mine and mine == keys else mine | {""}

    def membership(self, columns: EventColumns, specs: tuple[LaneSpec, ...]) -> Membership:
        """Put every event on its lane or lanes, of those that `specs` gives."""
        place = {spec.key: number for number, spec in enumerate(specs)}
        lane_of = np.array([place.get(key, len(specs) - 1) for key in self.ids], np.int64)
        events = columns.rowid.searchsorted(self.rows)
        here = columns.rowid.take(events, mode="clip") == self.rows if len(columns) else events < 0
        events, lanes = events[here], lane_of[self.numbers[here]]
        if "" not in place:
            return Membership(specs, events, lanes)
        loose = place[""]
        named = np.zeros(len(columns), np.bool_)
        named[events] = True
        others = ~named
        others[events[lanes == loose]] = True
        named_lanes = lanes != loose
        on_it = np.flatnonzero(others)
        events = np.concatenate([events[named_lanes], on_it])
        lanes = np.concatenate([lanes[named_lanes], np.full(len(on_it), loose)])
        return Membership(specs, events, lanes)

    def _span(self, row: int) -> tuple[int, int]:
        """Return from where to where a row stands."""
        return int(self.rows.searchsorted(row, "left")), int(self.rows.searchsorted(row, "right"))


class BelongingReader:
    """Reads what all events belong to in short turns.

    What is edited between two of them is to be mended at the end.
    """

    def __init__(self, conn: sqlite3.Connection, by: Grouping) -> None:
        self.by = by
        self._reader, self._lines = LanesReader(conn, by.value), Lines()
        self._pace = Pace(_TURN, first=2_000, least=200, most=50_000)

    @property
    def share(self) -> float:
        """How much is read, 0 to 1."""
        return self._reader.share

    def step(self, conn: sqlite3.Connection) -> bool:
        """Read some more; False once all is read."""
        began, records = perf_counter(), self._pace.records
        piece = self._reader.step(conn, records)
        if piece is None:
            return False
        self._lines.take(piece)
        self._pace.note(records, perf_counter() - began)
        return True

    def belonging(self) -> Belonging:
        """Make it of what was read, which is sorted for that."""
        return Belonging.read(self.by, self._lines)


def _heading(status: EventStatus) -> str:
    word = word_for(status)
    return word[:1].upper() + word[1:]


def _distinct(ascending: Ints) -> int:
    return int(np.count_nonzero(np.diff(ascending))) + bool(len(ascending))
