"""Reads what view filters judge by (`view_facts`) from the file.

Read in pieces of some hundred rows, so that no read holds up the window, and again for the rows
an edit touched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from timeline_app.domain.dating import is_zoned
from timeline_app.domain.records import KINDS
from timeline_app.storage.bounds import inverted
from timeline_app.storage.columns import shift_of
from timeline_app.storage.in_one_go import column
from timeline_app.storage.known import FIRST_READ
from timeline_app.storage.view_facts import NONE, STANCES, Facts, Ints, joined

AT_ONCE = 400
"""Claims read in one turn: about ten milliseconds."""

_BOUNDS = "d.start_min, d.start_max, d.end_min, d.end_max"
_CLAIMS = f"""
    SELECT t.rowid, {", ".join(f"ifnull({b}, {NONE})" for b in _BOUNDS.split(", "))},
        d.id IS NOT NULL AND d.edtf IS NOT NULL AND NOT {inverted("d")},
        ifnull(d.edtf LIKE '%T%:%', 0)
    FROM claim t LEFT JOIN dating d ON d.owner_id = t.id AND d.owner_kind = 'claim'
        AND +d.alternative_of IS NULL
    WHERE t.rowid {{only}} GROUP BY t.rowid
"""
_TIMED = """
    SELECT t.rowid, d.edtf FROM claim t
    JOIN dating d ON d.owner_id = t.id AND d.owner_kind = 'claim' AND +d.alternative_of IS NULL
    WHERE t.rowid {only} AND d.edtf LIKE '%T%:%'
"""
_READ = f"""
    SELECT t.rowid, ifnull({FIRST_READ}, {NONE})
    FROM claim t CROSS JOIN hop h ON h.claim_id = t.id
    LEFT JOIN dating said ON said.owner_id = h.id AND said.owner_kind = 'hop'
        AND +said.alternative_of IS NULL AND NOT {inverted("said")}
    LEFT JOIN dating published ON published.owner_id = h.source_id
        AND published.owner_kind = 'source' AND +published.alternative_of IS NULL
        AND NOT {inverted("published")}
    WHERE t.rowid {{only}} GROUP BY t.rowid
"""
_STANCE_CODES = " ".join(f"WHEN '{stance}' THEN {code}" for code, stance in enumerate(STANCES))
_LINKS = f"""
    SELECT t.rowid, e.rowid, CASE x.stance {_STANCE_CODES} END
    FROM claim t CROSS JOIN claim_event x ON x.claim_id = t.id
    CROSS JOIN event e ON e.id = x.event_id WHERE t.rowid {{only}}
"""
_EVENTS = f"""
    SELECT d.rowid, {", ".join(f"ifnull({b}, {NONE})" for b in _BOUNDS.split(", "))},
        ifnull((SELECT k.rowid FROM track k WHERE k.id = d.track_id), -1), d.zoned
    FROM event d {{only}} ORDER BY d.rowid
"""


def claim_pieces(conn: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield runs of claims' rowids, first and last, to be read one at a time."""
    first, last = conn.execute("SELECT min(rowid), max(rowid) FROM claim").fetchone()
    for start in range(first, last + 1, AT_ONCE) if first is not None else ():
        yield start, start + AT_ONCE - 1


def read_run(conn: sqlite3.Connection, first: int, last: int) -> Facts:
    """Read the claims of a run of rowids."""
    return _read(conn, "BETWEEN ? AND ?", (first, last))


