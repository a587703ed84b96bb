"""The names of one table: in the order they were entered, and searched all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Change
from timeline_app.domain.folding import folded
from timeline_app.domain.records import (
    Actor,
    ActorName,
    Claim,
    Event,
    Id,
    Place,
    PlaceName,
    Record,
    Silence,
    Source,
)
from timeline_app.models.folded_lines import FoldedLines
from timeline_app.storage.named_rows import NamedRow

_BLOCK = 2_000

Find: TypeAlias = Callable[[FoldedLines, str], Iterator[int]]


@dataclass(frozen=True, slots=True)
class Named:
    """A name on one line; beside it the kind of an actor, what a place is within, or whom it names.

    The last is the id of the record that a further name stands for.
    """

    name: str
    beside: str = ""
    confidential: bool = False


class NameTable:
    """The names of one table, by the id of what bears them; whole once the last rows were taken.

    They are kept in blocks, so that an edit has only its own block joined anew.
    """

    def __init__(self) -> None:
        self.is_whole = False
        self.read_to = 0
        """The rowid up to which rows were taken, and of those that came since all were."""
        self._blocks: list[_Block] = []
        self._block_of: dict[Id, _Block] = {}

    def take(self, rows: Sequence[NamedRow], *, are_last: bool) -> None:
        """Take rows of the file, which follow those taken before."""
        for rowid, record_id, name, beside, confidential in rows:
            self._add(record_id, Named(one_line(name), beside, bool(confidential)))
            self.read_to = rowid
        self.is_whole = are_last

    def follow(self, change: Change) -> None:
        """Take in a change of one record, as it is in the file already.

        While the table is half read, a row that comes is read in its turn. One that was read and
        goes may leave its place to the next that comes: what was read is dropped then, and read
        again.
        """
        if change.before is not None and change.after is not None:
            if change.id in self._block_of:
                self._block_of[change.id].put(change.id, named(change.after))
        elif change.after is not None:
            if self.is_whole:
                self._add(change.id, named(change.after))
        elif not self.is_whole:
            if change.id in self._block_of:
                self._drop()
        else:
            self._block_of.pop(change.id).remove(change.id)

    def note_rows(self, first: int, last: int) -> None:
        """Know that rows came, the first and the last of them; to be told before `follow` is.

        An undo puts rows back where they stood. Among those that were taken, it has all of them
        read again.
        """
        if first <= self.read_to:
            self._drop()
        elif self.is_whole:
            self.read_to = last

    def get(self, record_id: Id) -> Named | None:
        """Return the name of a record, or None if it was not read or is not there."""
        block = self._block_of.get(record_id)
        return None if block is None else block.named[record_id]

    def matches(self, wanted: str, find: Find) -> Iterator[tuple[Id, Named]]:
        """Give what a search of the folded names finds for some folded words, oldest first."""
        for block in self._blocks:
            yield from block.matches(wanted, find)

    def _add(self, record_id: Id, name: Named) -> None:
        if not self._blocks or len(self._blocks[-1].named) >= _BLOCK:
            for full in self._blocks[-1:]:
                full.joined()  # while there is time
            self._blocks.append(_Block())
        self._blocks[-1].put(record_id, name)
        self._block_of[record_id] = self._blocks[-1]

    def _drop(self) -> None:
        self._blocks.clear()
        self._block_of.clear()
        self.read_to, self.is_whole = 0, False


class _Block:
    """Some names that were entered one after another."""

    def __init__(self) -> None:
        self.named: dict[Id, Named] = {}
        self._folded: dict[Id, str] = {}
        self._joined: tuple[FoldedLines, Sequence[Id]] | None = None

    def put(self, record_id: Id, name: Named) -> None:
        self.named[record_id] = name
        self._folded[record_id] = folded(name.name).strip()
        self._joined = None

    def remove(self, record_id: Id) -> None:
        del self.named[record_id], self._folded[record_id]
        self._joined = None

    def matches(self, wanted: str, find: Find) -> Iterator[tuple[Id, Named]]:
        lines, ids = self.joined()
        for place in find(lines, wanted):
            yield ids[place], self.named[ids[place]]

    def joined(self) -> tuple[FoldedLines, Sequence[Id]]:
        if self._joined is None:
            self._joined = FoldedLines(list(self._folded.values())), list(self._folded)
        return self._joined


def as_typed(name: str) -> str:
    """Return a name as it is compared: on one line, without case and marks."""
    return folded(one_line(name)).strip()


def named(record: Record) -> Named:
    """Return the name of a record and what belongs beside it; ValueError if it has none."""
    match record:
        case Actor(name=name, kind=kind, confidential=confidential):
            found = Named(name, kind, confidential)
        case Place(name=name, within=beside):
            found = Named(name, beside)
        case ActorName(name=name, actor_id=beside) | PlaceName(name=name, place_id=beside):
            found = Named(name, beside)
        case Source(title=name) | Event(title=name) | Claim(text=name) | Silence(topic=name):
            found = Named(name)
        case _:
            raise ValueError(f"{type(record).__name__} has no name")
    return replace(found, name=one_line(found.name))
