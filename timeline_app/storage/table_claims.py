"""A page of the claims table: some ten statements, about 4 ms for 64 claims in any file.

Three more tell the marks that hang on other claims; how long they take hangs on how many.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import Identification, Stance
from timeline_app.storage.table_joins import CHOSEN, DATED, LATEST, Joined, dated, keyed, last
from timeline_app.storage.table_marks import ALONE, DISPUTED, OPPOSED
from timeline_app.storage.table_rows import SHOWN, ClaimRow, Named, Stand, Step, TableRow

_IDENTIFICATIONS = {word.value: word for word in Identification}
_STANCES = {word.value: word for word in Stance}

_CLAIMS = f"""SELECT t.rowid, t.id, substr(t.text, 1, {SHOWN}), t.type, t.modality, t.polarity,
    t.status, substr(t.note, 1, {SHOWN}) FROM claim t WHERE {{in}}"""
_STEPS = """SELECT t.rowid, h.id, h.status, a.id, a.name, a.identification, a.confidential, s.id,
    s.title FROM claim t JOIN hop h ON h.claim_id = t.id JOIN actor a ON a.id = h.actor_id
    LEFT JOIN source s ON s.id = h.source_id WHERE {in} ORDER BY t.rowid, h.position"""
_STANDS = """SELECT t.rowid, e.id, substr(e.title, 1, 400), x.stance FROM claim t
    JOIN claim_event x ON x.claim_id = t.id JOIN event e ON e.id = x.event_id
    WHERE {in} ORDER BY x.rowid"""
_REFERS = f"""SELECT t.rowid, {DATED} FROM claim t JOIN dating d
    ON d.owner_id = t.id AND d.owner_kind = 'claim' WHERE {CHOSEN} AND {{in}}"""
_SAID = f"""SELECT t.rowid, {DATED} FROM claim t JOIN hop h
    ON h.claim_id = t.id AND h.position = 0 JOIN dating d ON d.owner_id = h.id
    AND d.owner_kind = 'hop' WHERE {CHOSEN} AND {{in}}"""
_PUBLISHED = f"""SELECT d.owner_id, {DATED} FROM dating d
    WHERE d.owner_kind = 'source' AND {CHOSEN} AND d.owner_id IN """
_CREDIBILITY = f"""SELECT t.rowid, a.credibility FROM claim t JOIN assessment a
    ON a.subject_id = t.id AND a.subject_kind = 'claim' WHERE {LATEST} AND {{in}}
    ORDER BY a.made_at"""
_RELIABILITY = f"""SELECT a.subject_id, a.reliability FROM assessment a
    WHERE a.subject_kind = 'actor' AND {LATEST} AND a.subject_id IN """
_PASSAGES = """SELECT t.rowid, p.id, p.kind, p.page, substr(p.quote, 1, 200), p.start_char, s.id,
    s.title FROM claim t JOIN claim_passage x ON x.claim_id = t.id JOIN passage p
    ON p.id = x.passage_id JOIN source s ON s.id = p.source_id WHERE {in}
    ORDER BY x.use, x.rowid"""
_OPPOSED, _DISPUTED, _ALONE = (
    statement.replace("{only}", " AND {in}") for statement in (OPPOSED, DISPUTED, ALONE)
)


def claim_rows(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the claims of some rowids, but for their marks; those that are gone are left out."""
    joined = Joined(connection, rowids)
    steps, stands, passages = (joined.by_row(s) for s in (_STEPS, _STANDS, _PASSAGES))
    refers, said, credibility = (joined.by_row(s) for s in (_REFERS, _SAID, _CREDIBILITY))
    read_in = {rowid: _read_in(steps[rowid], passages[rowid]) for rowid in rowids}
    published = keyed(connection, _PUBLISHED, {s.id for s in read_in.values() if s})
    letters = keyed(connection, _RELIABILITY, {rows[0][2] for rows in steps.values() if rows})
    found: dict[int, TableRow] = {}
    for rowid, (own, *_) in joined.by_row(_CLAIMS).items():
        source = read_in[rowid]
        hops = steps[rowid]
        claim_id, text, kind, modality, polarity, status, note = own
        found[rowid] = ClaimRow(
            claim_id,
            text,
            kind,
            modality,
            polarity,
            status,
            note,
            steps=tuple(_step(hop) for hop in hops),
            stands=tuple(Stand(Named(i, title), _STANCES[s]) for i, title, s in stands[rowid]),
            said=dated(said[rowid]),
            refers=dated(refers[rowid]),
            published=dated(published[source.id]) if source else None,
            source=source,
            reliability=last(letters[hops[0][2]]) if hops else "",
            credibility=last(credibility[rowid]),
            passage=_place_of(passages[rowid]),
            mentions=_ids_in(claim_id, hops, stands[rowid], passages[rowid]),
        )
    return found


def marked_claims(
    connection: sqlite3.Connection, rows: Mapping[int, ClaimRow]
) -> dict[int, TableRow]:
    """Return claims with the marks that hang on other claims."""
    joined = Joined(connection, tuple(rows))
    opposed, disputed, alone = (joined.by_row(s) for s in (_OPPOSED, _DISPUTED, _ALONE))
    return {
        rowid: replace(
            row, contested=rowid in opposed or rowid in disputed, single_origin=rowid in alone
        )
        for rowid, row in rows.items()
    }


def _ids_in(
    claim_id: Id, hops: Iterable[Any], stands: Iterable[Any], passages: Iterable[Any]
) -> frozenset[Id]:
    ids = {claim_id}
    for hop in hops:
        ids |= {hop[0], hop[2], hop[6]}
    ids.update(stand[0] for stand in stands)
    for passage in passages:
        ids |= {passage[0], passage[5]}
    ids.discard(None)
    return frozenset(ids)


def _step(hop: tuple[Any, ...]) -> Step:
    _, status, actor_id, name, identification, confidential, source_id, title = hop
    source = Named(source_id, title) if source_id else None
    actor = Named(actor_id, name, bool(confidential))
    return Step(actor, _IDENTIFICATIONS[identification], status, source)


def _read_in(hops: Sequence[Any], passages: Sequence[Any]) -> Named | None:
    """Return the document a claim was read in: of its last hop that names one, or its passage."""
    for hop in reversed(hops):
        if hop[6]:
            return Named(hop[6], hop[7])
    return Named(passages[0][5], passages[0][6]) if passages else None


def _place_of(passages: Sequence[Any]) -> str | None:
    """Name the first passage: its page, its words, or what part of the document it is."""
    if not passages:
        return None
    _, kind, page, quote, *_ = passages[0]
    return str(quote or (f"p. {page}" if page else kind))
