"""Our own look at every value in a file whose schema is ours: SQLite's checks do not see these.

One pass reads each record once, judges it, and adds up the digest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import TypeAlias

from timeline_app.domain.dating import are_inverted
from timeline_app.domain.records import KINDS
from timeline_app.storage.bounds import bounds_in
from timeline_app.storage.digest import light_rows, line, number
from timeline_app.storage.rows import Column, Row, shape

Report: TypeAlias = Callable[[int, int, str], None]
"""Told how far long work is: done, total (0: not known), doing what. May raise to stop it."""

HIERARCHIES = {
    "event": "parent_id",
    "actor": "affiliation_id",
    "source": "part_of_id",
    "dating": "alternative_of",
    "assessment": "supersedes_id",
}
"""Fields that point from a record to one of its own kind, and may never lead back to it."""

_RANGES = {
    ("track", "colour"): range(32),
    ("snapshot", "size"): range(1 << 62),
    ("passage", "start_char"): range(1 << 62),
    ("hop", "position"): range(1 << 62),
    ("relation_member", "side"): range(10),
}
"""As the CHECKs have it: integrity_check does not try those through a read-only connection."""

_MOST_ROWS = 10_000_000
_MOST_FINDINGS = 100
_MOST_REMEMBERED = 10_000
_REPORT_EVERY = 5_000
_LONGEST_ID = 200


def silent(_done: int, _total: int, _doing: str) -> None:
    """Report to nobody."""


@dataclass(slots=True)
class Scan:
    """What a pass over all records found: faults and findings, counts, and the digest's sum.

    A file with faults is damaged. A finding is something that the program can show and a person
    can mend: such a file opens.
    """

    faults: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    digest: int = 0

    def fault(self, words: str) -> None:
        """Note a fault, unless there are more than anybody reads."""
        if len(self.faults) < _MOST_FINDINGS:
            self.faults.append(words)

    def finding(self, words: str) -> None:
        """Note a finding, unless there are more than anybody reads."""
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(words)


def scan(conn: sqlite3.Connection, report: Report = silent) -> Scan:
    """Look at every record. Faults are returned; what SQLite cannot read raises sqlite3.Error."""
    found = Scan()
    total = rows_in_all(conn)
    done = 0
    for kind in KINDS:
        judge = _Judge(kind)
        count = 0
        for row in light_rows(conn, kind):
            judge.look(row, found)
            count += 1
            if count % _REPORT_EVERY == 0:
                report(done + count, total, kind)
                _refuse_flood(count, found, kind)
        judge.finish(found)
        found.counts[kind] = count
        done += count
    return found


def rows_in_all(conn: sqlite3.Connection) -> int:
    """Count all records."""
    return sum(conn.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in KINDS)


def _refuse_flood(count: int, found: Scan, kind: str) -> None:
    if count == _MOST_ROWS:
        found.fault(f"{kind}: more than {_MOST_ROWS} rows")


class _Judge:
    """Judges the rows of one kind; what was judged good once is not judged again."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        columns = shape(kind).columns
        names = shape(kind).names
        self._columns = columns
        self._choices = {
            index: choices
            for index, column in enumerate(columns)
            if (choices := _choices(kind, column)) is not None
        }
        self._chosen = itemgetter(*self._choices) if len(self._choices) > 1 else None
        self._one = next(iter(self._choices), None)
        self._good_types: set[tuple[type, ...]] = set()
        self._good_choices: set[object] = set()
        self._bounds = bounds_in(names)
        up = HIERARCHIES.get(kind)
        self._up = names.index(up) if up else None
        self._parents: dict[object, object] = {}

    def look(self, row: Row, found: Scan) -> None:
        types = tuple(map(type, row))
        if types not in self._good_types:
            if not self._well_typed(types, row, found):
                return  # bytes in a text's place have no JSON
            self._good_types.add(types)
        text = line(self._kind, row)
        found.digest += number(text)
        choices = self._chosen_of(row)
        if choices not in self._good_choices and self._well_chosen(row, found):
            self._remember(choices)
        # JSON writes NUL so; a text may also just say it.
        if "\\u0000" in text and any(isinstance(v, str) and "\0" in v for v in row):
            self._fault(row, "a text holds a NUL character", found)
        if self._bounds is not None and are_inverted(self._bounds(row)):
            found.finding(self._named(row, "it ends before it begins; give it a date again"))
        if self._up is not None and row[self._up] is not None:
            self._parents[row[0]] = row[self._up]
        if not isinstance(row[0], str) or not 0 < len(row[0]) <= _LONGEST_ID:
            self._fault(row, "its id is empty or too long", found)

    def _chosen_of(self, row: Row) -> object:
        """Return the values of a row that are chosen from a list, as one thing to look up."""
        if self._chosen is not None:
            return self._chosen(row)
        return None if self._one is None else row[self._one]

    def _remember(self, choices: object) -> None:
        if len(self._good_choices) < _MOST_REMEMBERED:
            self._good_choices.add(choices)

    def _well_typed(self, types: tuple[type, ...], row: Row, found: Scan) -> bool:
        for column, kind in zip(self._columns, types, strict=True):
            if not _fits(column, kind):
                self._fault(row, f"{column.name} is {kind.__name__}", found)
                return False
        return True

    def _well_chosen(self, row: Row, found: Scan) -> bool:
        for index, choices in self._choices.items():
            if row[index] is not None and row[index] not in choices:
                self._fault(row, f"{self._columns[index].name} is not what it may be", found)
                return False
        return True

    def finish(self, found: Scan) -> None:
        for start in _in_circles(self._parents):
            found.fault(f"{self._kind} {start}: it is part of itself")

    def _fault(self, row: Row, words: str, found: Scan) -> None:
        found.fault(self._named(row, words))

    def _named(self, row: Row, words: str) -> str:
        return f"{self._kind} {str(row[0])[:60]!r}: {words}"


def _choices(kind: str, column: Column) -> Container[object] | None:
    """Return the values a column may have, or None where any of its type will do."""
    if column.type is bool:
        return range(2)
    if issubclass(column.type, StrEnum):
        return frozenset(column.type)
    return _RANGES.get((kind, column.name))


def _fits(column: Column, kind: type) -> bool:
    """Tell whether a stored type may stand in a column; attachments come as the text of a hash."""
    if kind is type(None):
        return column.optional
    if column.type in {bool, int}:
        return kind is int
    return kind is str


def _in_circles(parents: dict[object, object]) -> Iterator[object]:
    """Yield one record of every circle among records and what they are part of."""
    done: set[object] = set()
    for start in parents:
        path: dict[object, None] = {}
        at: object = start
        while at in parents and at not in done and at not in path:
            path[at] = None
            at = parents[at]
        if at in path:
            yield at
        done.update(path)
