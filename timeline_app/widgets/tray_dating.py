"""Dating what waits in the tray: dragged onto the timeline, or put there by keys.

Both move the same ghost; what is let go is one edit. Until then nothing is written.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from timeline_app.scene.snapping import unit_holding
from timeline_app.widgets.painting.dates import span_text
from timeline_app.widgets.timeline_editing import GestureDrag, Hand
from timeline_app.widgets.timeline_pulling import Pulling

_ZOOMS = {Qt.Key.Key_Plus: 1.4, Qt.Key.Key_Equal: 1.4, Qt.Key.Key_Minus: 1 / 1.4}
_DOWN = 30.0
"""Pixels of the ghost's middle below the top of its lane."""

_INSET = 22.0
"""Pixels within the edge of the timeline that pull already: right below is the tray again."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TrayDating(QObject):
    """One undated event on its way to a date."""

    told = Signal(str)  # a sentence: what the keys do, and which date it would be

    def __init__(self, hand: Hand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hand = hand
        self._canvas = hand.canvas
        self._drag: GestureDrag | None = None
        self._pulling = Pulling(self._canvas, _INSET)
        self._entered: QPointF | None = None  # where the pointer was first well inside
        self._index = -1
        self._at = 0

    @property
    def is_under_way(self) -> bool:
        """Whether an event is being put on the timeline."""
        return self._drag is not None

    def take(self, index: int, *, by_keys: bool = False) -> None:
        """Take hold of an event. By keys it keeps its track, which a pointer may change."""
        self._index = index
        self._drag = self._hand.date(index, keeps_track=by_keys)
        self._canvas.drag = self._drag
        self._entered = None

    def drag_to(self, at: QPointF) -> None:
        """Show where the event would be; nowhere while the pointer, on the screen, is elsewhere.

        Held at an edge of the timeline, or past it but for the tray, it brings more into view.
        """
        here = self._canvas.mapFromGlobal(at)
        if self._entered is None and self._pulling.calm.contains(here):
            self._entered = here
        if self._drag is None:
            return
        if self._is_over(here):
            self._pulling.move(self._drag, self._entered or here, here)
        else:
            self._pulling.stop()
            self._drag.cancel()

    def _is_over(self, here: QPointF) -> bool:
        """Tell whether an event let go there is dated: on the timeline, or past it but below."""
        area = self._canvas.area
        return area.contains(here) or (self._entered is not None and here.y() < area.bottom())

    def let_go(self, at: QPointF) -> None:
        """Date the event, if the pointer is over the timeline."""
        drag, here = self._drag, self._canvas.mapFromGlobal(at)
        is_over = self._is_over(here)
        self.leave()
        if drag is not None and is_over:
            drag.release(self._pulling.within(drag, here))

    def begin(self, index: int) -> None:
        """Take hold of an event by keys: it begins in the middle of what is shown."""
        self.take(index, by_keys=True)
        self._at = self._canvas.scale.time_at(self._canvas.area.center().x())
        self._show()

    def press(self, event: QKeyEvent) -> bool:
        """Move the event by a key, set it or leave it; False if the key does none of it."""
        key, canvas = Qt.Key(event.key()), self._canvas
        if key == Qt.Key.Key_Escape:
            self.leave()
            self.told.emit(self.tr("Left without a date."))
        elif key in _ENTER:
            drag, point = self._drag, self._point()
            self.leave()
            if drag is not None:
                drag.release(point)
            self._canvas.setFocus()
        elif key == Qt.Key.Key_Left:
            self._at = unit_holding(self._at, canvas.scale)[0] - 1
            self._show()
        elif key == Qt.Key.Key_Right:
            self._at = unit_holding(self._at, canvas.scale)[1] + 1
            self._show()
        elif key in _ZOOMS:
            canvas.show_scale(canvas.scale.zoomed(_ZOOMS[key], canvas.scale.x_of(self._at)))
            self._retake()
        else:
            return False
        return True

    def leave(self) -> None:
        """Let go of the event without dating it."""
        self._pulling.stop()
        if self._drag is not None:
            self._drag.cancel()
        self._drag = self._canvas.drag = None

    def _retake(self) -> None:
        """Take hold anew: a gesture keeps to the scale it began on."""
        self.take(self._index, by_keys=True)
        self._show()

    def _show(self) -> None:
        """Bring the ghost into view, and say its date."""
        canvas, x = self._canvas, self._canvas.scale.x_of(self._at)
        if not canvas.area.left() + 20 <= x <= canvas.area.right() - 60:
            canvas.show_scale(canvas.scale.panned(canvas.area.center().x() - x))
            self.take(self._index, by_keys=True)
        if self._drag is None:
            return
        self._drag.move(self._point())
        text = QCoreApplication.translate(
            "timeline", "{date} · ←/→ move, +/− zoom, Enter sets the date, Esc leaves it undated"
        )
        self.told.emit(text.format(date=span_text(self._drag.ghosts[self._index])))

    def _point(self) -> QPointF:
        """Return where the ghost is: at its time, in the lane of its track, scrolled into view."""
        canvas = self._canvas
        # Half a second on: no rounding of pixels leads back to the unit before.
        x = canvas.scale.x_of(self._at) + canvas.scale.px_per_second / 2
        event = canvas.model.record(self._index)
        for band in canvas.layout_now.bands:
            if event is not None and band.lane.spec.key == event.track_id:
                low = band.top + 2 * _DOWN - canvas.area.height()
                canvas.scroll_to(min(max(canvas.offset, low), band.top))
                return QPointF(x, canvas.widget_y(band.top) + _DOWN)
        return QPointF(x, canvas.area.top() + _DOWN)
