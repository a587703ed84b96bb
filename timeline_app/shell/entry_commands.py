"""The commands that enter into a project: `enter` claims of quick lines, `sources` of a list."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Edit
from timeline_app.domain.quick_drafts import QuickDraft, claims_edit
from timeline_app.domain.quick_entry import QuickEntry, QuickEntryError, read_quick_entry
from timeline_app.domain.records import Source
from timeline_app.exchange.bibliography import (
    LONGEST,
    Bibliography,
    Reference,
    read_bibliography,
    sources_edit,
)
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.models.document import Document
from timeline_app.models.quick_drafting import PreviewPart, QuickDrafting, preview
from timeline_app.shell.cli import SentenceError
from timeline_app.shell.far_command import worked_on
from timeline_app.shell.file_commands import FILE
from timeline_app.shell.saying import say
from timeline_app.shell.whole_search import application
from timeline_app.storage.store import Store

_STDIN = Path("-")
_DRY = click.option("--dry-run", is_flag=True, help="Only say how it is read.")
_AUTHOR = click.option("--author", default="", help="Whose edit it is, for the history.")


@click.command()
@FILE
@click.argument("lines", nargs=-1)
@_DRY
@_AUTHOR
def enter(file: Path, lines: tuple[str, ...], *, dry_run: bool, author: str) -> None:
    """Add a claim of each of LINES to FILE, as one edit; without LINES, those of standard input.

    A line is: speaker > via > source | when, as worded | what is claimed #event. Only what is
    claimed is needed; #-event disputes, #~event qualifies, #?event predicts. Who or what has no
    record yet gets one. If one line cannot be read, nothing is added.
    """
    entries = _entries(lines or _text_of(_STDIN).splitlines())
    with _entered(file, dry_run=dry_run) as store:
        drafts = QuickDrafting(Document(store)).read_all(entries)
        _apply(store, claims_edit(_adding(len(drafts), "claim"), drafts), author, dry_run=dry_run)
    say("\n".join(line for draft in drafts for line in _read_as(draft)))
    say(_outcome(len(drafts), "claim", dry_run=dry_run))


def _entries(lines: Sequence[str]) -> list[QuickEntry]:
    entries = []
    for number, line in enumerate(map(one_line, lines), 1):
        try:
            entries += [read_quick_entry(line)] if line else []
        except QuickEntryError as trouble:
            raise SentenceError(f"Line {number}: {trouble}") from trouble
    if not entries:
        raise SentenceError("There is no line to read; one is who | when | what #event.")
    return entries


def _read_as(draft: QuickDraft) -> Iterator[str]:
    yield draft.text
    yield from map(_part, preview(draft))


def _part(part: PreviewPart) -> str:
    return f"    {part.role}: {part.words}" + (f" ({part.note})" if part.note else "")


@click.command()
@FILE
@click.argument("bibliography", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--again", is_flag=True, help="Add those as well that the project has already.")
@_DRY
@_AUTHOR
def sources(file: Path, bibliography: Path, *, again: bool, dry_run: bool, author: str) -> None:
    """Add the sources of BIBLIOGRAPHY (BibTeX, RIS or CSL-JSON; - is standard input) to FILE.

    Their outlets, authors and dates of publication come along, as one edit.
    """
    read = read_bibliography(_text_of(bibliography, LONGEST + 1))
    with _entered(file, dry_run=dry_run) as store:
        drafting = QuickDrafting(Document(store))
        known = {ref: drafting.known_source(ref) for ref in read.references}
        wanted = [ref for ref in read.references if again or known[ref] is None]
        if wanted:
            edit = sources_edit(_adding(len(wanted), "source"), wanted, drafting)
            _apply(store, edit, author, dry_run=dry_run)
    say("\n".join(_reference(ref, known[ref]) for ref in read.references))
    _tell_left_out(read)
    say(_outcome(len(wanted), "source", dry_run=dry_run))


def _text_of(file: Path, most: int = -1) -> str:
    """Read a text, or the beginning of it: at most so many characters."""
    try:
        if file == _STDIN:
            return sys.stdin.read(most)
        with file.open(encoding="utf-8-sig") as stream:
            return stream.read(most)
    except UnicodeDecodeError as error:
        raise ExchangeError(f"“{file.name}” is no text in UTF-8.") from error
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise ExchangeError(f"Could not read “{file.name}” in {file.parent}: {reason}.") from error


def _reference(reference: Reference, known: Source | None) -> str:
    there = f" (already there as “{known.title}”)" if known is not None else ""
    return f"{reference.title}{there}"


def _tell_left_out(read: Bibliography) -> None:
    if read.unread:
        say(f"entries broken or without a title, left out: {read.unread}", aside=True)
    if read.repeated:
        say(f"keys that several entries have: {', '.join(read.repeated)}", aside=True)


@contextmanager
def _entered(file: Path, *, dry_run: bool) -> Iterator[Store]:
    application()
    with (
        nullcontext(file) if dry_run else worked_on(file) as mine,
        Store.open(mine, read_only=dry_run) as store,
    ):
        yield store


def _apply(store: Store, edit: Edit, author: str, *, dry_run: bool) -> None:
    if not dry_run:
        store.apply(edit, author=author)


def _adding(number: int, what: str) -> str:
    return f"Add {what}" if number == 1 else f"Add {number} {what}s"


def _outcome(number: int, what: str, *, dry_run: bool) -> str:
    return f"{_adding(number, what)}: {'nothing was written' if dry_run else 'done'}"
