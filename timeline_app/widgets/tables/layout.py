"""How a person left a table: its columns, their order and widths, and how it is sorted."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QByteArray

from timeline_app.models.tables.columns import TableSpec
from timeline_app.models.tables.grouping import groups_by
from timeline_app.models.tables.ordering import Order, SortKey
from timeline_app.models.tables.vectors import Moment
from timeline_app.widgets.tables.header import TableHeader


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns from left to right, each with its width and whether it is shown; the order of rows.

    A column that is not named keeps its place behind the others.
    """

    columns: tuple[tuple[str, int, bool], ...]
    order: Order


def layout_of(spec: TableSpec, header: TableHeader, order: Order) -> Layout:
    """Return how a table is laid out now."""
    sections = [header.logicalIndex(visual) for visual in range(header.count())]
    return Layout(tuple(_column(spec, header, section) for section in sections), order)


def _column(spec: TableSpec, header: TableHeader, section: int) -> tuple[str, int, bool]:
    key = spec.columns[section].key
    return key, header.width_of(section), not header.isSectionHidden(section)


def written(layout: Layout) -> QByteArray:
    """Return a layout as settings keep it: JSON."""
    order = layout.order
    state = {
        "columns": layout.columns,
        "sort": [[key.column, key.descending] for key in order.keys],
        "moment": order.moment.value,
        "group": order.group,
    }
    return QByteArray(json.dumps(state).encode())


def read(spec: TableSpec, state: QByteArray) -> Layout | None:
    """Return the layout that was written, as far as it fits the table; None if unreadable."""
    try:
        told = json.loads(bytes(state.data()))
        columns = tuple((str(k), int(w), bool(s)) for k, w, s in told["columns"])
        keys = tuple(SortKey(str(k), bool(d)) for k, d in told["sort"])
        moment, group = Moment(told["moment"]), str(told.get("group", ""))
    except (ValueError, TypeError, KeyError, OverflowError):
        return None  # settings of another version; the table's own layout will do
    sorting = {column.key for column in spec.columns if column.sorts}
    known = {column.key for column in spec.columns}
    return Layout(
        tuple(column for column in columns if column[0] in known),
        Order(
            tuple(key for key in keys if key.column in sorting),
            moment,
            group if group in groups_by(spec) else "",
        ),
    )


def apply(spec: TableSpec, header: TableHeader, layout: Layout) -> None:
    """Put columns where a layout has them; one always stays on show."""
    sections = {column.key: section for section, column in enumerate(spec.columns)}
    for visual, (key, width, shown) in enumerate(layout.columns):
        section = sections[key]
        header.moveSection(header.visualIndex(section), visual)
        header.showSection(section)
        header.widen(section, width)
        header.setSectionHidden(section, not shown)
    if header.hiddenSectionCount() == header.count():
        header.showSection(0)
