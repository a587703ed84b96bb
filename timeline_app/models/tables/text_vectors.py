"""Texts and references as vectors: sorted alphabetically, filtered by words in any script."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from timeline_app.models.tables.alphabet import NEWLINE, alphabetical, fold, reranked
from timeline_app.models.tables.vectors import (
    Mask,
    Moment,
    Places,
    Ranks,
    Rows,
    Vector,
    is_grown,
    moved,
    runs,
)

_FEW = 64  # changes that are worked in one by one


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
        if is_grown(origins, self.length):  # the rule: what is new comes last
            self._values += [b""] * (len(origins) - self.length)
        else:
            self._values = self._rearranged(origins)
        if self._ranks is not None:
            self._ranks = moved(self._ranks, origins, np.nan)
            self._moved = set(np.flatnonzero(np.isin(origins, list(self._moved))).tolist())
        self.length = len(origins)
        self._joined = None

    def _rearranged(self, origins: Places) -> list[bytes]:
        values: list[bytes] = []
        for first, count in runs(origins):
            values += self._values[first : first + count] if first >= 0 else [b""] * count
        return values

    @override
    def settle(self) -> None:
        self._join()

    def ranks(self, moment: Moment) -> Ranks:
        """Return places in alphabetical order of the folded texts; equal texts are equal."""
        del moment
        if self._ranks is not None and self._moved:
            self._ranks = reranked(self._values, self._ranks, sorted(self._moved))
        self._moved.clear()
        if self._ranks is None:
            self._ranks = alphabetical(self._values)
        return self._ranks

    def matching(self, wish: str) -> Mask:
        """Return the places whose text contains the words as typed, folded."""
        needle = fold(wish)
        text, starts = self._join()
        hits = []
        at = text.find(needle)
        while at >= 0:
            hits.append(at)
            line = text.find(NEWLINE, at)  # one hit in a text is enough
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
            self._joined = (NEWLINE.join(self._values), starts)
        return self._joined


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
        self._anew: set[int] = set()  # places whose old targets no longer hold

    def add(self, places: Places, rows: Rows) -> None:
        if not rows:
            return
        read = np.array([(row[2], row[1]) for row in rows], np.int64)
        self._slices.append(np.column_stack([places, read]))

    def clear(self, places: Places) -> None:
        """Forget what these places hold; it is worked in when the column is next asked for."""
        if self._slices and not (self._anew and self._anew.isdisjoint(places.tolist())):
            self.settle()  # some of what was read since is no longer true
        self._anew.update(places.tolist())

    def resize(self, origins: Places) -> None:
        if is_grown(origins, self.length):
            self.length = len(origins)
            return
        self.settle()
        news = np.full(self.length + 1, -1, np.int64)
        kept = origins >= 0
        news[origins[kept]] = np.flatnonzero(kept)
        places = news[self._places]
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
        self.settle()
        most = int(max(self._targets.max(initial=0), targets.max(initial=0))) + 1
        found = np.zeros(self.length, np.bool_)
        found[self._places[_among(self._targets, targets, most)]] = True
        return found

    def firsts(self) -> Places:
        """Return the rowid each place points at first; -1 where it points at nothing."""
        self.settle()
        firsts = np.full(self.length, -1, np.int64)
        firsts[self._places[::-1]] = self._targets[::-1]
        return firsts

    def counts(self, among: Mask | None = None) -> dict[int, int]:
        """Return how many places point at each rowid."""
        self.settle()
        targets = self._targets if among is None else self._targets[among[self._places]]
        found, counts = np.unique(targets, return_counts=True)
        return dict(zip(found.tolist(), counts.tolist(), strict=True))

    @override
    def settle(self) -> None:
        """Put what was read in order: by place, then weight."""
        if self._anew:
            cleared = np.fromiter(self._anew, np.int64)
            kept = ~_among(self._places, cleared, self.length)
            self._places, self._targets = self._places[kept], self._targets[kept]
            self._anew.clear()
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
        self._ranks: tuple[Places, Ranks] | None = None  # of all rowids, ascending

    def clear(self) -> None:
        """Forget all names."""
        self._own.clear()
        self._folded.clear()
        self._ranks = None

    def add(self, rows: Rows) -> None:
        """Take (rowid, name) pairs; a record's own name comes first."""
        self._ranks = None
        for rowid, name in rows:
            if rowid in self._folded:
                self._folded[rowid] += NEWLINE + fold(name)
            else:
                self._own[rowid], self._folded[rowid] = name, fold(name)

    def shown(self, rowid: int) -> str:
        """Return a record's own name, or "" if it is not there."""
        return self._own.get(rowid, "")

    def ranks(self, rowids: Places) -> Ranks:
        """Return where each record comes in the alphabetical order of their own names."""
        known, ranks = self._all_ranks()
        found = np.full(len(rowids), np.nan)
        if len(known):
            at = np.minimum(np.searchsorted(known, rowids), len(known) - 1)
            there = known[at] == rowids
            found[there] = ranks[at[there]]
        return found

    def _all_ranks(self) -> tuple[Places, Ranks]:
        if self._ranks is None:
            rowids = sorted(self._folded)
            folds = [self._folded[rowid].split(NEWLINE, 1)[0] for rowid in rowids]
            self._ranks = np.array(rowids, np.int64), alphabetical(folds)
        return self._ranks

    def matching(self, wish: str) -> Places:
        """Return the rowids of the records any of whose names contains the words."""
        needle = fold(wish)
        found = [rowid for rowid, name in self._folded.items() if needle in name]
        return np.array(found, np.int64)


def _among(values: Places, wanted: Places, most: int) -> Mask:
    """Tell which values, all below `most`, are among those wanted; ten times as fast as isin."""
    table = np.zeros(most, np.bool_)
    table[wanted] = True
    return np.asarray(table[values])
