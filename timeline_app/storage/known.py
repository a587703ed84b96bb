"""What could be known on a day: which claims had reached a reader by then.

A claim reaches the reader when its last hop says it, or the source of that hop is published. One
without any such date is never hidden: nothing is known against it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from timeline_app.domain.records import Id

# The earliest second at which each claim can have been read. SQLite's bare column beside max()
# comes from the row of the maximum: the dating of the last hop.
_READ = """
    SELECT h.claim_id AS claim_id, max(h.position),
           coalesce(said.start_min, published.start_min) AS second
    FROM hop h
    LEFT JOIN dating said ON said.owner_kind = 'hop' AND said.owner_id = h.id
        AND said.alternative_of IS NULL
    LEFT JOIN dating published ON published.owner_kind = 'source'
        AND published.owner_id = h.source_id AND published.alternative_of IS NULL
    WHERE true GROUP BY h.claim_id
"""
_OF_CLAIMS, _OF_SOME = "WHERE true", "WHERE h.claim_id = ?"


def unknown_claims(connection: sqlite3.Connection, second: int) -> frozenset[Id]:
    """Return the claims that cannot have been read by the end of a second."""
    query = f"SELECT claim_id FROM ({_READ}) WHERE second > ?"
    return frozenset(claim_id for (claim_id,) in connection.execute(query, (second,)))


def unknown_among(
    connection: sqlite3.Connection, claim_ids: Iterable[Id], second: int
) -> frozenset[Id]:
    """Return those of some claims that cannot have been read by the end of a second."""
    query = f"SELECT claim_id FROM ({_READ.replace(_OF_CLAIMS, _OF_SOME)}) WHERE second > ?"
    found: set[Id] = set()
    for claim_id in claim_ids:
        found.update(i for (i,) in connection.execute(query, (claim_id, second)))
    return frozenset(found)
