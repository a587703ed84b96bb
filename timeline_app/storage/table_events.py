"""A page of the events table: how each event stands, from four statements for the whole page."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, TypeVar

from timeline_app.domain.attribution import Account, Chain, Relation
from timeline_app.domain.records import (
    Actor,
    ClaimRelation,
    Hop,
    Id,
    OriginLink,
    Record,
    RelationMember,
)
from timeline_app.domain.standing import Standing, standing_of
from timeline_app.domain.vocabulary import Stance
from timeline_app.storage.bounds import inverted
from timeline_app.storage.rows import from_row, shape
from timeline_app.storage.table_joins import CHOSEN, DATED, Joined, dated
from timeline_app.storage.table_rows import SHOWN, EventRow, Named, TableRow

R = TypeVar("R", bound=Record)

_EVENTS = f"""SELECT t.rowid, t.id, substr(t.title, 1, {SHOWN}), t.kind, t.status, k.id, k.title,
    k.colour, p.id, p.name FROM event t LEFT JOIN track k ON k.id = t.track_id
    LEFT JOIN place p ON p.id = t.place_id WHERE {{in}}"""
_WHEN = f"""SELECT t.rowid, {DATED} OR {inverted("t")} FROM event t LEFT JOIN dating d
    ON d.owner_id = t.id AND d.owner_kind = 'event' AND {CHOSEN}
    WHERE {{in}} AND (d.id IS NOT NULL OR {inverted("t")})"""


def event_rows(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the events of some rowids; those that are gone are left out."""
    joined = Joined(connection, rowids)
    when = joined.by_row(_WHEN)
    standings = _standings(connection, joined)
    found: dict[int, TableRow] = {}
    for rowid, (own, *_) in joined.by_row(_EVENTS).items():
        event_id, title, kind, status, track_id, track, colour, place_id, place = own
        standing, claim_ids = standings.get(rowid, (standing_of(()), ()))
        found[rowid] = EventRow(
            event_id,
            title,
            kind,
            status,
            when=dated(when[rowid]),
            track=Named(track_id, track) if track_id else None,
            colour=colour,
            place=Named(place_id, place) if place_id else None,
            standing=standing,
            mentions=frozenset(i for i in (event_id, track_id, place_id, *claim_ids) if i),
        )
    return found


def _aliased(kind: str, alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in shape(kind).names)


def _standings(
    connection: sqlite3.Connection, joined: Joined
) -> dict[int, tuple[Standing, tuple[Id, ...]]]:
    """Return how each event stands, and the ids it rests on, with four statements for the page."""
    hop_width = len(shape("hop").names)
    accounts: dict[int, dict[Id, tuple[Stance, list[Hop], list[Actor]]]] = defaultdict(dict)
    statement = (
        f"SELECT t.rowid, x.claim_id, x.stance, {_aliased('hop', 'h')}, {_aliased('actor', 'a')}"
        " FROM event t JOIN claim_event x ON x.event_id = t.id LEFT JOIN hop h"
        " ON h.claim_id = x.claim_id LEFT JOIN actor a ON a.id = h.actor_id WHERE {in}"
        " ORDER BY x.rowid, h.position"
    )
    for rowid, rows in joined.by_row(statement).items():
        for claim_id, stance, *rest in rows:
            account = accounts[rowid].setdefault(claim_id, (Stance(stance), [], []))
            if rest[0] is not None:
                account[1].append(_as(Hop, "hop", rest[:hop_width]))
                account[2].append(_as(Actor, "actor", rest[hop_width:]))
    links = _origin_links(connection)
    relations = _relations(joined)
    return {
        rowid: (
            standing_of(
                [Account(s, Chain(i, tuple(h), tuple(a))) for i, (s, h, a) in told.items()],
                links,
                relations.get(rowid, ()),
            ),
            (*told, *(actor.id for _, _, actors in told.values() for actor in actors)),
        )
        for rowid, told in accounts.items()
    }


def _as(kind: type[R], name: str, row: Sequence[Any]) -> R:
    record = from_row(name, row)
    assert isinstance(record, kind)
    return record


def _origin_links(connection: sqlite3.Connection) -> list[OriginLink]:
    rows = connection.execute(shape("origin_link").select)
    return [_as(OriginLink, "origin_link", row) for row in rows]


def _relations(joined: Joined) -> dict[int, tuple[Relation, ...]]:
    """Return the relations that any claim about each event is in, whole."""
    found: dict[int, tuple[Relation, ...]] = {}
    statement = (
        f"SELECT DISTINCT t.rowid, r.rowid, {_aliased('claim_relation', 'r')},"
        f" {_aliased('relation_member', 'o')} FROM event t JOIN claim_event x ON x.event_id = t.id"
        " JOIN relation_member m ON m.claim_id = x.claim_id JOIN claim_relation r"
        " ON r.id = m.relation_id JOIN relation_member o ON o.relation_id = r.id WHERE {in}"
        " ORDER BY r.rowid, o.side, o.rowid"
    )
    width = len(shape("claim_relation").names)
    for rowid, rows in joined.by_row(statement).items():
        whole: dict[int, tuple[ClaimRelation, list[RelationMember]]] = {}
        for relation_rowid, *rest in rows:
            relation = _as(ClaimRelation, "claim_relation", rest[:width])
            members = whole.setdefault(relation_rowid, (relation, []))[1]
            members.append(_as(RelationMember, "relation_member", rest[width:]))
        found[rowid] = tuple(Relation(r, tuple(m)) for r, m in whole.values())
    return found
