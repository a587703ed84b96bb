"""Fields in rows: a label beside its value, or above it where the panel is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.models.cards.fields import Editor, FieldView
from timeline_app.models.completions import Completions
from timeline_app.widgets.fields.choice_field import ChoiceField, FlagField
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.in_place import InPlace
from timeline_app.widgets.fields.record_field import RecordField
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import LineField, LinesField

FieldWidget = LineField | LinesField | ChoiceField | FlagField | RecordField

_LABEL = 5.2  # line heights a label is wide beside its value
_ANY_WIDTH = 16_777_215  # Qt's own "no maximum"
_SIDE_BY_SIDE = 11  # average line heights a row must be wide to hold label and value abreast


def field_widget(
    view: FieldView, completions: Completions, style: TextStyle | None = None
) -> FieldWidget:
    """Make the widget for a field."""
    match view.editor:
        case Editor.LINE:
            return LineField(view, style)
        case Editor.LINES:
            return LinesField(view, style)
        case Editor.CHOICE:
            return ChoiceField(view, style)
        case Editor.RECORD:
            return RecordField(view, completions, style)
        case Editor.FLAG:
            return FlagField(view)


class LiveField(QWidget):
    """One field that turns what is committed into an edit."""

    edit_requested = Signal(object)

    def __init__(
        self,
        view: FieldView,
        completions: Completions,
        style: TextStyle | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a field."""
        super().__init__(parent)
        self.view = view
        self.widget = field_widget(view, completions, style)
        box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.widget)
        self.setFocusProxy(self.widget)
        self.widget.committed.connect(self._committed)

    def present(self, view: FieldView) -> None:
        """Show the field as it is now."""
        self.view = view
        self.widget.present(view)

    def _committed(self, value: object) -> None:
        edit = value if isinstance(value, Edit) else self.view.edit(value)
        if edit is not None:
            self.edit_requested.emit(edit)


class FieldRow(QWidget):
    """A label and its field."""

    edit_requested = Signal(object)

    def __init__(
        self, view: FieldView, completions: Completions, parent: QWidget | None = None
    ) -> None:
        """Show a field with its label; a ticked box carries its own."""
        super().__init__(parent)
        self.field = LiveField(view, completions)
        self.label = TextBlock(view.label, TextStyle("ink_soft", scale=0.92))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(self.label)
        self._box.addWidget(self.field, 1)
        self._box.setAlignment(self.label, Qt.AlignmentFlag.AlignTop)
        self.label.setVisible(view.editor is not Editor.FLAG)
        self.label.setContentsMargins(0, 3, 0, 0)
        self.field.edit_requested.connect(self.edit_requested)
        self.setFocusProxy(self.field)

    def present(self, view: FieldView) -> None:
        """Show the field as it is now."""
        self.field.present(view)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        em = self.fontMetrics().height()
        abreast = self.width() >= em * _SIDE_BY_SIDE
        down = QBoxLayout.Direction.TopToBottom
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if abreast else down)
        self.label.setMinimumWidth(round(em * _LABEL) if abreast else 0)
        self.label.setMaximumWidth(round(em * _LABEL) if abreast else _ANY_WIDTH)


class FieldRows(Column[FieldView]):
    """Fields beneath each other, kept by key so that an open editor outlives a refresh."""

    edit_requested = Signal(object)

    def __init__(
        self,
        views: Sequence[FieldView],
        completions: Completions,
        parent: QWidget | None = None,
    ) -> None:
        """Show some fields."""
        super().__init__(parent, spacing=1)
        self._completions = completions
        self.follow(views)

    @override
    def make(self, view: FieldView) -> QWidget:
        row = FieldRow(view, self._completions)
        row.edit_requested.connect(self.edit_requested)
        return row

    def open_first(self) -> None:
        """Open the editor of the first field, if it opens one."""
        row = self.widgets[0]
        if isinstance(row, FieldRow) and isinstance(row.field.widget, InPlace):
            row.field.widget.open()
