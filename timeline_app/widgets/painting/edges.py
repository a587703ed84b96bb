"""Pictures that reach over an edge of what is seen: they fade out towards it, cut by no letter."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

FADE = 28.0
"""Pixels over which a picture fades."""

_STEPS = 7
"""Slices of a fade: each is one more picture to copy."""

Rows = NDArray[np.float64]


def faded(rows: Rows, first: float, last: float, ratio: float) -> tuple[Rows, NDArray[np.int64]]:
    """Return rows as of a sheet, those over an edge cut into slices that are fainter outwards.

    `first` … `last` are the device pixels that are seen. What lies wholly within stays one row.
    Return, too, which of the given rows each row is of.
    """
    half = rows[:, 4] / 2
    left, right = rows[:, 0] - half, rows[:, 0] + half
    over = ((left < first) & (right > first)) | ((left < last) & (right > last))
    whole, cut = np.flatnonzero(~over), np.flatnonzero(over)
    if not len(cut) or last - first < 2 * _STEPS:
        return rows, np.arange(len(rows))
    starts, ends, before, after = _slices(first, last, ratio)
    begin = np.maximum(left[cut, None], starts)
    end = np.minimum(right[cut, None], ends)
    of, which = np.nonzero(end > begin)
    begin, end = begin[of, which], end[of, which]
    cut = cut[of]
    parts = rows[cut]
    parts[:, 0] = (begin + end) / 2
    parts[:, 2] += begin - left[cut]
    parts[:, 4] = end - begin
    parts[:, 9] *= np.where(left[cut] < first, before[which], 1)
    parts[:, 9] *= np.where(right[cut] > last, after[which], 1)
    return np.concatenate((rows[whole], parts)), np.concatenate((whole, cut))


def _slices(first: float, last: float, ratio: float) -> tuple[Rows, Rows, Rows, Rows]:
    """Return where slices start and end, and how much is seen of each at either edge."""
    wide = min(ceil(FADE * ratio / _STEPS), (last - first) // (2 * _STEPS))
    inner = np.arange(_STEPS + 1) * wide
    bounds = np.concatenate((first + inner, last - inner[::-1]))
    shares = np.ones(2 * _STEPS + 1)
    shares[:_STEPS] = (np.arange(_STEPS) + 0.5) / _STEPS
    return bounds[:-1], bounds[1:], shares, shares[::-1]
