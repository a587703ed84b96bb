"""The report of a project: everything a reader needs, in order, numbered, in words.

The same value is printed by every format that is read by people. Text in it is plain; what a
person typed and what the program says are told apart only where it matters, by being in fields
of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Link:
    """A few words that lead to another place of the report; `to` is the place's anchor."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class WebLink:
    """A source's own address, harmless: http, https or mailto, percent-encoded."""

    text: str
    url: str


Piece: TypeAlias = str | Link | WebLink
Line: TypeAlias = tuple[Piece, ...]


def joined(links: Iterable[Link]) -> Line:
    """Put links in one line, with commas between them."""
    pieces: list[Piece] = []
    for link in links:
        pieces += [", ", link] if pieces else [link]
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with the word for what it tells: "Source", "Dated"."""

    label: str
    line: Line


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered thing: an event, a claim, an actor, a source.

    `aside` is a word or two shown with the title: a stance, a kind.
    """

    anchor: str
    number: str
    title: str
    aside: str = ""
    facts: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in the table of events."""

    anchor: str
    number: str
    title: str
    when: str
    track: str
    status: str
    standing: str
    claims: Line


@dataclass(frozen=True, slots=True)
class ClaimsOfEvent:
    """An event's heading, what can be said of it, and the claims about it.

    `elsewhere` are claims printed under another event.
    """

    event: Entry
    claims: tuple[Entry, ...]
    elsewhere: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what this is, how much, what is missing, and where it comes from."""

    title: str
    description: str
    span: str
    counts: tuple[Labelled, ...]
    missing: tuple[str, ...]
    origin: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `language` is that of the project's text, as BCP 47."""

    language: str
    cover: Cover
    events: tuple[EventRow, ...]
    undated: tuple[EventRow, ...]
    by_event: tuple[ClaimsOfEvent, ...]
    loose: tuple[Entry, ...]
    silences: tuple[Entry, ...]
    relations: tuple[Entry, ...]
    actors: tuple[Entry, ...]
    independence: tuple[Line, ...]
    sources: tuple[Entry, ...]
    changes: tuple[Entry, ...] = ()
