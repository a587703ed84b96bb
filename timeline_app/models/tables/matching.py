"""Which rows fit the filters: each column by what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline_app.models.tables.columns import TableSpec
from timeline_app.models.tables.grouping import column_grouped
from timeline_app.models.tables.ordering import Filters, Order, Wish
from timeline_app.models.tables.reference_vectors import References
from timeline_app.models.tables.text_vectors import Texts
from timeline_app.models.tables.vectors import Codes, Mask, Numbers, Spans, Vector


def scans_of(spec: TableSpec, order: Order, filters: Filters) -> list[str]:
    """Return the columns of the file that an arrangement needs."""
    keys = [key.column for key in order.keys] + list(filters.columns)
    if order.group:
        keys.append(column_grouped(spec, order.group))
    if filters.words.strip():
        keys += spec.searched
    return [scan for key in keys for scan in spec.column(key).sources]


def mask_of(
    vectors: Callable[[str], Vector | None],
    rowids: NDArray[np.int64],
    spec: TableSpec,
    filters: Filters,
    left: Sequence[NDArray[np.int64]] = (),
) -> Mask | None:
    """Return which of all rows fit, or None if all do.

    `vectors` gives a column as far as it was read; nothing fits what was not. `left` are the
    rowids, sorted, that a filter by event leaves, or a view of the project. Each word of the filter
    box must be found in one of the searched columns.
    """
    if not filters and not left:
        return None
    mask = np.ones(len(rowids), np.bool_)
    for some in left:
        mask &= is_among(rowids, some)
    for key, wish in filters.columns.items():
        mask &= _all_fit([vectors(source) for source in spec.column(key).sources], wish)
    for word in filters.words.split():
        known = [vector for vector in map(vectors, spec.searched) if vector is not None]
        fitting = [fits(vector, word) for vector in known]
        mask &= np.logical_or.reduce(fitting) if fitting else np.False_
    return mask


def _all_fit(sources: Sequence[Vector | None], wish: Wish) -> Mask | np.bool:
    """Return which places fit a wish for a column, told by all its sources; not read is no fit.

    Of values chosen from several lists, one of each list must fit: letters of a grade, and figures.
    """
    fitting = []
    for vector in sources:
        if vector is None:
            return np.False_
        if not (
            isinstance(vector, Codes)
            and isinstance(wish, frozenset)
            and wish.isdisjoint(vector.codes)
        ):
            fitting.append(fits(vector, wish))
    return np.logical_and.reduce(fitting) if fitting else np.False_


def is_among(rowids: NDArray[np.int64], left: NDArray[np.int64]) -> Mask:
    """Tell which rowids are among those left, which are sorted."""
    if not len(left):
        return np.zeros(len(rowids), np.bool_)
    at = np.minimum(np.searchsorted(left, rowids), len(left) - 1)
    return np.asarray(left[at] == rowids)


def fits(vector: Vector, wish: Wish) -> Mask:
    """Return which places of a column fit a wish of the kind the column takes."""
    match vector, wish:
        case ((Texts() | References()), str()):
            return vector.matching(wish)
        case Codes(), frozenset():
            return vector.matching(wish)
        case Spans(), (first, last):
            return vector.matching(first, last)
        case Numbers(), int() | float():
            return vector.matching(wish)
    raise TypeError(f"{type(vector).__name__} is not filtered by {wish!r}")
