"""A digest of all records, kept with every edit: one in five damaged files passes SQLite's checks.

It is the sum, modulo 2^256, of the SHA-256 of each record's JSON (`["event", id, title, …]`, its
columns in order, bytes as the SHA-256 of their content), so that an edit moves it on by what it
changed and the order of rows does not matter.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from timeline_app.domain.edits import Change
from timeline_app.domain.records import KINDS, Record, kind_of
from timeline_app.storage.plain_json import encode, in_utf8, is_long
from timeline_app.storage.rows import Row, Value, shape, to_row

_MODULUS = 1 << 256
_CHUNK = 1 << 20
_FEW = 200  # a millisecond's work

OfRecord: TypeAlias = Callable[[Record], int]


def as_text(total: int) -> str:
    """Return a digest as it is kept: 64 hexadecimal figures."""
    return f"{total % _MODULUS:064x}"


def line(kind: str, row: Row) -> str:
    """Return the JSON that stands for a row; bytes must be their SHA-256 already."""
    return encode((kind, *row))


def number(text: str) -> int:
    """Return what one row's JSON adds to the digest."""
    return _number(text.encode("utf-8", "surrogatepass"))


def _number(text: bytes) -> int:
    return int.from_bytes(hashlib.sha256(text).digest(), "big")


def of_record(record: Record) -> int:
    """Return what one record adds to the digest."""
    return _of_row(kind_of(record), to_row(record))


def remembering() -> OfRecord:
    """Return an `of_record` that remembers the last few long records, while it is kept itself.

    A megabyte takes 10 ms, and the next edit begins with what the last one left.
    """
    of_long = lru_cache(maxsize=4)(of_record)

    def of(record: Record) -> int:
        row = to_row(record)
        return of_long(record) if any(map(is_long, row)) else _of_row(kind_of(record), row)

    return of


def _of_row(kind: str, row: Row) -> int:
    return _number(in_utf8((kind, *map(_plain, row))))


def _plain(value: Value) -> Value:
    """Return a value as `light_rows` reads it back: flags as 0 and 1, bytes as their hash."""
    if isinstance(value, bool):
        return int(value)
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def moved(changes: Iterable[Change], of: OfRecord = of_record) -> int:
    """Return by how much an edit moves the digest on; `of` gives what a record adds to it."""
    total = 0
    for change in changes:
        if change.after is not None:
            total += of(change.after)
        if change.before is not None:
            total -= of(change.before)
    return total


def of_file(conn: sqlite3.Connection, report: Callable[[int], object] | None = None) -> int:
    """Work out the digest of all records in a file, twice as fast as `of_tables` does.

    `report` is told of every few records that were added up, and may raise to stop it. Not for a
    guarded connection: SQLite itself writes most of the JSON.
    """
    return sum(_of_table(conn, kind, report or int) for kind in KINDS)


def _of_table(conn: sqlite3.Connection, kind: str, report: Callable[[int], object]) -> int:
    if kind != "snapshot":
        try:
            return _of_texts(conn, kind, report)
        except sqlite3.DataError:
            pass  # a text that is too long for SQLite once it is JSON
    return of_tables(conn, {kind: shape(kind).names})


def _of_texts(conn: sqlite3.Connection, kind: str, report: Callable[[int], object]) -> int:
    texts = conn.execute(f"SELECT json_array('{kind}', {', '.join(shape(kind).names)}) FROM {kind}")
    total = 0
    while few := texts.fetchmany(_FEW):
        total += sum(number(text) for (text,) in few)
        report(len(few))
    return total


def of_tables(conn: sqlite3.Connection, tables: Mapping[str, Sequence[str]]) -> int:
    """Work out the digest of tables, each with its columns in order: those of any version."""
    rows = ((kind, row) for kind, names in tables.items() for row in _light(conn, kind, names))
    return sum(number(line(kind, row)) for kind, row in rows)


def light_rows(conn: sqlite3.Connection, kind: str) -> Iterator[Row]:
    """Yield a table's rows with their bytes replaced by SHA-256, never a whole attachment."""
    return _light(conn, kind, shape(kind).names)


def _light(conn: sqlite3.Connection, kind: str, columns: Sequence[str]) -> Iterator[Row]:
    if kind != "snapshot":
        yield from conn.execute(f"SELECT {', '.join(columns)} FROM {kind}")
        return
    names = ", ".join("content IS NULL" if name == "content" else name for name in columns)
    at = columns.index("content")
    for rowid, *values in conn.execute(f"SELECT rowid, {names} FROM {kind}"):
        values[at] = None if values[at] else _hash_of_content(conn, rowid)
        yield tuple(values)


def _hash_of_content(conn: sqlite3.Connection, rowid: int) -> str:
    found = hashlib.sha256()
    with conn.blobopen("snapshot", "content", rowid, readonly=True) as blob:
        while chunk := blob.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
