"""Whole columns of a table, for sorting and filtering by them: the statements that read them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from timeline_app.storage.stretches import AT_ONCE, Arm, Rows, Stretch
from timeline_app.storage.table_marks import CHOSEN, FEW, HOPS, MARKS
from timeline_app.storage.table_queries import marks


def column_of(connection: sqlite3.Connection, table: str, column: str) -> list[Stretch]:
    """Return the stretches of one column, in the order they are to be read.

    Each gives tuples of the rowid of the row and what the column holds there. A row without a value
    gives no tuple, a row with several gives several. KeyError if the table has no such column.
    """
    return [part for arm in SCANS[table][column] for part in arm.stretches(connection)]


def names_of(connection: sqlite3.Connection, table: str) -> list[Stretch]:
    """Return the stretches of the names of all records of a kind that others point at.

    Each gives tuples of rowid and name. A record's own name comes before its further names.
    """
    return [part for arm in _NAMES[table] for part in arm.stretches(connection)]


def read_some(connection: sqlite3.Connection, table: str, column: str, only: Sequence[int]) -> Rows:
    """Read what a column holds in a few rows, at most MOST_AT_ONCE of them."""
    found: Rows = []
    for arm in SCANS[table][column]:
        # A few rows are looked up from their own side, not from the far end of the join.
        statement = arm.statement.replace("CROSS JOIN", "JOIN")
        asked = statement.replace("{only}", f" AND t.rowid IN ({marks(only)})")
        found += connection.execute(asked, tuple(only)).fetchall()
    return found


def _own(table: str, *columns: str) -> dict[str, tuple[Arm, ...]]:
    statement = "SELECT t.rowid, t.{} FROM {} t WHERE true{{only}}"
    return {c: (Arm(table, "t", statement.format(c, table)),) for c in columns}


_BOUNDS = "d.start_min, d.start_max, d.end_min, d.end_max"
_OWN_BOUNDS = "t.start_min, t.start_max, t.end_min, t.end_max"

_LATEST = "NOT EXISTS (SELECT 1 FROM assessment n WHERE n.supersedes_id = a.id)"
_VERY_FEW = 5
"""The same where one of them may stand in half of the others, as an agency in claims does."""


def _one(driver: str, alias: str, statement: str, at_once: int = AT_ONCE) -> tuple[Arm, ...]:
    return (Arm(driver, alias, statement, at_once),)


def _pointing(table: str, column: str, target: str) -> tuple[Arm, ...]:
    statement = f"SELECT t.rowid, k.rowid, 0 FROM {table} t CROSS JOIN {target} k ON k.id = t."
    return _one(table, "t", f"{statement}{column} WHERE true{{only}}")


SCANS: Mapping[str, Mapping[str, tuple[Arm, ...]]] = {
    "claim": {
        **_own("claim", "text", "type", "modality", "polarity", "status", "note"),
        "speaker": _one(
            "hop",
            "h",
            f"SELECT t.rowid, a.rowid, 0 {HOPS} JOIN actor a ON a.id = h.actor_id"
            " WHERE h.position = 0{only}",
        ),
        "via": _one(
            "hop",
            "h",
            f"SELECT t.rowid, a.rowid, h.position {HOPS} JOIN actor a ON a.id = h.actor_id"
            # Whoever stood between origin and publisher; the publisher if nobody did.
            " WHERE (h.position = 1 OR h.position > 1 AND EXISTS (SELECT 1 FROM hop l"
            " WHERE l.claim_id = h.claim_id AND l.position > h.position)){only}",
        ),
        # Read in the document of the last hop that names one, or else where its passage stands.
        "source": (
            Arm(
                "hop",
                "h",
                f"SELECT t.rowid, s.rowid, -h.position {HOPS} JOIN source s ON s.id = h.source_id"
                " WHERE true{only}",
            ),
            Arm(
                "claim_passage",
                "x",
                "SELECT t.rowid, s.rowid, 1 FROM claim_passage x CROSS JOIN claim t"
                " ON t.id = x.claim_id JOIN passage p ON p.id = x.passage_id JOIN source s"
                " ON s.id = p.source_id WHERE true{only}",
            ),
        ),
        "event": _one(
            "claim_event",
            "x",
            "SELECT t.rowid, e.rowid, x.rowid FROM claim_event x CROSS JOIN claim t"
            " ON t.id = x.claim_id JOIN event e ON e.id = x.event_id WHERE true{only}",
        ),
        "stance": _one(
            "claim_event",
            "x",
            "SELECT t.rowid, x.stance, x.rowid FROM claim_event x CROSS JOIN claim t"
            " ON t.id = x.claim_id WHERE true{only}",
        ),
        "said": _one(
            "dating",
            "d",
            f"SELECT t.rowid, {_BOUNDS} FROM dating d CROSS JOIN hop h ON h.id = d.owner_id"
            f" CROSS JOIN claim t ON t.id = h.claim_id WHERE d.owner_kind = 'hop' AND {CHOSEN}"
            " AND h.position = 0{only}",
        ),
        "refers": _one(
            "dating",
            "d",
            f"SELECT t.rowid, {_BOUNDS} FROM dating d CROSS JOIN claim t ON t.id = d.owner_id"
            f" WHERE d.owner_kind = 'claim' AND {CHOSEN}{{only}}",
        ),
        "published": _one(
            "hop",
            "h",
            f"SELECT t.rowid, {_BOUNDS}, h.position {HOPS} JOIN dating d"
            f" ON d.owner_id = h.source_id AND d.owner_kind = 'source' AND {CHOSEN}"
            " WHERE true{only}",
        ),
        "credibility": _one(
            "assessment",
            "a",
            "SELECT t.rowid, a.credibility FROM assessment a CROSS JOIN claim t"
            f" ON t.id = a.subject_id WHERE a.subject_kind = 'claim' AND {_LATEST}{{only}}",
        ),
        "marks": MARKS,
        "reliability": _one(
            "hop",
            "h",
            f"SELECT t.rowid, a.reliability {HOPS} JOIN assessment a ON a.subject_id = h.actor_id"
            f" AND a.subject_kind = 'actor' WHERE h.position = 0 AND {_LATEST}{{only}}",
        ),
    },
    "event": {
        **_own("event", "title", "kind", "status"),
        "when": _one(
            "event", "t", f"SELECT t.rowid, {_OWN_BOUNDS} FROM event t WHERE true{{only}}"
        ),
        "track": _pointing("event", "track_id", "track"),
        "place": _pointing("event", "place_id", "place"),
        "claims": _one(
            "event",
            "t",
            "SELECT t.rowid, count(*) FROM event t CROSS JOIN claim_event x ON x.event_id = t.id"
            " WHERE true{only} GROUP BY t.rowid",
            FEW,
        ),
    },
    "source": {
        **_own("source", "title", "kind", "capture", "url"),
        "outlet": _pointing("source", "outlet_id", "actor"),
        "published": _one(
            "dating",
            "d",
            f"SELECT t.rowid, {_BOUNDS} FROM dating d CROSS JOIN source t ON t.id = d.owner_id"
            f" WHERE d.owner_kind = 'source' AND {CHOSEN}{{only}}",
        ),
        "claims": _one(
            "source",
            "t",
            "SELECT t.rowid, count(DISTINCT h.claim_id) FROM source t CROSS JOIN hop h"
            " ON h.source_id = t.id WHERE true{only} GROUP BY t.rowid",
            FEW,
        ),
    },
    "actor": {
        **_own("actor", "name", "kind", "identification", "role", "confidential"),
        "names": _one(
            "actor",
            "t",
            "SELECT t.rowid, group_concat(n.name, '\n') FROM actor t CROSS JOIN actor_name n"
            " ON n.actor_id = t.id WHERE n.kind <> 'label'{only} GROUP BY t.rowid",
        ),
        "affiliation": _pointing("actor", "affiliation_id", "actor"),
        "says": _one(
            "actor",
            "t",
            "SELECT t.rowid, count(*) FROM actor t CROSS JOIN hop h ON h.actor_id = t.id"
            " WHERE h.position = 0{only} GROUP BY t.rowid",
            _VERY_FEW,
        ),
        "relays": _one(
            "actor",
            "t",
            "SELECT t.rowid, count(*) FROM actor t CROSS JOIN hop h ON h.actor_id = t.id"
            " WHERE h.position > 0{only} GROUP BY t.rowid",
            _VERY_FEW,
        ),
        "reliability": _one(
            "assessment",
            "a",
            "SELECT t.rowid, a.reliability FROM assessment a CROSS JOIN actor t"
            f" ON t.id = a.subject_id WHERE a.subject_kind = 'actor' AND {_LATEST}{{only}}",
        ),
    },
}
"""Table → column → what reads it: rowid, then the value; a reference gives the rowid of what it
points at and a place in the order of several; a date gives its four bounds.
"""

_NAMES: Mapping[str, tuple[Arm, ...]] = {
    "actor": (
        Arm("actor", "t", "SELECT t.rowid, t.name FROM actor t WHERE true{only}"),
        Arm(
            "actor_name",
            "n",
            "SELECT a.rowid, n.name FROM actor_name n CROSS JOIN actor a ON a.id = n.actor_id"
            " WHERE true{only}",
        ),
    ),
    "source": _own("source", "title")["title"],
    "event": _own("event", "title")["title"],
    "track": _own("track", "title")["title"],
    "place": (
        Arm("place", "t", "SELECT t.rowid, t.name FROM place t WHERE true{only}"),
        Arm(
            "place_name",
            "n",
            "SELECT p.rowid, n.name FROM place_name n CROSS JOIN place p ON p.id = n.place_id"
            " WHERE true{only}",
        ),
    ),
}
