"""What the mouse does on the timeline: each drag is one small class, from press to release."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QPinchGesture

from timeline_app.models.groupings import Grouping
from timeline_app.widgets.painting.look import mixed
from timeline_app.widgets.timeline_canvas import TimelineCanvas
from timeline_app.widgets.timeline_editing import Hand
from timeline_app.widgets.timeline_gliding import Gliding
from timeline_app.widgets.timeline_navigation import Navigator
from timeline_app.widgets.timeline_pulling import Pulled

_STEP = 120.0
"""Eighths of a degree of one notch of a wheel (QWheelEvent.angleDelta)."""

_NOTCH = 1.25
"""How much one notch of the wheel enlarges."""


class Drag(Pulled, Protocol):
    """A drag in progress."""

    def release(self, at: QPointF) -> None: ...
    def cancel(self) -> None: ...
    def paint(self, painter: QPainter) -> None: ...


class PanDrag:
    """What is shown follows the pointer, both ways, and glides on when it is flung."""

    pulls = Qt.Orientation(0)

    def __init__(self, canvas: TimelineCanvas, at: QPointF, gliding: Gliding) -> None:
        self._canvas = canvas
        self._gliding = gliding
        self._from = at
        self._scale = canvas.scale
        self._scroll = canvas.offset

    def move(self, at: QPointF) -> None:
        moved = at - self._from
        self._canvas.show_scale(self._scale.panned(moved.x()))
        self._canvas.scroll_to(self._scroll - moved.y())
        self._gliding.watch(at.x(), at.y())

    def release(self, at: QPointF) -> None:
        self.move(at)
        self._gliding.let_go()

    def cancel(self) -> None:
        self._canvas.show_scale(self._scale)
        self._canvas.scroll_to(self._scroll)

    def paint(self, painter: QPainter) -> None:
        """Nothing of its own is drawn."""


class SpanDrag:
    """A span of time is drawn out, and shown when the button is let go."""

    pulls = Qt.Orientation.Horizontal

    def __init__(self, navigator: Navigator, at: QPointF) -> None:
        self._navigator = navigator
        self._canvas = navigator.canvas
        self._from = self._canvas.scale.time_at(at.x())
        self._to = at.x()

    def move(self, at: QPointF) -> None:
        self._to = at.x()
        self._canvas.update()

    def release(self, at: QPointF) -> None:
        self._to = at.x()
        left, right = self._edges
        scale = self._canvas.scale
        if right - left > 4:
            self._navigator.show_span(scale.time_at(left), scale.time_at(right))
        self._canvas.update()

    def cancel(self) -> None:
        self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        look, area = self._canvas.look, self._canvas.area
        left, right = self._edges
        painter.setPen(look.pen(look.colour("accent")))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = max(left, area.left()), min(right, area.right())
        box = QRectF(left, 0, max(right - left, 0.0), area.bottom())
        painter.setClipping(False)  # the ruler too, where it may have begun
        painter.fillRect(QRectF(left, 0, box.width(), 4), look.colour("accent"))
        tint = mixed(look.paper, look.colour("accent"), 0.5)
        tint.setAlpha(60)  # only ever on the screen: never part of what is exported
        painter.fillRect(box, tint)
        painter.drawRect(box)

    @property
    def _edges(self) -> tuple[float, float]:
        """Where the span is now: it began at a time, which may have gone out of view."""
        first = self._canvas.scale.x_of(self._from)
        return min(first, self._to), max(first, self._to)


def turn_wheel(canvas: TimelineCanvas, event: QWheelEvent, gliding: Gliding) -> None:
    """Zoom at the pointer; with Shift pan, with Ctrl or over the headers scroll the lanes.

    A trackpad gives pixels: two fingers pan both ways, as everywhere else, and a pinch zooms.
    """
    pixels, angle = event.pixelDelta(), event.angleDelta()
    keys = event.modifiers()
    gliding.follow(event)
    if not pixels.isNull() and not keys & Qt.KeyboardModifier.ControlModifier:
        canvas.show_scale(canvas.scale.panned(pixels.x()))
        canvas.scroll_to(canvas.offset - pixels.y())
        return
    notches = angle.y() / _STEP
    aside = angle.x() / _STEP
    over_headers = event.position().x() < canvas.area.left()
    if keys & Qt.KeyboardModifier.ShiftModifier or aside:
        canvas.show_scale(canvas.scale.panned((aside or notches) * canvas.area.width() / 12))
    elif (keys & Qt.KeyboardModifier.ControlModifier and pixels.isNull()) or over_headers:
        canvas.scroll_to(canvas.offset - notches * 3 * canvas.look.metrics.row)
    else:
        canvas.show_scale(canvas.scale.zoomed(_NOTCH**notches, event.position().x()))
    event.accept()


class BandDrag:
    """A rubber band: what it touches is selected. It is held to where on the page it began."""

    pulls = Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def __init__(self, navigator: Navigator, at: QPointF) -> None:
        self._navigator, self._canvas = navigator, navigator.canvas
        self._from_t = self._canvas.scale.time_at(at.x())
        self._from_y = self._canvas.page_y(at.y())
        self._to = at

    def move(self, at: QPointF) -> None:
        self._to = at
        self._canvas.update()

    def release(self, at: QPointF) -> None:
        self._to = at
        touched = self._canvas.touched(self._band)
        self._navigator.choose([*self._canvas.selected, *touched])

    def cancel(self) -> None:
        self._canvas.update()

    def paint(self, painter: QPainter) -> None:
        look = self._canvas.look
        painter.setPen(look.pen(look.colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._band)

    @property
    def _band(self) -> QRectF:
        """The band on the widget; it may reach out of view."""
        x = self._canvas.scale.x_of(self._from_t)
        return QRectF(QPointF(x, self._canvas.widget_y(self._from_y)), self._to).normalized()


def spread(canvas: TimelineCanvas, gesture: QPinchGesture) -> None:
    """Zoom as two fingers on a screen spread, and pan as they move."""
    at, before = (
        canvas.mapFromGlobal(point) for point in (gesture.centerPoint(), gesture.lastCenterPoint())
    )
    moved = canvas.scale.panned(at.x() - before.x())
    canvas.show_scale(moved.zoomed(gesture.scaleFactor(), at.x()))
    canvas.scroll_to(canvas.offset - (at.y() - before.y()))


def pinch(canvas: TimelineCanvas, event: QNativeGestureEvent) -> bool:
    """Zoom as two fingers on a trackpad spread; False for other gestures."""
    if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
        return False
    canvas.show_scale(canvas.scale.zoomed(1 + event.value(), event.position().x()))
    return True


class LaneDrag:
    """A header follows the pointer; let go, its track stands where the line is."""

    pulls = Qt.Orientation.Vertical

    def __init__(self, hand: Hand, number: int, at: QPointF) -> None:
        self._hand, self._number, self._at = hand, number, at

    def move(self, at: QPointF) -> None:
        self._at = at
        self._hand.canvas.update()

    def release(self, at: QPointF) -> None:
        self._at = at
        to = self._target()
        self._hand.move_lane(self._number, to - (to > self._number))
        self._hand.canvas.update()

    def cancel(self) -> None:
        self._hand.canvas.update()

    def paint(self, painter: QPainter) -> None:
        canvas = self._hand.canvas
        bands, to = canvas.layout_now.bands, self._target()
        edge = bands[to].top if to < len(bands) else canvas.layout_now.height
        y = min(canvas.widget_y(edge), canvas.area.bottom() - 2)
        painter.setClipping(False)
        line = QRectF(0, y - 2, canvas.width(), 4)
        painter.fillRect(line, canvas.look.colour("accent"))

    def _target(self) -> int:
        """Return before which lane the pointer is."""
        canvas = self._hand.canvas
        y = self._at.y() - canvas.area.top() + canvas.offset
        return sum((band.top + band.bottom) / 2 < y for band in canvas.layout_now.bands)


def begin_drag(
    navigator: Navigator, hand: Hand, gliding: Gliding, event: QMouseEvent
) -> Drag | None:
    """Choose the drag for a press, by what is under the pointer and the keys held."""
    if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
        return None
    at, keys = event.position(), event.modifiers()
    if event.button() == Qt.MouseButton.MiddleButton:
        return PanDrag(navigator.canvas, at, gliding)
    if at.x() < navigator.canvas.area.left():
        return _on_header(hand, at)
    # Many window managers keep Alt with the mouse to themselves: the ruler is always there.
    if keys & Qt.KeyboardModifier.AltModifier or at.y() < navigator.canvas.area.top():
        return SpanDrag(navigator, at)
    if keys & Qt.KeyboardModifier.ControlModifier:
        return BandDrag(navigator, at)
    box = navigator.canvas.box_under(at)
    taken: Drag | None = None
    if box is None and keys & Qt.KeyboardModifier.ShiftModifier:
        taken = hand.draw_out(at)
    elif box is not None and hand.unlocked:
        taken = hand.take(box, at)
    return taken or PanDrag(navigator.canvas, at, gliding)


def _on_header(hand: Hand, at: QPointF) -> Drag | None:
    canvas = hand.canvas
    band = canvas.layout_now.band_at(at.y() - canvas.area.top() + canvas.offset)
    if band is None or not band.lane.spec.key or canvas.model.grouping is not Grouping.TRACK:
        return None
    return LaneDrag(hand, band.number, at)
