"""The menus of a table: what it shows, sorts and groups by; what can be done with rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from timeline_app.models.tables.columns import Column, Holds
from timeline_app.models.tables.grouping import groups_by
from timeline_app.models.tables.vectors import Moment
from timeline_app.widgets.plain import literal

if TYPE_CHECKING:
    from timeline_app.widgets.tables.record_table import RecordTable


class TableMenus(QObject):
    """Makes the menus of one table, each afresh when it is opened."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table

    def table_menu(self) -> QMenu:
        """Return the menu of the View button; it fills itself when it opens."""
        menu = QMenu(self._table)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        table, order = self._table, self._table.model.order
        columns = menu.addMenu(_tr("Columns"))
        columns.addActions(table.view.header.column_menu(columns).actions())
        group = menu.addMenu(_tr("Group by"))
        choices = [("", _tr("Nothing")), *groups_by(table.model.spec).items()]
        _radio(group, choices, order.group, lambda k: table.arrange(replace(order, group=k)))
        if any(c.holds is Holds.SPAN for c in table.model.spec.columns):
            dates = menu.addMenu(_tr("Sort dates by"))
            moments = [(m.value, _moments()[m]) for m in Moment]
            _radio(
                dates, moments, order.moment.value,
                lambda m: table.arrange(replace(order, moment=Moment(m))),
            )  # fmt: skip
        menu.addSeparator()
        unsort = menu.addAction(_tr("As entered"))
        unsort.setEnabled(bool(order.keys))
        unsort.triggered.connect(lambda: table.arrange(replace(order, keys=())))

    def open_row_menu(self, at: QPoint) -> None:
        """Open the menu of the selected rows."""
        menu = self.row_menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._table.view.viewport().mapToGlobal(at))

    def row_menu(self) -> QMenu | None:
        """Return the menu of the selected rows, or None where there is none."""
        table, index = self._table, self._table.view.currentIndex()
        if not index.isValid() or not table.view.selected_ids():
            return None
        menu, editable = QMenu(table), not table.document.is_read_only
        column = table.model.spec.columns[index.column()]
        edit = menu.addAction(_tr("Edit “{column}”").format(column=literal(column.heading)))
        edit.setEnabled(editable and column.editable)
        edit.setShortcut(QKeySequence(Qt.Key.Key_F2))
        edit.triggered.connect(lambda: table.view.edit(index))
        self._add_filter(menu, column, index.row())
        menu.addSeparator()
        for title, act in (
            (_tr("Copy"), table.copy),
            (_tr("Copy as Markdown"), table.copy_markdown),
            (_tr("Copy as CSV"), table.copy_csv),
        ):
            menu.addAction(title).triggered.connect(act)
        menu.addSeparator()
        delete = menu.addAction(_tr("Delete"))
        delete.setEnabled(editable)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.triggered.connect(table.delete_selected)
        return menu

    def _add_filter(self, menu: QMenu, column: Column, position: int) -> None:
        """Offer to show only the rows that say the same in this column."""
        row = self._table.model.row_at(position)
        if row is None or column.holds is not Holds.REFERENCE:
            return
        words = column.text(row)
        title = _tr("Only “{value}”").format(value=literal(words[:40]))
        menu.addAction(title).triggered.connect(
            lambda: self._table.filter_column(column.key, words)
        )


def _radio(
    menu: QMenu, choices: list[tuple[str, str]], current: str, choose: Callable[[str], None]
) -> None:
    group = QActionGroup(menu)
    for value, title in choices:
        action = menu.addAction(literal(title))
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _=False, v=value: choose(v))
        group.addAction(action)


def _moments() -> dict[Moment, str]:
    return {
        Moment.EARLIEST: _tr("Earliest moment"),
        Moment.LATEST: _tr("Latest moment"),
        Moment.MIDPOINT: _tr("Midpoint"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("table menus", text)
