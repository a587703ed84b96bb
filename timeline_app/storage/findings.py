"""What the review finds in the project file: one short query a kind, so that none delays the rest.

Each returns findings with their facts; `domain.review` says what a finding is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby, pairwise
from operator import itemgetter

from timeline_app.domain.records import Id
from timeline_app.domain.review import Finding, FindingKind, digest
from timeline_app.domain.vocabulary import CONTESTING

Row = tuple[Id, Id, str]


def findings(connection: sqlite3.Connection, kind: FindingKind) -> list[Finding]:
    """Return the findings of a kind, in the order of the records they are found on."""
    return _READERS[kind](connection, kind)


def _grouped(query: str, record_kind: str) -> Callable[..., list[Finding]]:
    """Make a reader of rows (record id, other id, fact): a finding for each record."""

    def read(connection: sqlite3.Connection, kind: FindingKind) -> list[Finding]:
        return [
            Finding(kind, record_kind, record_id, _others(rows), digest(rows))
            for record_id, rows in _by_first(connection.execute(query))
        ]

    return read


def _others(rows: Iterable[Row]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys(row[1] for row in rows if row[1]))


def _by_first(rows: Iterable[Row]) -> Iterable[tuple[Id, list[Row]]]:
    return ((first, list(group)) for first, group in groupby(rows, key=itemgetter(0)))


def _gained_precision(connection: sqlite3.Connection, kind: FindingKind) -> list[Finding]:
    """Find claims of one origin about one event whose date got narrower as it was relayed."""
    found = []
    for _, group in groupby(connection.execute(_RELAYED), key=itemgetter(0, 1)):
        for earlier, later in pairwise(group):
            if _narrower(later[3:5], earlier[3:5]):
                facts = digest((earlier, later))
                found.append(Finding(kind, "claim", later[2], (earlier[2],), facts))
    return found


def _narrower(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer


_CONTESTED = ", ".join(f"'{kind.value}'" for kind in sorted(CONTESTING))
_CLAIM_DATING = "dating d ON d.owner_kind = 'claim' AND d.alternative_of IS NULL AND d.owner_id = "

_CONTRADICTIONS = f"""
    SELECT m.relation_id, m.claim_id, m.side || r.kind || c.text FROM claim_relation r
    JOIN relation_member m ON m.relation_id = r.id JOIN claim c ON c.id = m.claim_id
    WHERE r.kind IN ({_CONTESTED}) ORDER BY r.rowid, m.side, m.rowid
"""
_DATING_CONFLICTS = f"""
    WITH said AS (
        SELECT x.event_id AS event_id, x.claim_id AS claim_id, d.edtf AS edtf,
               d.start_min AS first, d.end_max AS last
        FROM claim_event x JOIN {_CLAIM_DATING} x.claim_id
        WHERE x.stance = 'supports' AND d.edtf IS NOT NULL)
    SELECT event_id, claim_id, edtf FROM said WHERE event_id IN (
        SELECT event_id FROM said GROUP BY event_id HAVING max(first) > min(last))
    ORDER BY event_id, claim_id
"""
_SINGLE_ORIGINS = """
    WITH voice AS (
        SELECT x.event_id AS event_id, h.actor_id AS actor_id, x.claim_id AS claim_id
        FROM claim_event x
        JOIN hop h ON h.claim_id = x.claim_id AND h.position = 0 AND h.status <> 'unsourced'
        JOIN actor a ON a.id = h.actor_id
            AND a.identification NOT IN ('outlet voice', 'unsourced')
        WHERE x.stance = 'supports')
    SELECT event_id, actor_id, claim_id FROM voice WHERE event_id IN (
        SELECT event_id FROM voice GROUP BY event_id HAVING count(DISTINCT actor_id) = 1)
    ORDER BY event_id, claim_id
"""
_UNSOURCED = """
    SELECT c.id, '', coalesce(h.actor_id, '') FROM claim c
    LEFT JOIN hop h ON h.claim_id = c.id AND h.position = 0
    LEFT JOIN actor a ON a.id = h.actor_id
    WHERE h.id IS NULL OR h.status = 'unsourced' OR a.identification = 'unsourced'
    ORDER BY c.rowid
"""
_INFERRED_HOPS = """
    SELECT c.id, h.actor_id, h.position || h.note FROM claim c
    JOIN hop h ON h.claim_id = c.id AND h.status = 'inferred' ORDER BY c.rowid, h.position
"""
_SILENCES = """
    SELECT s.id, coalesce(b.actor_id, ''), s.topic || coalesce(d.edtf, '') FROM silence s
    LEFT JOIN silence_actor b ON b.silence_id = s.id
    LEFT JOIN dating d ON d.owner_kind = 'silence' AND d.owner_id = s.id
        AND d.alternative_of IS NULL
    ORDER BY s.rowid, b.rowid
"""
_UNDATED = """
    SELECT id, '', title FROM event WHERE start_min IS NULL AND start_max IS NULL
        AND end_min IS NULL AND end_max IS NULL ORDER BY rowid
"""
_UNCONFIRMED = """
    SELECT owner_id, '', wording || edtf FROM dating WHERE owner_kind = '{kind}'
        AND alternative_of IS NULL AND edtf IS NOT NULL AND NOT confirmed ORDER BY rowid
"""
# When a relay reached the reader is when its last hop's document says it was said.
_RELAYED = f"""
    SELECT x.event_id, h.actor_id, x.claim_id, d.start_min, d.end_max
    FROM claim_event x JOIN hop h ON h.claim_id = x.claim_id AND h.position = 0
    JOIN {_CLAIM_DATING} x.claim_id AND d.start_min IS NOT NULL AND d.end_max IS NOT NULL
    JOIN hop l ON l.claim_id = x.claim_id AND l.position =
        (SELECT max(position) FROM hop WHERE claim_id = x.claim_id)
    JOIN dating s ON s.owner_kind = 'hop' AND s.owner_id = l.id AND s.alternative_of IS NULL
        AND s.end_max IS NOT NULL
    ORDER BY x.event_id, h.actor_id, s.end_max, x.claim_id
"""


def _unconfirmed(connection: sqlite3.Connection, kind: FindingKind) -> list[Finding]:
    return [
        finding
        for owner in ("event", "claim")
        for finding in _grouped(_UNCONFIRMED.format(kind=owner), owner)(connection, kind)
    ]


_READERS: Mapping[FindingKind, Callable[[sqlite3.Connection, FindingKind], list[Finding]]] = {
    FindingKind.CONTRADICTION: _grouped(_CONTRADICTIONS, "claim_relation"),
    FindingKind.DATING_CONFLICT: _grouped(_DATING_CONFLICTS, "event"),
    FindingKind.GAINED_PRECISION: _gained_precision,
    FindingKind.SINGLE_ORIGIN: _grouped(_SINGLE_ORIGINS, "event"),
    FindingKind.UNSOURCED: _grouped(_UNSOURCED, "claim"),
    FindingKind.INFERRED_HOP: _grouped(_INFERRED_HOPS, "claim"),
    FindingKind.SILENCE: _grouped(_SILENCES, "silence"),
    FindingKind.UNDATED: _grouped(_UNDATED, "event"),
    FindingKind.UNCONFIRMED: _unconfirmed,
}
