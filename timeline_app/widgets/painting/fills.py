"""Rectangles of many colours, filled in as many calls as there are colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.widgets.painting.device_pixels import DevicePixels
from timeline_app.widgets.painting.qt_rows import QtRows

Rect: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""

Rects: TypeAlias = Sequence[Rect] | NDArray[Any]
"""Rectangles, or an array that has one in each row."""

Colours: TypeAlias = Sequence[int] | NDArray[np.uint32]
"""Colours as 0xffRRGGBB."""


class Filled(NamedTuple):
    """Rectangles of whole device pixels, and the colour of each."""

    rects: Rects
    colours: Colours


NOTHING_FILLED = Filled((), ())


class Fills:
    """Room for rectangles, kept from frame to frame."""

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._rows = QtRows(QRect, 4, np.int32)
        self._brushes: dict[int, QColor] = {}

    def paint(self, painter: QPainter, rects: Rects, colours: Colours) -> None:
        """Fill rectangles of whole device pixels, counted from the painter's origin.

        Of those that overlap, none may be of another colour: each colour is filled at once.
        """
        if not len(rects):
            return
        shades, corners = np.asarray(colours, np.uint32), np.asarray(rects, np.int32)
        changes = np.flatnonzero(shades[1:] != shades[:-1]) + 1
        if len(changes) > _RUNS:
            order = shades.argsort(kind="stable")
            shades, corners = shades[order], corners[order]
            changes = np.flatnonzero(shades[1:] != shades[:-1]) + 1
        bounds, corners = [0, *changes.tolist(), len(shades)], _corners(corners)
        painter.setPen(Qt.PenStyle.NoPen)
        with DevicePixels(painter, self._ratio):
            for begin, end in pairwise(bounds):
                painter.setBrush(self._brush(int(shades[begin])))
                painter.drawRects(*self._rows.filled(corners[begin:end]))

    def fill(self, painter: QPainter, rects: Rects, colour: QColor) -> None:
        """Fill rectangles with one colour."""
        if not len(rects):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        with DevicePixels(painter, self._ratio):
            painter.drawRects(*self._rows.filled(_corners(np.asarray(rects, np.int32))))

    def _brush(self, colour: int) -> QColor:
        brush = self._brushes.get(colour)
        if brush is None:
            if len(self._brushes) > _MOST:
                self._brushes.clear()
            brush = self._brushes[colour] = QColor(colour)
        return brush


def _corners(rects: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the first and last pixels of rectangles, as a QRect holds them."""
    corners = rects.copy()
    corners[:, 2:] += rects[:, :2] - 1
    return corners


_RUNS = 12
"""Changes of colour up to which rectangles are filled in the order they have."""

_MOST = 500
"""Colours kept."""
