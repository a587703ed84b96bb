"""Long writing that may be stopped on the way: it asks now and then whether to go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

T = TypeVar("T")

GoOn: TypeAlias = Callable[[], object]
"""Raises something to stop the work."""

_RECORDS = 200  # a few milliseconds' work
_OPERATIONS = 20_000  # of SQLite's machine: about a millisecond


def asking(things: Iterable[T], go_on: GoOn) -> Iterator[T]:
    """Give things as they are, asking before every few of them."""
    for number, thing in enumerate(things):
        if number % _RECORDS == 0:
            go_on()
        yield thing


@contextmanager
def stoppable(conn: sqlite3.Connection, go_on: GoOn) -> Iterator[None]:
    """Run a block whose statements ask; what `go_on` raises there is what the block raises.

    SQLite itself only knows that a statement was interrupted, and so does whoever catches that.
    """
    stopped: list[Exception] = []

    def ask() -> bool:
        try:
            if not stopped:
                go_on()
        except Exception as error:  # noqa: BLE001 - raised again below
            stopped.append(error)
            return True
        return False

    conn.set_progress_handler(ask, _OPERATIONS)
    try:
        yield
    except Exception:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        conn.set_progress_handler(None, 0)
