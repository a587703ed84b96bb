"""One CSV table a kind of record: safe to open in a spreadsheet, and nothing in it changed.

Tables are RFC 4180: comma, CRLF, quotes doubled. The first row names the fields. A text that a
spreadsheet would take for a formula is written with an apostrophe before it (OWASP, "CSV
injection"); so is one that begins with an apostrophe, so that taking one away gives the text back.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields

from timeline_app.domain.records import KINDS, Record, Snapshot
from timeline_app.exchange.contents import ProjectContents
from timeline_app.exchange.losses import Loss, counted

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that a table is UTF-8; other readers do better without it."""

# Full-width forms are taken for their ASCII twins by some spreadsheets.
_PERILOUS = tuple("=+-@\t\r\n|'＝＋－＠")


def safe_cell(text: str) -> str:
    """Return a text as a spreadsheet will show it and not run it."""
    return "'" + text if text.startswith(_PERILOUS) else text


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` made safe."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_PERILOUS) else cell


def table(rows: Iterable[Sequence[object]], *, bom: bool = False) -> str:
    """Write rows as CSV. Text is made safe, numbers are written as they are, None is empty."""
    out = io.StringIO()
    out.write(BOM if bom else "")
    csv.writer(out, lineterminator="\r\n").writerows(
        [_cell(value) for value in row] for row in rows
    )
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, bool):
        return int(value)
    return safe_cell(str(value)) if isinstance(value, str) else value


def record_tables(contents: ProjectContents, *, bom: bool = False) -> dict[str, str]:
    """Return each kind's table by its file name, such as "claim.csv"."""
    return {
        f"{kind}.csv": table(_rows(kind, records), bom=bom)
        for kind, records in contents.records.items()
    }


def _rows(kind: str, records: Iterable[Record]) -> Iterable[Sequence[object]]:
    names = [field.name for field in fields(KINDS[kind])]
    yield names
    for record in records:
        yield [getattr(record, name) for name in names]


def table_losses(contents: ProjectContents) -> tuple[Loss, ...]:
    """Say what a set of tables does not hold."""
    held = sum(snapshot.content is not None for snapshot in contents.all(Snapshot))
    return (
        *counted(
            held,
            "captured document is written as Base64 text",
            "captured documents are written as Base64 text",
        ),
        Loss("The history of changes is not in tables; it is in the project file."),
    )
