"""The report as one web page that needs nothing else: no script, no network, its own fonts.

Its policy (CSP) forbids everything but its one style sheet and the fonts inside it. Tables and
headings are what a screen reader walks through; everything can be reached with the keyboard.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from timeline_app.exchange.document_data import row_anchor
from timeline_app.exchange.drawing import Drawing
from timeline_app.exchange.printable import script_language
from timeline_app.exchange.report import (
    Entry,
    EventRow,
    Labelled,
    Line,
    Link,
    Piece,
    Report,
    WebLink,
)
from timeline_app.exchange.svg import FAMILIES, font_faces, inline_svg, texts_of
from timeline_app.exchange.words import Words
from timeline_app.shipped import shipped

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb", "ps", "ug"})


def web_page(report: Report, words: Words, drawing: Drawing | None) -> str:
    """Return the page as HTML."""
    sheets = drawing.sheets if drawing is not None else ()
    fonts = font_faces("".join(texts_of(sheet) for sheet in sheets)) if sheets else ""
    style = fonts + f":root{{--fonts:{FAMILIES}}}" + shipped("web/page.css").read_text("utf-8")
    direction = "rtl" if words.language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(report.cover.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    return head + "".join(_Page(report, words, drawing).body()) + "</body>\n</html>\n"


def policy(style: str) -> str:
    """Return the content security policy of a page with this style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none';"
        f" style-src 'sha256-{digest}'; font-src data:"
    )


class _Page:
    """The parts of the page."""

    def __init__(self, report: Report, words: Words, drawing: Drawing | None) -> None:
        self._report, self._words, self._drawing = report, words, drawing
        self._anchors = frozenset(_anchors(report))

    def body(self) -> Iterator[str]:
        yield from self._cover()
        yield "<main>\n"
        yield from self._timeline()
        yield from self._table("events", self._report.events)
        yield from self._table("undated", self._report.undated)
        yield from self._claims()
        for key, entries in self._lists().items():
            yield from self._section(key, (self._entry(entry) for entry in entries))
        yield "</main>\n"

    def _lists(self) -> dict[str, Sequence[Entry]]:
        report = self._report
        return {
            "silences": report.silences,
            "relations": report.relations,
            "people": report.actors,
            "sources": report.sources,
        }

    def _cover(self) -> Iterator[str]:
        cover, words = self._report.cover, self._words
        yield f'<header>\n<h1 dir="auto">{escape(cover.title)}</h1>\n'
        yield f'<p class="span">{escape(cover.span)}</p>\n'
        yield f'<p dir="auto">{escape(cover.description)}</p>\n' if cover.description else ""
        yield self._facts(cover.counts)
        missing = cover.missing or (words["nothing_missing"],)
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in missing)
        yield f"<h2>{escape(words['not_shown'])}</h2>\n<ul>{items}</ul>\n"
        yield f"<h2>{escape(words['origin'])}</h2>\n{self._facts(cover.origin)}</header>\n"
        yield f"<nav aria-label={_quoted(words['contents'])}><ul>"
        for key in ("timeline", "events", "undated", "claims", *self._lists()):
            yield f'<li><a href="#{key}">{escape(words[key])}</a></li>'
        yield "</ul></nav>\n"

    def _section(self, key: str, content: Iterable[str]) -> Iterator[str]:
        made = "".join(content)
        name = escape(self._words[key])
        empty = f"<p>{escape(self._words['none'])}</p>\n"
        yield f'<section id="{key}">\n<h2>{name}</h2>\n{made or empty}</section>\n'

    def _timeline(self) -> Iterator[str]:
        drawing = self._drawing
        sheets = drawing.sheets if drawing is not None else ()
        figures = (
            f'<figure class="sheet" tabindex="0" aria-label={_quoted(sheet.title)}>'
            f"{inline_svg(drawing, sheet)}</figure>\n"
            for sheet in sheets
            if drawing is not None
        )
        yield from self._section("timeline", figures)

    def _table(self, key: str, rows: Sequence[EventRow]) -> Iterator[str]:
        words = self._words
        if not rows:
            yield from self._section(key, ())
            return
        heads = "".join(
            f'<th scope="col">{escape(words[name])}</th>'
            for name in ("number", "when", "event", "track", "standing", "claims")
        )
        body = "".join(self._row(row) for row in rows)
        table = f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table>\n"
        yield from self._section(key, (table,))

    def _row(self, row: EventRow) -> str:
        status = f" <small>{escape(row.status)}</small>" if row.status else ""
        number = f'<a href="#{row.anchor}">{escape(row.number)}</a>'
        return (
            f'<tr id="{row_anchor(row.anchor)}"><th scope="row">{number}</th>'
            f"<td>{escape(row.when)}</td><td>{self._said(row.title)}{status}</td>"
            f"<td>{escape(row.track)}</td><td>{escape(row.standing)}</td>"
            f"<td>{self._line(row.claims)}</td></tr>\n"
        )

    def _claims(self) -> Iterator[str]:
        parts: list[str] = []
        for group in self._report.by_event:
            event = group.event
            title = f"{escape(event.number)} {self._said(event.title)}"
            parts.append(f'<article id="{event.anchor}">\n<h3>{title}</h3>\n')
            parts.append(f'<p class="aside">{escape(event.aside)}</p>{self._facts(event.facts)}')
            parts += [self._entry(claim) for claim in group.claims]
            if group.elsewhere:
                parts.append(f"<p>{escape(self._words['also_here'])}</p>")
                parts.append(self._facts(group.elsewhere))
            parts.append("</article>\n")
        if self._report.loose:
            parts.append(f"<h3>{escape(self._words['loose'])}</h3>\n")
            parts += [self._entry(claim) for claim in self._report.loose]
        yield from self._section("claims", parts)

    def _entry(self, entry: Entry) -> str:
        anchor = f' id="{entry.anchor}"' if entry.anchor else ""
        number = f"<strong>{escape(entry.number)}</strong> " if entry.number else ""
        aside = f" <small>{escape(entry.aside)}</small>" if entry.aside else ""
        said = self._said(entry.title)
        words = f"<p>{number}{said}{aside}</p>{self._facts(entry.facts)}"
        return f'<div class="entry"{anchor}>{words}</div>\n'

    def _said(self, text: str) -> str:
        """Return what a person typed, in the language its letters tell."""
        language = script_language(text, self._report.language)
        return f'<span lang="{escape(language)}" dir="auto">{escape(text)}</span>'

    def _facts(self, facts: Iterable[Labelled]) -> str:
        rows = "".join(
            f"<div><dt>{escape(fact.label)}</dt><dd>{self._line(fact.line)}</dd></div>"
            for fact in facts
        )
        return f"<dl>{rows}</dl>\n" if rows else ""

    def _line(self, line: Line) -> str:
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Link() if piece.to in self._anchors:
                return f'<a href="#{piece.to}">{escape(piece.text)}</a>'
            case WebLink():
                return (
                    f'<a href="{escape(piece.url)}" rel="noreferrer noopener">'
                    f"{escape(piece.text)}</a>"
                )
            case Link():
                return escape(piece.text)
            case _:
                return escape(piece)


def _anchors(report: Report) -> Iterator[str]:
    yield from (group.event.anchor for group in report.by_event)
    yield from (claim.anchor for group in report.by_event for claim in group.claims)
    for entries in (report.loose, report.actors, report.sources):
        yield from (entry.anchor for entry in entries)


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'
