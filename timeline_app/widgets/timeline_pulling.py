"""A drag held at or beyond the edge of what is shown pulls more of it into view."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRectF, Qt, QTimer

from timeline_app.widgets.timeline_canvas import TimelineCanvas

_BEAT = 16
"""Milliseconds between two steps."""

_LONGEST = 100
"""Milliseconds that one step makes up for at most: a slow frame is no leap."""

_NEAR = 8.0
"""Pixels within the edge that pull already: a window may end where the screen does."""

_SLOWEST, _QUICKENING, _QUICKEST = 90.0, 14.0, 3_000.0
"""Pixels a second: at the edge, more of them for every pixel beyond it, and at most."""


class Pulled(Protocol):
    """A drag that goes on while more comes into view."""

    @property
    def pulls(self) -> Qt.Orientation:
        """The ways it pulls: none, one or both."""

    def move(self, at: QPointF) -> None: ...


class Pulling(QObject):
    """Moves a drag, and the canvas with it while the pointer is held at an edge."""

    def __init__(self, canvas: TimelineCanvas, inset: float = 0.0) -> None:
        """Pull from so many pixels within the edge on as if they lay beyond it."""
        super().__init__(canvas)
        self._canvas, self._inset = canvas, inset
        self._drag: Pulled | None = None
        self._speed = self._at = self._from = QPointF()
        self._clock = QElapsedTimer()
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self._go_on)

    @property
    def is_under_way(self) -> bool:
        """Whether the canvas is being pulled."""
        return self._beat.isActive()

    def stop(self) -> None:
        """Leave the canvas where it is."""
        self._beat.stop()
        self._drag = None

    def move(self, drag: Pulled, pressed: QPointF, at: QPointF) -> None:
        """Move a drag, pressed at one point, to another; pull if that is at an edge."""
        self._drag, self._from, self._at = drag, pressed, at
        drag.move(self.within(drag, at))
        self._speed = self._speed_of(drag)
        if self._speed.isNull():
            self._beat.stop()
        elif not self._beat.isActive():
            self._clock.start()
            self._beat.start()

    def within(self, drag: Pulled, at: QPointF) -> QPointF:
        """Return the point in view that a drag is at when the pointer is at another."""
        area, pulls = self._canvas.area, drag.pulls
        x, y = at.x(), at.y()
        if Qt.Orientation.Horizontal in pulls:
            x = min(max(x, area.left()), area.right())
        if Qt.Orientation.Vertical in pulls:
            y = min(max(y, area.top()), area.bottom() - 1)
        return QPointF(x, y)

    @property
    def calm(self) -> QRectF:
        """The part of the canvas in which nothing pulls."""
        near = _NEAR + self._inset
        return self._canvas.area.adjusted(near, near, -near, -near)

    def _speed_of(self, drag: Pulled) -> QPointF:
        inset, at, start, pulls = self._inset, self._at, self._from, drag.pulls
        area = self._canvas.area.adjusted(inset, inset, -inset, -inset)
        across = _speed(at.x(), start.x(), area.left(), area.right())
        down = _speed(at.y(), start.y(), area.top(), area.bottom())
        return QPointF(
            across if Qt.Orientation.Horizontal in pulls else 0.0,
            down if Qt.Orientation.Vertical in pulls else 0.0,
        )

    def _go_on(self) -> None:
        """Show a little more of where the pointer is held, and take the drag along."""
        canvas, drag = self._canvas, self._drag
        moved = self._speed * (min(self._clock.restart(), _LONGEST) / 1_000)
        if drag is None:
            self.stop()
            return
        canvas.show_scale(canvas.scale.panned(-moved.x()))
        canvas.scroll_to(canvas.offset + moved.y())
        drag.move(self.within(drag, self._at))


def _speed(at: float, start: float, first: float, last: float) -> float:
    """Return how fast a pointer pulls between two edges, in pixels a second; less than 0 is back.

    What was taken hold of beside an edge pulls there only once it is moved towards it.
    """
    if at < min(first + _NEAR, start):
        return -_quickened(first - at)
    if at > max(last - _NEAR, start):
        return _quickened(at - last)
    return 0.0


def _quickened(beyond: float) -> float:
    return min(_SLOWEST + _QUICKENING * max(beyond, 0.0), _QUICKEST)
