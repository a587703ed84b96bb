"""The strip under the timeline: where all events lie, and the stretch in view as a window."""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.scene.density import Begun
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.lanes import Lane
from timeline_app.scene.scale import TimeScale
from timeline_app.widgets.painting.fills import Rect
from timeline_app.widgets.painting.look import mixed
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_COLUMN = 3
"""Pixels of a column of the histogram."""

_GRIP = 5.0


class _Grounds(NamedTuple):
    """What lies outside and inside the window, and what it was drawn of."""

    key: tuple[object, ...]
    columns: list[Rect]
    plain: QPixmap
    tinted: QPixmap


class Overview(QWidget):
    """Shows all there is; dragging its window moves the canvas."""

    taken = Signal()  # the mouse took hold of it: what is shown will change
    span_requested = Signal(object, object)  # first and last second, of any size

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._drawn: _Grounds | None = None
        self._counted: tuple[Lane, ...] = ()
        self._fitted: tuple[object, TimeScale] | None = None
        self._window: tuple[float, float] | None = None
        self._begun: Begun | None = None
        self._grip: tuple[str, float, float, float] | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        canvas.moved.connect(self._follow)
        canvas.model.changed.connect(self._follow)

    @property
    def scale(self) -> TimeScale | None:
        """The scale on which everything fits; None if nothing is dated."""
        span = self._canvas.model.outer.span
        if span is None:
            return None
        left = self._canvas.area.left()
        right = max(self.width() - 8.0, left + 20)
        key = (*span, left + 8, right, self._canvas.scale.folds)
        if self._fitted is None or self._fitted[0] != key:
            self._fitted = (key, TimeScale.fitting(*key))
        return self._fitted[1]

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
        _, _, plain, tinted = self._grounds()
        self._window = self.edges
        painter = QPainter(self)
        painter.drawPixmap(0, 0, plain)
        if self.scale is not None:
            left, right = (look.crisp(x) for x in self._window)
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

    def _follow(self) -> None:
        """Paint again if anything is to be seen of what has changed."""
        drawn = self._drawn
        same = drawn is not None and self.isVisible() and self._window == self.edges
        if not same or self._grounds() is not drawn:
            self.update()

    def _grounds(self) -> _Grounds:
        """Return what lies outside and inside the window; drawn again only when it differs."""
        canvas, scale, drawn = self._canvas, self.scale, self._drawn
        key, lanes = (self.size().toTuple(), scale, canvas.look), canvas.model.lanes
        same = drawn is not None and drawn.key == key
        if drawn is not None and same and self._counted is lanes:
            return drawn
        columns, self._counted = self._columns(scale) if scale is not None else [], lanes
        if drawn is not None and same and drawn.columns == columns:
            return drawn
        look = canvas.look
        tint = mixed(look.paper, look.colour("accent"), 0.12)
        plain = self._ground(look.colour("surface"), columns)
        self._drawn = _Grounds(key, columns, plain, self._ground(tint, columns))
        return self._drawn

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
            look.fills.fill(painter, columns, mixed(look.paper, look.colour("ink_soft"), 0.75))
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
            self.taken.emit()
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
        self._drawn = None
        self.update()

    def _side(self, x: float) -> str:
        left, right = self.edges
        if abs(x - left) <= _GRIP and right - left > 3 * _GRIP:
            return "left"
        return "right" if abs(x - right) <= _GRIP and right - left > 3 * _GRIP else "middle"

    def _ask(self, left: float, right: float) -> None:
        scale = self.scale
        if scale is not None:
            self.span_requested.emit(scale.time_at(left), scale.time_at(right))
