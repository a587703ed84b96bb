"""Which rows a table shows, and in which order: pure functions of vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from timeline_app.domain.records import Id
from timeline_app.models.tables.mending import mended
from timeline_app.models.tables.vectors import Mask, Moment, Places, Ranks

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
    count: int, ranks: Sequence[tuple[Ranks, bool]], mask: Mask | None, before: Places | None = None
) -> Places:
    """Return which of so many places `mask` keeps, ordered by ranks, each with whether it descends.

    Rows without a value come last either way; rows alike keep the order they were entered in.
    `before` is how places were ordered a moment ago: what is still right of it need not be sorted.
    """
    places = np.arange(count) if mask is None else np.flatnonzero(mask)
    if not ranks:
        return places
    keys = [-rank if descending else rank for rank, descending in ranks]
    found = None if before is None else _mended(keys, places, before)
    if found is None:
        found = places[np.lexsort([key[places] for key in reversed(keys)])]
    return found


def _mended(keys: Sequence[Ranks], places: Places, before: Places) -> Places | None:
    """Return places ordered by keys, made from an order there was; None if that helps nothing."""
    count = len(keys[0])
    wanted, known = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    wanted[places] = True
    kept = before[wanted[before]]
    known[kept] = True
    return mended(keys, kept, places[~known[places]])


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
