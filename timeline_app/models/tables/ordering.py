"""Which rows a table shows, and in which order: pure functions of vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.records import Id
from timeline_app.models.tables.vectors import Mask, Moment, Ranks

Wish: TypeAlias = str | frozenset[str] | tuple[float, float] | float
"""What a column is filtered by: words, values of a list, a span of seconds, at least so many."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by; the first key of several decides."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What a row must fit to be shown: every part of it."""

    words: str = ""
    columns: Mapping[str, Wish] = field(default_factory=dict)
    event: Id | None = None

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.columns or self.event)


@dataclass(frozen=True, slots=True)
class Order:
    """How a table is arranged: sort keys, the moment dates sort by, what it is grouped by."""

    keys: tuple[SortKey, ...] = ()
    moment: Moment = Moment.EARLIEST
    group: str = ""


def arranged(
    rowids: NDArray[np.int64], ranks: Sequence[tuple[Ranks, bool]], mask: Mask | None
) -> NDArray[np.int64]:
    """Return the rowids that `mask` keeps, ordered by ranks, each with whether it descends.

    Rows without a value come last either way; rows alike keep the order they were entered in.
    """
    places = np.arange(len(rowids)) if mask is None else np.flatnonzero(mask)
    if not ranks:
        return rowids[places]
    keys = [-rank[places] if descending else rank[places] for rank, descending in reversed(ranks)]
    return rowids[places[np.lexsort(keys)]]


def clicked(keys: tuple[SortKey, ...], column: str, *, together: bool) -> tuple[SortKey, ...]:
    """Return the sort keys after a click on a heading: ascending, descending, then not at all.

    `together` keeps the other keys (Shift+click); otherwise the column alone decides.
    """
    old = next((key for key in keys if key.column == column), None)
    if old is None:
        new: tuple[SortKey, ...] = (SortKey(column),)
    elif not old.descending:
        new = (SortKey(column, descending=True),)
    else:
        new = ()
    if not together:
        return new
    if old is None:
        return (*keys, *new)
    at = keys.index(old)
    return (*keys[:at], *new, *keys[at + 1 :])
