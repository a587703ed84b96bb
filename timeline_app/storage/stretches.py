"""Reading what a statement gives a stretch at a time, so that nothing else waits for long.

A statement goes through the rows of one table, its driver, in their order, and looks up the rest:
a stretch of rowids takes a few milliseconds wherever it lies, no cursor stays open in between, and
what was read tells how far the whole is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

Rows: TypeAlias = list[tuple[Any, ...]]

AT_ONCE = 500
"""Rows of a driver that are read in one go, if little hangs on each."""


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
        first, last = connection.execute(
            f"SELECT (SELECT min(rowid) FROM {self.driver}), (SELECT max(rowid) FROM {self.driver})"
        ).fetchone()
        starts = range(first, last + 1, self.at_once) if first is not None else ()
        return (Stretch(self, start, start + self.at_once - 1) for start in starts)


class Stretch(NamedTuple):
    """A part of a column that is read in one go: the rowids of the driver, both included."""

    arm: Arm
    first: int
    last: int


def read(connection: sqlite3.Connection, stretch: Stretch) -> Rows:
    """Read one stretch."""
    arm, first, last = stretch
    only = f" AND {arm.alias}.rowid BETWEEN ? AND ?"
    return connection.execute(arm.statement.replace("{only}", only), (first, last)).fetchall()
