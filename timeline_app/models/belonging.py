"""What events belong to, where lanes are not tracks: speakers, origins, sources or a status.

It is read once and then mended row by row, as the columns are.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Ints
from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.models.groupings import Grouping, loose_spec
from timeline_app.models.words import word_for
from timeline_app.scene.lanes import LaneSpec, Membership
from timeline_app.storage.lane_queries import read_lanes

MOST = 60
"""Lanes of speakers, origins or sources; the rest share one."""


@dataclass(frozen=True, slots=True, eq=False)
class Belonging:
    """Rows of the event table, ascending, and beside each a number of `ids` it belongs to.

    A row stands there once for each of them, and not at all if it belongs to none.
    """

    by: Grouping
    rows: Ints
    numbers: NDArray[np.int32]
    ids: tuple[Id, ...]
    titles: Mapping[Id, str]

    @classmethod
    def of(cls, conn: sqlite3.Connection, by: Grouping) -> Belonging:
        """Read what all events belong to."""
        nothing = cls(by, np.empty(0, np.int64), np.empty(0, np.int32), (), {})
        return nothing.with_lines(read_lanes(conn, by.value))

    def mended(self, conn: sqlite3.Connection, rows: Sequence[int]) -> Belonging:
        """Read again what some events belong to, be they new, others than before, or gone."""
        at = [k for row in rows for k in range(*self._span(row))]
        rest = replace(self, rows=np.delete(self.rows, at), numbers=np.delete(self.numbers, at))
        return rest.with_lines(read_lanes(conn, self.by.value, rows))

    def renamed(self, titles: Mapping[Id, str]) -> Belonging:
        """Take up other names."""
        known = {key: title for key, title in titles.items() if key in self.titles}
        return replace(self, titles={**self.titles, **known}) if known else self

    def count(self, key: Id) -> int:
        """Return how many events belong to a key."""
        if key not in self.titles:
            return 0
        return int(np.count_nonzero(self.numbers == self.ids.index(key)))

    def specs(self, total: int) -> tuple[LaneSpec, ...]:
        """Return the lanes that there are of so many events: those of most events first.

        What belongs to none, or to none of them, is on a lane of its own, the last.
        """
        counts = np.bincount(self.numbers, minlength=len(self.ids)).tolist()
        used = {key: count for key, count in zip(self.ids, counts, strict=True) if count}
        if self.by is Grouping.STATUS:
            every = enumerate(EventStatus)
            return tuple(LaneSpec(s.value, word_for(s), k) for k, s in every if s.value in used)
        ordered = sorted(used, key=lambda key: (-used[key], self.titles[key], key))
        specs = [LaneSpec(key, self.titles[key], k) for k, key in enumerate(ordered[:MOST])]
        told = int(np.count_nonzero(np.diff(self.rows, prepend=-1)))
        loose = len(ordered) > MOST or told < total
        return (*specs, loose_spec()) if loose else tuple(specs)

    def lanes_of(self, row: int, lanes: Iterable[Id]) -> set[Id]:
        """Return on which of some lanes, by their keys, an event is; the loose one has no key."""
        first, last = self._span(row)
        keys = {self.ids[number] for number in self.numbers[first:last].tolist()}
        mine = keys.intersection(lanes)
        return mine if mine and mine == keys else mine | {""}

    def membership(self, columns: EventColumns) -> Membership:
        """Put every event on its lane or lanes."""
        specs = self.specs(len(columns))
        place = {spec.key: number for number, spec in enumerate(specs)}
        lane_of = np.array([place.get(key, len(specs) - 1) for key in self.ids], np.int64)
        events = columns.rowid.searchsorted(self.rows)
        here = columns.rowid.take(events, mode="clip") == self.rows if len(columns) else events < 0
        events, lanes = events[here], lane_of[self.numbers[here]]
        silent = np.ones(len(columns), np.bool_)
        silent[events] = False
        loose = [place[""]] if "" in place else []
        for number in loose:
            on_it = lanes == number
            others = np.union1d(events[on_it], np.flatnonzero(silent))
            events = np.concatenate([events[~on_it], others])
            lanes = np.concatenate([lanes[~on_it], np.full(len(others), number)])
        return Membership(specs, events, lanes)

    def with_lines(self, lines: Iterable[tuple[int, Id, str]]) -> Belonging:
        """Put in what was read of rows that are not there."""
        titles, number = dict(self.titles), {key: k for k, key in enumerate(self.ids)}
        read_rows, read_numbers = array("q"), array("i")
        for row, key, title in lines:
            read_rows.append(row)
            read_numbers.append(number.setdefault(key, len(number)))
            titles[key] = title
        rows, numbers = np.array(read_rows, np.int64), np.array(read_numbers, np.int32)
        order = np.lexsort((numbers, rows))
        rows, numbers = rows[order], numbers[order]
        at = self.rows.searchsorted(rows)
        mixed = np.insert(self.rows, at, rows), np.insert(self.numbers, at, numbers)
        return replace(self, rows=mixed[0], numbers=mixed[1], ids=tuple(number), titles=titles)

    def _span(self, row: int) -> tuple[int, int]:
        """Return from where to where a row stands."""
        return int(self.rows.searchsorted(row, "left")), int(self.rows.searchsorted(row, "right"))
