"""Whole columns as vectors, one place a row of the file: what a table is sorted and filtered by.

A vector is fed with what `table_queries.scan` reads, a slice at a time and in any order. `ranks`
answers a number for each place by which it sorts, NaN where the row has no value; `matching`
answers which places fit a wish.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.folding import folded

Places: TypeAlias = NDArray[np.int64]
Ranks: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = Sequence[tuple[Any, ...]]

_NEWLINE = b"\n"
_PREFIX = 48


class Moment(StrEnum):
    """Which moment of a vague date it sorts by."""

    EARLIEST = "earliest"
    LATEST = "latest"
    MIDPOINT = "midpoint"


class Vector(ABC):
    """One column of every row. Its length is the number of rows of the file."""

    def __init__(self, length: int) -> None:
        self.length = length

    @abstractmethod
    def add(self, places: Places, rows: Rows) -> None:
        """Take what was read; `rows[i]` is about the row at `places[i]`, its rowid first."""

    @abstractmethod
    def clear(self, places: Places) -> None:
        """Forget what these places hold."""

    @abstractmethod
    def resize(self, origins: Places) -> None:
        """Follow added and removed rows: `origins` has, for each new place, the old one or -1."""

    @abstractmethod
    def ranks(self, moment: Moment) -> Ranks:
        """Return the number each place sorts by; NaN where there is no value."""


class Texts(Vector):
    """Texts, folded: without case and diacritics, whatever their script."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._values: list[bytes] = [b""] * length
        self._joined: tuple[bytes, Places] | None = None
        self._ranks: Ranks | None = None

    def add(self, places: Places, rows: Rows) -> None:
        values = self._values
        for place, (_, text) in zip(places.tolist(), rows, strict=True):
            values[place] = fold(text)
        self._joined = self._ranks = None

    def clear(self, places: Places) -> None:
        for place in places.tolist():
            self._values[place] = b""
        self._joined = self._ranks = None

    def resize(self, origins: Places) -> None:
        old = self._values
        self._values = [old[i] if i >= 0 else b"" for i in origins.tolist()]
        self.length = len(origins)
        self._joined = self._ranks = None

    def ranks(self, moment: Moment) -> Ranks:
        """Return places in alphabetical order of the folded texts; equal texts are equal."""
        del moment
        if self._ranks is None:
            self._ranks = _alphabetical(self._values)
        return self._ranks

    def matching(self, wish: str) -> Mask:
        """Return the places whose text contains the words as typed, folded."""
        found = np.zeros(self.length, np.bool_)
        needle = fold(wish)
        text, starts = self._join()
        at = text.find(needle)
        while at >= 0:
            place = int(np.searchsorted(starts, at, "right")) - 1
            found[place] = True
            if place + 1 == self.length:
                break
            at = text.find(needle, int(starts[place + 1]))
        return found

    def beginning(self, wish: str) -> Mask:
        """Return the places whose text begins with the words as typed, folded."""
        needle = fold(wish)
        found = np.zeros(self.length, np.bool_)
        for place in np.flatnonzero(self.matching(wish)).tolist():
            found[place] = self._values[place].startswith(needle)
        return found

    def _join(self) -> tuple[bytes, Places]:
        """Return all texts one after another, and where each starts: one search finds them all."""
        if self._joined is None:
            lengths = np.fromiter(map(len, self._values), np.int64, self.length)
            starts = np.zeros(self.length, np.int64)
            np.cumsum(lengths[:-1] + 1, out=starts[1:])
            self._joined = (_NEWLINE.join(self._values), starts)
        return self._joined


class Codes(Vector):
    """Values of a closed list; a row may hold several, and sorts by its first."""

    def __init__(self, length: int, values: Iterable[str]) -> None:
        super().__init__(length)
        self.codes = {value: code for code, value in enumerate(values)}
        self._bits = np.zeros(length, np.uint32)
        self._first = np.full(length, -1, np.int16)

    def add(self, places: Places, rows: Rows) -> None:
        known = self.codes
        codes = np.fromiter((known.get(str(row[1]), -1) for row in rows), np.int16, len(rows))
        places, codes = places[codes >= 0], codes[codes >= 0]
        np.bitwise_or.at(self._bits, places, np.left_shift(1, codes).astype(np.uint32))
        # Of several the first read counts, so it is written last.
        fresh = self._first[places] < 0
        self._first[places[fresh][::-1]] = codes[fresh][::-1]

    def clear(self, places: Places) -> None:
        self._bits[places] = 0
        self._first[places] = -1

    def resize(self, origins: Places) -> None:
        self._bits = _moved(self._bits, origins, 0)
        self._first = _moved(self._first, origins, -1)
        self.length = len(origins)

    def ranks(self, moment: Moment) -> Ranks:
        del moment
        return np.where(self._first < 0, np.nan, self._first.astype(np.float64))

    def matching(self, wish: Iterable[str]) -> Mask:
        """Return the places that hold any of these values."""
        bits = sum(1 << self.codes[value] for value in wish if value in self.codes)
        return np.asarray((self._bits & np.uint32(bits)) != 0)

    def counts(self, among: Mask | None = None) -> dict[str, int]:
        """Return how many places hold each value, the values nothing holds left out."""
        bits = self._bits if among is None else self._bits[among]
        counted = {
            v: int(np.count_nonzero(bits & np.uint32(1 << c))) for v, c in self.codes.items()
        }
        return {value: count for value, count in counted.items() if count}


