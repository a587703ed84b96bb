"""Whole columns as vectors, one place a row of the file: what a table is sorted and filtered by.

A vector is fed with what `table_scans` read, a slice at a time and in any order. `ranks`
answers a number for each place by which it sorts, NaN where the row has no value; `matching`
answers which places fit a wish.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.int64]
Ranks: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = Sequence[tuple[Any, ...]]


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
    def grow(self, length: int) -> None:
        """Follow rows that were added after all others, which is what new ones are."""

    @abstractmethod
    def ranks(self, moment: Moment) -> Ranks:
        """Return the number each place sorts by; NaN where there is no value."""


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
        self._bits = moved(self._bits, origins, 0)
        self._first = moved(self._first, origins, -1)
        self.length = len(origins)

    def grow(self, length: int) -> None:
        self._bits = grown(self._bits, length, 0)
        self._first = grown(self._first, length, -1)
        self.length = length

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
        self._values = moved(self._values, origins, 0)
        self.length = len(origins)

    def grow(self, length: int) -> None:
        self._values = grown(self._values, length, 0)
        self.length = length

    def ranks(self, moment: Moment) -> Ranks:
        del moment
        return self._values

    def matching(self, least: float) -> Mask:
        """Return the places with at least so many."""
        return np.asarray(self._values >= least)


class Spans(Vector):
    """Dates by their four bounds, in seconds; a place with no finite bound is undated.

    So is one with bounds out of order, which date nothing.
    """

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._first = np.full(length, np.nan)
        self._last = np.full(length, np.nan)

    def add(self, places: Places, rows: Rows) -> None:
        bounds = np.array([row[1:5] for row in rows], np.float64).reshape(-1, 4)
        start_min, start_max, end_min, end_max = bounds.T
        inverted = (start_min > start_max) | (end_min > end_max) | (start_min > end_max)
        dated: Mask = ~np.all(np.isnan(bounds), axis=1) & ~inverted
        weights = [row[5] if len(row) > 5 else 0 for row in rows]
        order = np.argsort(weights, kind="stable")  # of several the weightiest is written last
        places, bounds = places[order][dated[order]], bounds[order][dated[order]]
        self._first[places] = np.where(np.isnan(bounds[:, 0]), -np.inf, bounds[:, 0])
        self._last[places] = np.where(np.isnan(bounds[:, 3]), np.inf, bounds[:, 3])

    def clear(self, places: Places) -> None:
        self._first[places] = self._last[places] = np.nan

    def resize(self, origins: Places) -> None:
        self._first = moved(self._first, origins, np.nan)
        self._last = moved(self._last, origins, np.nan)
        self.length = len(origins)

    def grow(self, length: int) -> None:
        self._first = grown(self._first, length, np.nan)
        self._last = grown(self._last, length, np.nan)
        self.length = length

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


def grown(values: NDArray[Any], length: int, fill: float) -> NDArray[Any]:
    """Return values with `fill` after them, up to a length."""
    return np.append(values, np.full(length - len(values), fill, values.dtype))


def runs(origins: Places) -> Iterator[tuple[int, int]]:
    """Yield the runs of places that stay together: the first old place, or -1, and how many."""
    parted = (np.diff(origins, prepend=-3) != 1) | (origins <= 0)  # a new place stands alone
    starts = np.flatnonzero(parted)
    for start, end in pairwise([*starts.tolist(), len(origins)]):
        yield int(origins[start]), end - start


def moved(values: NDArray[Any], origins: Places, fill: float) -> NDArray[Any]:
    """Return values at their new places; `fill` at the places that are new."""
    found = values[origins] if len(values) else np.full(len(origins), fill, values.dtype)
    found[origins < 0] = fill
    return found
