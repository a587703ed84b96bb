"""From a value that was entered in a cell to the edit that puts it there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Dating
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.completions import new_record
from timeline_app.models.dating_edits import alike, enter
from timeline_app.models.tables.model import TableModel

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Dated:
    """A date typed in a cell: the datings meant, and the edit that gives them to its row."""

    datings: tuple[Dating, ...]
    edit: Edit


class Words(str):
    """Words that name no record yet."""

    __slots__ = ()


class Refused(Exception):  # noqa: N818 -- a sentence for the person, no error of the program
    """A value may not stand in a cell; its text says why."""


def field_at(model: TableModel, index: Index) -> FieldView | None:
    """Return what is edited in a cell, or None."""
    row = model.row_at(index.row())
    if row is None:
        return None
    column = model.spec.columns[index.column()]
    return column.field(model.document, row, model.beside)


def edit_of(model: TableModel, index: Index, value: object) -> Edit | None:
    """Return the edit that puts a value in a cell; None if nothing changes.

    Raises Refused if the value may not stand there.
    """
    if isinstance(value, Dated):
        return _edit_alike(model, index, value)
    field = field_at(model, index)
    if field is None:
        return None
    made: tuple[Change, ...] = ()
    if isinstance(value, Words):
        if value == field.shown:
            return None
        record = new_record(field.completes, value) if value else None
        made = (Change(None, record),) if record is not None else ()
        value = record.id if record is not None else None
    refusal = field.refusal(value)
    if refusal:
        raise Refused(refusal)
    edit = field.edit(value)
    return Edit(edit.label, (*made, *edit.changes)) if edit is not None else None


def _edit_alike(model: TableModel, index: Index, dated: Dated) -> Edit | None:
    """Return the edit that dates a row as another row was dated."""
    document, row = model.document, model.row_at(index.row())
    dating = model.spec.columns[index.column()].dating
    view = None if row is None or dating is None else dating(document, row)
    if view is None:
        return None
    return enter(document, view.owner, alike(document, view.owner, dated.datings), view.phrase)
