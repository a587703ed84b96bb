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


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows to show: rowids, among them -1 - n for the heading of group n; how many fit."""

    view: NDArray[np.int64]
    groups: tuple[Group, ...]
    count: int


def arrangement(
    bank: Bank,
    spec: TableSpec,
    order: Order,
    filters: Filters,
    left: Sequence[NDArray[np.int64]] = (),
) -> Arrangement:
    """Arrange the rows that fit; every column asked for must have been read.

    `left` are the rowids, sorted, to which a filter by event or a view of the project narrows the
    table. No group is folded.
    """
    mask = mask_of(bank, spec, filters, left)
    grouping = grouping_of(bank, spec, order.group)
    ranks = [
        (bank.vector(scan).ranks(order.moment), key.descending)
        for key in order.keys
        for scan in spec.column(key.column).scans or (key.column,)
    ]
    if grouping is None:
        rowids = arranged(bank.rowids, ranks, mask)
        return Arrangement(rowids, (), len(rowids))
    # Groups of one name stay apart.
    by_group = [(grouping.ranks, False), (grouping.keys.astype(np.float64), False)]
    rowids = arranged(bank.rowids, [*by_group, *ranks], mask)
    view, groups = with_headings(bank, rowids, grouping)
    return Arrangement(view, groups, len(rowids))
