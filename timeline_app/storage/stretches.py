"""Reading what a statement gives a stretch at a time, so that nothing else waits for long.

A statement goes through the rows of one table, its driver, in their order, and looks up the rest:
a stretch of rowids takes a few milliseconds wherever it lies, no cursor stays open in between, and
what was read tells how far the whole is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

Rows: TypeAlias = list[tuple[Any, ...]]

AT_ONCE = 500
"""Rows of a driver that are read in one go, if little hangs on each."""

_MOST = 100_000
"""Runs that are looked through, be there anything in them or not."""

_LAST = (1 << 63) - 1
"""The last rowid there can be."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One statement of a column.

    `driver` is the table it goes through, `alias` its name there; `{only}` is where some rows are
    asked for. `at_once` rows of the driver are read in one go, fewer where each takes long.
    """

    driver: str
    alias: str
    statement: str
    at_once: int = AT_ONCE

    def stretches(self, connection: sqlite3.Connection) -> Iterable[Stretch]:
        """Return the parts it is read in."""
        found = runs(connection, self.driver, self.at_once)
        return [Stretch(self, first, last) for first, last in found]


class Stretch(NamedTuple):
    """A part of a column that is read in one go: the rowids of the driver, both included."""

    arm: Arm
    first: int
    last: int


def runs(connection: sqlite3.Connection, table: str, at_once: int) -> list[tuple[int, int]]:
    """Return the first and last rowids of runs of so many, in which all rows of a table are.

    Some may have none. Where rows are very far apart, what lies between is passed over: nobody says
    that a file from elsewhere counts from one.
    """
    # Two queries, each answered by the table's first or last row; one would look at all.
    first, last = (
        connection.execute(f"SELECT {end}(rowid) FROM {table}").fetchone()[0]
        for end in ("min", "max")
    )
    if first is None:
        return []
    if last - first < _MOST * at_once:
        starts: Iterable[int] = range(first, last + 1, at_once)
    else:
        starts = _starts(connection, table, at_once, first)
    return [(start, min(start + at_once - 1, _LAST)) for start in starts]


def _starts(
    connection: sqlite3.Connection, table: str, at_once: int, first: int | None
) -> Iterator[int]:
    """Begin each run at a row."""
    following = f"SELECT min(rowid) FROM {table} WHERE rowid >= ?"
    while first is not None:
        yield first
        if first > _LAST - at_once:
            return
        (first,) = connection.execute(following, (first + at_once,)).fetchone()


def read(connection: sqlite3.Connection, stretch: Stretch) -> Rows:
    """Read one stretch."""
    arm, first, last = stretch
    only = f" AND {arm.alias}.rowid BETWEEN ? AND ?"
    return connection.execute(arm.statement.replace("{only}", only), (first, last)).fetchall()
