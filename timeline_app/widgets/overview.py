"""The strip under the timeline: where all events lie, and the stretch in view as a window."""

from __future__ import annotations

from typing import cast

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.scene.density import Begun
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.scale import TimeScale
from timeline_app.widgets.painting.look import mixed
from timeline_app.widgets.painting.sheet import Rect
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_COLUMN = 3
"""Pixels of a column of the histogram."""

_GRIP = 5.0


class Overview(QWidget):
    """Shows all there is; dragging its window moves the canvas."""

    span_requested = Signal(object, object)  # first and last second, of any size

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: tuple[tuple[object, ...], tuple[QPixmap, QPixmap]] | None = None
        self._begun: Begun | None = None
        self._grip: tuple[str, float, float, float] | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        canvas.moved.connect(self.update)
        canvas.model.changed.connect(self._forget)

    @property
    def scale(self) -> TimeScale | None:
        """The scale on which everything fits; None if nothing is dated."""
        span = self._canvas.model.outer.span
        if span is None:
            return None
        left = self._canvas.area.left()
        right = max(self.width() - 8.0, left + 20)
        return TimeScale.fitting(*span, left + 8, right, self._canvas.scale.folds)

    @property
    def edges(self) -> tuple[float, float]:
        """The left and right edge of the stretch in view, in pixels."""
        scale = self.scale
        if scale is None:
            return 0.0, 0.0
        first, last = self._canvas.visible_span
        left = min(max(scale.x_of(first), self._canvas.area.left()), self.width() - 4.0)
        return left, min(max(scale.x_of(last), left + 4), self.width() - 1.0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, round(self._canvas.look.metrics.line * 2))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(50, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._canvas.look
        plain, tinted = self._grounds()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, plain)
        if self.scale is not None:
            left, right = (look.crisp(x) for x in self.edges)
            box = QRectF(left, 2, right - left, self.height() - 4)
            ratio = look.ratio
            source = QRectF(left * ratio, 2 * ratio, box.width() * ratio, box.height() * ratio)
            painter.drawPixmap(box, tinted, source)
            half = look.hairline / 2
            painter.setPen(look.pen(look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(half, half, -half, -half))
            for x in (left, right - 3):
                painter.fillRect(QRectF(x, self.height() / 2 - 7, 3, 14), look.colour("accent"))
        painter.end()

    def _grounds(self) -> tuple[QPixmap, QPixmap]:
        """Return what lies outside and inside the window; drawn again only when it differs."""
        canvas = self._canvas
        key = (self.size().toTuple(), canvas.scale.folds, canvas.look, canvas.model.columns)
        if self._drawn is None or self._drawn[0] != key:
            look = canvas.look
            tint = mixed(look.paper, look.colour("accent"), 0.12)
            columns = self._columns(self.scale) if self.scale is not None else []
            plain = self._ground(look.colour("surface"), columns)
            self._drawn = (key, (plain, self._ground(tint, columns)))
        return self._drawn[1]

    def _ground(self, colour: QColor, columns: list[Rect]) -> QPixmap:
        look = self._canvas.look
        pixmap = QPixmap(self.size() * look.ratio)
        pixmap.setDevicePixelRatio(look.ratio)
        pixmap.fill(colour)
        painter = QPainter(pixmap)
        scale = self.scale
        if scale is not None:
            for x in scale.fold_lefts():
                band = QRectF(x, 0, FOLD_WIDTH, self.height())
                painter.fillRect(band, look.colour("fold"))
            look.sheets.fill(painter, columns, mixed(look.paper, look.colour("ink_soft"), 0.75))
        painter.fillRect(QRectF(0, 0, self.width(), look.hairline), look.colour("line"))
        painter.end()
        return pixmap

    def _columns(self, scale: TimeScale) -> list[Rect]:
        """Return the columns of the histogram, in device pixels."""
        left, ratio = self._canvas.area.left(), self._canvas.look.ratio
        count = max(int((self.width() - left) / _COLUMN), 1)
        edges = scale.times_at(left + _COLUMN * np.arange(count + 1.0))
        if self._begun is None or not np.array_equal(self._begun.edges, edges):
            self._begun = Begun(edges)
        begun = self._begun.count(self._canvas.model.lanes)
        most = max(int(begun.max(initial=0)), 1)
        room, foot = self.height() - 10, self.height() - 4
        highs = np.maximum(np.rint(np.log1p(begun) / np.log1p(most) * room), 3)
        some = np.flatnonzero(begun)
        lefts, wide = left + some * _COLUMN, np.full(len(some), _COLUMN - 1.0)
        columns = np.column_stack((lefts, foot - highs[some], wide, highs[some]))
        return cast(list[Rect], np.rint(columns * ratio).tolist())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.scale is not None:
            x = event.position().x()
            left, right = self.edges
            if self._side(x) == "middle" and not left <= x <= right:
                half = (right - left) / 2
                self._ask(x - half, x + half)
                left, right = self.edges
            self._grip = (self._side(x), x, left, right)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._grip is None:
            sides = self._side(x) != "middle"
            self.setCursor(Qt.CursorShape.SizeHorCursor if sides else Qt.CursorShape.ArrowCursor)
            return
        side, from_x, left, right = self._grip
        moved = x - from_x
        new_left = left + moved if side != "right" else left
        new_right = right + moved if side != "left" else right
        self._ask(new_left, max(new_right, new_left + 2))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._forget()

    def _side(self, x: float) -> str:
        left, right = self.edges
        if abs(x - left) <= _GRIP and right - left > 3 * _GRIP:
            return "left"
        return "right" if abs(x - right) <= _GRIP and right - left > 3 * _GRIP else "middle"

    def _ask(self, left: float, right: float) -> None:
        scale = self.scale
        if scale is not None:
            self.span_requested.emit(scale.time_at(left), scale.time_at(right))

    def _forget(self) -> None:
        self._drawn = None
        self.update()
