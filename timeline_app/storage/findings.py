"""What the review finds in the project file, a few thousand records a query, so none takes long.

Each query returns findings with their facts; `domain.review` says what a finding is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from timeline_app.domain.records import Id
from timeline_app.domain.review import Finding, FindingKind, digest
from timeline_app.domain.vocabulary import CONTESTING
from timeline_app.storage.bounds import inverted, told
from timeline_app.storage.stretches import runs

Row = tuple[Id, Id, str]

AT_ONCE: Mapping[str, int] = {"event": 100}
"""Records of a table looked at in one query; an event brings its claims with it."""
_MOST_AT_ONCE = 4_000


class Piece(NamedTuple):
    """One query's worth of looking: a kind of finding in a run of rowids of its records."""

    kind: FindingKind
    table: str
    first: int
    last: int


def pieces(connection: sqlite3.Connection) -> Iterator[Piece]:
    """Cut the whole review into pieces, the gravest kind first."""
    for kind, reader in _READERS.items():
        for table in reader.queries:
            for run in runs(connection, table, AT_ONCE.get(table, _MOST_AT_ONCE)):
                yield Piece(kind, table, *run)


def findings(connection: sqlite3.Connection, piece: Piece) -> list[Finding]:
    """Return the findings of a piece."""
    reader = _READERS[piece.kind]
    rows = connection.execute(reader.queries[piece.table], (piece.first, piece.last))
    return list(reader.read(piece, rows))


def _grouped(piece: Piece, rows: Iterable[Row]) -> Iterator[Finding]:
    """Make a finding of each run of rows (record id, other id, fact) about one record."""
    for record_id, run in groupby(rows, key=itemgetter(0)):
        facts = list(run)
        others = tuple(dict.fromkeys(row[1] for row in facts if row[1]))
        yield Finding(piece.kind, piece.table, record_id, others, digest(facts))


def _gained_precision(
    piece: Piece, rows: Iterable[tuple[Id, Id, Id, int, int]]
) -> Iterator[Finding]:
    """Find claims of one origin about one event whose date got narrower as it was relayed."""
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        for earlier, later in pairwise(group):
            if _narrower(later[3:5], earlier[3:5]):
                yield Finding(
                    piece.kind, "claim", later[2], (earlier[2],), digest((earlier, later))
                )


