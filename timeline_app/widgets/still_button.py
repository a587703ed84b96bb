"""A button over something that moves: drawn once for each state, and copied from then on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget
from typing_extensions import override


class StillButton(QToolButton):
    """A tool button that costs the frames beneath it little, in the font of the application.

    What lies over a canvas is painted again with each of its frames, and style sheets take their
    time. It is painted on a ground of one colour, the one it lies on at that moment.
    """

    def __init__(self, ground: Callable[[], QColor], parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = ground
        self._drawn: tuple[object, QPixmap] | None = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        ground, ratio = self._ground(), self.devicePixelRatioF()
        told = option.state.value, option.text, option.icon.cacheKey()
        key = (*told, self.width(), self.height(), ground.rgb(), ratio)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._picture(option, ground, ratio))
        with QPainter(self) as painter:
            painter.drawPixmap(QPoint(), self._drawn[1])

    def _picture(self, option: QStyleOptionToolButton, ground: QColor, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        with QPainter(picture) as painter:
            button = QStyle.ComplexControl.CC_ToolButton
            self.style().drawComplexControl(button, option, painter, self)
        return picture

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._drawn = None  # in another font, say
