"""Painting in whole device pixels, whatever the ratio of the screen."""

from __future__ import annotations

from PySide6.QtGui import QPainter


class DevicePixels:
    """Lets a painter count in device pixels from its origin, for as long as it is entered."""

    def __init__(self, painter: QPainter, ratio: float) -> None:
        self._painter, self._ratio = painter, ratio

    def __enter__(self) -> None:
        if self._ratio != 1.0:
            self._before = self._painter.worldTransform()
            self._painter.scale(1 / self._ratio, 1 / self._ratio)

    def __exit__(self, *_: object) -> None:
        if self._ratio != 1.0:
            self._painter.setWorldTransform(self._before)
