"""Which claims and events hold a search's filters, asked of the project file in one statement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import CONTESTING, Stance
from timeline_app.storage.bounds import inverted
from timeline_app.storage.stretches import runs

_FEW = 1_000
"""Links that are gathered sooner than the claims are asked one by one."""

_ASKED_AT_ONCE = 4_000
"""Records that are asked one by one in a statement, in some 30 ms: others wait for it."""

Stretch: TypeAlias = tuple[int, int]
"""The first and the last rowid of some records."""

_LINKS = {
    "speaker": "hop WHERE position = 0 AND actor_id",
    "via": "hop WHERE position > 0 AND actor_id",
    "source": "hop WHERE source_id",
    "event": "claim_event WHERE event_id",
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
    limit: int | None = None,
    among: Iterable[Id] | None = None,
    within: Stretch | None = None,
) -> list[Id]:
    """Return the ids of the claims or events that hold every condition, oldest first.

    `kind` is "claim" or "event"; a condition that cannot hold of the kind finds nothing. `among`
    keeps to some records, which is quick for a few thousand, `within` to a stretch of them.
    """
    tests: list[str] = []
    values: list[str | int] = []
    if among is not None:
        tests.append("t.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(among)))
    if within is not None:
        tests.append("t.rowid BETWEEN ? AND ?")
        values += within
    for condition in conditions:
        found = _test(kind, condition)
        if found is None:
            return []
        each = among is not None or (limit is not None and _has_many_links(connection, condition))
        tests.append(f"({_placed(found[0], each=each)})")
        values += found[1]
    most = -1 if limit is None else limit
    query = f"SELECT t.id FROM {kind} t WHERE {' AND '.join(tests)} ORDER BY t.rowid LIMIT ?"
    return [record_id for (record_id,) in connection.execute(query, (*values, most))]


def stretches(
    connection: sqlite3.Connection, kind: str, conditions: Iterable[Condition]
) -> list[Stretch]:
    """Return the stretches, oldest first, in which to look for the first that hold conditions.

    All records are one where they are gathered from few links, which is quick.
    """
    # Asked for in one go, they would be looked for in all of the table.
    found = runs(connection, kind, _ASKED_AT_ONCE)
    linked = [condition for condition in conditions if condition.key in _LINKS]
    if found and not all(_has_many_links(connection, condition) for condition in linked):
        return [(found[0][0], found[-1][1])]
    return found


def _has_many_links(connection: sqlite3.Connection, condition: Condition) -> bool:
    linked = _LINKS.get(condition.key)
    if linked is None or not condition.values:
        return False
    names = ", ".join("?" * len(condition.values))
    query = f"SELECT count(*) FROM (SELECT 1 FROM {linked} IN ({names}) LIMIT {_FEW})"
    (count,) = connection.execute(query, condition.values).fetchone()
    return bool(count == _FEW)


def _placed(test: str, *, each: bool) -> str:
    """Ask each claim for its links, or gather the claims from the links.

    The first is quick where few claims are asked or the first hits are enough, the second where
    few links fit.
    """
    of_claim, same = ("EXISTS ", "claim_id = t.id") if each else ("t.id IN ", "true")
    by = "+" if each else ""  # the plus keeps SQLite from going by the names after all
    return test.replace("{of_claim}", of_claim).replace("{same}", same).replace("{by}", by)


def _test(kind: str, condition: Condition) -> tuple[str, Sequence[str | int]] | None:
    if condition.key == "is":
        states = [_STATES[kind].get(str(value)) for value in condition.values]
        return (" OR ".join(str(s) for s in states), ()) if None not in states else None
    make = _TESTS[kind].get(condition.key)
    if make is None or not condition.values:
        return None
    return make(", ".join("?" * len(condition.values))), condition.values


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
_VOICES = """
    SELECT count(DISTINCT h.actor_id) FROM claim_event x
    JOIN hop h ON h.claim_id = x.claim_id AND h.position = 0 AND h.status <> 'unsourced'
    JOIN actor a ON a.id = h.actor_id AND a.identification NOT IN ('outlet voice', 'unsourced')
    WHERE x.stance = 'supports' AND x.event_id = {event}
"""
_CHOSEN = "d.alternative_of IS NULL AND d.owner_kind = '{kind}' AND d.owner_id = t.id"
_ORDERED = f"NOT {inverted('d')}"
_DATED = f"NOT {inverted('t')}"

_STATES: Mapping[str, Mapping[str, str]] = {
    "event": {
        "contested": _EVENT_CONTESTED,
        "single-origin": f"({_VOICES.format(event='t.id')}) = 1",
        "undated": "(t.start_min IS NULL AND t.start_max IS NULL"
        f" AND t.end_min IS NULL AND t.end_max IS NULL OR {inverted('t')})",
        "unconfirmed": "EXISTS (SELECT 1 FROM dating d WHERE"
        f" {_CHOSEN.format(kind='event')} AND d.edtf IS NOT NULL AND NOT d.confirmed)",
    },
    "claim": {
        "contested": _CLAIM_CONTESTED,
        "single-origin": "EXISTS (SELECT 1 FROM claim_event e WHERE e.claim_id = t.id"
        f" AND e.stance = 'supports' AND ({_VOICES.format(event='e.event_id')}) = 1)",
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

_TESTS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "event": {
        "event": lambda marks: f"t.id IN ({marks})",
        "track": lambda marks: f"t.track_id IN ({marks})",
        "before": lambda marks: f"(coalesce(t.start_min, t.end_max) < {marks} AND {_DATED})",
        "after": lambda marks: f"(coalesce(t.end_max, t.start_min) > {marks} AND {_DATED})",
    },
    "claim": {
        "speaker": lambda marks: (
            "{of_claim}(SELECT claim_id FROM hop WHERE {same} AND position = 0"
            f" AND {{by}}actor_id IN ({marks}))"
        ),
        "via": lambda marks: (
            "{of_claim}(SELECT claim_id FROM hop WHERE {same} AND position > 0"
            f" AND {{by}}actor_id IN ({marks}))"
        ),
        "source": lambda marks: (
            "{of_claim}(SELECT claim_id FROM hop WHERE {same}"
            f" AND {{by}}source_id IN ({marks}))"
        ),
        "event": lambda marks: (
            "{of_claim}(SELECT claim_id FROM claim_event WHERE {same}"
            f" AND {{by}}event_id IN ({marks}))"
        ),
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
