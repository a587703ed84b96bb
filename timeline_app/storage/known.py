"""What could be known on a day: which claims had reached a reader by then.

A claim can be known from the day on which the first document of its chain came out: of a hop that
names a source, when that was published, or else when the hop said it. Where no document is dated,
it is known when it was last said. One without any such date is never hidden: nothing is known
against it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from timeline_app.domain.records import Id
from timeline_app.storage.bounds import inverted

FIRST_READ = """coalesce(
        min(CASE WHEN h.source_id IS NOT NULL
            THEN coalesce(published.start_min, said.start_min) END),
        max(said.start_min))"""
"""The earliest second at which a claim can have been read, over its hops with their datings."""

_HOPS = f"""
    FROM hop h
    LEFT JOIN dating said ON said.owner_kind = 'hop' AND said.owner_id = h.id
        AND said.alternative_of IS NULL AND NOT {inverted("said")}
    LEFT JOIN dating published ON published.owner_kind = 'source'
        AND published.owner_id = h.source_id AND published.alternative_of IS NULL
        AND NOT {inverted("published")}
"""
_READ = f"""
    SELECT h.claim_id AS claim_id, {FIRST_READ} AS second {_HOPS}
    WHERE true GROUP BY h.claim_id
"""
_OF_CLAIMS, _OF_SOME = "WHERE true", "WHERE h.claim_id = ?"


def known_by(claim: str) -> str:
    """Return SQL for whether a claim can have been read by the end of a second, its one argument.

    `claim` is an expression for the id of the claim, of a table called neither `h`, `said` nor
    `published`, unless it names the table.
    """
    return f"ifnull((SELECT {FIRST_READ} {_HOPS} WHERE h.claim_id = {claim}) <= ?, true)"


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
