"""A report as the data its template reads: plain lists and objects, nothing to be interpreted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from timeline_app.exchange.choices import Part, PrintChoices
from timeline_app.exchange.printable import script_language
from timeline_app.exchange.report import (
    ClaimsOfEvent,
    Entry,
    EventRow,
    Labelled,
    Line,
    Link,
    Piece,
    Report,
    WebLink,
)
from timeline_app.exchange.words import Words

Data = dict[str, Any]

_MOST_IN_CONTENTS = 300
"""Events: with more, the list of contents names the chapters only."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried by the document. `relationship` is PDF's AFRelationship, in small letters.

    `content` makes the file when it is needed, which may be beside other work.
    """

    name: str
    relationship: str
    mime: str
    description: str
    content: Callable[[], bytes]


def document_data(
    report: Report,
    choices: PrintChoices,
    words: Words,
    *,
    state: str,
    drawing: Data | None,
    attachments: Sequence[Attachment],
) -> Data:
    """Return what `document.typ` reads. `state` stands in the head of every page."""
    cover, paper = report.cover, choices.text_paper
    builder = _Builder(report.language, frozenset(_anchors(report, choices)))
    return {
        "words": {**words.table, "language": words.language},
        "title": cover.title,
        "authors": [],
        "description": cover.description,
        "keywords": [],
        "paper": {"width": paper.width, "height": paper.height},
        "state": state,
        "cover": {
            "span": cover.span,
            "description": cover.description,
            "counts": builder.facts(cover.counts),
            "missing": list(cover.missing),
            "origin": builder.facts(cover.origin),
        },
        "outline_events": len(report.by_event) <= _MOST_IN_CONTENTS,
        "drawing": drawing,
        **_parts(report, choices, builder),
        "attachments": [_attachment(attachment) for attachment in attachments],
        "anchors": sorted(builder.anchors),
    }


def _parts(report: Report, choices: PrintChoices, builder: _Builder) -> Data:
    data: Data = {}
    if Part.EVENTS in choices.parts:
        data["events"] = [builder.row(row) for row in report.events]
        data["undated"] = [builder.row(row) for row in report.undated]
    if Part.CLAIMS in choices.parts:
        data["by_event"] = [builder.group(group) for group in report.by_event]
        data["loose"] = builder.entries(report.loose)
        data["silences"] = builder.entries(report.silences)
        data["relations"] = builder.entries(report.relations)
    if Part.PEOPLE in choices.parts:
        data["actors"] = builder.entries(report.actors)
        data["independence"] = [builder.line(line) for line in report.independence]
    if Part.SOURCES in choices.parts:
        data["sources"] = builder.entries(report.sources)
    if Part.CHANGES in choices.parts:
        data["changes"] = builder.entries(report.changes)
    return data


def _attachment(attachment: Attachment) -> Data:
    return {
        "name": attachment.name,
        "relationship": attachment.relationship,
        "mime": attachment.mime,
        "description": attachment.description,
    }


def row_anchor(anchor: str) -> str:
    """Return the anchor of an event's row in the table, which the drawing leads to."""
    return f"row-{anchor}"


def _anchors(report: Report, choices: PrintChoices) -> Iterator[str]:
    """Yield the places there are in the document: a link to any other must be plain text."""
    if Part.EVENTS in choices.parts:
        yield from (row_anchor(row.anchor) for row in (*report.events, *report.undated))
    if Part.CLAIMS in choices.parts:
        yield from (group.event.anchor for group in report.by_event)
        yield from (claim.anchor for group in report.by_event for claim in group.claims)
        yield from (claim.anchor for claim in report.loose)
    if Part.PEOPLE in choices.parts:
        yield from (actor.anchor for actor in report.actors)
    if Part.SOURCES in choices.parts:
        yield from (source.anchor for source in report.sources)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns the report's values into data; short names, for there are many of them.

    t: text, to: anchor, u: address; a: anchor, n: number, s: aside, f: facts, l: language where it
    is not that of the document.
    """

    language: str
    anchors: frozenset[str]

    def row(self, row: EventRow) -> Data:
        return {
            **self._spoken(row.title),
            "a": row_anchor(row.anchor),
            "n": row.number,
            "to": row.anchor if row.anchor in self.anchors else "",
            "when": row.when,
            "track": row.track,
            "status": row.status,
            "standing": row.standing,
            "claims": self.line(row.claims),
        }

    def group(self, group: ClaimsOfEvent) -> Data:
        return {
            "event": self.entry(group.event),
            "claims": self.entries(group.claims),
            "elsewhere": self.facts(group.elsewhere),
        }

    def entries(self, entries: Iterable[Entry]) -> list[Data]:
        return [self.entry(entry) for entry in entries]

    def entry(self, entry: Entry) -> Data:
        return {
            **self._spoken(entry.title),
            "a": entry.anchor,
            "n": entry.number,
            "s": entry.aside,
            "f": self.facts(entry.facts),
        }

    def facts(self, facts: Iterable[Labelled]) -> list[list[Any]]:
        return [[fact.label, self.line(fact.line)] for fact in facts]

    def line(self, line: Line) -> str | list[Any]:
        if all(isinstance(piece, str) for piece in line):
            return "".join(str(piece) for piece in line)
        return [self._piece(piece) for piece in line]

    def _piece(self, piece: Piece) -> str | Data:
        if isinstance(piece, Link):
            known = piece.to in self.anchors
            return {"t": piece.text, "to": piece.to} if known else piece.text
        if isinstance(piece, WebLink):
            return {"t": piece.text, "u": piece.url}
        return piece

    def _spoken(self, text: str) -> Data:
        language = script_language(text, self.language)
        return {"t": text} if language == self.language else {"t": text, "l": language}
