"""Editing by hand: what is dragged, created or nudged becomes an edit that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter

from timeline_app.domain.by_hand import HandBounds, Part
from timeline_app.domain.records import Id
from timeline_app.models.timeline_edits import created, lanes_reordered, redated
from timeline_app.scene.boxes import Box
from timeline_app.scene.gestures import (
    NEW,
    CreateInterval,
    DateEvent,
    Gesture,
    Ghosts,
    MoveEvents,
    SetPart,
)
from timeline_app.scene.hit import part_at
from timeline_app.scene.snapping import snapped, step_after
from timeline_app.widgets.painting.ghosts import paint_ghosts
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_MOST_NEIGHBOURS = 400


class Hand(QObject):
    """Turns drags and keys into edits. Locked, it moves nothing that exists."""

    edit_requested = Signal(object)  # Edit
    lock_changed = Signal(bool)
    refused = Signal(str)  # a sentence: why nothing moved
    created = Signal(str)  # the id of an event that was asked for

    def __init__(self, canvas: TimelineCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.unlocked = False

    def set_unlocked(self, *, unlocked: bool) -> None:
        """Allow events to be moved, or guard them against it."""
        if unlocked != self.unlocked:
            self.unlocked = unlocked
            self.canvas.unlocked = unlocked
            self.canvas.update()
            self.lock_changed.emit(unlocked)

    def may_move(self) -> bool:
        """Tell whether events may be moved; say why not."""
        if self._is_read_only():
            return False
        if not self.unlocked:
            self.refused.emit(self.tr("Events are locked. Press U to unlock them."))
        return self.unlocked

    def _is_read_only(self) -> bool:
        """Tell whether the project is, and say so."""
        if self.canvas.model.document.is_read_only:
            self.refused.emit(self.tr("This project is open read-only."))
        return self.canvas.model.document.is_read_only

    def take(self, box: Box, at: QPointF) -> GestureDrag | None:
        """Take hold of an event, or of a part of it; of all selected if it is one of them."""
        canvas = self.canvas
        y = at.y() - canvas.area.top() + canvas.offset
        part = part_at(box, at.x(), y, canvas.look.metrics)
        chosen = canvas.selected if box.event in canvas.selected else frozenset({box.event})
        bounds = {i: b for i in chosen if (b := self.bounds_of(i)) is not None}
        if box.event not in bounds:
            return None
        from_t, near = canvas.scale.time_at(at.x()), self._neighbours(chosen)
        if part is Part.BODY or len(bounds) > 1:
            move = MoveEvents(bounds, box.event, from_t, canvas.scale, near)
            return GestureDrag(self, move, canvas.track_at(at.y()))
        setting = SetPart(box.event, bounds[box.event], part, canvas.scale, near)
        return GestureDrag(self, setting, None, keeps_track=True)

    def draw_out(self, at: QPointF) -> GestureDrag:
        """Begin a new event at a point."""
        scale = self.canvas.scale
        gesture = CreateInterval(scale.time_at(at.x()), scale, self._neighbours(frozenset()))
        return GestureDrag(self, gesture, self.canvas.track_at(at.y()))

    def date(self, index: int, *, keeps_track: bool) -> GestureDrag | None:
        """Begin to put an event that has no date on the timeline; None if nothing may change."""
        event = self.canvas.model.record(index)
        if event is None or self._is_read_only():
            return None
        gesture = DateEvent(index, self.canvas.scale)
        return GestureDrag(self, gesture, event.track_id, keeps_track=keeps_track)

    def create_at(self, at: QPointF) -> None:
        """Add an event of one unit of the ruler at a point."""
        scale = self.canvas.scale
        first = snapped(scale.time_at(at.x()), scale)
        if first > scale.time_at(at.x()):
            first = step_after(first, scale, -1)
        last = step_after(first, scale, 1) - 1
        self.add(HandBounds(first, first, last, last), self.canvas.track_at(at.y()))

    def add(self, bounds: HandBounds, track_id: Id | None) -> None:
        """Ask for a new event."""
        if self._is_read_only():
            return
        edit, event_id = created(self.tr("New event"), bounds, track_id)
        self.edit_requested.emit(edit)
        self.created.emit(event_id)

    def move_lane(self, moved: int, to: int) -> None:
        """Ask for a track to stand at another place from the top."""
        edit = lanes_reordered(self.canvas.model.document, moved, to)
        if edit is not None:
            self.edit_requested.emit(edit)

    def nudge(self, direction: int) -> None:
        """Move the selected events by one unit of the ruler."""
        if not self.canvas.selected or not self.may_move():
            return
        scale = self.canvas.scale
        bounds = {i: b for i in self.canvas.selected if (b := self.bounds_of(i)) is not None}
        leads = [t for b in bounds.values() for t in b.four if t is not None]
        if leads:
            moved = step_after(min(leads), scale, direction) - min(leads)
            self.ask({i: b.moved(moved) for i, b in bounds.items()}, resized=False)

    def stretch(self, part: Part, direction: int) -> None:
        """Move the beginning or the end of the selected events by one unit of the ruler."""
        if not self.canvas.selected or not self.may_move():
            return
        scale, ghosts = self.canvas.scale, {}
        past = int(part is Part.END)  # an end is the last second before a unit
        for i in self.canvas.selected:
            bounds = self.bounds_of(i)
            if bounds is None:
                continue
            side = bounds.end_max if past else bounds.start_min
            if side is not None:
                t = step_after(side + past, scale, direction) - past
                ghosts[i] = bounds.with_part(part, t)
        self.ask(ghosts, resized=True)

    def ask(self, ghosts: Ghosts, *, resized: bool, track_id: Id | None = None) -> None:
        """Ask for the edit that gives events their new bounds."""
        model = self.canvas.model
        wanted = {model.name(i).id: self._as_stored(i, b) for i, b in ghosts.items()}
        edit = redated(model.document, wanted, resized=resized, track_id=track_id)
        if edit is not None:
            self.edit_requested.emit(edit)

    def bounds_of(self, index: int) -> HandBounds | None:
        """Return the bounds of an event as drawn; None if it is not dated."""
        event = self.canvas.model.record(index)
        if event is None:
            return None
        stored = HandBounds(event.start_min, event.start_max, event.end_min, event.end_max)
        if stored.four == (None, None, None, None):
            return None
        return stored.moved(self.canvas.model.shift_of(index))

    def _as_stored(self, index: int, bounds: HandBounds) -> HandBounds:
        """Undo the shift of the display zone."""
        return bounds.moved(-self.canvas.model.shift_of(index))

    def _neighbours(self, moving: frozenset[int]) -> tuple[int, ...]:
        """Return the bounds in view that attract, of events that do not move."""
        page = self.canvas.page
        seen = [b.event for b in page.boxes if b.event not in moving] if page else []
        return tuple(t for i in seen[:_MOST_NEIGHBOURS] for t in self._edges_of(i))

    def _edges_of(self, index: int) -> Iterator[int]:
        """Yield when an event begins, and the second after its last; an open side is no edge."""
        bounds = self.canvas.model.bounds_of(index)
        if bounds.start_min is not None:
            yield bounds.start_min
        if bounds.end_max is not None and bounds.end_max != bounds.start_min:
            yield bounds.end_max + 1


class GestureDrag:
    """A gesture under the pointer: its ghosts are drawn, and asked for on release.

    `home` is the track it began on: what is let go over another goes there.
    """

    def __init__(
        self, hand: Hand, gesture: Gesture, home: Id | None, *, keeps_track: bool = False
    ) -> None:
        self._hand, self._gesture = hand, gesture
        self._home, self._keeps_track = home, keeps_track
        self._ghosts: Ghosts = {}
        self._track: Id | None = None
        self._y = 0.0
        self._tops: dict[int, float] = {}
        """The rows the events had, as heights of the page: one may be left behind out of view."""

    @property
    def pulls(self) -> Qt.Orientation:
        """Sideways; and to other tracks, if it may go to one."""
        across = Qt.Orientation.Horizontal
        return across if self._keeps_track else across | Qt.Orientation.Vertical

    def move(self, at: QPointF) -> None:
        canvas = self._hand.canvas
        free = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        self._ghosts = self._gesture.ghosts(canvas.scale.time_at(at.x()), free=free)
        self._track = None if self._keeps_track else self._other_track(at)
        self._y = at.y()
        canvas.update()

    def release(self, at: QPointF) -> None:
        self.move(at)
        canvas = self._hand.canvas
        if NEW in self._ghosts:
            self._hand.add(self._ghosts[NEW], self._home)
        elif self._ghosts:
            resized = isinstance(self._gesture, SetPart)
            self._hand.ask(self._ghosts, resized=resized, track_id=self._track)
        canvas.update()

    def cancel(self) -> None:
        self._ghosts = {}
        self._hand.canvas.update()

    @property
    def ghosts(self) -> Ghosts:
        """The bounds events would have now."""
        return self._ghosts

    def paint(self, painter: QPainter) -> None:
        canvas = self._hand.canvas
        if self._ghosts:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ghosts(painter, self._ghosts, self, canvas.look)

    def x_of(self, t: int) -> float:
        """Return where a ghost's time is on the widget."""
        return self._hand.canvas.scale.x_of(t)

    def top_of(self, index: int) -> float:
        """Return the top of a ghost: in its row, or under the pointer on another track."""
        canvas = self._hand.canvas
        if self._track is None and canvas.page is not None:
            tops = (box.top for box in canvas.page.boxes if box.event == index)
            top = next(tops, self._tops.get(index))
            if top is not None:
                self._tops[index] = top
                return canvas.widget_y(top)
        return self._y - canvas.look.metrics.bar / 2

    def _other_track(self, at: QPointF) -> Id | None:
        """Return the track under the pointer, if it is another than that it began on."""
        there = self._hand.canvas.track_at(at.y())
        return there if there is not None and there != self._home else None
