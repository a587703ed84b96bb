"""The rows of a table as they are shown: a page of them, with what they point at joined in.

A page is fetched by rowid with a handful of statements, whatever the size of the file (about 2 ms
for 64 claims). Long texts are cut: what is edited or copied is read from the record itself.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from timeline_app.domain.attribution import Account, Chain, Relation, Standing, standing_of
from timeline_app.domain.records import (
    Actor,
    ClaimRelation,
    Hop,
    Id,
    OriginLink,
    Record,
    RelationMember,
)
from timeline_app.domain.vocabulary import Identification, Stance
from timeline_app.storage.rows import from_row, shape
from timeline_app.storage.table_queries import ALONE, DISPUTED, OPPOSED, in_batches, marks

R = TypeVar("R", bound=Record)

SHOWN = 400
"""Characters of a text that a table shows at most."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record by id and name; for an actor, whether its name must stay in the house."""

    id: Id
    name: str
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One hop as a table shows it."""

    actor: Named
    identification: Identification
    status: str
    source: Named | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What a claim does to an event."""

    event: Named
    stance: Stance


@dataclass(frozen=True, slots=True)
class Dated:
    """A dating as a table shows it: EDTF or, where that is None, the wording."""

    edtf: str | None
    wording: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its chain, its events, its datings and its marks."""

    id: Id
    text: str
    type: str
    modality: str
    polarity: str
    status: str
    note: str
    steps: tuple[Step, ...] = ()
    stands: tuple[Stand, ...] = ()
    said: Dated | None = None
    refers: Dated | None = None
    published: Dated | None = None
    source: Named | None = None
    reliability: str = ""
    credibility: str = ""
    passage: str | None = None
    contested: bool = False
    single_origin: bool = False
    mentions: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its dating, its track and how it stands."""

    id: Id
    title: str
    kind: str
    status: str
    when: Dated | None = None
    track: Named | None = None
    colour: int | None = None
    place: Named | None = None
    standing: Standing | None = None
    mentions: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its outlet, its date and how many claims cite it."""

    id: Id
    title: str
    kind: str
    capture: str
    url: str
    outlet: Named | None = None
    published: Dated | None = None
    claims: int = 0
    mentions: frozenset[Id] = frozenset()


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with its further names and how often it speaks and relays."""

    id: Id
    name: str
    kind: str
    identification: Identification
    role: str
    confidential: bool
    names: tuple[str, ...] = ()
    affiliation: Named | None = None
    says: int = 0
    relays: int = 0
    reliability: str = ""
    mentions: frozenset[Id] = frozenset()


TableRow: TypeAlias = ClaimRow | EventRow | SourceRow | ActorRow
Fetch: TypeAlias = Callable[[sqlite3.Connection, Sequence[int]], dict[int, TableRow]]


def fetch(connection: sqlite3.Connection, table: str, rowids: Sequence[int]) -> dict[int, TableRow]:
    """Return the rows of some rowids; those that are gone are left out. KeyError: no such table."""
    found: dict[int, TableRow] = {}
    for some in in_batches(rowids):
        found.update(_FETCH[table](connection, some))
    return found


@dataclass
class _Joined:
    """Answers of one statement, by the rowid they belong to."""

    connection: sqlite3.Connection
    rowids: Sequence[int]
    seen: dict[int, set[Id]] = field(default_factory=lambda: defaultdict(set))

    def by_row(self, statement: str) -> Mapping[int, list[tuple[Any, ...]]]:
        """Run a statement whose first column is the rowid and which names the rowids as `{in}`."""
        grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        placed = statement.replace("{in}", f"t.rowid IN ({marks(self.rowids)})")
        values = tuple(self.rowids) * statement.count("{in}")
        for rowid, *rest in self.connection.execute(placed, values):
            grouped[rowid].append(tuple(rest))
        return grouped


_CHOSEN = "+d.alternative_of IS NULL"
_LATEST = "NOT EXISTS (SELECT 1 FROM assessment n WHERE n.supersedes_id = a.id)"

