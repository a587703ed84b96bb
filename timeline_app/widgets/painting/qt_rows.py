"""Rows of numbers that Qt reads in place as rectangles or parts of pictures, many in one call."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shiboken6 import Shiboken

T = TypeVar("T")


class QtRows(Generic[T]):
    """Room for rows that have the layout of a Qt value of numbers alone, all of one type.

    It stays where it is from call to call and grows where it must; Python's view of the first row
    is made once for it.
    """

    def __init__(
        self, kind: type[T], length: int, number: type[np.generic], count: int = 256
    ) -> None:
        """Make room for so many values of a kind, made of `length` numbers of a type."""
        self._kind = kind
        self._rows, self._first = _room(kind, np.zeros((count, length), number))

    def filled(self, rows: ArrayLike) -> tuple[T, int]:
        """Take up rows; return the first value and how many there are. Good until the next."""
        numbers = np.asarray(rows)
        count = len(numbers)
        if count > len(self._rows):
            larger = np.zeros((2 * count, self._rows.shape[1]), self._rows.dtype)
            self._rows, self._first = _room(self._kind, larger)
        if count:
            self._rows[:count] = numbers
        return self._first, count


def _room(kind: type[T], rows: NDArray[Any]) -> tuple[NDArray[Any], T]:
    """Find an array like one that Python can also see as a value of a kind, at its beginning."""
    taken = []
    while True:
        first = Shiboken.wrapInstance(rows.ctypes.data, kind)
        if isinstance(first, kind):
            return rows, first
        # Something else, long gone, is still remembered to have been there: not a place for us.
        taken.append(rows)
        rows = np.zeros_like(rows)
