"""A layout that sets widgets side by side and breaks into lines, as words are set."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class Flow(QLayout):
    """Items from left to right, as many on a line as fit."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        """Begin empty; `gap` pixels stand between items and between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:  # None at the end
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # None at the end
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moving=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moving=True)

    @override
    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._shown()]
        width = sum(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(width, self.minimumSize().height())

    @override
    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()] or [QSize()]
        return QSize(max(s.width() for s in sizes), max(s.height() for s in sizes))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, moving: bool) -> int:
        """Set the items into a rectangle; return the height they need."""
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._shown():
            width = min(item.sizeHint().width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + self._gap, 0
            height = _height(item, width)
            if moving:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._gap
            tallest = max(tallest, height)
        return y + tallest - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
