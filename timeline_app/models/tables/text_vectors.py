"""Texts as vectors: sorted alphabetically, filtered by words in any script."""

from __future__ import annotations

import numpy as np

from timeline_app.domain.folding import LONG
from timeline_app.models.tables.alphabet import NEWLINE, alphabetical, fold, reranked
from timeline_app.models.tables.vectors import (
    Mask,
    Moment,
    Places,
    Ranks,
    Rows,
    Vector,
    grown,
    moved,
    runs,
)

_FEW = 64  # changes that are worked in one by one
_BLOCK = 8_192  # texts joined for a search


class Texts(Vector):
    """Texts, folded: without case and diacritics, whatever their script."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self._values: list[bytes] = [b""] * length
        self._unfolded: dict[int, str] = {}  # long texts by their place, until they are asked for
        self._joined: dict[int, tuple[bytes, Places]] = {}  # by the number of the block
        self._ranks: Ranks | None = None
        self._moved: set[int] = set()  # places whose rank is out of date

    def add(self, places: Places, rows: Rows) -> None:
        values = self._values
        for place, (_, text) in zip(places.tolist(), rows, strict=True):
            if len(text) > LONG:
                self._unfolded[place] = text
            else:
                values[place] = fold(text)
        self._touch(places)

    def clear(self, places: Places) -> None:
        for place in places.tolist():
            self._values[place] = b""
            self._unfolded.pop(place, None)
        self._touch(places)

    def _fold_long(self) -> None:
        """Fold the long texts that were put in: an edit of one need not wait for it."""
        for place, text in self._unfolded.items():
            self._values[place] = fold(text)
        self._unfolded.clear()

    def _touch(self, places: Places) -> None:
        for block in np.unique(places // _BLOCK).tolist():
            self._joined.pop(block, None)
        self._moved.update(places.tolist())
        if len(self._moved) > _FEW:
            self._ranks = None
            self._moved.clear()

    def resize(self, origins: Places) -> None:
        self._fold_long()
        self._joined.clear()
        self._values = self._rearranged(origins)
        if self._ranks is not None:
            self._ranks = moved(self._ranks, origins, np.nan)
            self._moved = set(np.flatnonzero(np.isin(origins, list(self._moved))).tolist())
        self.length = len(origins)

    def grow(self, length: int) -> None:
        self._joined.pop(self.length // _BLOCK, None)
        self._values += [b""] * (length - self.length)
        if self._ranks is not None:
            self._ranks = grown(self._ranks, length, np.nan)
        self.length = length

    def _rearranged(self, origins: Places) -> list[bytes]:
        values: list[bytes] = []
        for first, count in runs(origins):
            values += self._values[first : first + count] if first >= 0 else [b""] * count
        return values

    def ranks(self, moment: Moment) -> Ranks:
        """Return places in alphabetical order of the folded texts; equal texts are equal."""
        del moment
        self._fold_long()
        if self._ranks is not None and self._moved:
            self._ranks = reranked(self._values, self._ranks, sorted(self._moved))
        self._moved.clear()
        if self._ranks is None:
            self._ranks = alphabetical(self._values)
        return self._ranks

    def matching(self, wish: str) -> Mask:
        """Return the places whose text contains the words as typed, folded."""
        self._fold_long()
        needle = fold(wish)
        found = np.zeros(self.length, np.bool_)
        for block in range(-(-self.length // _BLOCK)):
            text, starts = self._join(block)
            hits = np.array(_lines_with(needle, text), np.int64)
            found[block * _BLOCK + np.searchsorted(starts, hits, "right") - 1] = True
        return found

    def beginning(self, wish: str) -> Mask:
        """Return the places whose text begins with the words as typed, folded."""
        needle = fold(wish)
        found = np.zeros(self.length, np.bool_)
        for place in np.flatnonzero(self.matching(wish)).tolist():
            found[place] = self._values[place].startswith(needle)
        return found

    def _join(self, block: int) -> tuple[bytes, Places]:
        """Return the texts of a block one after another, and where each starts.

        One search finds them all, and an edit has only its own block joined anew.
        """
        if block not in self._joined:
            values = self._values[block * _BLOCK : (block + 1) * _BLOCK]
            lengths = np.fromiter(map(len, values), np.int64, len(values))
            starts = np.zeros(len(values), np.int64)
            np.cumsum(lengths[:-1] + 1, out=starts[1:])
            self._joined[block] = NEWLINE.join(values), starts
        return self._joined[block]


def _lines_with(needle: bytes, text: bytes) -> list[int]:
    """Return where each line that contains a needle does so first; a line has no end of its own."""
    hits = []
    at = text.find(needle)
    while at >= 0:
        hits.append(at)
        line = text.find(NEWLINE, at)  # one hit in a text is enough
        if line < 0:
            break
        at = text.find(needle, line + 1)
    return hits
