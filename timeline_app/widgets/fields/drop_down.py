"""A list that drops down, as wide as its longest entry."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox
from typing_extensions import override


class DropDown(QComboBox):
    """A box with one of several values, whose list cuts no entry off where the box is narrow."""

    @override
    def showPopup(self) -> None:
        entries = self.view()
        room = entries.sizeHintForColumn(0) + 2 * entries.frameWidth()
        if self.count() > self.maxVisibleItems():
            room += entries.verticalScrollBar().sizeHint().width()
        entries.setMinimumWidth(room)
        super().showPopup()
