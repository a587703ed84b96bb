"""Records read from the pages of a file, without SQLite: from damaged ones, and from foreign ones.

Which table a page belongs to is told by the file's own list of tables; where that is lost, by
where our tables begin in every file we make; and for pages that no tree leads to any more, by
what their rows look like.
"""

from __future__ import annotations

import re
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from timeline_app.domain.records import KINDS, Record
from timeline_app.storage.pages import Pages, Stored, children, rows_of_page, rows_of_tree
from timeline_app.storage.rows import Column, shape
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import LEDGER, statements

LOG = ("edit", "change")
"""The tables of the history; the others of a schema hold records."""

_CHANGE = ("edit_number", "position", "kind", "record_id", "before", "after")
_OURS = frozenset({*KINDS, "edit", "change", "_sqlite_migrations"})
_BROKEN = (ValueError, IndexError, struct.error)
_REPORT_EVERY = 500
_ID = re.compile(r"[0-9A-Za-z_.:-]{1,200}")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its name, where it begins, and its columns in the order stored."""

    name: str
    root: int
    columns: tuple[str, ...]


@dataclass(slots=True)
class Carved:
    """What was found: records by kind, what the log says, and what could not be used."""

    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    logged: list[tuple[int, int, str, str, str | None]] = field(default_factory=list)
    unusable: Counter[str] = field(default_factory=Counter)
    unread_pages: int = 0
    foreign: list[str] = field(default_factory=list)


def carve(pages: Pages, report: Report = silent) -> Carved:
    """Read whatever rows there are. Never raises for what is in the file."""
    found = Carved()
    tables = _tables(pages)
    found.foreign = sorted(_foreign(tables))
    reached: set[int] = set()
    for table in tables:
        for number in _leaves(pages, table.root, reached):
            _take_page(pages, number, found, table)
    lost = [number for number in range(1, pages.count + 1) if number not in reached]
    for done, number in enumerate(lost):
        if done % _REPORT_EVERY == 0:
            report(done, len(lost), "pages")
        _take_lost(pages, number, found)
    return found


def _foreign(tables: Iterable[Table]) -> Iterator[str]:
    """Yield the tables that are not ours, and of ours the columns that are not."""
    for table in tables:
        if table.name not in _OURS:
            yield table.name
        elif table.name in KINDS:
            known = shape(table.name).names
            yield from (f"{table.name}.{name}" for name in table.columns if name not in known)


def _tables(pages: Pages) -> list[Table]:
    """Return the tables of a file: as it says itself, or where ours always begin."""
    try:
        rows = list(rows_of_tree(pages, 1, 1000))
        named = [_table(row) for row in rows if row[0] == "table"]
        return [table for table in named if table is not None]
    except _BROKEN:
        return list(our_tables())


def _table(row: tuple[Stored, ...]) -> Table | None:
    _, name, _, root, sql = row
    if not (isinstance(name, str) and isinstance(root, int) and isinstance(sql, str)):
        return None
    if re.match(r"CREATE\s+TABLE\s", sql, re.IGNORECASE) is None:
        return None  # a virtual table has no pages
    return Table(name, root, columns_of(sql))


@cache
def our_tables() -> tuple[Table, ...]:
    """Return where our tables begin in a file made by this program: always at the same pages."""
    with closing(sqlite3.connect(":memory:")) as conn:
        for statement in (LEDGER, *statements()):
            conn.execute(statement)
        rows = conn.execute("SELECT * FROM sqlite_schema WHERE type = 'table'").fetchall()
    return tuple(table for row in rows if (table := _table(row)) is not None)


def columns_of(sql: str) -> tuple[str, ...]:
    """Return the stored columns of a CREATE TABLE; read as text, never run."""
    bare = re.sub(r"--[^\n]*", "", sql)
    body = bare[bare.find("(") + 1 : bare.rfind(")")]
    parts = _split(body)
    words = [part.split() for part in parts if part.split()]
    constraints = {"CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "CONSTRAINT"}
    return tuple(
        word[0].strip('"`[]')
        for word in words
        if word[0].upper().split("(")[0] not in constraints and not _computed(word)
    )


def tables_of(version: int) -> dict[str, tuple[str, ...]]:
    """Return the tables of a version's schema, each with its columns in order."""
    made = (sql for sql in statements(version) if sql.startswith("CREATE TABLE"))
    return {sql.split()[2]: columns_of(sql) for sql in made}


