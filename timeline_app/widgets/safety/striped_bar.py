"""The ground of the bars over the window: soft, with a stripe at the left."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.widgets.theme import Theme

STRIPE = 4
MARGINS = (STRIPE + 12, 8, 12, 8)


class StripedBar(QWidget):
    """A bar that warns or only tells; `role` is "warning" or "accent" of the theme."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role

    def set_role(self, role: str) -> None:
        """Warn from now on, or only tell."""
        self._role = role
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(f"{self._role}_soft"))
        painter.fillRect(0, 0, STRIPE, self.height(), theme.colour(self._role))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
