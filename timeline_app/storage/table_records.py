"""Pages of the tables of sources, and of people and organisations."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from timeline_app.domain.vocabulary import Identification
from timeline_app.storage.table_joins import CHOSEN, DATED, LATEST, Joined, dated, last
from timeline_app.storage.table_rows import SHOWN, ActorRow, Named, SourceRow, TableRow

_SOURCES = f"""SELECT t.rowid, t.id, substr(t.title, 1, {SHOWN}), t.kind, t.capture,
    substr(t.url, 1, {SHOWN}), a.id, a.name, a.confidential FROM source t
    LEFT JOIN actor a ON a.id = t.outlet_id WHERE {{in}}"""
_SOURCE_DATES = f"""SELECT t.rowid, {DATED} FROM source t JOIN dating d
    ON d.owner_id = t.id AND d.owner_kind = 'source' WHERE {CHOSEN} AND {{in}}"""
_CITING = """SELECT t.rowid, count(DISTINCT h.claim_id) FROM source t JOIN hop h
    ON h.source_id = t.id WHERE {in} GROUP BY t.rowid"""


def source_rows(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the sources of some rowids; those that are gone are left out."""
    joined = Joined(connection, rowids)
    dates, citing = joined.by_row(_SOURCE_DATES), joined.by_row(_CITING)
    found: dict[int, TableRow] = {}
    for rowid, (own, *_) in joined.by_row(_SOURCES).items():
        source_id, title, kind, capture, url, outlet_id, outlet, confidential = own
        found[rowid] = SourceRow(
            source_id,
            title,
            kind,
            capture,
            url,
            outlet=Named(outlet_id, outlet, bool(confidential)) if outlet_id else None,
            published=dated(dates[rowid]),
            claims=citing[rowid][0][0] if citing[rowid] else 0,
            mentions=frozenset(i for i in (own[0], outlet_id) if i),
        )
    return found


_ACTORS = f"""SELECT t.rowid, t.id, substr(t.name, 1, {SHOWN}), t.kind, t.identification,
    substr(t.role, 1, {SHOWN}), t.confidential, a.id, a.name, a.confidential FROM actor t
    LEFT JOIN actor a ON a.id = t.affiliation_id WHERE {{in}}"""
_VARIANTS = f"""SELECT t.rowid, n.id, substr(n.name, 1, {SHOWN}) FROM actor t JOIN actor_name n
    ON n.actor_id = t.id WHERE n.kind <> 'label' AND {{in}} ORDER BY n.rowid"""
_SPOKEN = """SELECT t.rowid, sum(h.position = 0), sum(h.position > 0) FROM actor t JOIN hop h
    ON h.actor_id = t.id WHERE {in} GROUP BY t.rowid"""
_LETTERS = f"""SELECT t.rowid, a.reliability FROM actor t JOIN assessment a
    ON a.subject_id = t.id AND a.subject_kind = 'actor' WHERE {LATEST} AND {{in}}
    ORDER BY a.made_at"""


def actor_rows(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the actors of some rowids; those that are gone are left out."""
    joined = Joined(connection, rowids)
    variants, spoken, letters = (joined.by_row(s) for s in (_VARIANTS, _SPOKEN, _LETTERS))
    found: dict[int, TableRow] = {}
    for rowid, (own, *_) in joined.by_row(_ACTORS).items():
        actor_id, name, kind, identification, role, confidential, *affiliation = own
        says, relays = spoken[rowid][0] if spoken[rowid] else (0, 0)
        found[rowid] = ActorRow(
            actor_id,
            name,
            kind,
            Identification(identification),
            role,
            bool(confidential),
            names=tuple(variant for _, variant in variants[rowid]),
            affiliation=Named(affiliation[0], affiliation[1], bool(affiliation[2]))
            if affiliation[0]
            else None,
            says=says,
            relays=relays,
            reliability=last(letters[rowid]),
            mentions=frozenset(
                i for i in (actor_id, affiliation[0], *(v for v, _ in variants[rowid])) if i
            ),
        )
    return found
