"""One gesture for several rows: one value for all that are selected, and what it is called."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from timeline_app.domain.edits import Edit
from timeline_app.models.tables.columns import Holds, translate
from timeline_app.models.tables.model import TableModel
from timeline_app.widgets.tables.cell_edits import Dated, Words
from timeline_app.widgets.tables.view import TableView

_ALIKE = (Holds.CODE, Holds.REFERENCE, Holds.SPAN)
"""What many rows may be given at once; texts are each row's own."""


def edit_for_all(
    view: TableView, model: TableModel, index: QModelIndex, value: object
) -> Edit | None:
    """Return the edit that gives a value to a cell, and to the others of its column if selected.

    None if it changes nothing. Several rows are one undo step.
    """
    edit = value.edit if isinstance(value, Dated) else view.delegate.edit_of(index, value)
    if edit is None:
        return None
    selected = view.selected_positions()
    others = [p for p in selected if p != index.row()] if index.row() in selected else []
    if others and model.spec.columns[index.column()].holds in _ALIKE:
        cells = [model.index(position, index.column()) for position in others]
        return _with_others(view, cells, value, edit)
    return edit


def _with_others(view: TableView, cells: list[QModelIndex], value: object, one: Edit) -> Edit:
    made = [c.id for c in one.changes if c.before is None and isinstance(value, Words)]
    wanted = made[0] if made else value  # a record made for the first row serves them all
    edits = [view.delegate.edit_of(cell, wanted) for cell in cells]
    changes = [change for edit in edits if edit is not None for change in edit.changes]
    if not changes:
        return one
    rows = 1 + sum(edit is not None for edit in edits)
    label = translate("tables", "{label} ({count} rows)").format(label=one.label, count=rows)
    return Edit(label, (*one.changes, *changes))


def removal_label(table: str, count: int) -> str:
    """Return what the removal of so many records of a table is called in the Undo menu."""
    if count == 1:
        return _delete_one()[table]
    return _delete_several()[table].format(count=count)


def _delete_one() -> dict[str, str]:
    return {
        "claim": translate("tables", "Delete claim"),
        "event": translate("tables", "Delete event"),
        "source": translate("tables", "Delete source"),
        "actor": translate("tables", "Delete person or organisation"),
    }


def _delete_several() -> dict[str, str]:
    return {
        "claim": translate("tables", "Delete {count} claims"),
        "event": translate("tables", "Delete {count} events"),
        "source": translate("tables", "Delete {count} sources"),
        "actor": translate("tables", "Delete {count} people and organisations"),
    }
