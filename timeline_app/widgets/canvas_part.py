"""What every part of the timeline that is no widget tells a screen reader of itself.

Where Qt's stubs forbid it, None is returned all the same: it is how Qt says "there is none", and
what each `type: ignore[override]` here is about.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from typing_extensions import override

from timeline_app.widgets.timeline_canvas import TimelineCanvas

NAME = QAccessible.Text.Name


class CanvasPart(QAccessibleInterface):
    """A part of the canvas that is no widget."""

    def __init__(self, canvas: TimelineCanvas, parent: QAccessibleInterface) -> None:
        super().__init__()
        self.canvas = canvas
        self._parent = parent

    @override
    def parent(self) -> QAccessibleInterface:
        return self._parent

    @override
    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    @override
    def isValid(self) -> bool:
        return True

    @override
    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.canvas.window().windowHandle()

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        found = (self.child(k) for k in range(self.childCount()))
        return next((c for c in found if c is not None and c.rect().contains(x, y)), None)

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Names are those of the project, and are not changed here."""

    @override
    def backgroundColor(self) -> QColor:
        return self.canvas.look.paper

    @override
    def foregroundColor(self) -> QColor:
        return self.canvas.look.colour("ink")

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((k for k in range(self.childCount()) if self.child(k) is child), -1)

    def on_screen(self, left: float, top: float, width: float, height: float) -> QRect:
        """Return a rectangle of the canvas in the coordinates of the screen."""
        box = QRect(round(left), round(top), round(width), round(height))
        return QRect(self.canvas.mapToGlobal(box.topLeft()), box.size())