_CLAIMS = f"""SELECT t.rowid, t.id, substr(t.text, 1, {SHOWN}), t.type, t.modality, t.polarity,
    t.status, substr(t.note, 1, {SHOWN}) FROM claim t WHERE {{in}}"""
_STEPS = """SELECT t.rowid, h.id, h.status, a.id, a.name, a.identification, a.confidential, s.id,
    s.title FROM claim t JOIN hop h ON h.claim_id = t.id JOIN actor a ON a.id = h.actor_id
    LEFT JOIN source s ON s.id = h.source_id WHERE {in} ORDER BY t.rowid, h.position"""
_STANDS = """SELECT t.rowid, e.id, substr(e.title, 1, 400), x.stance FROM claim t
    JOIN claim_event x ON x.claim_id = t.id JOIN event e ON e.id = x.event_id
    WHERE {in} ORDER BY x.rowid"""
_REFERS = f"""SELECT t.rowid, d.edtf, d.wording, d.confirmed FROM claim t JOIN dating d
    ON d.owner_id = t.id AND d.owner_kind = 'claim' WHERE {_CHOSEN} AND {{in}}"""
_SAID = f"""SELECT t.rowid, d.edtf, d.wording, d.confirmed FROM claim t JOIN hop h
    ON h.claim_id = t.id AND h.position = 0 JOIN dating d ON d.owner_id = h.id
    AND d.owner_kind = 'hop' WHERE {_CHOSEN} AND {{in}}"""
_PUBLISHED = f"""SELECT d.owner_id, d.edtf, d.wording, d.confirmed FROM dating d
    WHERE d.owner_kind = 'source' AND {_CHOSEN} AND d.owner_id IN """
_CREDIBILITY = f"""SELECT t.rowid, a.credibility FROM claim t JOIN assessment a
    ON a.subject_id = t.id AND a.subject_kind = 'claim' WHERE {_LATEST} AND {{in}}
    ORDER BY a.made_at"""
_RELIABILITY = f"""SELECT a.subject_id, a.reliability FROM assessment a
    WHERE a.subject_kind = 'actor' AND {_LATEST} AND a.subject_id IN """
_PASSAGES = """SELECT t.rowid, p.id, p.kind, p.page, substr(p.quote, 1, 200), p.start_char, s.id,
    s.title FROM claim t JOIN claim_passage x ON x.claim_id = t.id JOIN passage p
    ON p.id = x.passage_id JOIN source s ON s.id = p.source_id WHERE {in}
    ORDER BY x.use, x.rowid"""
_OPPOSED, _DISPUTED, _ALONE = (
    statement.replace("{only}", " AND {in}") for statement in (OPPOSED, DISPUTED, ALONE)
)


def _claims(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    joined = _Joined(connection, rowids)
    steps, stands, passages = (joined.by_row(s) for s in (_STEPS, _STANDS, _PASSAGES))
    refers, said, credibility = (joined.by_row(s) for s in (_REFERS, _SAID, _CREDIBILITY))
    opposed, disputed, alone = (joined.by_row(s) for s in (_OPPOSED, _DISPUTED, _ALONE))
    read_in = {rowid: _read_in(steps[rowid], passages[rowid]) for rowid in rowids}
    published = _keyed(connection, _PUBLISHED, {s.id for s in read_in.values() if s})
    letters = _keyed(connection, _RELIABILITY, {rows[0][2] for rows in steps.values() if rows})
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
            stands=tuple(Stand(Named(i, title), Stance(s)) for i, title, s in stands[rowid]),
            said=_dated(said[rowid]),
            refers=_dated(refers[rowid]),
            published=_dated(published[source.id]) if source else None,
            source=source,
            reliability=_last(letters[hops[0][2]]) if hops else "",
            credibility=_last(credibility[rowid]),
            passage=_place_of(passages[rowid]),
            contested=rowid in opposed or rowid in disputed,
            single_origin=rowid in alone,
            mentions=_ids_in(claim_id, hops, stands[rowid], passages[rowid]),
        )
    return found


