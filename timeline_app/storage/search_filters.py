"""Which claims and events hold a search's filters, asked of the project file in one statement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import CONTESTING, Stance
from timeline_app.storage.bounds import inverted
from timeline_app.storage.in_one_go import column
from timeline_app.storage.stretches import runs

_FEW = 2_000
"""Links that are gathered sooner than the claims are asked one by one."""

_ASKED_AT_ONCE = 4_000
"""Records that are asked one by one in a statement, in some 30 ms: others wait for it."""

_LINKS_AT_ONCE = 20_000
"""Links that are gone through in a statement, in some 10 ms."""

Stretch: TypeAlias = tuple[int, int]
"""The first and the last rowid of some records."""


class _Link(NamedTuple):
    """What connects claims with the records a filter names."""

    table: str
    test: str
    to: str


_LINKS = {
    "speaker": _Link("hop", "position = 0", "actor_id"),
    "via": _Link("hop", "position > 0", "actor_id"),
    "source": _Link("hop", "true", "source_id"),
    "event": _Link("claim_event", "true", "event_id"),
}


_AMONG = {
    # A claim's conditions go by its id alone, so that the claims themselves are not looked up.
    "claim": "(SELECT key AS place, value AS id FROM json_each(?)) t",
    "event": "(SELECT key AS place, e.* FROM json_each(?) CROSS JOIN event e ON e.id = value) t",
}


class Condition(NamedTuple):
    """A filter made ready: its key and what to look for.

    For names the ids of the records of that name, for stances and states the word, for `before`
    and `after` the second to compare with.
    """

    key: str
    values: tuple[str | int, ...]


def holding(
    connection: sqlite3.Connection,
    kind: str,
    conditions: Iterable[Condition],
    *,
    among: Sequence[Id] | None = None,
    within: Stretch | None = None,
    limit: int = -1,
) -> list[Id]:
    """Return the ids of the claims or events that hold every condition: each is asked by itself.

    `kind` is "claim" or "event"; a condition that cannot hold of the kind finds nothing. `among`
    keeps to some records, in their order, else the oldest come first; `within` to a stretch.
    """
    table, tests = f"{kind} t", ["true"]
    values: list[str | int] = []
    if among is not None:
        table = _AMONG[kind]
        values.append(json.dumps(among))
    if within is not None:
        tests.append("t.rowid BETWEEN ? AND ?")
        values += within
    for condition in conditions:
        found = _test(kind, condition)
        if found is None:
            return []
        tests.append(f"({found[0]})")
        values += found[1]
    order = "t.rowid" if among is None else "t.place"
    query = f"SELECT t.id AS v FROM {table} WHERE {' AND '.join(tests)} ORDER BY {order} LIMIT ?"
    return column(connection, query, (*values, limit))


def stretches(connection: sqlite3.Connection, kind: str) -> list[Stretch]:
    """Return the stretches of the claims or events to be asked in one statement, oldest first."""
    # Asked for in one go, they would be looked for in all of the table.
    return runs(connection, kind, _ASKED_AT_ONCE)


def is_linked(condition: Condition) -> bool:
    """Tell whether claims hold a condition by what they are linked with."""
    return condition.key in _LINKS


def few_linked(connection: sqlite3.Connection, condition: Condition) -> list[Id] | None:
    """Return the claims that hold a condition by their links, oldest first; None for many links."""
    table, _, to = _LINKS[condition.key]
    # Without the link's own test, which an index answers: the links themselves lie everywhere.
    every = f"SELECT 1 FROM {table} WHERE {to} IN ({_marks(condition)}) LIMIT {_FEW}"
    (count,) = connection.execute(f"SELECT count(*) FROM ({every})", condition.values).fetchone()
    if count == _FEW:
        return None
    claims = f"SELECT DISTINCT t.id AS v FROM ({_linked(condition)}) l CROSS JOIN claim t"
    return column(connection, f"{claims} ON t.id = l.v ORDER BY t.rowid", condition.values)


def link_stretches(connection: sqlite3.Connection, condition: Condition) -> list[Stretch]:
    """Return the stretches of all links of a condition's sort to look through in a statement."""
    return runs(connection, _LINKS[condition.key].table, _LINKS_AT_ONCE)


def linked(connection: sqlite3.Connection, condition: Condition, within: Stretch) -> list[Id]:
    """Return the claims that hold a condition by a stretch of the links, some more than once."""
    # The plus keeps SQLite from going by the names, whose links lie everywhere.
    query = f"{_linked(condition, '+')} AND rowid BETWEEN ? AND ?"
    return column(connection, query, (*condition.values, *within))


def _linked(condition: Condition, by: str = "") -> str:
    table, test, to = _LINKS[condition.key]
    marks = _marks(condition)
    return f"SELECT claim_id AS v FROM {table} WHERE {test} AND {by}{to} IN ({marks})"


def _marks(condition: Condition) -> str:
    return ", ".join("?" * len(condition.values))


def _test(kind: str, condition: Condition) -> tuple[str, Sequence[str | int]] | None:
    if condition.key == "is":
        states = [_STATES[kind].get(str(value)) for value in condition.values]
        return (" OR ".join(str(s) for s in states), ()) if None not in states else None
    make = _TESTS[kind].get(condition.key)
    if make is None or not condition.values:
        return None
    return make(_marks(condition)), condition.values


_QUOTED_CONTESTING = ", ".join(f"'{kind.value}'" for kind in sorted(CONTESTING))