class Numbers(Vector):
    """Counts; a row nothing is said of counts zero."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._values = np.zeros(length, np.float64)

    def add(self, places: Places, rows: Rows) -> None:
        self._values[places] = [row[1] for row in rows]

    def clear(self, places: Places) -> None:
        self._values[places] = 0

    def resize(self, origins: Places) -> None:
        self._values = _moved(self._values, origins, 0)
        self.length = len(origins)

    def ranks(self, moment: Moment) -> Ranks:
        del moment
        return self._values

    def matching(self, least: float) -> Mask:
        """Return the places with at least so many."""
        return np.asarray(self._values >= least)


class Spans(Vector):
    """Dates by their four bounds, in seconds; a place with no finite bound is undated."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._first = np.full(length, np.nan)
        self._last = np.full(length, np.nan)

    def add(self, places: Places, rows: Rows) -> None:
        bounds = np.array([row[1:5] for row in rows], np.float64).reshape(-1, 4)
        dated: Mask = ~np.all(np.isnan(bounds), axis=1)
        weights = [row[5] if len(row) > 5 else 0 for row in rows]
        order = np.argsort(weights, kind="stable")  # of several the weightiest is written last
        places, bounds = places[order][dated[order]], bounds[order][dated[order]]
        self._first[places] = np.where(np.isnan(bounds[:, 0]), -np.inf, bounds[:, 0])
        self._last[places] = np.where(np.isnan(bounds[:, 3]), np.inf, bounds[:, 3])

    def clear(self, places: Places) -> None:
        self._first[places] = self._last[places] = np.nan

    def resize(self, origins: Places) -> None:
        self._first = _moved(self._first, origins, np.nan)
        self._last = _moved(self._last, origins, np.nan)
        self.length = len(origins)

    def ranks(self, moment: Moment) -> Ranks:
        """Return the moment of each date; an open side counts as without end."""
        if moment is Moment.EARLIEST:
            return self._first
        if moment is Moment.LATEST:
            return self._last
        first = np.where(np.isinf(self._first), self._last, self._first)
        last = np.where(np.isinf(self._last), self._first, self._last)
        return np.asarray(np.where(np.isinf(first), 0, first / 2 + last / 2))

    def matching(self, first: float, last: float) -> Mask:
        """Return the places that may lie between two moments, both included."""
        return np.asarray((self._first <= last) & (self._last >= first))


class References(Vector):
    """What a row points at, by rowid; of several the one of least weight counts first."""

    def __init__(self, length: int, names: Names) -> None:
        super().__init__(length)
        self.names = names
        self._slices: list[NDArray[np.int64]] = []
        self._pairs = np.empty((0, 3), np.int64)  # place, weight, target

    def add(self, places: Places, rows: Rows) -> None:
        read = np.array([(row[2], row[1]) for row in rows], np.int64).reshape(-1, 2)
        self._slices.append(np.column_stack([places, read]))

    def clear(self, places: Places) -> None:
        pairs = self._settled()
        self._pairs = pairs[~np.isin(pairs[:, 0], places)]

    def resize(self, origins: Places) -> None:
        pairs = self._settled()
        moved = np.full(self.length + 1, -1, np.int64)
        kept = origins >= 0
        moved[origins[kept]] = np.flatnonzero(kept)
        pairs = np.column_stack([moved[pairs[:, 0]], pairs[:, 1:]])
        self._pairs = pairs[pairs[:, 0] >= 0]
        self.length = len(origins)

    def ranks(self, moment: Moment) -> Ranks:
        """Return the place of the first target in the alphabetical order of the targets."""
        del moment
        pairs = self._settled()
        ranks = np.full(self.length, np.nan)
        alphabetical = self.names.ranks(pairs[:, 2])
        ranks[pairs[::-1, 0]] = alphabetical[::-1]  # the least weight is written last
        return ranks

    def matching(self, wish: str) -> Mask:
        """Return the places any of whose targets has a name that contains the words."""
        return self.pointing_at(self.names.matching(wish))

    def pointing_at(self, targets: Places) -> Mask:
        """Return the places that point at any of these rowids."""
        pairs = self._settled()
        found = np.zeros(self.length, np.bool_)
        found[pairs[np.isin(pairs[:, 2], targets), 0]] = True
        return found

    def firsts(self) -> Places:
        """Return the rowid each place points at first; -1 where it points at nothing."""
        pairs = self._settled()
        firsts = np.full(self.length, -1, np.int64)
        firsts[pairs[::-1, 0]] = pairs[::-1, 2]
        return firsts

    def counts(self, among: Mask | None = None) -> dict[int, int]:
        """Return how many places point at each rowid."""
        pairs = self._settled()
        pairs = pairs if among is None else pairs[among[pairs[:, 0]]]
        targets, counts = np.unique(pairs[:, 2], return_counts=True)
        return dict(zip(targets.tolist(), counts.tolist(), strict=True))

    def _settled(self) -> NDArray[np.int64]:
        if self._slices:
            pairs = np.concatenate([self._pairs, *self._slices])
            self._pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
            self._slices = []
        return self._pairs


