"""A bar that breaks into lines, and keeps each of them whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class WholeLines(QWidget):
    """Is never lower than its lines are at its width."""

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            # A pane that is short of room would press its lines together.
            self.setMinimumHeight(self.heightForWidth(self.width()))
        return done
