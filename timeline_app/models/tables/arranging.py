"""Which rows a table shows in which order, told by its vectors; may run on another thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline_app.models.tables.bank import Bank
from timeline_app.models.tables.columns import TableSpec
from timeline_app.models.tables.grouping import Group, grouping_of, with_headings
from timeline_app.models.tables.matching import mask_of
from timeline_app.models.tables.ordering import Filters, Order, arranged
from timeline_app.models.tables.vectors import Places


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows to show: rowids, among them -1 - n for the heading of group n."""

    view: NDArray[np.int64]
    groups: tuple[Group, ...]
    rowids: NDArray[np.int64]
    """All rows there were, shown or not, oldest first."""
    places: Places
    """Which of them fit, in their order."""

    @property
    def count(self) -> int:
        """How many rows fit."""
        return len(self.places)

    def places_among(self, rowids: NDArray[np.int64]) -> Places | None:
        """Return how rows were ordered of which there may be more now; None if any went."""
        still_there = np.array_equal(rowids[: len(self.rowids)], self.rowids)
        return self.places if still_there else None


def arrangement(
    bank: Bank,
    spec: TableSpec,
    order: Order,
    filters: Filters,
    left: Sequence[NDArray[np.int64]] = (),
    *,
    before: Arrangement | None = None,
) -> Arrangement:
    """Arrange the rows that fit; every column asked for must have been read.

    `left` are the rowids, sorted, to which a filter by event or a view of the project narrows the
    table. No group is folded. `before` is how the rows were arranged: it saves work where most of
    it still holds, and changes nothing.
    """
    mask = mask_of(bank.vector, bank.rowids, spec, filters, left)
    grouping = grouping_of(bank, spec, order.group)
    ranks = [
        (bank.vector(scan).ranks(order.moment), key.descending)
        for key in order.keys
        for scan in spec.column(key.column).sources
    ]
    if grouping is not None:  # groups of one name stay apart
        keys = grouping.keys.astype(np.float64)
        ranks = [(grouping.ranks, False), (keys, False), *ranks]
    known = None if before is None else before.places_among(bank.rowids)
    places = arranged(len(bank.rowids), ranks, mask, known)
    rowids = bank.rowids[places]
    if grouping is None:
        return Arrangement(rowids, (), bank.rowids, places)
    view, groups = with_headings(bank, rowids, grouping)
    return Arrangement(view, groups, bank.rowids, places)


def found_so_far(
    bank: Bank, spec: TableSpec, filters: Filters, left: Sequence[NDArray[np.int64]] = ()
) -> Arrangement:
    """Arrange, as they were entered, the rows of which it is known already that they fit."""
    mask = mask_of(bank.so_far, bank.rowids, spec, filters, left)
    places = arranged(len(bank.rowids), (), mask)
    return Arrangement(bank.rowids[places], (), bank.rowids, places)
