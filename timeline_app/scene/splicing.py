"""Taking some values out of an array and putting others in, by copying what stays only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Splice:
    """Positions in an array: of what is taken out, and before which something is put in.

    Both ascend; several values put in at one position stand there one after the other.
    """

    gone: Sequence[int]
    places: Sequence[int]
    _cuts: list[tuple[int, int]] = field(init=False)
    """Where what stays is cut, and how many values are left out there: one or none."""

    def __post_init__(self) -> None:
        """Put the cuts in order."""
        cuts = [*((place, 0) for place in self.places), *((at, 1) for at in self.gone)]
        object.__setattr__(self, "_cuts", sorted(cuts))

    @property
    def reach(self) -> tuple[int, int | None]:
        """The first position after which something may be elsewhere, and the last: None if all."""
        if not self._cuts:
            return 0, 0
        last = self._cuts[-1][0] + 1 if len(self.gone) == len(self.places) else None
        return self._cuts[0][0], last

    def of(self, array: NDArray[Kind], values: NDArray[Kind]) -> NDArray[Kind]:
        """Return an array with some values out, and others, one for each of `places`, in.

        It is the same array where that changes nothing.
        """
        if list(self.gone) == list(self.places):
            return _changed(array, list(self.gone), values)
        parts: list[NDArray[Kind]] = []
        at = put = 0
        for cut, out in self._cuts:
            parts.append(array[at:cut])
            if not out:
                parts.append(values[put : put + 1])
            at, put = cut + out, put + 1 - out
        return np.concatenate([*parts, array[at:]])


def _changed(array: NDArray[Kind], at: list[int], values: NDArray[Kind]) -> NDArray[Kind]:
    """Return an array with others in the place of some values."""
    if np.array_equal(array[at], values):
        return array
    changed = array.copy()
    changed[at] = values
    return changed
