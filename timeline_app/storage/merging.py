"""Two project files brought together by their histories; no third file is needed.

The two hash chains agree up to where the copies parted. A merge leaves the other's head hash in
its label, so that the next one begins there.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from timeline_app.domain.edits import Edit
from timeline_app.domain.matching import Match, adopted, matches
from timeline_app.domain.merging import Copy, Plan, Side, Touch, plan, settle
from timeline_app.domain.records import KINDS, Record
from timeline_app.domain.references import Key
from timeline_app.domain.vocabulary import EditKind
from timeline_app.storage.reading import Reader
from timeline_app.storage.rows import from_json, from_rows, shape
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.store import Store

_MARK = re.compile(r"\[([0-9a-f]{16})\]$")
_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies side by side: how they are related, and what a merge would do.

    `related` is False for two projects that never were one; `shared_edits` counts the edits both
    histories begin with; `their_head` is what the other's history ends with; `matches` are
    proposals for unrelated projects, to be confirmed and handed to `compare` again.
    """

    plan: Plan
    related: bool
    shared_edits: int
    their_head: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """What a file says of itself: its records, and the hashes and marks of its history."""

    records: dict[Key, Record]
    hashes: list[str]  # of the edits, the first has number 1
    merged: frozenset[str]  # beginnings of the hashes it merged
    removed: frozenset[Key]


def compare(
    mine: Reader, theirs: Reader, report: Report = silent, confirmed: Iterable[Match] = ()
) -> Comparison:
    """Compare another copy with an open project; nothing is changed.

    Reads both whole, about 1 KB of memory a record. `confirmed` are the records of an unrelated
    project that a person said are the same as mine. Raises StoreError.
    """
    with mine.reading() as my_conn, theirs.reading() as their_conn:
        report(0, 3, "mine")
        ours = _side(my_conn)
        report(1, 3, "theirs")
        others = _adopting(_side(their_conn), tuple(confirmed), ours.records)
        report(2, 3, "comparing")
        shared = _shared(ours.hashes, others.hashes)
        taken = _last(others.hashes, ours.merged)
        given = _last(ours.hashes, others.merged)
        base = _base(ours, others, (my_conn, given), (their_conn, taken), shared)
        decided = plan(
            base,
            Copy(ours.records, _touched(my_conn, shared), ours.removed),
            Copy(others.records, _touched(their_conn, shared), others.removed),
            first_time=taken <= shared,
        )
    related = shared > 0 or bool(_projects(ours) & _projects(others))
    proposed: tuple[Match, ...] = ()
    if not related:
        decided = _without_their_project(decided)
        proposed = tuple(matches(ours.records, others.records))
    head = others.hashes[-1] if others.hashes else ""
    return Comparison(decided, related, shared, head, proposed)


def _adopting(side: _Side, confirmed: tuple[Match, ...], mine: dict[Key, Record]) -> _Side:
    if not confirmed:
        return side
    return replace(side, records=adopted(side.records, confirmed, mine))


def merge(
    store: Store, found: Comparison, choices: Mapping[Key, Side] | None = None, author: str = ""
) -> tuple[Edit, tuple[str, ...]]:
    """Write a merge as one edit; return it, and what had to be mended.

    The store must be as it was when it was compared: else Conflict, and nothing is written.
    """
    edit, notes = merging_edit(found, choices)
    store.apply(edit, author)
    return edit, notes


def merging_edit(
    found: Comparison, choices: Mapping[Key, Side] | None = None
) -> tuple[Edit, tuple[str, ...]]:
    """Return a merge as an edit, for whoever applies it, and what had to be mended."""
    settled = settle(found.plan, choices)
    label = f"Merge another copy [{found.their_head[:_SHOWN]}]"
    return Edit(label, settled.changes), settled.notes


