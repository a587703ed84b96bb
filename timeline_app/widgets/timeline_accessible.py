"""The timeline for a screen reader: lanes → events → claims, each with a sentence of its own.

Where Qt's stubs forbid it, None is returned all the same: it is how Qt says "there is none", and
what each `type: ignore[override]` here is about.

Qt asks `interface_for` for each TimelineCanvas. What is exposed are the lanes and, in each, the
events in view; the claims of an event are its children. Names are made when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QApplication
from typing_extensions import override

from timeline_app.domain.columns import Flag
from timeline_app.models.words import word_for
from timeline_app.widgets.painting.dates import span_text
from timeline_app.widgets.painting.headers import contested_text, counts_text
from timeline_app.widgets.timeline_canvas import TimelineCanvas

if TYPE_CHECKING:
    from timeline_app.scene.boxes import Box
    from timeline_app.scene.layout import Band


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


def install() -> None:
    """Have Qt ask here for the accessible side of timelines; asking again changes nothing."""
    app = QApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)  # noqa: FBT003 - Qt's way
        QAccessible.installFactory(interface_for)


_INSTALLED = "timeline_accessible"


def interface_for(_name: str, shown: QObject | None) -> QAccessibleInterface | None:
    """Return the interface of a timeline's canvas; None for anything else."""
    return CanvasInterface(shown) if isinstance(shown, TimelineCanvas) else None


def tell_focus(canvas: TimelineCanvas) -> None:
    """Tell a screen reader, if one listens, that another event has the focus."""
    if QAccessible.isActive() and canvas.hasFocus() and canvas.selected:
        QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.Focus))


class CanvasInterface(QAccessibleWidget):
    """The canvas: a tree of lanes."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.Tree, _tr("Timeline"))
        self._canvas = canvas
        self._lanes: dict[int, LaneInterface] = {}

    @override
    def childCount(self) -> int:
        return len(self._canvas.layout_now.bands)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        bands = self._canvas.layout_now.bands
        if not 0 <= index < len(bands):
            return None
        if index not in self._lanes:
            self._lanes[index] = LaneInterface(self._canvas, self, index)
        return self._lanes[index]

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.number if isinstance(child, LaneInterface) else -1

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        page = self._canvas.page
        for box in page.boxes if page is not None else ():
            if box.event in self._canvas.selected:
                lane = self.child(box.lane)
                return lane.of_event(box.event) if isinstance(lane, LaneInterface) else None
        return None


class _Part(QAccessibleInterface):
    """A part of the canvas that is no widget."""

    def __init__(self, canvas: TimelineCanvas, parent: QAccessibleInterface) -> None:
        super().__init__()
        self.canvas = canvas
        self._parent = parent

    @override
    def parent(self) -> QAccessibleInterface:
        return self._parent

    @override
    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    @override
    def isValid(self) -> bool:
        return True

    @override
    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.canvas.window().windowHandle()

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        found = (self.child(k) for k in range(self.childCount()))
        return next((c for c in found if c is not None and c.rect().contains(x, y)), None)

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Names are those of the project, and are not changed here."""

    @override
    def backgroundColor(self) -> QColor:
        return self.canvas.look.paper

    @override
    def foregroundColor(self) -> QColor:
        return self.canvas.look.colour("ink")

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((k for k in range(self.childCount()) if self.child(k) is child), -1)

    def on_screen(self, left: float, top: float, width: float, height: float) -> QRect:
        """Return a rectangle of the canvas in the coordinates of the screen."""
        box = QRect(round(left), round(top), round(width), round(height))
        return QRect(self.canvas.mapToGlobal(box.topLeft()), box.size())


class LaneInterface(_Part):
    """A lane: its title and counts; its children are its events in view."""

    def __init__(self, canvas: TimelineCanvas, parent: QAccessibleInterface, number: int) -> None:
        super().__init__(canvas, parent)
        self.number = number
        self._events: dict[int, EventInterface] = {}

    @property
    def _band(self) -> Band:
        return self.canvas.layout_now.bands[self.number]

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
        state.expanded = not self._band.collapsed
        state.collapsed = self._band.collapsed
        return state

    @override
    def text(self, t: QAccessible.Text) -> str:
        if t is not QAccessible.Text.Name:
            return ""
        band = self._band
        parts = [band.lane.spec.title, counts_text(band)]
        if band.lane.contested:
            parts.append(contested_text(band))
        return ", ".join(parts)

    @override
    def rect(self) -> QRect:
        band = self._band
        return self.on_screen(0, self.canvas.widget_y(band.top), self.canvas.width(), band.height)

    @override
    def childCount(self) -> int:
        return len(self.boxes)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        boxes = self.boxes
        return self.of_event(boxes[index].event) if 0 <= index < len(boxes) else None


class EventInterface(_Part):
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
        return self.event < self.canvas.model.total

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.TreeItem

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        state.selected = state.focused = self.event in self.canvas.selected
        state.offscreen = self._box() is None
        return state

    @override
    def text(self, t: QAccessible.Text) -> str:
        return event_sentence(self.canvas, self._lane, self.event) if t is NAME else ""

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


class ClaimInterface(_Part):
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
        account = opened[self._number]
        parts = [word_for(account.stance), account.text]
        if account.bounds is not None:
            parts.append(span_text(account.bounds))
        return ", ".join(parts)

    @override
    def rect(self) -> QRect:
        return self._event.rect()


NAME = QAccessible.Text.Name


def event_sentence(canvas: TimelineCanvas, lane: LaneInterface, event: int) -> str:
    """Say an event: "Airlift, 21 to 28 January 2026, approximate, 10 claims, 3 of 7 in Track"."""
    model = canvas.model
    flags, claims = int(model.columns.flags[event]), int(model.columns.claims[event])
    parts = [model.name(event).title, span_text(model.bounds_of(event))]
    parts += [_tr(word) for flag, word in _SAID if flags & flag]
    if claims:
        name = model.name(event)
        origins = model.document.standing(name.id).origins_text
        parts += [_tr("1 claim") if claims == 1 else _tr("{n} claims").format(n=claims), origins]
    if flags & Flag.CONTESTED:
        parts.append(_tr("contested"))
    band = canvas.layout_now.bands[lane.number]
    place = int((band.lane.order == event).argmax()) + 1
    where = _tr("{place} of {count} in {lane}")
    parts.append(where.format(place=place, count=len(band.lane), lane=band.lane.spec.title))
    return ", ".join(parts)


_SAID = (
    (Flag.APPROXIMATE, "approximate"),
    (Flag.UNCERTAIN, "uncertain"),
    (Flag.ONE_OF, "on one of several dates"),
    (Flag.HOLLOW, "planned or hypothetical"),
    (Flag.OPEN_START, "start not known"),
    (Flag.OPEN_END, "end not known"),
)
