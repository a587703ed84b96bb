"""In-place fields with a few values: a list that drops down, and a box that is ticked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from timeline_app.models.cards.fields import FieldView
from timeline_app.widgets.fields.face import Face
from timeline_app.widgets.fields.text_block import TextStyle
from timeline_app.widgets.fields.tick import Tick, TickBox
from timeline_app.widgets.plain import literal


class ChoiceField(QWidget):
    """A value out of a list, chosen from a menu: arrows, first letters, Enter and Escape work."""

    committed = Signal(object)  # the value chosen

    def __init__(
        self, view: FieldView, style: TextStyle | None = None, parent: QWidget | None = None
    ) -> None:
        """Show a CHOICE field."""
        super().__init__(parent)
        self._view = view
        self.label = view.label
        self.setObjectName(view.key)
        self.face = Face(view.label, style, self)
        self.menu: QMenu | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.face)
        self.face.activated.connect(self.open)
        self.setFocusProxy(self.face)
        self.present(view)

    @property
    def is_open(self) -> bool:
        """Tell whether the list is down."""
        return self.menu is not None and self.menu.isVisible()

    def present(self, view: FieldView) -> None:
        """Show the field as it is now."""
        self._view = view
        self.face.show_value(view.shown, view.hint)

    def open(self) -> None:
        """Drop the list down, on the value that holds."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.label)
        group = QActionGroup(menu)
        for value, text in self._view.choices:
            menu.addAction(self._action(group, value, text))
        menu.aboutToHide.connect(self._closed)
        self.menu = menu
        menu.popup(self.face.mapToGlobal(QPoint(0, self.face.height())), group.checkedAction())
        if (holding := group.checkedAction()) is not None:
            menu.setActiveAction(holding)

    def _action(self, group: QActionGroup, value: object, text: str) -> QAction:
        action = QAction(literal(text), group)
        action.setCheckable(True)
        action.setChecked(value == self._view.value)
        action.triggered.connect(lambda: self.committed.emit(value))
        return action

    def _closed(self) -> None:
        self.menu = None
        self.face.setFocus(Qt.FocusReason.PopupFocusReason)


class FlagField(QWidget):
    """A value that is on or off."""

    committed = Signal(object)  # bool

    def __init__(self, view: FieldView, parent: QWidget | None = None) -> None:
        """Show a FLAG field."""
        super().__init__(parent)
        self.setObjectName(view.key)
        self.box = TickBox()
        box = QHBoxLayout(self)
        box.setContentsMargins(2, 2, 0, 2)
        box.addWidget(Tick(self.box, view.label))
        self.box.clicked.connect(self._commit)
        self.setFocusProxy(self.box)
        self.present(view)

    @property
    def is_open(self) -> bool:
        """A box has no editor to open."""
        return False

    def present(self, view: FieldView) -> None:
        """Show the field as it is now."""
        self.box.setChecked(bool(view.value))

    def _commit(self, ticked: bool) -> None:  # noqa: FBT001 -- Qt's signal carries it so
        self.committed.emit(ticked)
