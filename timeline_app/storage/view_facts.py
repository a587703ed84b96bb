"""What view filters judge by, as columns: datings, stances, tracks and days of reading.

Everything goes by rowid, which lives as long as the file is open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.instants import SECONDS_A_DAY
from timeline_app.domain.vocabulary import Stance

NONE = np.iinfo(np.int64).min
"""Stands for a bound or a second that is not there."""

STANCES = tuple(Stance)

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Facts:
    """Columns, ascending by rowid. Bounds have four columns; NONE is unbounded.

    `links` has a row a link: rowid of the claim, by which they ascend, rowid of the event, stance
    by its place in `STANCES`. `track` is the rowid of an event's track, -1 for none.
    """

    claims: Ints
    bounds: Ints
    dated: NDArray[np.bool_]
    read_at: Ints
    links: Ints
    events: Ints
    event_bounds: Ints
    track: Ints

    @classmethod
    def nothing(cls) -> Facts:
        """Return the facts of a project without claims and events."""
        flags = np.empty(0, np.bool_)
        return cls(_empty(), _empty(4), flags, _empty(), _empty(3), _empty(), _empty(4), _empty())

    @property
    def days_of_reading(self) -> Ints:
        """The days, as their first seconds, on which claims could first be read, ascending."""
        read = self.read_at[self.read_at != NONE]
        return np.unique(read - read % SECONDS_A_DAY)

    def read_after(self, second: int) -> int:
        """Count the claims that cannot have been read by the end of a second."""
        return int(np.count_nonzero((self.read_at != NONE) & (self.read_at > second)))

    def with_only(self, rowids: Ints) -> Facts:
        """Return facts of those claims that are still there."""
        kept, linked = np.isin(self.claims, rowids), np.isin(self.links[:, 0], rowids)
        return replace(
            self,
            claims=self.claims[kept],
            bounds=self.bounds[kept],
            dated=self.dated[kept],
            read_at=self.read_at[kept],
            links=self.links[linked],
        )

    def with_claims(self, fresh: Facts) -> Facts:
        """Return facts in which freshly read claims stand in the place of what was known."""
        put = _putting(self.claims, fresh.claims)
        return replace(
            self,
            claims=put(self.claims, fresh.claims),
            bounds=put(self.bounds, fresh.bounds),
            dated=put(self.dated, fresh.dated),
            read_at=put(self.read_at, fresh.read_at),
            links=self._links_with(fresh),
        )

    def with_events(self, fresh: Facts) -> Facts:
        """Return facts in which freshly read events stand in the place of what was known."""
        put = _putting(self.events, fresh.events)
        return replace(
            self,
            events=put(self.events, fresh.events),
            event_bounds=put(self.event_bounds, fresh.event_bounds),
            track=put(self.track, fresh.track),
        )

    def with_all_events(self, fresh: Facts) -> Facts:
        """Return facts with all events read anew."""
        return replace(
            self, events=fresh.events, event_bounds=fresh.event_bounds, track=fresh.track
        )

    def part(self, claims: Ints, events: Ints) -> Facts:
        """Return facts of some claims with all their links, and of some events besides theirs."""
        links = self.links_of(claims)
        some = _among(self.claims, claims)
        seen = _among(self.events, np.union1d(events, links[:, 1]))
        return Facts(
            self.claims[some],
            self.bounds[some],
            self.dated[some],
            self.read_at[some],
            links,
            self.events[seen],
            self.event_bounds[seen],
            self.track[seen],
        )

    def links_of(self, claims: Ints) -> Ints:
        """Return the links of some claims."""
        return np.concatenate([self.links[:0], *(self.links[a:b] for a, b in self._runs(claims))])

    def claims_of(self, events: Ints) -> Ints:
        """Return the claims about some events, ascending."""
        return np.unique(self.links[np.isin(self.links[:, 1], events), 0])

    def _runs(self, claims: Ints) -> list[tuple[int, int]]:
        """Return where the links of some claims begin and end, as many pairs."""
        first, last = (np.searchsorted(self.links[:, 0], claims, side) for side in _SIDES)
        return list(zip(first.tolist(), last.tolist(), strict=True))

    def _links_with(self, fresh: Facts) -> Ints:
        """Return the links with those of freshly read claims in the place of what was known."""
        parts, end = [], 0
        old, new = self._runs(fresh.claims), fresh._runs(fresh.claims)
        for (out, gone), (come, after) in zip(old, new, strict=True):
            parts += [self.links[end:out], fresh.links[come:after]]
            end = gone
        return np.concatenate([*parts, self.links[end:]])


@dataclass(frozen=True, slots=True)
class Reach:
    """The rowids of the claims and events of which an edit may have changed the facts."""

    claims: Ints
    events: Ints

    @classmethod
    def nothing(cls) -> Reach:
        """Return what reaches no claim and no event."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64))

    def and_also(self, other: Reach) -> Reach:
        """Return what either reaches."""
        return Reach(np.union1d(self.claims, other.claims), np.union1d(self.events, other.events))


_SPARSE = 8
"""Times as many rowids as rows, from which a table of all of them is too long."""

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
_Column: TypeAlias = NDArray[Any]


def places(rows: Ints, wanted: Ints) -> Ints:
    """Return where wanted rows, which are all there, stand in a column of ascending ones.

    Rows of a table mostly lie close together: then a table of their places is ten times as quick
    as looking for each.
    """
    span = int(rows[-1]) - int(rows[0]) + 1 if len(rows) else 0
    if not len(wanted) or span > _SPARSE * len(rows):
        return np.searchsorted(rows, wanted)
    table = np.zeros(span, np.int64)
    table[rows - rows[0]] = np.arange(len(rows))
    found: Ints = table[wanted - rows[0]]
    return found


def _among(keys: Ints, some: Ints) -> Ints:
    """Return the places of those keys, ascending, that are among some."""
    wanted = np.unique(some)
    at = np.searchsorted(keys, wanted)
    there = at < len(keys)
    there[there] = keys[at[there]] == wanted[there]
    return at[there]


def _putting(keys: Ints, fresh: Ints) -> Callable[[_Column, _Column], _Column]:
    """Return what puts freshly read values into a column; new rows are mostly the last."""
    at = np.searchsorted(keys, fresh)
    known = np.isin(fresh, keys[at[at < len(keys)]])
    new, last = at[~known], bool(len(at)) and not known.any() and int(at[0]) == len(keys)

    def put(column: _Column, values: _Column) -> _Column:
        if last:
            return np.concatenate([column, values])
        if known.any():
            column = column.copy()
            column[at[known]] = values[known]
        return np.insert(column, new, values[~known], axis=0) if len(new) else column

    return put


def joined(parts: Sequence[Facts]) -> Facts:
    """Return the claims of several readings as one, whatever their order."""
    if not parts:
        return Facts.nothing()
    rows = np.concatenate([part.claims for part in parts])
    order = np.argsort(rows, kind="stable")
    links = np.concatenate([part.links for part in parts])
    return replace(
        Facts.nothing(),
        claims=rows[order],
        bounds=np.concatenate([part.bounds for part in parts])[order],
        dated=np.concatenate([part.dated for part in parts])[order],
        read_at=np.concatenate([part.read_at for part in parts])[order],
        links=links[np.argsort(links[:, 0], kind="stable")],
    )


def _empty(width: int = 0) -> Ints:
    return np.empty((0, width) if width else 0, np.int64)
