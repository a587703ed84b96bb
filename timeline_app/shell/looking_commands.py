"""The commands that look at a project's claims: `review` and `find`. FILE is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click

from timeline_app.domain.records import ReviewNote
from timeline_app.domain.review import Finding, answer_to
from timeline_app.models.document import Document
from timeline_app.models.finding_texts import kind_text, text_of
from timeline_app.models.search_results import Result, results_of
from timeline_app.shell.cli import SentenceError
from timeline_app.shell.file_commands import FILE, JSON
from timeline_app.shell.saying import say, say_json
from timeline_app.shell.whole_search import application, whole_search
from timeline_app.storage.findings import findings, pieces
from timeline_app.storage.store import Store

_Answered = tuple[Finding, ReviewNote | None]


@click.command()
@FILE
@click.option("--answered", "with_answered", is_flag=True, help="List the answered ones as well.")
@JSON
def review(file: Path, *, with_answered: bool, as_json: bool) -> None:
    """List the conflicts and gaps of FILE, the gravest first.

    They are answered in the window; an answer holds until the facts it rests on change.
    """
    application()
    with Store.open(file, read_only=True) as store:
        document = Document(store)
        notes = document.all(ReviewNote)
        found = [(finding, answer_to(finding, notes)) for finding in _found(store)]
        shown = [one for one in found if with_answered or one[1] is None]
        if as_json:
            say_json([_as_json(*one, document) for one in shown])
        else:
            say("\n".join((*_kinds(shown, document), _counted(found))))


def _found(store: Store) -> list[Finding]:
    with store.reading() as connection:
        return [one for piece in pieces(connection) for one in findings(connection, piece)]


def _as_json(finding: Finding, answer: ReviewNote | None, document: Document) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "record_kind": finding.record_kind,
        "record_id": finding.record_id,
        "others": finding.others,
        "sentence": text_of(finding, document),
        "answer": None
        if answer is None
        else {"note": answer.note, "author": answer.author, "made_at": answer.made_at},
    }


def _kinds(found: Sequence[_Answered], document: Document) -> Iterable[str]:
    for kind, of_kind in groupby(found, key=lambda one: one[0].kind):
        yield kind_text(kind)
        for finding, answer in of_kind:
            yield f"  {text_of(finding, document)}"
            if answer is not None:
                yield f"    answered: {answer.note} ({answer.author or '—'}, {answer.made_at})"


def _counted(found: Sequence[_Answered]) -> str:
    answered = sum(answer is not None for _, answer in found)
    return f"{len(found) - answered} open, {answered} answered"


@click.command()
@FILE
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@JSON
def find(file: Path, words: tuple[str, ...], *, limit: int, as_json: bool) -> None:
    """Find the claims, events, sources, people and places of FILE that WORDS are about, best first.

    Every script and spelling of a name is found by any of them. Filters go among the words:
    speaker: via: source: event: track: stance: before: after: is:contested and the other states.
    Exit code 0: something is found; 1: nothing is.
    """
    typed = " ".join(words)
    with Store.open(file, read_only=True) as store:
        document = Document(store)
        with whole_search(document) as search:
            found = search.find(typed, limit)
            results = results_of(found.hits, document)
    if found.problems:
        raise SentenceError(" ".join(found.problems))
    if as_json:
        say_json([result._asdict() for result in results])
    else:
        say("\n".join(_lines(results)) or "nothing found")
    raise click.exceptions.Exit(0 if results else 1)


def _lines(results: Sequence[Result]) -> Iterable[str]:
    width = max(map(len, map(attrgetter("kind"), results)), default=0)
    for result in results:
        beside = f"  ({result.detail})" if result.detail else ""
        yield f"{result.kind:<{width}}  {result.text}{beside}"
