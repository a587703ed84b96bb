"""Rows of a table as text for elsewhere: tabs, Markdown with footnotes, or CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from timeline_app.domain.direction import led
from timeline_app.domain.records import Claim, Id, Record
from timeline_app.exchange.tables import table
from timeline_app.models.tables.columns import Column, translate
from timeline_app.models.tables.model import TableModel
from timeline_app.storage.table_rows import SHOWN, ClaimRow, TableRow

R = TypeVar("R", bound=Record)

_BREAKS = {"\n": " ", "\t": " ", "\r": " "}
_MARKDOWN = {c: "\\" + c for c in "\\|*_`[]<>#"}  # the backslash first


def as_text(model: TableModel, positions: Sequence[int], sections: Sequence[int]) -> str:
    """Return rows with their headings, cells parted by tabs, as spreadsheets paste them."""
    cells = _cells(model, positions, sections)
    return "\n".join("\t".join(_on_one_line(cell) for cell in row) for row in cells)


def as_csv(model: TableModel, positions: Sequence[int], sections: Sequence[int]) -> str:
    """Return rows with their headings as CSV; what a spreadsheet would run is made safe."""
    cells = _cells(model, positions, sections)
    return table(cells) if cells else ""


def as_markdown(model: TableModel, positions: Sequence[int], sections: Sequence[int]) -> str:
    """Return rows as a Markdown table; for claims, a footnote tells the chain and the source."""
    cells = _cells(model, positions, sections)
    if not cells:
        return ""
    notes = [_footnote(row) for row in _rows(model, positions)]
    head, *body = [[_in_markdown(cell) for cell in row] for row in cells]
    lines = [_line(head), _line(["---"] * len(head))]
    for number, (row, note) in enumerate(zip(body, notes, strict=True), start=1):
        mark = f"[^{number}]" if note else ""
        lines.append(_line([row[0] + mark, *row[1:]]))
    told = [f"[^{n}]: {note}" for n, note in enumerate(notes, start=1) if note]
    return "\n".join([*lines, "", *told]).rstrip() + "\n"


def _on_one_line(text: str) -> str:
    return _replaced(text, _BREAKS)


def _in_markdown(text: str) -> str:
    return _replaced(_on_one_line(text), _MARKDOWN)


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    """Replace signs one after another: of a megabyte 100 times as quick as `translate`."""
    for sign, instead in signs.items():
        text = text.replace(sign, instead)
    return text


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(model: TableModel, positions: Sequence[int]) -> list[TableRow]:
    return [row for row in map(model.row_at, positions) if row is not None]


def _cells(model: TableModel, positions: Sequence[int], sections: Sequence[int]) -> list[list[str]]:
    rows = _rows(model, positions)
    if not rows:
        return []
    columns = [model.spec.columns[section] for section in sections]
    whole = _whole_texts(model, rows)
    headings = [column.heading for column in columns]
    return [headings, *([_cell(column, row, whole) for column in columns] for row in rows)]


def _cell(column: Column, row: TableRow, whole: dict[Id, Claim]) -> str:
    claim = whole.get(row.id)
    if claim is not None and column.key in ("text", "note"):
        return claim.text if column.key == "text" else claim.note
    return column.text(row)


def _whole_texts(model: TableModel, rows: Sequence[TableRow]) -> dict[Id, Claim]:
    """Return the claims whose texts the table cuts short."""
    cut = [
        row.id
        for row in rows
        if isinstance(row, ClaimRow) and SHOWN in (len(row.text), len(row.note))
    ]
    return model.document.many(Claim, cut)


def _footnote(row: TableRow) -> str:
    """Tell who said it through whom, and where it was read; "" where nothing is recorded."""
    if not isinstance(row, ClaimRow) or not row.steps:
        return ""
    chain = led(step.actor.name for step in row.steps)
    where = (
        translate("tables", "read in “{source}”").format(source=row.source.name)
        if row.source
        else ""
    )
    return _in_markdown("; ".join(part for part in (chain, where) if part))
