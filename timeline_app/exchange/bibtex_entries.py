"""The entries of a BibTeX text, also those that share a key or give a field twice.

BibTeX cites by key, so a key must not be repeated there; a list put together from several exports
repeats them. Nothing here is cited by key: each entry counts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bibtexparser import middlewares, model
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.middleware import Middleware
from bibtexparser.middlewares.parsestack import default_parse_stack

Values = Mapping[str, Any]

_REPEATING = (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry with its key and the values of its fields: decoded, and as written.

    As written, an address keeps its per cent signs and a body is told from a person by braces.
    """

    key: str
    kind: str
    values: Values
    written: Values


@dataclass(frozen=True, slots=True)
class BibtexEntries:
    """The entries of a text, and how many blocks are broken."""

    entries: tuple[BibtexEntry, ...]
    broken: int


def read_entries(text: str) -> BibtexEntries:
    """Read the entries of a text; of a field that is given twice, the first counts."""
    # What the library cannot read is counted; its own words would go to the terminal.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    names = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    steps = [middlewares.LatexDecodingMiddleware(), middlewares.MonthIntMiddleware(), *names]
    split = parse_string(text, parse_stack=[])
    inner = ((str(number), _inner(block)) for number, block in enumerate(split.blocks))
    keys = {number: block.key for number, block in inner if isinstance(block, model.Entry)}
    written = _through(split, names)
    plain = {entry.key: _values(entry) for entry in written.entries}
    decoded = _through(split, steps)
    return BibtexEntries(
        tuple(
            BibtexEntry(keys[entry.key], entry.entry_type, _values(entry), plain.get(entry.key, {}))
            for entry in decoded.entries
        ),
        len(decoded.failed_blocks),
    )


def _through(split: Library, steps: Sequence[Middleware]) -> Library:
    """Return the blocks of a text, each with a key of its own, after some steps."""
    library = Library(list(_apart(split)))
    for step in [*default_parse_stack(allow_inplace_modification=False), *steps]:
        library = step.transform(library)
    return library


def _apart(split: Library) -> Iterator[model.Block]:
    for number, block in enumerate(split.blocks):
        inner = _inner(block)
        if isinstance(inner, model.Entry):
            yield model.Entry(
                inner.entry_type, str(number), list(_first_of_each(inner)), inner.start_line
            )
        else:
            yield block


def _inner(block: model.Block) -> model.Block | None:
    """Return what a block would be if nothing were repeated."""
    inner: model.Block | None = block
    while isinstance(inner, _REPEATING):
        inner = inner.ignore_error_block
    return inner


def _first_of_each(entry: model.Entry) -> Iterator[model.Field]:
    seen: set[str] = set()
    for field in entry.fields:
        if field.key.lower() not in seen:
            seen.add(field.key.lower())
            yield model.Field(field.key, field.value, field.start_line)


def _values(entry: model.Entry) -> Values:
    return {field.key.lower(): field.value for field in entry.fields}
