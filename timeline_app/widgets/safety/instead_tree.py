"""What is told instead of single roles and places in a copy that leaves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeWidget, QWidget

from timeline_app.widgets.safety.work_dialog import add_line

_MOST = 500

Pairs = tuple[tuple[str, str], ...]


class InsteadTree(QTreeWidget):
    """Every role and place of a project, each with a field for what is told instead."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tell instead"))
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("In this project"), self.tr("In the copy")])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self._fields: tuple[dict[str, QLineEdit], dict[str, QLineEdit]] = ({}, {})
        self._was = self.told()

    def offer(self, roles: tuple[str, ...], places: tuple[str, ...]) -> None:
        """List roles and places; what was typed already stays."""
        if self.topLevelItemCount() == 0:
            self._add(self.tr("Roles"), roles, self._fields[0])
            self._add(self.tr("Places"), places, self._fields[1])

    def told(self) -> tuple[Pairs, Pairs]:
        """Return what is told instead of roles and of places."""
        roles, places = (
            tuple((text, field.text().strip()) for text, field in fields.items() if field.text())
            for fields in self._fields
        )
        return roles, places

    def field(self, text: str) -> QLineEdit:
        """Return the field beside a role or a place."""
        return self._fields[0].get(text) or self._fields[1][text]

    def _add(self, title: str, texts: tuple[str, ...], fields: dict[str, QLineEdit]) -> None:
        if not texts:
            return
        top = add_line(self, title)
        for text in texts[:_MOST]:
            field = fields[text] = QLineEdit()
            field.setPlaceholderText(self.tr("as chosen at the left"))
            field.setAccessibleName(text)
            field.editingFinished.connect(self._tell_change)
            self.setItemWidget(add_line(top, text), 1, field)
        top.setExpanded(True)

    def _tell_change(self) -> None:
        now = self.told()
        if now != self._was:
            self._was = now
            self.changed.emit()