class Names:
    """The names of the records of one kind that others point at, further names included."""

    def __init__(self) -> None:
        self._own: dict[int, str] = {}
        self._folded: dict[int, bytes] = {}

    def clear(self) -> None:
        """Forget all names."""
        self._own.clear()
        self._folded.clear()

    def add(self, rows: Rows) -> None:
        """Take (rowid, name) pairs; a record's own name comes first."""
        for rowid, name in rows:
            if rowid in self._folded:
                self._folded[rowid] += _NEWLINE + fold(name)
            else:
                self._own[rowid], self._folded[rowid] = name, fold(name)

    def shown(self, rowid: int) -> str:
        """Return a record's own name, or "" if it is not there."""
        return self._own.get(rowid, "")

    def ranks(self, rowids: Places) -> Ranks:
        """Return where each record comes in the alphabetical order of their own names."""
        unique, inverse = np.unique(rowids, return_inverse=True)
        folds = [self._folded.get(rowid, b"").split(_NEWLINE, 1)[0] for rowid in unique.tolist()]
        return _alphabetical(folds)[inverse]

    def matching(self, wish: str) -> Places:
        """Return the rowids of the records any of whose names contains the words."""
        needle = fold(wish)
        found = [rowid for rowid, name in self._folded.items() if needle in name]
        return np.array(found, np.int64)


def fold(text: str) -> bytes:
    """Return text folded as search folds it, on one line, as UTF-8, which sorts by code point."""
    if text.isascii():
        return text.lower().replace("'", "").replace("\n", " ").encode()
    return text.translate(_letters()).encode(errors="replace").replace(_NEWLINE, b" ")


class _Letters(dict[int, str]):
    """What each character folds to, found out once: ten times as fast as folding whole texts."""

    def __missing__(self, code: int) -> str:
        self[code] = folded(chr(code))
        return self[code]


@cache
def _letters() -> _Letters:
    return _Letters()


def _alphabetical(texts: Sequence[bytes]) -> Ranks:
    """Return where each text comes in order; equal texts get equal ranks, empty ones NaN."""
    # Beginnings are compared in one numpy sort, and only texts that begin alike one by one.
    beginnings = np.array([text[:_PREFIX] for text in texts], f"S{_PREFIX}")
    unique, inverse = np.unique(beginnings, return_inverse=True)
    ranks: Ranks = inverse.astype(np.float64)
    long = np.fromiter((len(text) > _PREFIX for text in texts), np.bool_, len(texts))
    if long.any():
        ranks = _told_apart(texts, ranks, long, len(unique))
    ranks[beginnings == b""] = np.nan
    return ranks


def _told_apart(texts: Sequence[bytes], ranks: Ranks, long: Mask, kinds: int) -> Ranks:
    """Tell texts with the same beginning apart by what follows it."""
    crowded = np.bincount(ranks.astype(np.int64), minlength=kinds) > 1
    alike = np.flatnonzero(crowded[ranks.astype(np.int64)])
    if not long[alike].any():
        return ranks
    alike = alike[np.argsort(ranks[alike], kind="stable")]
    for run in np.split(alike, np.flatnonzero(np.diff(ranks[alike])) + 1):
        wholes = sorted({texts[i] for i in run.tolist()})
        step = {whole: n / len(wholes) for n, whole in enumerate(wholes)}
        ranks[run] += [step[texts[i]] for i in run.tolist()]
    return ranks


def _moved(values: NDArray[Any], origins: Places, fill: float) -> NDArray[Any]:
    moved = values[origins] if len(values) else np.full(len(origins), fill, values.dtype)
    moved[origins < 0] = fill
    return moved
