"""A drop-down list of one of the glossary's closed lists."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.models.words import choices_of
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.plain import literal

Value = TypeVar("Value", bound=StrEnum)


class ChoiceBox(DropDown, Generic[Value]):
    """The values of a list by their readable words."""

    def __init__(
        self, kind: type[Value], chosen: Value, name: str, parent: QWidget | None = None
    ) -> None:
        """Begin with a value; `name` is told to a screen reader."""
        super().__init__(parent)
        self._values = [value for value, _ in choices_of(kind)]
        for _, text in choices_of(kind):
            self.addItem(literal(text))
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.choose(chosen)

    @property
    def value(self) -> Value:
        """The value chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: Value) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the form must not change what was chosen.
        event.ignore()
