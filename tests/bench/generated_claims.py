"""Big projects of claims, made by arithmetic in SQL: the same file every time, and fast.

    python -m tests.bench.generated_claims FILE 100000

Every claim has an origin; two in three were relayed, one in four has a third hop. Texts come in
three scripts. Ids look as random as the program's own in every digit: indices are in no better
order than theirs, and they pack no better.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from timeline_app.domain.records import Project
from timeline_app.storage.store import Store

_APART = 10_000_019  # numbers of one kind; a prime, and more than any bench has
_PARTS = (
    (2_654_435_761, 4_294_967_291),
    (40_503, 65_521),
    (2_531, 4_093),
    (10_129, 16_381),
    (48_271, 65_519),
    (2_246_822_519, 4_294_967_279),
)
"""Knuth's multiplicative hash for each part of an id: a multiplier and a prime. The first gives
every number once, and the primes keep the last digits from going round."""

_OPENINGS = (
    "Equipment has been leaving by cargo plane since",
    "Living quarters were found largely empty on",
    "Personnel were flown to the coast during",
    "لم يصدر أي تعليق رسمي منذ",
    "Колонна техники покинула базу",
    "Kamışlı havaalanından ayrılan uçak sayısı",
    "Negotiations were said to have failed before",
    "The spokesman denied any withdrawal in",
)


def fill(connection: sqlite3.Connection, claims: int) -> None:
    """Fill an empty project with claims and all that hangs on them, in one transaction."""
    connection.create_function("opening", 1, lambda i: _OPENINGS[i % 8], deterministic=True)
    connection.execute("PRAGMA cache_size = -400000")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TEMP TABLE i (i INTEGER PRIMARY KEY)")
    connection.execute(
        "INSERT INTO i WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < ? - 1) SELECT i FROM n",
        (claims,),
    )
    for statement in _statements(claims):
        connection.execute(statement)
    connection.execute("DROP TABLE i")
    connection.execute("COMMIT")


def ident(kind: int, number: str) -> str:
    """Return the SQL expression of the id of the record of a kind with that number."""
    at = f"({number} + {kind * _APART})"
    a, b, c, d, e, f = (f"{at} * {factor} % {prime}" for factor, prime in _PARTS)
    return f"printf('%08x-%04x-4%03x-%04x-%04x%08x', {a}, {b}, {c}, 32768 + {d}, {e}, {f})"


_ACTOR, _SOURCE, _EVENT, _CLAIM, _HOP, _DATING, _SAID, _PASSAGE, _LINK, _READ, _GRADE = range(1, 12)


def _statements(claims: int) -> tuple[str, ...]:
    actors, sources, events = (max(10, claims // part) for part in (200, 50, 20))
    said = "1546300800 + (i * 7919 % 2600) * 86400"
    return (
        f"INSERT INTO actor (id, name, kind, identification, role) SELECT {ident(_ACTOR, 'i')},"
        " CASE i % 3 WHEN 0 THEN 'Witness ' WHEN 1 THEN 'Свидетель ' ELSE 'Outlet ' END || i,"
        " CASE i % 3 WHEN 2 THEN 'agency' ELSE 'person' END,"
        " CASE i % 5 WHEN 0 THEN 'anonymous' WHEN 1 THEN 'outlet voice' ELSE 'named' END, ''"
        f" FROM i WHERE i < {actors}",
        f"INSERT INTO source (id, title, kind, capture, outlet_id) SELECT {ident(_SOURCE, 'i')},"
        " 'Report ' || i, CASE i % 2 WHEN 0 THEN 'article' ELSE 'wire report' END,"
        " CASE i % 4 WHEN 0 THEN 'captured' ELSE 'cited_only' END,"
        f" {ident(_ACTOR, f'i % {actors}')}"
        f" FROM i WHERE i < {sources}",
        f"INSERT INTO event (id, title, start_min, start_max, end_min, end_max)"
        f" SELECT {ident(_EVENT, 'i')}, 'Event ' || i, {said}, {said}, {said} + 86399,"
        f" {said} + 86399"
        f" FROM i WHERE i < {events}",
        f"INSERT INTO claim (id, text, type, status, polarity) SELECT {ident(_CLAIM, 'i')},"
        " opening(i * 31) || ' ' || i || ', as told to reporters on the ' || (i % 28 + 1) || 'th',"
        " CASE i % 6 WHEN 0 THEN 'analysis' WHEN 1 THEN 'observation' ELSE 'fact' END,"
        " CASE i % 7 WHEN 0 THEN 'checked' WHEN 1 THEN 'doubtful' ELSE 'open' END,"
        " CASE i % 9 WHEN 0 THEN 'negative' ELSE 'positive' END FROM i",
        _hops(0, actors, sources, "1"),
        _hops(1, actors, sources, "i % 3 > 0"),
        _hops(2, actors, sources, "i % 4 = 1"),
        f"INSERT INTO claim_event (id, claim_id, event_id, stance) SELECT {ident(_LINK, 'i')},"
        f" {ident(_CLAIM, 'i')}, {ident(_EVENT, f'i * 13 % {events}')},"
        " CASE i % 8 WHEN 0 THEN 'disputes' WHEN 1 THEN 'qualifies' ELSE 'supports' END"
        " FROM i WHERE i % 10 > 0",
        _datings(_DATING, "claim", ident(_CLAIM, "i"), said, "i % 5 > 0"),
        _datings(_SAID, "hop", ident(_HOP, "i * 3"), f"{said} + 86400", "i % 3 > 0"),
        f"INSERT INTO passage (id, source_id, quote) SELECT {ident(_PASSAGE, 'i')},"
        f" {ident(_SOURCE, f'i % {sources}')}, '' FROM i WHERE i < {sources}",
        f"INSERT INTO claim_passage (id, claim_id, passage_id) SELECT {ident(_READ, 'i')},"
        f" {ident(_CLAIM, 'i')}, {ident(_PASSAGE, f'i % {sources}')} FROM i WHERE i % 2 = 0",
        f"INSERT INTO assessment (id, subject_kind, subject_id, credibility)"
        f" SELECT {ident(_GRADE, 'i')}, 'claim', {ident(_CLAIM, 'i')}, 1 + i % 6"
        " FROM i WHERE i % 3 = 0",
        f"INSERT INTO assessment (id, subject_kind, subject_id, reliability)"
        f" SELECT {ident(_GRADE, f'{claims} + i')}, 'actor', {ident(_ACTOR, 'i')},"
        f" substr('ABCDEF', 1 + i % 6, 1) FROM i WHERE i < {actors}",
    )


def _hops(position: int, actors: int, sources: int, where: str) -> str:
    role = ("originator", "relayer", "publisher")[position]
    return (
        "INSERT INTO hop (id, claim_id, position, actor_id, role, status, source_id)"
        f" SELECT {ident(_HOP, f'i * 3 + {position}')}, {ident(_CLAIM, 'i')}, {position},"
        f" {ident(_ACTOR, f'(i * 7919 % 1000003 + {position} * 5) % {actors}')}, '{role}',"
        " CASE i % 11 WHEN 0 THEN 'inferred' ELSE 'stated' END,"
        f" {ident(_SOURCE, f'i % {sources}')} FROM i WHERE {where}"
    )


def _datings(kind: int, owner: str, owner_id: str, start: str, where: str) -> str:
    return (
        "INSERT INTO dating (id, owner_kind, owner_id, wording, edtf, start_min, start_max,"
        f" end_min, end_max, confirmed) SELECT {ident(kind, 'i')}, '{owner}', {owner_id}, '',"
        f" date({start}, 'unixepoch'), {start}, {start}, {start} + 86399, {start} + 86399,"
        f" i % 6 > 0 FROM i WHERE {where}"
    )


def make(path: Path, claims: int) -> None:
    """Write a project file with that many claims."""
    new = Project("generated", f"{claims} claims")
    with Store.create(path, new) as store, store.reading() as connection:
        fill(connection, claims)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
