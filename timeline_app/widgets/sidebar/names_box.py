"""The further names of an actor or a place: other scripts, aliases, labels with their users."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.records import Actor, Place
from timeline_app.models.cards.names import NamesView, NameView
from timeline_app.models.record_edits import add_name, remove_name
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.half_typed import HalfTyped
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.rows import FieldRows
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.sidebar.parts import SMALL, column
from timeline_app.widgets.sidebar.wishes import Wishes


class NamesBox(QWidget):
    """All further names, and a line in which another is typed."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._wishes = wishes
        self._owner: Actor | Place | None = None
        self.names = NamesColumn(wishes)
        self.add = AddLine(self.tr("+ Add a name in another script or spelling"))
        self.add.entered.connect(self._add)
        box = column(self, 3)
        box.addWidget(self.names)
        box.addWidget(self.add)

    def present(self, view: NamesView) -> None:
        """Show these names."""
        self._owner = view.owner
        self.names.follow(view.names)

    def _add(self, name: str) -> None:
        if self._owner is not None:
            self._wishes.edit_requested.emit(add_name(self._owner, name))


class NamesColumn(Column[NameView]):
    """The names themselves."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=2)
        self._wishes = wishes

    @override
    def make(self, view: NameView) -> QWidget:
        return NameLine(view, self._wishes)


class NameLine(QWidget):
    """One further name; "Edit" unfolds its fields."""

    def __init__(self, view: NameView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a name."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self._text = TextBlock("", TextStyle())
        self._detail = TextBlock("", SMALL)
        self.edit = Link(self.tr("Edit"), "")
        self.edit.setCheckable(True)
        self.remove = Link(self.tr("Remove"), "")
        self.rows = FieldRows(view.fields, wishes.completions)
        self.rows.edit_requested.connect(wishes.edit_requested)
        self.rows.hide()
        self.remove.hide()
        line = QHBoxLayout()
        words = QWidget()
        flow = Flow(words, 7)
        flow.addWidget(self._text)
        flow.addWidget(self._detail)
        line.addWidget(words, 1)
        line.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        box = column(self, 0)
        box.addLayout(line)
        box.addWidget(self.rows)
        box.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignRight)
        self.edit.toggled.connect(self.rows.setVisible)
        self.edit.toggled.connect(self.remove.setVisible)
        self.remove.clicked.connect(self._remove)
        self.present(view)

    def present(self, view: NameView) -> None:
        """Show the name as it is now."""
        self._view = view
        self._text.set_text(view.text)
        self._detail.set_text(view.detail)
        self._detail.setVisible(bool(view.detail))
        self.rows.follow(view.fields)
        self.edit.say(self.tr("Edit"), self.tr("Edit the name {name}").format(name=view.text))
        remove = self.tr("Remove the name {name}").format(name=view.text)
        self.remove.say(self.tr("Remove"), remove)

    def _remove(self) -> None:
        self._wishes.edit_requested.emit(remove_name(self._view.record))


class AddLine(HalfTyped):
    """A link that turns into a line; Enter sends what was typed, Escape takes it back."""

    entered = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Offer to add something in words."""
        super().__init__(parent)
        self.button = Link(text, text)
        self.line = WholeLine()
        self.line.setAccessibleName(text)
        self.line.hide()
        self.line.installEventFilter(self)
        box = column(self, 0)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.line)
        self.button.clicked.connect(self._open)
        self.line.returnPressed.connect(self._enter)

    def _open(self) -> None:
        self.button.hide()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        words = one_line(self.line.text())
        self._close()
        if words:
            self.entered.emit(words)

    @override
    def give_up(self) -> None:
        self.line.clear()
        self.button.show()
        self.line.hide()

    def _close(self) -> None:
        self.button.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.give_up()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.KeyPress:
                    self._close()
                event.accept()
                return True
            left = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
            if left and not self.line.isHidden() and not self.line.text().strip():
                self.line.hide()
                self.button.show()
        return super().eventFilter(watched, event)