def _computed(words: list[str]) -> bool:
    """Tell whether a column is worked out when it is read, so that no row holds it."""
    upper = [word.upper() for word in words]
    return any(word.startswith("AS") and word[2:3] in {"", "("} for word in upper) and (
        "STORED" not in upper
    )


def _split(body: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(body):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [*parts, body[start:]]


def _leaves(pages: Pages, root: int, reached: set[int]) -> Iterator[int]:
    """Yield the leaf pages of a tree as far as it can be followed, each page once."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in reached:
            continue
        try:
            below = children(pages, number)
        except _BROKEN:
            continue
        reached.add(number)
        if below is None:
            yield number
        else:
            waiting.extend(below)


def _take_page(pages: Pages, number: int, found: Carved, table: Table) -> None:
    for _, values in rows_of_page(pages, number):
        named = dict(zip(table.columns, values, strict=False))
        if table.name in KINDS:
            _take_record(found, table.name, named)
        elif table.name == "change":
            _take_change(found, named)


def _take_lost(pages: Pages, number: int, found: Carved) -> None:
    """Read a page no tree leads to, if its rows look like one of our tables."""
    try:
        rows = list(rows_of_page(pages, number))
    except _BROKEN:
        found.unread_pages += 1
        return
    for _, values in rows:
        if len(values) == len(_CHANGE) and values[2] in KINDS and isinstance(values[0], int):
            _take_change(found, dict(zip(_CHANGE, values, strict=True)))
            continue
        for kind in _guess(values)[:1]:
            named = dict(zip(shape(kind).names, values, strict=True))
            _take_record(found, kind, named, only_new=True)


def _guess(values: tuple[Stored, ...]) -> list[str]:
    """Return the kinds a row may be of, the most telling first."""
    fits = [
        (sum(map(_telling, shape(kind).columns)), kind)
        for kind in KINDS
        if len(shape(kind).columns) == len(values)
        and all(_may_be(c, v) for c, v in zip(shape(kind).columns, values, strict=True))
    ]
    return [kind for _, kind in sorted(fits, reverse=True)]


def _telling(column: Column) -> bool:
    return column.type is not str or column.name.endswith("_id")


def _may_be(column: Column, value: Stored) -> bool:
    if value is None:
        return column.optional
    return _TESTS.get(column.type, _is_choice)(column, value)


def _is_text(column: Column, value: Stored) -> bool:
    if not isinstance(value, str) or "\0" in value:
        return False
    is_id = column.name == "id" or column.name.endswith("_id")
    return _ID.fullmatch(value) is not None if is_id else True


def _is_choice(column: Column, value: Stored) -> bool:
    return issubclass(column.type, StrEnum) and value in column.type.__members__.values()


_TESTS: Mapping[type, Callable[[Column, Stored], bool]] = {
    str: _is_text,
    int: lambda _, value: isinstance(value, int),
    bool: lambda _, value: value in {0, 1},
    bytes: lambda _, value: isinstance(value, bytes),
}


def _take_record(
    found: Carved, kind: str, named: Mapping[str, Stored], *, only_new: bool = False
) -> None:
    """Make a record of a row, by the names of its columns; what is no record is counted."""
    columns = [column for column in shape(kind).columns if column.name in named]
    if not all(_may_be(column, named[column.name]) for column in columns):
        found.unusable[kind] += 1
        return
    values = {column.name: _read(column, named[column.name]) for column in columns}
    try:
        record = KINDS[kind](**values)
    except TypeError:
        found.unusable[kind] += 1
        return
    known = found.records.setdefault(kind, {})
    if not (only_new and record.id in known):
        known[record.id] = record


def _read(column: Column, value: Stored) -> Any:  # noqa: ANN401 - any field
    if value is None or column.type in {str, int, bytes}:
        return value
    return column.type(value)


def _take_change(found: Carved, named: Mapping[str, Stored]) -> None:
    """Keep what the log says a record was after a change."""
    number, position = named.get("edit_number"), named.get("position")
    kind, record_id, after = named.get("kind"), named.get("record_id"), named.get("after")
    if not (isinstance(number, int) and isinstance(position, int)):
        return
    if isinstance(kind, str) and kind in KINDS and isinstance(record_id, str):
        text = after if isinstance(after, str) else None
        found.logged.append((number, position, kind, record_id, text))