def read_some(conn: sqlite3.Connection, rowids: Sequence[int]) -> Facts:
    """Read some claims by rowid."""
    found = Facts.nothing()
    for start in range(0, len(rowids), AT_ONCE // 2):
        batch = rowids[start : start + AT_ONCE // 2]
        only = f"IN ({', '.join('?' * len(batch))})"
        found = joined([found, _read(conn, only, tuple(batch))])
    return found


def read_events(conn: sqlite3.Connection, rowids: Sequence[int] | None = None) -> Facts:
    """Read some events by rowid, or all: they are few beside the claims."""
    only = "" if rowids is None else "WHERE d.rowid IN (SELECT value FROM json_each(?))"
    values = () if rowids is None else (json.dumps(list(rowids)),)
    rows = _rows(conn.execute(_EVENTS.format(only=only), values), 7)
    bounds = _ordered(rows[:, 1:5])
    zone = _zone(conn)
    for place in np.flatnonzero(rows[:, 6]):
        _shift(bounds[place], zone)
    return replace(Facts.nothing(), events=rows[:, 0], event_bounds=bounds, track=rows[:, 5])


def rowids_of_sources(conn: sqlite3.Connection, source_ids: Iterable[str]) -> list[int]:
    """Return the claims read in some sources: a date of publication is theirs too."""
    query = "SELECT c.rowid FROM hop h JOIN claim c ON c.id = h.claim_id WHERE h.source_id = ?"
    return [row for source_id in source_ids for (row,) in conn.execute(query, (source_id,))]


def rowids_named(conn: sqlite3.Connection, table: str, ids: Iterable[str]) -> Ints:
    """Return the rowids of records of a kind by id, in no order; any number of them."""
    found = column(
        conn,
        f"SELECT t.rowid AS v FROM json_each(?) j CROSS JOIN {_named(table)} t ON t.id = j.value",
        (json.dumps(list(ids)),),
    )
    return np.array(found, np.int64)


def ids_named(conn: sqlite3.Connection, table: str, rowids: Ints) -> frozenset[str]:
    """Return the ids of records of a kind by rowid; any number of them."""
    found = column(
        conn,
        f"SELECT t.id AS v FROM json_each(?) j CROSS JOIN {_named(table)} t ON t.rowid = j.value",
        (json.dumps(rowids.tolist()),),
    )
    return frozenset(found)


def all_rowids(conn: sqlite3.Connection, table: str) -> Ints:
    """Return all rowids of a kind, ascending."""
    return _column(conn, f"SELECT rowid FROM {_named(table)} ORDER BY rowid")


def _named(table: str) -> str:
    if table not in KINDS:
        raise KeyError(table)
    return table


def _column(conn: sqlite3.Connection, query: str, *values: str) -> Ints:
    return np.fromiter((row for (row,) in conn.execute(query, values)), np.int64)


def _read(conn: sqlite3.Connection, only: str, values: tuple[int, ...]) -> Facts:
    claims = _rows(conn.execute(_CLAIMS.format(only=only), values), 7)
    claims = claims[np.argsort(claims[:, 0])]
    if claims[:, 6].any():
        zone = _zone(conn)
        for rowid, edtf in conn.execute(_TIMED.format(only=only), values):
            if is_zoned(edtf):
                _shift(claims[np.searchsorted(claims[:, 0], rowid), 1:5], zone)
    read = _rows(conn.execute(_READ.format(only=only), values), 2)
    links = _rows(conn.execute(_LINKS.format(only=only), values), 3)
    read_at = np.full(len(claims), NONE)
    read_at[np.searchsorted(claims[:, 0], read[:, 0])] = read[:, 1]
    return replace(
        Facts.nothing(),
        claims=claims[:, 0],
        bounds=_ordered(claims[:, 1:5]),
        dated=claims[:, 5].astype(np.bool_),
        read_at=read_at,
        links=links,
    )


def _ordered(bounds: Ints) -> Ints:
    """Take away bounds that are out of order: they date nothing."""
    start_min, start_max, end_min, end_max = bounds.T
    pairs = ((start_min, start_max), (end_min, end_max), (start_min, end_max))
    wrong = np.any([(high != NONE) & (low > high) for low, high in pairs], axis=0)
    bounds[wrong] = NONE
    return bounds


def _zone(conn: sqlite3.Connection) -> str:
    (zone,) = conn.execute("SELECT display_zone FROM project").fetchone()
    return str(zone)


def _shift(bounds: Ints, zone: str) -> None:
    """Move UTC bounds to the wall clock of a zone, where floating dates and filters are."""
    known = bounds != NONE
    if known.any():
        bounds[known] += shift_of(zone, int(bounds[known][0]))


def _rows(cursor: sqlite3.Cursor, width: int) -> Ints:
    rows = cursor.fetchall()
    return np.array(rows, np.int64).reshape(len(rows), width)