# Two members of one contesting relation, on different sides, both about the event.
_EVENT_CONTESTED = f"""
    EXISTS (SELECT 1 FROM claim_event WHERE event_id = t.id AND stance = '{Stance.DISPUTES}')
    OR EXISTS (
        SELECT 1 FROM claim_event a
        JOIN relation_member m ON m.claim_id = a.claim_id AND m.side > 0
        JOIN claim_relation r ON r.id = m.relation_id AND r.kind IN ({_QUOTED_CONTESTING})
        JOIN relation_member n ON n.relation_id = r.id AND n.side > m.side
        JOIN claim_event b ON b.claim_id = n.claim_id AND b.event_id = t.id
        WHERE a.event_id = t.id)
"""
_CLAIM_CONTESTED = f"""
    EXISTS (SELECT 1 FROM claim_event WHERE claim_id = t.id AND stance = '{Stance.DISPUTES}')
    OR EXISTS (
        SELECT 1 FROM relation_member m
        JOIN claim_relation r ON r.id = m.relation_id AND r.kind IN ({_QUOTED_CONTESTING})
        WHERE m.claim_id = t.id AND m.side > 0)
"""
_VOICE = """
    SELECT h.actor_id FROM claim_event x
    JOIN hop h ON h.claim_id = x.claim_id AND h.position = 0 AND h.status <> 'unsourced'
    JOIN actor a ON a.id = h.actor_id AND a.identification NOT IN ('outlet voice', 'unsourced')
    WHERE x.stance = 'supports' AND x.event_id = {event}
"""
# Of an event with many voices the second already tells; to count them took ten times as long.
_ONE_VOICE = f"(SELECT count(*) FROM (SELECT DISTINCT actor_id FROM ({_VOICE}) LIMIT 2)) = 1"
_CHOSEN = "d.alternative_of IS NULL AND d.owner_kind = '{kind}' AND d.owner_id = t.id"
_ORDERED = f"NOT {inverted('d')}"
_DATED = f"NOT {inverted('t')}"

_STATES: Mapping[str, Mapping[str, str]] = {
    "event": {
        "contested": _EVENT_CONTESTED,
        "single-origin": _ONE_VOICE.format(event="t.id"),
        "undated": "(t.start_min IS NULL AND t.start_max IS NULL"
        f" AND t.end_min IS NULL AND t.end_max IS NULL OR {inverted('t')})",
        "unconfirmed": "EXISTS (SELECT 1 FROM dating d WHERE"
        f" {_CHOSEN.format(kind='event')} AND d.edtf IS NOT NULL AND NOT d.confirmed)",
    },
    "claim": {
        "contested": _CLAIM_CONTESTED,
        "single-origin": "EXISTS (SELECT 1 FROM claim_event e WHERE e.claim_id = t.id"
        f" AND e.stance = 'supports' AND {_ONE_VOICE.format(event='e.event_id')})",
        "inferred": "EXISTS (SELECT 1 FROM hop WHERE claim_id = t.id AND status = 'inferred')",
        "unsourced": "NOT EXISTS (SELECT 1 FROM hop h JOIN actor a ON a.id = h.actor_id"
        " WHERE h.claim_id = t.id AND h.position = 0"
        " AND h.status <> 'unsourced' AND a.identification <> 'unsourced')",
        "undated": "NOT EXISTS (SELECT 1 FROM dating d WHERE"
        f" {_CHOSEN.format(kind='claim')} AND d.edtf IS NOT NULL AND {_ORDERED})",
        "unconfirmed": "EXISTS (SELECT 1 FROM dating d WHERE"
        f" {_CHOSEN.format(kind='claim')} AND d.edtf IS NOT NULL AND NOT d.confirmed)",
    },
}


def _holds_link(link: _Link, marks: str) -> str:
    # The plus keeps SQLite from going by the names: claims have few links, and names many.
    return (
        f"EXISTS (SELECT 1 FROM {link.table} WHERE claim_id = t.id AND {link.test}"
        f" AND +{link.to} IN ({marks}))"
    )


_TESTS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "event": {
        "event": lambda marks: f"t.id IN ({marks})",
        "track": lambda marks: f"t.track_id IN ({marks})",
        "before": lambda marks: f"(coalesce(t.start_min, t.end_max) < {marks} AND {_DATED})",
        "after": lambda marks: f"(coalesce(t.end_max, t.start_min) > {marks} AND {_DATED})",
    },
    "claim": {
        **{key: partial(_holds_link, link) for key, link in _LINKS.items()},
        "track": lambda marks: (
            "EXISTS (SELECT 1 FROM claim_event x JOIN event e ON"
            f" e.id = x.event_id WHERE x.claim_id = t.id AND e.track_id IN ({marks}))"
        ),
        "stance": lambda marks: (
            f"EXISTS (SELECT 1 FROM claim_event WHERE claim_id = t.id AND stance IN ({marks}))"
        ),
        "before": lambda marks: (
            "EXISTS (SELECT 1 FROM dating d WHERE"
            f" {_CHOSEN.format(kind='claim')} AND {_ORDERED}"
            f" AND coalesce(d.start_min, d.end_max) < {marks})"
        ),
        "after": lambda marks: (
            "EXISTS (SELECT 1 FROM dating d WHERE"
            f" {_CHOSEN.format(kind='claim')} AND {_ORDERED}"
            f" AND coalesce(d.end_max, d.start_min) > {marks})"
        ),
    },
}
