"""Counts the claims on events, and tells which events are contested, as the timeline draws it.

Every function takes the connection that `Store.reading()` lends, and raises sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.vocabulary import CONTESTING, Stance
from timeline_app.storage.known import known_by

Ints: TypeAlias = NDArray[np.int64]

MOST_COUNTED = 65_535
"""Claims on one event that are told apart from more."""


def count_claims(
    conn: sqlite3.Connection,
    index: Ints,
    rowids: Sequence[int] | None,
    known_on: int | None = None,
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Count the claims on each event, and tell (0 or 1) which events are contested.

    `index` are the rows of the events, ascending; `rowids` are the same where only some are asked
    for. With a second, only claims that were known by its end count.
    """
    only, args = _only(rowids, known_on)
    tables = _in_turn(("claim_event AS l", "event AS e"), rowids)
    links = conn.execute(
        f"SELECT e.rowid, l.stance = ? FROM {tables} WHERE l.event_id = e.id {only}",
        (Stance.DISPUTES.value, *args),
    )
    events, disputes = np.fromiter(chain.from_iterable(links), np.int64).reshape(-1, 2).T
    at = index.searchsorted(events)
    claims = np.minimum(np.bincount(at, minlength=len(index)), MOST_COUNTED).astype(np.uint16)
    contested = np.zeros(len(index), np.uint16)
    contested[at[disputes == 1]] = 1
    contested[index.searchsorted(in_conflict(conn, rowids, known_on))] = 1
    return claims, contested


def in_conflict(
    conn: sqlite3.Connection, rowids: Sequence[int] | None = None, known_on: int | None = None
) -> Ints:
    """Return the events on which claims take different sides of a relation that contests."""
    only, args = _only(rowids, known_on)
    tables = ("claim_relation AS r", "relation_member AS m", "claim_event AS l", "event AS e")
    kinds = ", ".join(f"'{kind.value}'" for kind in sorted(CONTESTING))
    rows = conn.execute(
        f"SELECT DISTINCT e.rowid FROM {_in_turn(tables, rowids)}"
        " WHERE m.relation_id = r.id AND m.side > 0 AND l.claim_id = m.claim_id"
        f" AND e.id = l.event_id {only} AND r.kind IN ({kinds})"
        " GROUP BY r.id, e.rowid HAVING count(DISTINCT m.side) > 1",
        args,
    )
    return np.fromiter(chain.from_iterable(rows), np.int64)


def _only(rowids: Sequence[int] | None, known_on: int | None) -> tuple[str, tuple[int, ...]]:
    """Return SQL that narrows links to some events and to claims known by then, and its values."""
    some = "" if rowids is None else f"AND e.rowid IN ({marks(rowids)})"
    known, day = ("", ()) if known_on is None else (f"AND {known_by('l.claim_id')}", (known_on,))
    return f"{some} {known}", (*(rowids or ()), *day)


def _in_turn(tables: tuple[str, ...], rowids: Sequence[int] | None) -> str:
    """Return tables to be gone through in this order, or from the last where some rows are asked.

    SQLite would look up every link of all events by itself, or begin with the links for one event.
    """
    return " CROSS JOIN ".join(tables if rowids is None else reversed(tables))


def marks(values: Sequence[object]) -> str:
    """Return a mark for each of the values of a list in SQL."""
    return ", ".join("?" * len(values))