def _ids_in(
    claim_id: Id, hops: Iterable[Any], stands: Iterable[Any], passages: Iterable[Any]
) -> frozenset[Id]:
    ids = {claim_id, *(i for hop in hops for i in (hop[0], hop[2], hop[6]))}
    ids.update(stand[0] for stand in stands)
    ids.update(i for passage in passages for i in (passage[0], passage[5]))
    return frozenset(i for i in ids if i)


def _step(hop: tuple[Any, ...]) -> Step:
    _, status, actor_id, name, identification, confidential, source_id, title = hop
    source = Named(source_id, title) if source_id else None
    actor = Named(actor_id, name, bool(confidential))
    return Step(actor, Identification(identification), status, source)


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


def _dated(rows: Sequence[tuple[Any, ...]]) -> Dated | None:
    if not rows:
        return None
    edtf, wording, confirmed = rows[0]
    return Dated(edtf, wording, bool(confirmed))


def _last(rows: Sequence[tuple[Any, ...]]) -> str:
    return str(rows[-1][0] or "") if rows else ""


def _keyed(
    connection: sqlite3.Connection, statement: str, ids: Iterable[Id]
) -> Mapping[Id, list[tuple[Any, ...]]]:
    """Run a statement for some ids, its answers grouped by the id in the first column."""
    grouped: dict[Id, list[tuple[Any, ...]]] = defaultdict(list)
    for some in in_batches(tuple(ids)):
        for key, *rest in connection.execute(f"{statement}({marks(some)})", some):
            grouped[key].append(tuple(rest))
    return grouped


_EVENTS = f"""SELECT t.rowid, t.id, substr(t.title, 1, {SHOWN}), t.kind, t.status, k.id, k.title,
    k.colour, p.id, p.name FROM event t LEFT JOIN track k ON k.id = t.track_id
    LEFT JOIN place p ON p.id = t.place_id WHERE {{in}}"""
_WHEN = f"""SELECT t.rowid, d.edtf, d.wording, d.confirmed FROM event t JOIN dating d
    ON d.owner_id = t.id AND d.owner_kind = 'event' WHERE {_CHOSEN} AND {{in}}"""


def _events(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    joined = _Joined(connection, rowids)
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
            when=_dated(when[rowid]),
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
    connection: sqlite3.Connection, joined: _Joined
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


def _relations(joined: _Joined) -> dict[int, tuple[Relation, ...]]:
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


_SOURCES = f"""SELECT t.rowid, t.id, substr(t.title, 1, {SHOWN}), t.kind, t.capture,
    substr(t.url, 1, {SHOWN}), a.id, a.name, a.confidential FROM source t
    LEFT JOIN actor a ON a.id = t.outlet_id WHERE {{in}}"""
_SOURCE_DATES = f"""SELECT t.rowid, d.edtf, d.wording, d.confirmed FROM source t JOIN dating d
    ON d.owner_id = t.id AND d.owner_kind = 'source' WHERE {_CHOSEN} AND {{in}}"""
_CITING = """SELECT t.rowid, count(DISTINCT h.claim_id) FROM source t JOIN hop h
    ON h.source_id = t.id WHERE {in} GROUP BY t.rowid"""


def _sources(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    joined = _Joined(connection, rowids)
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
            published=_dated(dates[rowid]),
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
    ON a.subject_id = t.id AND a.subject_kind = 'actor' WHERE {_LATEST} AND {{in}}
    ORDER BY a.made_at"""


def _actors(connection: sqlite3.Connection, rowids: Sequence[int]) -> dict[int, TableRow]:
    joined = _Joined(connection, rowids)
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
            reliability=_last(letters[rowid]),
            mentions=frozenset(
                i for i in (actor_id, affiliation[0], *(v for v, _ in variants[rowid])) if i
            ),
        )
    return found


_FETCH: Mapping[str, Fetch] = {
    "claim": _claims,
    "event": _events,
    "source": _sources,
    "actor": _actors,
}
