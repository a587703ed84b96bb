"""Folded names, one on a line of a single text: one search goes through all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_END = "\n"


class FoldedLines:
    """Names without line breaks, in their order; what is asked for must be folded like them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._text = _END + "".join([name + _END for name in names])
        self._starts = list(accumulate((len(name) + 1 for name in names), initial=0))

    def all(self, wanted: str = "") -> Iterator[int]:
        """Give the places of all names, whatever is wanted."""
        del wanted
        return iter(range(len(self._starts) - 1))

    def same(self, wanted: str) -> Iterator[int]:
        """Give the places of the names that are just these words."""
        return self._places(f"{_END}{wanted}{_END}")

    def beginning(self, wanted: str) -> Iterator[int]:
        """Give the places of the names that begin with these words."""
        return self._places(f"{_END}{wanted}")

    def with_word(self, wanted: str) -> Iterator[int]:
        """Give the places of the names in which these words begin after a space."""
        return self._places(f" {wanted}")

    def holding(self, wanted: str) -> Iterator[int]:
        """Give the places of the names that hold each of these words somewhere."""
        longest, *others = sorted(wanted.split(), key=len, reverse=True)
        if not all(word in self._text for word in others):
            return
        for place in self._places(longest):
            line = self._text[self._starts[place] + 1 : self._starts[place + 1]]
            if all(word in line for word in others):
                yield place

    def _places(self, needle: str) -> Iterator[int]:
        """Give the places of the names that hold a needle, once each; a break may lead or end it.

        A break that leads a name ends the one before, so the search goes on from there.
        """
        at = self._text.find(needle)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._text.find(needle, self._text.index(_END, at + 1))


BEST_FIRST = (
    FoldedLines.same,
    FoldedLines.beginning,
    FoldedLines.with_word,
    FoldedLines.holding,
)
"""How words may match a name, the best first; what matches one of them matches the later, too."""