def _side(conn: sqlite3.Connection) -> _Side:
    records: dict[Key, Record] = {}
    for kind in KINDS:
        for record in from_rows(kind, conn.execute(shape(kind).select).fetchall()):
            records[kind, record.id] = record
    rows = conn.execute("SELECT id, kind, of_id, label, hash FROM edit ORDER BY number").fetchall()
    return _Side(records, [row[-1] for row in rows], _merged(rows), _removed(conn))


def _merged(rows: list[tuple[str, str, str | None, str, str]]) -> frozenset[str]:
    """Return the marks of merges that are in force: not those that were undone."""
    marks: dict[str, str] = {}
    undone: set[str | None] = set()
    for edit_id, kind, of_id, label, _ in rows:
        if kind == EditKind.DO and (found := _MARK.search(label)):
            marks[edit_id] = found[1]
        elif kind == EditKind.UNDO:
            undone.add(of_id)
        elif kind == EditKind.REDO:
            undone.discard(of_id)
    return frozenset(mark for edit_id, mark in marks.items() if edit_id not in undone)


def _removed(conn: sqlite3.Connection) -> frozenset[Key]:
    query = "SELECT kind, record_id, after IS NULL FROM change ORDER BY edit_number, position"
    last: dict[Key, int] = {}
    for kind, record_id, gone in conn.execute(query):
        last[kind, record_id] = gone
    return frozenset(key for key, gone in last.items() if gone)


def _shared(mine: list[str], theirs: list[str]) -> int:
    """Return how many edits both histories begin with: an equal hash has an equal past."""
    low, high = 0, min(len(mine), len(theirs))
    while low < high:
        middle = (low + high + 1) // 2
        if mine[middle - 1] == theirs[middle - 1]:
            low = middle
        else:
            high = middle - 1
    return low


def _last(hashes: list[str], marks: frozenset[str]) -> int:
    """Return the number of the last edit that a merge on the other side has taken in."""
    numbers = (n for n, one in enumerate(hashes, 1) if one[:_SHOWN] in marks)
    return max(numbers, default=0)


def _base(
    ours: _Side,
    others: _Side,
    mine: tuple[sqlite3.Connection, int],
    theirs: tuple[sqlite3.Connection, int],
    shared: int,
) -> Callable[[Key], Record | None]:
    """Return how a record was when the two copies last agreed.

    That is where mine last merged theirs; else where theirs last merged mine; else where they
    parted. One side is rewound to it by its log.
    """
    (my_conn, given), (their_conn, taken) = mine, theirs
    if given > shared and taken <= shared:
        rewound, rest = _rewound(my_conn, given), ours.records
    else:
        rewound, rest = _rewound(their_conn, max(taken, shared)), others.records
    return lambda key: rewound[key] if key in rewound else rest.get(key)


def _rewound(conn: sqlite3.Connection, number: int) -> dict[Key, Record | None]:
    """Return how the records changed after an edit were just after it."""
    query = (
        "SELECT kind, record_id, before FROM change WHERE edit_number > ?"
        " ORDER BY edit_number DESC, position DESC"
    )
    texts = {
        (kind, record_id): before for kind, record_id, before in conn.execute(query, (number,))
    }
    return {key: from_json(key[0], before) for key, before in texts.items()}


def _touched(conn: sqlite3.Connection, number: int) -> dict[Key, Touch]:
    query = (
        "SELECT c.kind, c.record_id, e.made_at, e.author FROM change AS c"
        " JOIN edit AS e ON e.number = c.edit_number WHERE e.number > ?"
        " ORDER BY c.edit_number, c.position"
    )
    rows = conn.execute(query, (number,))
    return {(kind, record_id): Touch(at, author) for kind, record_id, at, author in rows}


def _projects(side: _Side) -> set[Key]:
    return {key for key in side.records if key[0] == "project"}


def _without_their_project(decided: Plan) -> Plan:
    """Leave the other project's own record out: a file holds one."""
    outcome = {key: r for key, r in decided.outcome.items() if key[0] != "project"}
    return Plan(decided.mine, decided.theirs, decided.base, outcome, decided.clashes)
