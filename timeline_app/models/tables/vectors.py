"""Whole columns as vectors, one place a row of the file: what a table is sorted and filtered by.

A vector is fed with what `table_queries.scan` reads, a slice at a time and in any order. `ranks`
answers a number for each place by which it sorts, NaN where the row has no value; `matching`
answers which places fit a wish.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.folding import folded

Places: TypeAlias = NDArray[np.int64]
Ranks: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = Sequence[tuple[Any, ...]]

_NEWLINE = b"\n"
_PREFIX = 64
_HELD = 200_000  # texts sorted at once by Python, in some 50 ms
_FEW = 64  # changes that are worked in one by one


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
        self._moved: set[int] = set()  # places whose rank is out of date

    def add(self, places: Places, rows: Rows) -> None:
        values = self._values
        for place, (_, text) in zip(places.tolist(), rows, strict=True):
            values[place] = fold(text)
        self._touch(places)

    def clear(self, places: Places) -> None:
        for place in places.tolist():
            self._values[place] = b""
        self._touch(places)

    def _touch(self, places: Places) -> None:
        self._joined = None
        self._moved.update(places.tolist())
        if len(self._moved) > _FEW:
            self._ranks = None
            self._moved.clear()

    def resize(self, origins: Places) -> None:
        old = self._values
        self._values = [old[i] if i >= 0 else b"" for i in origins.tolist()]
        if self._ranks is not None:
            self._ranks = _moved(self._ranks, origins, np.nan)
            places = {int(old): new for new, old in enumerate(origins.tolist())}
            self._moved = {places[old] for old in self._moved if old in places}
        self.length = len(origins)
        self._joined = None

    def ranks(self, moment: Moment) -> Ranks:
        """Return places in alphabetical order of the folded texts; equal texts are equal."""
        del moment
        if self._ranks is not None and self._moved:
            self._ranks = _reranked(self._values, self._ranks, sorted(self._moved))
        self._moved.clear()
        if self._ranks is None:
            self._ranks = _alphabetical(self._values)
        return self._ranks

    def matching(self, wish: str) -> Mask:
        """Return the places whose text contains the words as typed, folded."""
        needle = fold(wish)
        text, starts = self._join()
        hits = []
        at = text.find(needle)
        while at >= 0:
            hits.append(at)
            line = text.find(_NEWLINE, at)  # one hit in a text is enough
            if line < 0:
                break
            at = text.find(needle, line + 1)
        found = np.zeros(self.length, np.bool_)
        found[np.searchsorted(starts, np.array(hits, np.int64), "right") - 1] = True
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

    def __init__(self, length: int, names: Names, *, single: bool = False) -> None:
        """Hold every target of a row, or, if `single`, only the first."""
        super().__init__(length)
        self.names = names
        self._single = single
        self._slices: list[NDArray[np.int64]] = []  # place, weight, target
        self._places = np.empty(0, np.int64)
        self._targets = np.empty(0, np.int64)

    def add(self, places: Places, rows: Rows) -> None:
        if not rows:
            return
        read = np.array([(row[2], row[1]) for row in rows], np.int64)
        self._slices.append(np.column_stack([places, read]))

    def clear(self, places: Places) -> None:
        self._settle()
        kept = ~_among(self._places, places, self.length)
        self._places, self._targets = self._places[kept], self._targets[kept]

    def resize(self, origins: Places) -> None:
        self._settle()
        moved = np.full(self.length + 1, -1, np.int64)
        kept = origins >= 0
        moved[origins[kept]] = np.flatnonzero(kept)
        places = moved[self._places]
        self._places, self._targets = places[places >= 0], self._targets[places >= 0]
        self.length = len(origins)

    def ranks(self, moment: Moment) -> Ranks:
        """Return the place of the first target in the alphabetical order of the targets."""
        del moment
        firsts = self.firsts()
        ranks = np.full(self.length, np.nan)
        pointing = firsts >= 0
        ranks[pointing] = self.names.ranks(firsts[pointing])
        return ranks

    def matching(self, wish: str) -> Mask:
        """Return the places any of whose targets has a name that contains the words."""
        return self.pointing_at(self.names.matching(wish))

    def pointing_at(self, targets: Places) -> Mask:
        """Return the places that point at any of these rowids."""
        self._settle()
        most = int(max(self._targets.max(initial=0), targets.max(initial=0))) + 1
        found = np.zeros(self.length, np.bool_)
        found[self._places[_among(self._targets, targets, most)]] = True
        return found

    def firsts(self) -> Places:
        """Return the rowid each place points at first; -1 where it points at nothing."""
        self._settle()
        firsts = np.full(self.length, -1, np.int64)
        firsts[self._places[::-1]] = self._targets[::-1]
        return firsts

    def counts(self, among: Mask | None = None) -> dict[int, int]:
        """Return how many places point at each rowid."""
        self._settle()
        targets = self._targets if among is None else self._targets[among[self._places]]
        found, counts = np.unique(targets, return_counts=True)
        return dict(zip(found.tolist(), counts.tolist(), strict=True))

    def _settle(self) -> None:
        """Put what was read in order: by place, then weight. Places read anew were cleared."""
        if not self._slices:
            return
        read = np.concatenate(self._slices)
        self._slices = []
        read = read[np.lexsort((read[:, 1], read[:, 0]))]
        if self._single:
            read = read[np.concatenate([[True], read[1:, 0] != read[:-1, 0]])]
        at = np.searchsorted(self._places, read[:, 0])
        self._places = np.insert(self._places, at, read[:, 0])
        self._targets = np.insert(self._targets, at, read[:, 2])


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
    if len(texts) > _HELD:
        return _alphabetical_aside(texts)
    order = sorted(range(len(texts)), key=texts.__getitem__)
    in_order = [texts[place] for place in order]
    fresh = [a != b for a, b in pairwise(in_order)]
    ranks = np.empty(len(texts))
    ranks[order] = np.concatenate([[0], np.cumsum(fresh)]) if texts else []
    ranks[order[: bisect_right(in_order, b"")]] = np.nan
    return ranks


def _alphabetical_aside(texts: Sequence[bytes]) -> Ranks:
    """Return the same for very many texts, slower, but without holding the interpreter meanwhile.

    Beginnings are compared in one numpy sort, and only texts that begin alike one by one.
    """
    beginnings = np.array([text[:_PREFIX] for text in texts], f"S{_PREFIX}")
    unique, inverse = np.unique(beginnings, return_inverse=True)
    ranks: Ranks = inverse.astype(np.float64)
    long = np.fromiter((len(text) > _PREFIX for text in texts), np.bool_, len(texts))
    if long.any():
        ranks = _told_apart(texts, ranks, long, len(unique))
    ranks[beginnings == b""] = np.nan
    return ranks


def _reranked(texts: Sequence[bytes], ranks: Ranks, places: Sequence[int]) -> Ranks | None:
    """Return the ranks with a few places put where their texts belong; None if there is no room."""
    ranks = ranks.copy()
    ranks[list(places)] = np.nan
    order = np.argsort(ranks, kind="stable")[: np.count_nonzero(~np.isnan(ranks))].tolist()
    for place in places:
        if texts[place]:
            at = bisect_left(order, texts[place], key=texts.__getitem__)
            rank = _between(texts, ranks, order, at, place)
            if rank is None:
                return None
            ranks[place] = rank
            order.insert(at, place)
    return ranks


def _between(
    texts: Sequence[bytes], ranks: Ranks, order: Sequence[int], at: int, place: int
) -> float | None:
    """Return a rank before the text at `at`; the same if the texts are the same."""
    after = float(ranks[order[at]]) if at < len(order) else None
    if after is not None and texts[order[at]] == texts[place]:
        return after
    before = float(ranks[order[at - 1]]) if at else None
    if before is None or after is None:
        return 0.0 if before is after else before + 1 if before is not None else after - 1  # type: ignore[operator]
    middle = (before + after) / 2
    return middle if before < middle < after else None


def _among(values: Places, wanted: Places, most: int) -> Mask:
    """Tell which values, all below `most`, are among those wanted; ten times as fast as isin."""
    table = np.zeros(most, np.bool_)
    table[wanted] = True
    return np.asarray(table[values])


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
