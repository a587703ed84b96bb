"""An order that an edit has disturbed, put right without sorting everything again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.models.tables.vectors import Mask, Places, Ranks

FEW = 64
"""How many places are put in one by one; beyond that, sorting all is as fast."""

_ROUNDS = 4
_Column: TypeAlias = NDArray[Any]


def mended(keys: Sequence[Ranks], order: Places, news: Places) -> Places | None:
    """Return all places of an order, and some new ones, in the order of their keys.

    The first key decides, NaN comes last, and places alike come in their own order: just as a
    full sort has it. None if more than a few are in the wrong place; whatever is returned is right.
    """
    columns: list[_Column] = [*(key[order] for key in keys), order]
    loose = [news]
    for _ in range(_ROUNDS):
        if sum(map(len, loose)) > FEW:
            return None
        falls = np.flatnonzero(_falls(columns))
        if not len(falls):
            return _put_in(keys, columns, np.concatenate(loose))
        # Either side of a fall may be what is misplaced, so both are taken out.
        out = np.union1d(falls, falls + 1)
        loose.append(columns[-1][out])
        columns = [np.delete(column, out) for column in columns]
    return None


def _falls(columns: Sequence[_Column]) -> Mask:
    """Tell behind which rows one comes that belongs before it."""
    falls = np.zeros(max(0, len(columns[0]) - 1), np.bool_)
    alike = np.ones_like(falls)
    for column in columns:
        this, following = column[:-1], column[1:]
        none = np.isnan(column)
        falls |= alike & ((this > following) | (none[:-1] & ~none[1:]))
        alike &= (this == following) | (none[:-1] & none[1:])
    return falls


def _put_in(keys: Sequence[Ranks], columns: Sequence[_Column], loose: Places) -> Places:
    """Put places into rows that are in order, each where its keys have it."""
    own: list[_Column] = [*(key[loose] for key in keys), loose]
    sequence = np.lexsort(own[::-1])
    own = [column[sequence] for column in own]
    at = [_where(columns, values) for values in zip(*own, strict=True)]
    return np.insert(columns[-1], np.array(at, np.int64), loose[sequence])


def _where(columns: Sequence[_Column], values: Sequence[Any]) -> int:
    """Return before which row some values come; each column narrows what the one before left."""
    first, last = 0, len(columns[0])
    for column, value in zip(columns, values, strict=True):
        among = column[first:last]
        first, last = (
            first + int(np.searchsorted(among, value, "left")),
            first + int(np.searchsorted(among, value, "right")),
        )
    return first
