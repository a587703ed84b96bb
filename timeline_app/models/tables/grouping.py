"""Rows under headings: by event, speaker, origin, source, or any other list or reference.

A claim about several events stands under the first of them; a row without a value under "none".
By origin, the claims of speakers who are marked as one voice stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.vocabulary import Credibility, Reliability
from timeline_app.models.tables.bank import Bank
from timeline_app.models.tables.columns import Column, Holds, TableSpec, translate
from timeline_app.models.tables.reference_vectors import References
from timeline_app.models.tables.vectors import Codes, Mask, Moment, Places, Ranks, Vector
from timeline_app.models.tables.voices import Voices
from timeline_app.models.words import graded, word_for


@dataclass(frozen=True, slots=True)
class Group:
    """A heading: what its rows have in common, and how many they are."""

    key: int
    title: str
    count: int
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """A column to group by: what each place sorts by, what it belongs to (-1: nothing), titles."""

    ranks: Ranks
    keys: Places
    title: Callable[[int], str]


BY_VOICE = "origin"
"""What groups by origin, beside the keys of columns."""


def groups_by(spec: TableSpec) -> dict[str, str]:
    """Return what a table can be grouped by: keys, each with its title."""
    found: dict[str, str] = {}
    for column in spec.columns:
        if column.holds is Holds.REFERENCE or (
            column.holds is Holds.CODE and column.values is not None
        ):
            found[column.key] = column.heading
        if column.key == spec.voiced:
            found[BY_VOICE] = translate("tables", "Origin")
    return found


def column_grouped(spec: TableSpec, key: str) -> str:
    """Return the column that must have been read to group by a key."""
    return spec.voiced if key == BY_VOICE else key


def grouping_of(bank: Bank, spec: TableSpec, key: str) -> Grouping | None:
    """Return how a key groups, whose column must have been read; None for no key."""
    if not key:
        return None
    column = spec.column(column_grouped(spec, key))
    vector = bank.vector(column.key)
    if key == BY_VOICE:
        assert isinstance(vector, References)
        return _by_voice(vector, bank.voices)
    ranks = vector.ranks(Moment.EARLIEST)
    none = translate("tables", "none")
    if isinstance(vector, References):
        names = vector.names
        return Grouping(ranks, vector.firsts(), lambda k: names.shown(k) if k >= 0 else none)
    assert isinstance(vector, Codes)
    assert column.values is not None
    words = [word_for(value) for value in column.values]
    keys = np.where(np.isnan(ranks), -1, ranks).astype(np.int64)
    return Grouping(ranks, keys, lambda k: words[k] if k >= 0 else none)


def _by_voice(speakers: References, voices: Voices) -> Grouping:
    names, origins = speakers.names, voices.of(speakers.firsts())
    none = translate("tables", "none")
    return Grouping(
        names.ranks(origins),
        origins,
        lambda k: voices.title(k, names.shown) if k >= 0 else none,
    )


def with_headings(
    bank: Bank, rowids: NDArray[np.int64], grouping: Grouping
) -> tuple[NDArray[np.int64], tuple[Group, ...]]:
    """Put headings among rowids that are sorted by group: -1 - n for heading n."""
    if not len(rowids):
        return rowids, ()
    keys = grouping.keys[bank.places(rowids)]
    starts = np.concatenate([[0], np.flatnonzero(np.diff(keys)) + 1])
    counts = np.diff(np.append(starts, len(rowids)))
    groups = tuple(
        Group(key, grouping.title(key), count)
        for key, count in zip(keys[starts].tolist(), counts.tolist(), strict=True)
    )
    headings = -1 - np.arange(len(groups), dtype=np.int64)
    return np.insert(rowids, starts, headings), groups


def fold(
    view: NDArray[np.int64], groups: Sequence[Group], folded: AbstractSet[int]
) -> tuple[NDArray[np.int64], tuple[Group, ...]]:
    """Leave out the rows of the groups with these keys; their headings stay."""
    marked = tuple(replace(group, is_folded=group.key in folded) for group in groups)
    lengths = [group.count + 1 for group in groups]
    hidden = np.repeat([group.is_folded for group in marked], lengths)
    return view[(view < 0) | ~hidden], marked


def facets_of(
    vectors: Sequence[Vector], column: Column, mask: Mask | None
) -> list[tuple[str, str, int]]:
    """Return the values of a column with their words and counts: of names the most first.

    `vectors` are what was read of its sources.
    """
    first = vectors[0]
    if isinstance(first, References):
        counted = first.counts(mask)
        named = [(first.names.shown(rowid), count) for rowid, count in counted.items()]
        return sorted(((n, n, count) for n, count in named), key=lambda facet: -facet[2])
    counts: dict[str, int] = {}
    for vector in vectors:
        assert isinstance(vector, Codes)
        counts |= vector.counts(mask)
    return [(v.value, _told(v), counts[v.value]) for v in column.listed if v.value in counts]


def _told(value: StrEnum) -> str:
    if isinstance(value, (Reliability, Credibility)):
        return graded(value)
    return word_for(value)
