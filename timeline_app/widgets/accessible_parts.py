"""The parts of the timeline that a screen reader is told of: lanes, their events, their claims.

Where Qt's stubs forbid it, None is returned all the same: it is how Qt says "there is none", and
what each `type: ignore[override]` here is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from typing_extensions import override

from timeline_app.widgets.accessible_words import claim_sentence, event_sentence, lane_sentence
from timeline_app.widgets.canvas_part import NAME, CanvasPart
from timeline_app.widgets.timeline_canvas import TimelineCanvas

if TYPE_CHECKING:
    from timeline_app.scene.boxes import Box
    from timeline_app.scene.layout import Band

MOST = 500
"""Events of a lane that are all told of."""


def focused_event(canvas: TimelineCanvas) -> int | None:
    """Return the event that the keys are about: the first selected one in view."""
    page = canvas.page
    boxes = page.boxes if page is not None else ()
    return next((box.event for box in boxes if box.event in canvas.selected), None)


def _screen(canvas: TimelineCanvas) -> QRect:
    """Return the part of the screen on which lanes are seen."""
    box = canvas.area.toRect()
    return QRect(canvas.mapToGlobal(box.topLeft()), box.size())


class LaneInterface(CanvasPart):
    """A lane: its title and counts; its children are its events.

    Of a lane with very many only those in view are told: nobody steps through a million.
    """

    def __init__(self, canvas: TimelineCanvas, parent: QAccessibleInterface, number: int) -> None:
        super().__init__(canvas, parent)
        self.number = number
        self._events: dict[int, EventInterface] = {}

    @property
    def band(self) -> Band:
        """The lane as it is laid out now."""
        return self.canvas.layout_now.bands[self.number]

    @property
    def events(self) -> list[int]:
        """The events that are told of, in the order of time."""
        lane = self.band.lane
        if len(lane) <= MOST:
            return [int(event) for event in lane.order]
        return [box.event for box in self.boxes]

    @property
    def boxes(self) -> list[Box]:
        """The boxes of this lane in view, from left to right."""
        page = self.canvas.page or self.canvas.frame()
        return sorted((b for b in page.boxes if b.lane == self.number), key=lambda b: b.left)

    def of_event(self, event: int) -> EventInterface:
        """Return the interface of one of its events."""
        if event not in self._events:
            self._events[event] = EventInterface(self.canvas, self, event)
        return self._events[event]

    @override
    def isValid(self) -> bool:
        return self.number < len(self.canvas.layout_now.bands)

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.expandable = True
        state.expanded = not self.band.collapsed
        state.collapsed = self.band.collapsed
        state.offscreen = not self.rect().intersects(_screen(self.canvas))
        return state

    @override
    def text(self, t: QAccessible.Text) -> str:
        return lane_sentence(self.band) if t is NAME else ""

    @override
    def rect(self) -> QRect:
        band = self.band
        return self.on_screen(0, self.canvas.widget_y(band.top), self.canvas.width(), band.height)

    @override
    def childCount(self) -> int:
        return len(self.events)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        events = self.events
        return self.of_event(events[index]) if 0 <= index < len(events) else None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        told = self.events
        if not isinstance(child, EventInterface) or child.event not in told:
            return -1
        return told.index(child.event)


class EventInterface(CanvasPart):
    """An event: what, when, how sure, on how many claims; its children are the claims."""

    def __init__(self, canvas: TimelineCanvas, parent: LaneInterface, event: int) -> None:
        super().__init__(canvas, parent)
        self._lane = parent
        self.event = event
        self._claims: dict[int, ClaimInterface] = {}

    def _box(self) -> Box | None:
        return next((box for box in self._lane.boxes if box.event == self.event), None)

    @override
    def isValid(self) -> bool:
        return self.canvas.model.has(self.event)

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = self.event in self.canvas.selected
        state.focused = self.canvas.hasFocus() and self.event == focused_event(self.canvas)
        state.offscreen = state.invisible = self._box() is None
        return state

    @override
    def text(self, t: QAccessible.Text) -> str:
        if t is not NAME:
            return ""
        return event_sentence(self.canvas.model, self._lane.band.lane, self.event)

    @override
    def rect(self) -> QRect:
        box = self._box()
        if box is None:
            return QRect()
        left, right = box.ends
        high = self.canvas.look.metrics.bar
        return self.on_screen(left, self.canvas.widget_y(box.top), right - left, high)

    @override
    def childCount(self) -> int:
        return int(self.canvas.model.columns.claims[self.event])

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._claims:
            self._claims[index] = ClaimInterface(self.canvas, self, index)
        return self._claims[index]


class ClaimInterface(CanvasPart):
    """A claim on an event: what it does to it, who says it, and what."""

    def __init__(self, canvas: TimelineCanvas, parent: EventInterface, number: int) -> None:
        super().__init__(canvas, parent)
        self._event = parent
        self._number = number

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    @override
    def state(self) -> QAccessible.State:
        return QAccessible.State()

    @override
    def text(self, t: QAccessible.Text) -> str:
        if t is not NAME:
            return ""
        opened = self.canvas.model.accounts(self._event.event)
        if self._number >= len(opened):
            return ""
        return claim_sentence(opened[self._number])

    @override
    def rect(self) -> QRect:
        return self._event.rect()
