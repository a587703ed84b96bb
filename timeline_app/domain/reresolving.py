"""Datings that hang on a moment or on each other, read again when what they hang on moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import SECONDS_A_DAY, civil_day
from timeline_app.domain.reading import (
    DEFAULT_CONVENTIONS,
    Anchor,
    Answer,
    Conventions,
    read_wording,
)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A dating as wording, and what it is counted from.

    Either `anchor` is a moment (said, published), or `hangs_on` is the id of another dating; with
    neither the wording must be readable by itself.
    """

    id: str
    wording: str
    anchor: Anchor | None = None
    hangs_on: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A dating read again."""

    id: str
    answer: Answer


def re_resolve(
    datings: Iterable[Hanging],
    known: Mapping[str, Bounds],
    conventions: Conventions = DEFAULT_CONVENTIONS,
) -> tuple[Resolved, ...]:
    """Read datings again, each after the one it hangs on; `known` has the bounds of all others.

    A dating whose support has no single day is answered with a refusal; the others go on. Raises
    `DateError` with a sentence if datings hang on each other in a circle.
    """
    by_id = {dating.id: dating for dating in datings}
    bounds = dict(known)
    resolved: list[Resolved] = []
    for dating_id in _in_order(by_id):
        dating = by_id[dating_id]
        answer = _read(dating, bounds, conventions)
        if answer.reading is not None:
            bounds[dating_id] = answer.reading.bounds
        else:
            bounds.pop(dating_id, None)
        resolved.append(Resolved(dating_id, answer))
    return tuple(resolved)


def dependents_of(changed: str, datings: Iterable[Hanging]) -> tuple[str, ...]:
    """Give the ids of all datings that hang on one, directly or through others, in order."""
    by_id = {dating.id: dating for dating in datings}
    moved = {changed}
    for dating_id in _in_order(by_id):
        if by_id[dating_id].hangs_on in moved:
            moved.add(dating_id)
    return tuple(dating_id for dating_id in _in_order(by_id) if dating_id in moved - {changed})


def _in_order(by_id: Mapping[str, Hanging]) -> Iterator[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for dating in by_id.values():
        supports = (dating.hangs_on,) if dating.hangs_on in by_id and dating.hangs_on else ()
        sorter.add(dating.id, *supports)
    try:
        return iter(tuple(sorter.static_order()))
    except CycleError as trouble:
        names = [f"“{by_id[dating_id].wording}”" for dating_id in trouble.args[1]]
        raise DateError(
            f"these datings hang on each other in a circle: {' ← '.join(names)}"
        ) from trouble


def _read(dating: Hanging, bounds: Mapping[str, Bounds], conventions: Conventions) -> Answer:
    if dating.hangs_on is None:
        return read_wording(dating.wording, dating.anchor, conventions, dating.language)
    day = single_day(bounds.get(dating.hangs_on))
    if day is None:
        refusal = "the date this hangs on is not a single day"
        return Answer(dating.wording, None, refusal=refusal)
    anchor = Anchor(day, "the date it hangs on", is_date=True)
    return read_wording(dating.wording, anchor, conventions, dating.language)


def single_day(bounds: Bounds | None) -> date | None:
    """Give the one day that bounds lie in, if they do and `date` can hold it."""
    if bounds is None or bounds.start_min is None or bounds.end_max is None:
        return None
    first, last = bounds.start_min // SECONDS_A_DAY, bounds.end_max // SECONDS_A_DAY
    if first != last:
        return None
    year, month, day = civil_day(first)
    return date(year, month, day) if 1 <= year <= 9999 else None
