"""The timeline for a screen reader: lanes → events → claims, each with a sentence of its own.

Qt asks `interface_for` for each TimelineCanvas. Its children are the lanes, theirs the events, and
theirs the claims. Names are made when they are asked for. Where Qt's stubs forbid it, None is
returned all the same: it is how Qt says "there is none" (`type: ignore[override]`).
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication
from typing_extensions import override

from timeline_app.widgets.accessible_parts import LaneInterface, focused_event
from timeline_app.widgets.timeline_canvas import TimelineCanvas


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
    """Tell a screen reader, if one listens, which event has the focus now."""
    if not (QAccessible.isActive() and canvas.hasFocus() and canvas.selected):
        return
    canvas.frame()  # what was just selected may have come into view with it
    tree = QAccessible.queryAccessibleInterface(canvas)
    focused = tree.focusChild() if tree is not None else None
    if focused is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(focused, QAccessible.Event.Focus))


class CanvasInterface(QAccessibleWidget):
    """The canvas: a tree of lanes."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(
            canvas, QAccessible.Role.Tree, QCoreApplication.translate("timeline", "Timeline")
        )
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
        event, page = focused_event(self._canvas), self._canvas.page
        if event is None or page is None:
            return None
        lane = self.child(next(box.lane for box in page.boxes if box.event == event))
        return lane.of_event(event) if isinstance(lane, LaneInterface) else None
