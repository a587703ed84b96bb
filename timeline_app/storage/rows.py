"""Records to rows and back: a record's fields are, name for name, its table's columns."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, TypeAlias, get_args, get_type_hints

from timeline_app.domain.records import KINDS, Record, kind_of
from timeline_app.storage.errors import StoreError, Trouble

Value: TypeAlias = str | int | bytes | None
Row: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and whether it may be NULL."""

    name: str
    type: type
    optional: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of record is laid out, and the statements that write it."""

    kind: str
    record: type[Record]
    columns: tuple[Column, ...]
    names: tuple[str, ...]  # of the columns; the first is `id`
    values: Callable[[Record], Row]

    @property
    def select(self) -> str:
        return f"SELECT {', '.join(self.names)} FROM {self.kind}"

    @property
    def update(self) -> str:
        """Takes the new row, then the old one, and changes nothing unless the old one is there."""
        sets = ", ".join(f"{name} = ?" for name in self.names)
        return f"UPDATE {self.kind} SET {sets} WHERE {self._same}"

    @property
    def delete(self) -> str:
        """Takes the old row, and deletes nothing unless it is there just so."""
        return f"DELETE FROM {self.kind} WHERE {self._same}"

    @property
    def _same(self) -> str:
        return " AND ".join(f"{name} IS ?" for name in self.names)


@cache
def shape(kind: str) -> Shape:
    """Return the layout of a kind of record."""
    record = KINDS[kind]
    hints = get_type_hints(record)
    columns = tuple(_column(field.name, hints[field.name]) for field in fields(record))
    names = tuple(column.name for column in columns)
    return Shape(kind, record, columns, names, attrgetter(*names))


def _column(name: str, hint: object) -> Column:
    """Read what a field holds from its annotation: a plain type, or one of it or None."""
    options = get_args(hint) or (hint,)
    (plain,) = (option for option in options if option is not NoneType)
    return Column(name, plain, NoneType in options)


def to_row(record: Record) -> Row:
    """Return what is written of a record. Raises StoreError for text with a NUL in it."""
    row = shape(kind_of(record)).values(record)
    for value in row:
        if type(value) is str and "\0" in value:
            raise StoreError("A text holds a NUL character, which no file can keep.", Trouble.VALUE)
    return row


@cache
def _readers(kind: str) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return the columns that need turning into something else, and by what."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for index, column in enumerate(shape(kind).columns):
        if column.type is bool:
            found.append((index, bool))
        elif issubclass(column.type, StrEnum):
            found.append((index, _member_of(column.type)))
    return tuple(found)


def _member_of(choices: type[StrEnum]) -> Callable[[Any], Any]:
    """Return what turns a stored text into a member; loud for a text the CHECKs forbid."""
    members: dict[str | None, StrEnum | None] = {member.value: member for member in choices}
    members[None] = None
    return members.__getitem__


def from_row(kind: str, row: Sequence[Any]) -> Record:
    """Return the record of a row whose columns are in the order of its fields.

    Raises StoreError when it holds what none can be: a bit that flipped since the file was checked.
    """
    values = list(row)
    try:
        for index, read in _readers(kind):
            values[index] = read(values[index])
    except KeyError as error:
        raise StoreError(
            f"A {kind} in the file is damaged; restore a backup, or rescue what is in it into a"
            " new project.",
            Trouble.DAMAGED,
        ) from error
    return KINDS[kind](*values)


def from_rows(kind: str, rows: Iterable[Sequence[Any]]) -> list[Record]:
    """Return the records of many rows."""
    return [from_row(kind, row) for row in rows]


def to_json(record: Record | None) -> str | None:
    """Return a record's fields as JSON, in their order, bytes as base64; None for None."""
    if record is None:
        return None
    layout = shape(kind_of(record))
    named = dict(zip(layout.names, layout.values(record), strict=True))
    return _encode(named)


def _base64(value: object) -> str:
    if not isinstance(value, bytes):
        raise TypeError(f"no record holds a {type(value).__name__}")
    return base64.b64encode(value).decode("ascii")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_base64).encode


def from_json(kind: str, text: str | None) -> Record | None:
    """Return the record written by `to_json`.

    Fields the text does not name keep their defaults, so that older logs stay readable. Raises
    StoreError when it is not such a text.
    """
    if text is None:
        return None
    try:
        named = json.loads(text)
        values = {
            column.name: _from_plain(column, named[column.name])
            for column in shape(kind).columns
            if column.name in named
        }
        return KINDS[kind](**values)
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            "The history holds an entry that cannot be read.", Trouble.DAMAGED
        ) from error


def _from_plain(column: Column, value: Any) -> Any:  # noqa: ANN401 - JSON, any field
    if value is None:
        return None
    if column.type is bytes:
        return base64.b64decode(value)
    return column.type(value)
