"""Kinetic panning: a drag or a trackpad that lets go in motion lets the timeline glide out.

Where the system sends the momentum of a trackpad itself, its steps are taken and none are added.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QWheelEvent

from timeline_app.scene.gliding import Glide, Trail
from timeline_app.scene.scale import TimeScale
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_BEAT = 16
"""Milliseconds between two steps."""

_WAIT = 60
"""Milliseconds after fingers leave a trackpad in which the system's own momentum would begin."""


def _now() -> float:
    return time.monotonic() * 1_000


class Gliding(QObject):
    """Moves a canvas on after a hand has let go of it; anything else that is done ends it."""

    def __init__(self, canvas: TimelineCanvas, clock: Callable[[], float] = _now) -> None:
        """Move a canvas; the clock gives milliseconds."""
        super().__init__(canvas)
        self._canvas = canvas
        self.clock = clock
        self._trail = Trail()
        self._fingers = (0.0, 0.0)
        self._glide: Glide | None = None
        self._begun = 0.0
        self._done = (0.0, 0.0)
        self._left: TimeScale | None = None
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self._go_on)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._set_off)

    @property
    def is_under_way(self) -> bool:
        """Whether the canvas glides, or is about to."""
        return self._beat.isActive() or self._wait.isActive()

    def stop(self) -> None:
        """Come to rest at once."""
        self._beat.stop()
        self._wait.stop()
        self._glide = None

    def watch(self, across: float, down: float) -> None:
        """Note where a hand is that drags."""
        self._trail.add(self.clock(), across, down)

    def let_go(self) -> None:
        """Glide on as the hand was moving, if it was and if motion is wanted."""
        self._glide = self._trail.let_go(self.clock())
        self._set_off()

    def follow(self, event: QWheelEvent) -> None:
        """Note what fingers on a trackpad do: when they leave it in motion, glide on."""
        match event.phase():
            case Qt.ScrollPhase.ScrollEnd:
                self._glide = self._trail.let_go(self.clock())
                if self._glide is not None:
                    self._wait.start()
                return
            case Qt.ScrollPhase.ScrollUpdate:
                x, y = self._fingers
                self._fingers = x + event.pixelDelta().x(), y + event.pixelDelta().y()
                self._trail.add(self.clock(), *self._fingers)
            case Qt.ScrollPhase.ScrollBegin:
                self._trail = Trail()
        self.stop()

    def _set_off(self) -> None:
        if self._glide is None or not self._canvas.may_animate:
            self._glide = None
            return
        self._begun, self._done, self._left = self.clock(), (0.0, 0.0), self._canvas.scale
        self._beat.start()

    def _go_on(self) -> None:
        """Take the next step, unless somebody else has moved the canvas meanwhile."""
        glide, lasted = self._glide, self.clock() - self._begun
        if glide is None or self._canvas.scale != self._left or glide.is_over(lasted):
            self.stop()
            return
        x, y = glide.after(lasted)
        done_x, done_y = self._done
        self._done = x, y
        self._canvas.show_scale(self._canvas.scale.panned(x - done_x))
        self._canvas.scroll_to(self._canvas.offset - (y - done_y))
        self._left = self._canvas.scale
