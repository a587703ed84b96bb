"""What is drawn beside the columns of some events: their ids and titles, and the claims on them.

Every function takes the connection that `Store.reading()` lends, and raises sqlite3.Error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import HopStatus, Identification, Stance
from timeline_app.storage.known import known_by

TITLE_LENGTH = 300
"""Characters of a title that can be drawn; a record has them all."""

_BATCH = 900  # below the limit on variables in one statement


class Name(NamedTuple):
    """An event's id, and its title cut to what can be drawn."""

    id: Id
    title: str


class Pip(NamedTuple):
    """A claim on an event as the timeline marks it; `voice` is how its origin is identified."""

    claim_id: Id
    stance: Stance
    voice: Identification


def read_names(conn: sqlite3.Connection, rowids: Iterable[int]) -> dict[int, Name]:
    """Return the ids and titles of some rows of the event table, by row."""
    query = f"SELECT rowid, id, substr(title, 1, {TITLE_LENGTH}) FROM event WHERE rowid IN"
    return {rowid: Name(i, title) for rowid, i, title in _in_batches(conn, query, rowids)}


def read_pips(
    conn: sqlite3.Connection, rowids: Iterable[int], known_on: int | None = None
) -> dict[int, list[Pip]]:
    """Return the claims on some events by row of the event table, in the order of linking.

    With a second, only those that were known by its end.
    """
    known, day = ("", ()) if known_on is None else (f"{known_by('l.claim_id')} AND", (known_on,))
    query = (
        "SELECT e.rowid, l.claim_id, l.stance, a.identification, h.status FROM event AS e"
        " JOIN claim_event AS l ON l.event_id = e.id"
        " LEFT JOIN hop AS h ON h.claim_id = l.claim_id AND h.position = 0"
        f" LEFT JOIN actor AS a ON a.id = h.actor_id WHERE {known} e.rowid IN"
    )
    pips: dict[int, list[Pip]] = {}
    for rowid, claim_id, stance, voice, status in _in_batches(conn, query, rowids, day):
        told = voice if status != HopStatus.UNSOURCED else None
        named = Identification(told) if told else Identification.UNSOURCED
        pips.setdefault(rowid, []).append(Pip(claim_id, Stance(stance), named))
    return pips


def rowids_of(conn: sqlite3.Connection, ids: Iterable[Id]) -> dict[Id, int]:
    """Return the row of the event table of each id that is there."""
    query = "SELECT id, rowid FROM event WHERE id IN"
    return {i: rowid for i, rowid in _in_batches(conn, query, ids)}  # noqa: C416 - pairs of Any


def _in_batches(
    conn: sqlite3.Connection,
    query: str,
    keys: Iterable[int] | Iterable[Id],
    first: tuple[int, ...] = (),
) -> Iterator[tuple[Any, ...]]:
    wanted = iter(keys)
    while batch := tuple(islice(wanted, _BATCH)):
        marks = ", ".join("?" * len(batch))
        yield from conn.execute(f"{query} ({marks})", (*first, *batch))
