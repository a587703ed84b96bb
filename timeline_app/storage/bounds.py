"""The four bounds as rows have them, and how SQL tells those that are out of order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from timeline_app.domain.dating import Four

BOUNDS = ("start_min", "start_max", "end_min", "end_max")
"""The columns of the tables that have them: `event` and `dating`."""

_PAIRS = (("start_min", "start_max"), ("end_min", "end_max"), ("start_min", "end_max"))


def bounds_in(names: Sequence[str]) -> Callable[[Sequence[Any]], Four] | None:
    """Return what takes the four bounds out of a row of some columns; None if it has none."""
    if BOUNDS[0] not in names:
        return None
    return itemgetter(*map(names.index, BOUNDS))


def inverted(alias: str) -> str:
    """Return SQL for 1 where a row ends before it begins (`domain.dating.is_inverted`), else 0."""
    wrong = (f"{alias}.{low} > {alias}.{high}" for low, high in _PAIRS)
    return f"ifnull({' OR '.join(wrong)}, 0)"


def told(alias: str) -> str:
    """Return SQL for a text that tells the four bounds of a row, of which any may be missing."""
    return " || ' ' || ".join(f"ifnull({alias}.{name}, '')" for name in BOUNDS)
