"""What the tables ask of the file: which rows there are, one column of all of them, and names.

A table of a million rows is never read whole. Its order is a vector of rowids; a column is read
only when it is sorted or filtered by. Rowids live as long as the file is open and go no further.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import CONTESTING

MOST_AT_ONCE = 140
"""Rowids named at one place of a statement; the hardened connection allows 1000 variables."""


def rowids(connection: sqlite3.Connection, table: str) -> NDArray[np.int64]:
    """Return every rowid of a table, oldest first.

    A table without gaps is told by its ends alone: 17 ms for a million rows, 105 ms otherwise.
    """
    name = _named(table)
    (count, first, last) = connection.execute(
        f"SELECT (SELECT count(*) FROM {name}), (SELECT min(rowid) FROM {name}),"
        f" (SELECT max(rowid) FROM {name})"
    ).fetchone()
    if count == 0:
        return np.empty(0, np.int64)
    if count == last - first + 1:
        return np.arange(first, last + 1, dtype=np.int64)
    found = connection.execute(f"SELECT rowid FROM {name} ORDER BY rowid")
    return np.fromiter((rowid for (rowid,) in found), np.int64, count)


def rowids_of(connection: sqlite3.Connection, table: str, ids: Iterable[Id]) -> dict[Id, int]:
    """Return the rowid of each record that exists."""
    found: dict[Id, int] = {}
    for some in in_batches(tuple(ids)):
        found.update(
            connection.execute(
                f"SELECT id, rowid FROM {_named(table)} WHERE id IN ({marks(some)})",
                some,
            ).fetchall()
        )
    return found


def ids_of(connection: sqlite3.Connection, table: str, some: Iterable[int]) -> dict[int, Id]:
    """Return the id of each row that exists."""
    found: dict[int, Id] = {}
    for batch in in_batches(tuple(some)):
        found.update(
            connection.execute(
                f"SELECT rowid, id FROM {_named(table)} WHERE rowid IN ({marks(batch)})",
                batch,
            ).fetchall()
        )
    return found


def scan(
    connection: sqlite3.Connection, table: str, column: str, only: Sequence[int] | None = None
) -> sqlite3.Cursor:
    """Read one column: tuples of the rowid of the row and what the column holds there.

    With `only`, at most MOST_AT_ONCE rowids, nothing else is read. A row without a value gives
    no tuple, a row with several gives several. KeyError if the table has no such column.
    """
    statement = SCANS[table][column]
    if only is None:
        return connection.execute(statement.replace("{only}", ""))
    # A few rows are looked up from their own side, not from the far end of the join.
    few = statement.replace("CROSS JOIN", "JOIN")
    values = tuple(only) * few.count("{only}")
    return connection.execute(few.replace("{only}", f" AND t.rowid IN ({marks(only)})"), values)


def names(connection: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    """Read (rowid, name) of all records of a kind that others point at, further names included.

    A record's own name comes before its further names.
    """
    return connection.execute(_NAMES[table])


def claims_of_event(connection: sqlite3.Connection, event_id: Id) -> list[int]:
    """Return the rowids of the claims about an event."""
    rows = connection.execute(
        "SELECT c.rowid FROM claim_event x JOIN claim c ON c.id = x.claim_id WHERE x.event_id = ?",
        (event_id,),
    )
    return [rowid for (rowid,) in rows]


def in_batches(values: Sequence[Any]) -> list[Sequence[Any]]:
    """Cut values into runs short enough for one statement."""
    return [values[i : i + MOST_AT_ONCE] for i in range(0, len(values), MOST_AT_ONCE)]


def marks(values: Sequence[object]) -> str:
    """Return a question mark for each value."""
    return ",".join("?" * len(values))


def _named(table: str) -> str:
    if table not in SCANS and table not in _NAMES:
        raise KeyError(table)
    return table


def _own(table: str, *columns: str) -> dict[str, str]:
    return {
        column: f"SELECT t.rowid, t.{column} FROM {table} t WHERE true{{only}}"
        for column in columns
    }


_CONTESTING = ", ".join(f"'{kind}'" for kind in sorted(CONTESTING))
_VOICE = "status <> 'unsourced'"
_SPEAKS = "identification NOT IN ('outlet voice', 'unsourced')"

OPPOSED = f"""SELECT t.rowid, 'contested' FROM claim t JOIN relation_member m ON m.claim_id = t.id
    JOIN claim_relation r ON r.id = m.relation_id JOIN relation_member o
    ON o.relation_id = r.id AND o.side <> m.side AND o.side > 0
    JOIN claim_event x ON x.claim_id = t.id
    JOIN claim_event y ON y.event_id = x.event_id AND y.claim_id = o.claim_id
    WHERE m.side > 0 AND r.kind IN ({_CONTESTING}){{only}}"""
"""Claims against which another takes a side in a relation, both being accounts of one event."""

DISPUTED = """SELECT t.rowid, 'contested' FROM claim t JOIN claim_event x ON x.claim_id = t.id
    WHERE (x.stance = 'disputes' OR x.stance = 'supports' AND EXISTS (SELECT 1 FROM claim_event y
    WHERE y.event_id = x.event_id AND y.stance = 'disputes')){only}"""
"""Claims that dispute an event, or support one that another disputes."""

ALONE = f"""SELECT t.rowid, 'single origin' FROM claim t
    CROSS JOIN claim_event x ON x.claim_id = t.id AND x.stance = 'supports'
    CROSS JOIN hop h ON h.claim_id = t.id AND h.position = 0 AND h.{_VOICE}
    JOIN actor a ON a.id = h.actor_id AND a.{_SPEAKS} WHERE true{{only}}
    GROUP BY t.rowid HAVING NOT max(EXISTS (
        SELECT 1 FROM claim_event y JOIN hop g ON g.claim_id = y.claim_id AND g.position = 0
        JOIN actor b ON b.id = g.actor_id
        WHERE y.event_id = x.event_id AND y.stance = 'supports' AND g.actor_id <> h.actor_id
        AND g.{_VOICE} AND b.{_SPEAKS} AND NOT EXISTS (
            SELECT 1 FROM origin_link l WHERE l.independence <> 'independent'
            AND (l.first_id = g.actor_id AND l.second_id = h.actor_id
            OR l.second_id = g.actor_id AND l.first_id = h.actor_id))))"""
"""Claims of a voice of its own that no other, certainly separate voice joins in any event."""

# ALL, since sorting out what is told twice would hold up the first answer.
_MARKS = f"""{OPPOSED} UNION ALL {DISPUTED} UNION ALL {ALONE} UNION ALL
    SELECT t.rowid, 'inferred' FROM hop h JOIN claim t ON t.id = h.claim_id
    WHERE h.status = 'inferred'{{only}} UNION ALL
    SELECT t.rowid, 'unconfirmed' FROM claim t JOIN dating d ON d.owner_id = t.id
    AND d.owner_kind = 'claim' WHERE NOT d.confirmed AND +d.alternative_of IS NULL{{only}} UNION ALL
    SELECT t.rowid, 'unconfirmed' FROM claim t JOIN hop h ON h.claim_id = t.id AND h.position = 0
    JOIN dating d ON d.owner_id = h.id AND d.owner_kind = 'hop'
    WHERE NOT d.confirmed AND +d.alternative_of IS NULL{{only}} UNION ALL
    SELECT t.rowid, 'no passage' FROM claim t WHERE NOT EXISTS (SELECT 1 FROM claim_passage p
    WHERE p.claim_id = t.id){{only}}"""

_BOUNDS = "d.start_min, d.start_max, d.end_min, d.end_max"
_OWN_BOUNDS = "t.start_min, t.start_max, t.end_min, t.end_max"

# CROSS JOIN keeps SQLite from turning a scan of hops in file order into one look-up a claim.
_HOPS = "FROM hop h CROSS JOIN claim t ON t.id = h.claim_id"
_LATEST = "NOT EXISTS (SELECT 1 FROM assessment n WHERE n.supersedes_id = a.id)"

SCANS: Mapping[str, Mapping[str, str]] = {
    "claim": {
        **_own("claim", "text", "type", "modality", "polarity", "status", "note"),
        "speaker": f"SELECT t.rowid, a.rowid, 0 {_HOPS} JOIN actor a ON a.id = h.actor_id"
        " WHERE h.position = 0{only}",
        "via": f"SELECT t.rowid, a.rowid, h.position {_HOPS} JOIN actor a ON a.id = h.actor_id"
        # Whoever stood between origin and publisher; the publisher if nobody did.
        " WHERE (h.position = 1 OR h.position > 1 AND EXISTS (SELECT 1 FROM hop l"
        " WHERE l.claim_id = h.claim_id AND l.position > h.position)){only}",
        # Read in the document of the last hop that names one, or else where its passage stands.
        "source": f"SELECT t.rowid, s.rowid, -h.position {_HOPS} JOIN source s ON"
        " s.id = h.source_id WHERE true{only} UNION ALL SELECT t.rowid, s.rowid, 1"
        " FROM claim_passage x JOIN claim t ON t.id = x.claim_id JOIN passage p"
        " ON p.id = x.passage_id JOIN source s ON s.id = p.source_id WHERE true{only}",
        "event": "SELECT t.rowid, e.rowid, x.rowid FROM claim_event x CROSS JOIN claim t"
        " ON t.id = x.claim_id JOIN event e ON e.id = x.event_id WHERE true{only}",
        "stance": "SELECT t.rowid, x.stance, x.rowid FROM claim_event x CROSS JOIN claim t"
        " ON t.id = x.claim_id WHERE true{only}",
        "said": f"SELECT t.rowid, {_BOUNDS} FROM dating d CROSS JOIN hop h ON h.id = d.owner_id"
        " CROSS JOIN claim t ON t.id = h.claim_id WHERE d.owner_kind = 'hop'"
        " AND +d.alternative_of IS NULL AND h.position = 0{only}",
        "refers": f"SELECT t.rowid, {_BOUNDS} FROM dating d CROSS JOIN claim t"
        " ON t.id = d.owner_id WHERE d.owner_kind = 'claim' AND +d.alternative_of IS NULL{only}",
        "published": f"SELECT t.rowid, {_BOUNDS}, h.position {_HOPS} JOIN dating d ON"
        " d.owner_id = h.source_id AND d.owner_kind = 'source' AND +d.alternative_of IS NULL"
        " WHERE true{only}",
        "credibility": "SELECT t.rowid, a.credibility FROM assessment a CROSS JOIN claim t"
        f" ON t.id = a.subject_id WHERE a.subject_kind = 'claim' AND {_LATEST}{{only}}",
        "marks": _MARKS,
        "reliability": f"SELECT t.rowid, a.reliability {_HOPS} JOIN assessment a ON"
        f" a.subject_id = h.actor_id AND a.subject_kind = 'actor' WHERE h.position = 0"
        f" AND {_LATEST}{{only}}",
    },
    "event": {
        **_own("event", "title", "kind", "status"),
        "when": f"SELECT t.rowid, {_OWN_BOUNDS} FROM event t WHERE true{{only}}",
        "track": "SELECT t.rowid, k.rowid, 0 FROM event t JOIN track k ON k.id = t.track_id"
        " WHERE true{only}",
        "place": "SELECT t.rowid, k.rowid, 0 FROM event t JOIN place k ON k.id = t.place_id"
        " WHERE true{only}",
        "claims": "SELECT t.rowid, count(*) FROM claim_event x JOIN event t ON t.id = x.event_id"
        " WHERE true{only} GROUP BY t.rowid",
    },
    "source": {
        **_own("source", "title", "kind", "capture", "url"),
        "outlet": "SELECT t.rowid, a.rowid, 0 FROM source t JOIN actor a ON a.id = t.outlet_id"
        " WHERE true{only}",
        "published": f"SELECT t.rowid, {_BOUNDS} FROM dating d JOIN source t ON t.id = d.owner_id"
        " WHERE d.owner_kind = 'source' AND +d.alternative_of IS NULL{only}",
        "claims": "SELECT t.rowid, count(DISTINCT h.claim_id) FROM hop h JOIN source t"
        " ON t.id = h.source_id WHERE true{only} GROUP BY t.rowid",
    },
    "actor": {
        **_own("actor", "name", "kind", "identification", "role", "confidential"),
        "names": "SELECT t.rowid, group_concat(n.name, '\n') FROM actor_name n JOIN actor t"
        " ON t.id = n.actor_id WHERE n.kind <> 'label'{only} GROUP BY t.rowid",
        "affiliation": "SELECT t.rowid, a.rowid, 0 FROM actor t JOIN actor a"
        " ON a.id = t.affiliation_id WHERE true{only}",
        "says": "SELECT t.rowid, count(*) FROM hop h JOIN actor t ON t.id = h.actor_id"
        " WHERE h.position = 0{only} GROUP BY t.rowid",
        "relays": "SELECT t.rowid, count(*) FROM hop h JOIN actor t ON t.id = h.actor_id"
        " WHERE h.position > 0{only} GROUP BY t.rowid",
        "reliability": "SELECT t.rowid, a.reliability FROM assessment a JOIN actor t"
        f" ON t.id = a.subject_id WHERE a.subject_kind = 'actor' AND {_LATEST}{{only}}",
    },
}
"""Table → column → the statement that reads it: rowid, then the value; a reference gives the
rowid of what it points at and a place in the order of several; a date gives its four bounds.
"""

_NAMES: Mapping[str, str] = {
    "actor": "SELECT rowid, name FROM actor UNION ALL SELECT a.rowid, n.name FROM actor_name n"
    " JOIN actor a ON a.id = n.actor_id",
    "source": "SELECT rowid, title FROM source",
    "event": "SELECT rowid, title FROM event",
    "track": "SELECT rowid, title FROM track",
    "place": "SELECT rowid, name FROM place UNION ALL SELECT p.rowid, n.name FROM place_name n"
    " JOIN place p ON p.id = n.place_id",
}