def _narrower(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer


def _inverted(piece: Piece, rows: Iterable[tuple[str, Id, str]]) -> Iterator[Finding]:
    """Make a finding of each record with bounds out of order (its kind, its id, a fact)."""
    for kind, record_id, fact in dict.fromkeys(rows):
        yield Finding(piece.kind, kind, record_id, facts=digest([fact]))


class _Reader(NamedTuple):
    """How a kind of finding is read: from which tables, each by a query, made of its rows how."""

    queries: Mapping[str, str]
    read: Callable[[Piece, Iterable[Any]], Iterator[Finding]]


_CONTESTED = ", ".join(f"'{kind.value}'" for kind in sorted(CONTESTING))
_RUN = "t.rowid BETWEEN ? AND ?"
_CHOSEN = "{d}.alternative_of IS NULL AND {d}.owner_kind = '{owner}'"
_OF_CLAIM = _CHOSEN.format(d="d", owner="claim")

# CROSS JOIN keeps SQLite looking from the run of records outwards, never through a whole table.
_CONTRADICTIONS = f"""
    SELECT t.id, m.claim_id,
        m.side || t.kind || t.about || c.polarity || coalesce(h.actor_id, '') || c.text
    FROM claim_relation t
    CROSS JOIN relation_member m ON m.relation_id = t.id JOIN claim c ON c.id = m.claim_id
    LEFT JOIN hop h ON h.claim_id = c.id AND h.position = 0
    WHERE {_RUN} AND t.kind IN ({_CONTESTED}) ORDER BY t.rowid, m.side, m.rowid
"""
_DATING_CONFLICTS = f"""
    WITH said AS MATERIALIZED (
        SELECT t.id AS event_id, x.claim_id AS claim_id, d.edtf AS edtf,
               d.start_min AS first, d.end_max AS last
        FROM event t CROSS JOIN claim_event x ON x.event_id = t.id AND x.stance = 'supports'
        CROSS JOIN dating d ON d.owner_id = x.claim_id AND {_OF_CLAIM} AND d.edtf IS NOT NULL
            AND NOT {inverted("d")}
        WHERE {_RUN})
    SELECT event_id, claim_id, edtf FROM said WHERE event_id IN (
        SELECT event_id FROM said GROUP BY event_id HAVING max(first) > min(last))
    ORDER BY event_id, claim_id
"""
_SINGLE_ORIGINS = f"""
    WITH voice AS MATERIALIZED (
        SELECT t.id AS event_id, h.actor_id AS actor_id, x.claim_id AS claim_id
        FROM event t CROSS JOIN claim_event x ON x.event_id = t.id AND x.stance = 'supports'
        CROSS JOIN hop h ON h.claim_id = x.claim_id AND h.position = 0 AND h.status <> 'unsourced'
        JOIN actor a ON a.id = h.actor_id
            AND a.identification NOT IN ('outlet voice', 'unsourced')
        WHERE {_RUN})
    SELECT event_id, actor_id, claim_id FROM voice WHERE event_id IN (
        SELECT event_id FROM voice GROUP BY event_id HAVING count(DISTINCT actor_id) = 1)
    ORDER BY event_id, claim_id
"""
_UNSOURCED = f"""
    SELECT t.id, '', coalesce(h.actor_id, '') || t.text FROM claim t
    LEFT JOIN hop h ON h.claim_id = t.id AND h.position = 0
    LEFT JOIN actor a ON a.id = h.actor_id
    WHERE {_RUN} AND (h.id IS NULL OR h.status = 'unsourced' OR a.identification = 'unsourced')
    ORDER BY t.rowid
"""
_INFERRED_HOPS = f"""
    SELECT t.id, h.actor_id,
        h.position || h.note || coalesce(b.actor_id, '') || ' ' || coalesce(a.actor_id, '')
    FROM claim t
    CROSS JOIN hop h ON h.claim_id = t.id AND h.status = 'inferred'
    LEFT JOIN hop b ON b.claim_id = t.id AND b.position = h.position - 1
    LEFT JOIN hop a ON a.claim_id = t.id AND a.position = h.position + 1
    WHERE {_RUN} ORDER BY t.rowid, h.position
"""
_SILENCES = f"""
    SELECT t.id, coalesce(b.actor_id, ''), t.topic || coalesce(d.edtf, '') FROM silence t
    LEFT JOIN silence_actor b ON b.silence_id = t.id
    LEFT JOIN dating d ON d.owner_id = t.id AND {_CHOSEN.format(d="d", owner="silence")}
    WHERE {_RUN} ORDER BY t.rowid, b.rowid
"""
_EVENTS_INVERTED = f"""
    SELECT 'event', t.id, {told("t")} FROM event t
    WHERE {_RUN} AND {inverted("t")} ORDER BY t.rowid
"""
# What is said by a hop is shown with its claim; an event that is inverted itself was found above.
_DATINGS_INVERTED = f"""
    SELECT CASE t.owner_kind WHEN 'hop' THEN 'claim' ELSE t.owner_kind END,
        CASE t.owner_kind WHEN 'hop' THEN h.claim_id ELSE t.owner_id END, t.id || {told("t")}
    FROM dating t LEFT JOIN hop h ON h.id = t.owner_id LEFT JOIN event e ON e.id = t.owner_id
    WHERE {_RUN} AND {inverted("t")} AND NOT (e.id IS NOT NULL AND {inverted("e")})
    ORDER BY t.rowid
"""
_UNDATED = f"""
    SELECT t.id, '', t.title FROM event t WHERE {_RUN} AND t.start_min IS NULL
        AND t.start_max IS NULL AND t.end_min IS NULL AND t.end_max IS NULL ORDER BY t.rowid
"""
_UNCONFIRMED = f"""
    SELECT t.id, '', d.wording || d.edtf FROM {{table}} t
    CROSS JOIN dating d ON d.owner_id = t.id AND d.owner_kind = '{{table}}'
        AND d.alternative_of IS NULL AND d.edtf IS NOT NULL AND NOT d.confirmed
    WHERE {_RUN} ORDER BY t.rowid
"""
# When a relay reached the reader is when its last hop says it was said.
_RELAYED = f"""
    SELECT t.id, h.actor_id, x.claim_id, d.start_min, d.end_max
    FROM event t CROSS JOIN claim_event x ON x.event_id = t.id
    CROSS JOIN dating d ON d.owner_id = x.claim_id AND {_OF_CLAIM}
        AND d.start_min IS NOT NULL AND d.end_max IS NOT NULL AND NOT {inverted("d")}
    CROSS JOIN hop h ON h.claim_id = x.claim_id AND h.position = 0
    CROSS JOIN hop l ON l.claim_id = x.claim_id AND l.position =
        (SELECT max(position) FROM hop WHERE claim_id = x.claim_id)
    CROSS JOIN dating s ON s.owner_id = l.id AND {_CHOSEN.format(d="s", owner="hop")}
        AND s.end_max IS NOT NULL
    WHERE {_RUN} ORDER BY t.id, h.actor_id, s.end_max, x.claim_id
"""

_READERS: Mapping[FindingKind, _Reader] = {
    FindingKind.CONTRADICTION: _Reader({"claim_relation": _CONTRADICTIONS}, _grouped),
    FindingKind.DATING_CONFLICT: _Reader({"event": _DATING_CONFLICTS}, _grouped),
    FindingKind.INVERTED: _Reader(
        {"event": _EVENTS_INVERTED, "dating": _DATINGS_INVERTED}, _inverted
    ),
    FindingKind.GAINED_PRECISION: _Reader({"event": _RELAYED}, _gained_precision),
    FindingKind.SINGLE_ORIGIN: _Reader({"event": _SINGLE_ORIGINS}, _grouped),
    FindingKind.UNSOURCED: _Reader({"claim": _UNSOURCED}, _grouped),
    FindingKind.INFERRED_HOP: _Reader({"claim": _INFERRED_HOPS}, _grouped),
    FindingKind.SILENCE: _Reader({"silence": _SILENCES}, _grouped),
    FindingKind.UNDATED: _Reader({"event": _UNDATED}, _grouped),
    FindingKind.UNCONFIRMED: _Reader(
        {table: _UNCONFIRMED.replace("{table}", table) for table in ("event", "claim")}, _grouped
    ),
}
