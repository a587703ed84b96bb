"""The alphabetical order of very many texts, folded as search folds them, kept up by changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from timeline_app.domain.folding import LONG, folded
from timeline_app.models.tables.vectors import Mask, Ranks

NEWLINE = b"\n"
_PREFIX = 64
_HELD = 20_000  # texts sorted at once by Python, in some 10 ms


def fold(text: str) -> bytes:
    """Return text folded as search folds it, on one line, as UTF-8, which sorts by code point."""
    if text.isascii():
        return text.lower().replace("'", "").replace("\n", " ").encode()
    bare = folded(text) if len(text) > LONG else text.translate(_letters())
    return bare.encode(errors="replace").replace(NEWLINE, b" ")


class _Letters(dict[int, str]):
    """What each character folds to, found out once: ten times as fast as folding whole texts."""

    def __missing__(self, code: int) -> str:
        self[code] = folded(chr(code))
        return self[code]


@cache
def _letters() -> _Letters:
    return _Letters()


def alphabetical(texts: Sequence[bytes]) -> Ranks:
    """Return where each text comes in order; equal texts get equal ranks, empty ones NaN."""
    if len(texts) > _HELD:
        return _alphabetical_aside(texts)
    order = sorted(range(len(texts)), key=texts.__getitem__)
    in_order = [texts[place] for place in order]
    fresh = [a != b for a, b in pairwise(in_order)]
    ranks = np.empty(len(texts))
    ranks[order] = np.concatenate([[0], np.cumsum(fresh)]) if texts else []
    ranks[order[: bisect_right(in_order, b"")]] = np.nan
    return ranks


def _alphabetical_aside(texts: Sequence[bytes]) -> Ranks:
    """Return the same for very many texts, slower, but without holding the interpreter meanwhile.

    Beginnings are compared in one numpy sort, and only texts that begin alike one by one.
    """
    beginnings = np.zeros(len(texts), f"S{_PREFIX}")
    for start in range(0, len(texts), _HELD):  # one conversion holds the interpreter
        some = texts[start : start + _HELD]
        beginnings[start : start + _HELD] = [text[:_PREFIX] for text in some]
    unique, inverse = np.unique(beginnings, return_inverse=True)
    ranks: Ranks = inverse.astype(np.float64)
    long = np.fromiter((len(text) > _PREFIX for text in texts), np.bool_, len(texts))
    if long.any():
        ranks = _told_apart(texts, ranks, long, len(unique))
    ranks[beginnings == b""] = np.nan
    return ranks


def reranked(texts: Sequence[bytes], ranks: Ranks, places: Sequence[int]) -> Ranks | None:
    """Return the ranks with a few places put where their texts belong; None if there is no room."""
    ranks = ranks.copy()
    ranks[list(places)] = np.nan
    order = np.argsort(ranks, kind="stable")[: np.count_nonzero(~np.isnan(ranks))].tolist()
    for place in places:
        if texts[place]:
            at = bisect_left(order, texts[place], key=texts.__getitem__)
            rank = _between(texts, ranks, order, at, place)
            if rank is None:
                return None
            ranks[place] = rank
            order.insert(at, place)
    return ranks


def _between(
    texts: Sequence[bytes], ranks: Ranks, order: Sequence[int], at: int, place: int
) -> float | None:
    """Return a rank before the text at `at`; the same if the texts are the same."""
    after = float(ranks[order[at]]) if at < len(order) else None
    if after is not None and texts[order[at]] == texts[place]:
        return after
    before = float(ranks[order[at - 1]]) if at else None
    if before is None:
        return 0.0 if after is None else after - 1
    if after is None:
        return before + 1
    middle = (before + after) / 2
    return middle if before < middle < after else None


def _told_apart(texts: Sequence[bytes], ranks: Ranks, long: Mask, kinds: int) -> Ranks:
    """Tell texts with the same beginning apart by what follows it."""
    crowded = np.bincount(ranks.astype(np.int64), minlength=kinds) > 1
    alike = np.flatnonzero(crowded[ranks.astype(np.int64)])
    if not long[alike].any():
        return ranks
    alike = alike[np.argsort(ranks[alike], kind="stable")]
    for run in np.split(alike, np.flatnonzero(np.diff(ranks[alike])) + 1):
        if len(run) > _HELD:
            ranks[run] += _parts_by_rest([texts[i][_PREFIX:] for i in run.tolist()])
            continue
        wholes = sorted({texts[i] for i in run.tolist()})
        step = {whole: n / len(wholes) for n, whole in enumerate(wholes)}
        ranks[run] += [step[texts[i]] for i in run.tolist()]
    return ranks


def _parts_by_rest(rests: Sequence[bytes]) -> Ranks:
    """Return where each text comes in order by what follows a common beginning: from 0 below 1."""
    ranks = np.nan_to_num(_alphabetical_aside(rests), nan=-1.0)  # nothing follows: it comes first
    kinds, numbers = np.unique(ranks, return_inverse=True)
    return np.asarray(numbers / len(kinds))
