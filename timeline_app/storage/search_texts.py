"""What of each record can be searched, read from the project file in slices.

A confidential actor is findable by its public description only, so that no completion or list
ever shows the name outside its form.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline_app.domain.records import Id
from timeline_app.storage.search_index import Text

MOST_LETTERS = 50_000
"""Letters a slice holds at most, or one longer text: to index them takes some 10 ms."""

_ACTOR_TEXT = """CASE WHEN actor.confidential THEN actor.public_description ELSE
    actor.name || ' ' || actor.role || ' ' || coalesce(
        (SELECT group_concat(n.name, ' ') FROM actor_name AS n WHERE n.actor_id = actor.id), '')
    END"""
_TEXTS = {
    "event": """SELECT event.rowid, event.id, event.title || ' ' || coalesce(place.name, '')
        FROM event LEFT JOIN place ON place.id = event.place_id""",
    "source": "SELECT source.rowid, source.id, source.title || ' ' || source.url FROM source",
    "actor": f"SELECT actor.rowid, actor.id, {_ACTOR_TEXT} FROM actor",
    "place": "SELECT place.rowid, place.id, place.name || ' ' || place.within FROM place",
    "claim": "SELECT claim.rowid, claim.id, claim.text FROM claim",
}
KINDS = tuple(_TEXTS)
"""Kinds of record in the order they are indexed: claims, of which there are most, come last."""

_ACTOR_NAMES = """
    SELECT actor.id, actor.name FROM actor WHERE NOT actor.confidential
    UNION ALL
    SELECT actor_id, actor_name.name FROM actor_name JOIN actor ON actor.id = actor_id
    WHERE actor_name.kind <> 'label' AND NOT actor.confidential
    ORDER BY 1
"""
_PLACE_NAMES = """
    SELECT id, name FROM place UNION ALL SELECT place_id, name FROM place_name ORDER BY 1
"""


class Slice(NamedTuple):
    """Some records' texts, and how far into the file they reach (of rows there were ever)."""

    texts: list[Text]
    done: int
    total: int


def slices(connection: sqlite3.Connection, most: Callable[[], int]) -> Iterator[Slice]:
    """Yield all texts, a slice at a time; each slice is one short read.

    `most` tells before each how many records it may hold: at least one. It holds fewer where they
    are long.
    """
    ends = {kind: _end(connection, kind) for kind in KINDS}
    begun, total = 0, sum(ends.values())
    for kind in KINDS:
        last = -1
        while rows := _rows(connection, kind, last, most()):
            last = rows[-1][0]
            yield Slice([Text(kind, row[1], row[2]) for row in rows], begun + last, total)
        begun += ends[kind]


def text_of(connection: sqlite3.Connection, kind: str, record_id: Id) -> Text | None:
    """Return what of one record can be searched; None if there is no such record."""
    row = connection.execute(f"{_TEXTS[kind]} WHERE {kind}.id = ?", (record_id,)).fetchone()
    return None if row is None else Text(kind, row[1], row[2])


def names(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the variants of every name, by the thing named.

    Labels are left out: what an outlet calls somebody is no name of theirs.
    """
    found: dict[str, list[str]] = {}
    for query, kind in ((_ACTOR_NAMES, "actor"), (_PLACE_NAMES, "place")):
        for thing, name in connection.execute(query):
            found.setdefault(f"{kind}:{thing}", []).append(name)
    return found


def _rows(
    connection: sqlite3.Connection, kind: str, after: int, most: int
) -> list[tuple[int, Id, str]]:
    query = f"{_TEXTS[kind]} WHERE {kind}.rowid > ? ORDER BY {kind}.rowid LIMIT ?"
    rows: list[tuple[int, Id, str]] = []
    letters = 0
    for row in connection.execute(query, (after, most)):
        letters += len(row[2])
        if rows and letters > MOST_LETTERS:
            break
        rows.append(row)
    return rows


def _end(connection: sqlite3.Connection, kind: str) -> int:
    """Return the last rowid of a table: counting a million rows would hold up the window."""
    (last,) = connection.execute(f"SELECT max(rowid) FROM {kind}").fetchone()
    return last or 0
