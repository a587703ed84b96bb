"""Datings that hang on each other: which move when one of them moves, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from timeline_app.domain.edtf.errors import DateError


@dataclass(frozen=True, slots=True)
class Hanging:
    """A dating as wording, and what it is counted from.

    `hangs_on` is the id of the dating it is counted from; without one it stands by itself.
    """

    id: str
    wording: str
    hangs_on: str | None = None


def dependents_of(changed: str, datings: Iterable[Hanging]) -> tuple[str, ...]:
    """Give the ids of all datings that hang on one, directly or through others, in order.

    Raises `DateError` with a sentence if datings hang on each other in a circle.
    """
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
