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
    """An entry with the values of its fields: decoded, and as written.

    As written, an address keeps its per cent signs and a body is told from a person by braces.
    """

    kind: str
    values: Values
    written: Values


@dataclass(frozen=True, slots=True)
class BibtexEntries:
    """The entries of a text, how many blocks are broken, and which keys several entries have."""

    entries: tuple[BibtexEntry, ...]
    broken: int
    repeated: tuple[str, ...]


def read_entries(text: str) -> BibtexEntries:
    """Read the entries of a text; of a field that is given twice, the first counts."""
    # What the library cannot read is counted; its own words would go to the terminal.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    names = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    steps = [middlewares.LatexDecodingMiddleware(), middlewares.MonthIntMiddleware(), *names]
    split = parse_string(text, parse_stack=[])
    repeated = {b.key for b in split.blocks if isinstance(b, model.DuplicateBlockKeyBlock)}
    written = _through(split, names)
    plain = {entry.key: _values(entry) for entry in written.entries}
    decoded = _through(split, steps)
    return BibtexEntries(
        tuple(
            BibtexEntry(entry.entry_type, _values(entry), plain.get(entry.key, {}))
            for entry in decoded.entries
        ),
        len(decoded.failed_blocks),
        tuple(sorted(repeated & {entry.key for entry in split.entries})),
    )


def _through(split: Library, steps: Sequence[Middleware]) -> Library:
    """Return the blocks of a text, each with a key of its own, after some steps."""
    library = Library(list(_apart(split)))
    for step in [*default_parse_stack(allow_inplace_modification=False), *steps]:
        library = step.transform(library)
    return library


def _apart(split: Library) -> Iterator[model.Block]:
    for number, block in enumerate(split.blocks):
        inner: model.Block | None = block
        while isinstance(inner, _REPEATING):
            inner = inner.ignore_error_block
        if isinstance(inner, model.Entry):
            yield model.Entry(
                inner.entry_type, str(number), list(_first_of_each(inner)), inner.start_line
            )
        else:
            yield block


def _first_of_each(entry: model.Entry) -> Iterator[model.Field]:
    seen: set[str] = set()
    for field in entry.fields:
        if field.key.lower() not in seen:
            seen.add(field.key.lower())
            yield model.Field(field.key, field.value, field.start_line)


def _values(entry: model.Entry) -> Values:
    return {field.key.lower(): field.value for field in entry.fields}
