"""The mouse and the keys on the canvas: which drag, click or deed an event of Qt's is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture
from typing_extensions import override

from timeline_app.widgets.timeline_gliding import Gliding
from timeline_app.widgets.timeline_keys import press_hand_key, press_key
from timeline_app.widgets.timeline_menus import menu_at
from timeline_app.widgets.timeline_mouse import Drag, begin_drag, pinch, spread, turn_wheel
from timeline_app.widgets.timeline_pulling import Pulling

if TYPE_CHECKING:
    from timeline_app.widgets.timeline_view import TimelineView

_CLICK = 4.0
"""Pixels a press may move and still be a click."""


class TimelineInput(QObject):
    """Filters the events of a view's canvas."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._canvas = view.canvas
        self._pressed: QPointF | None = None
        self._drag: Drag | None = None
        self._gliding = Gliding(view.canvas)
        self._pulling = Pulling(view.canvas)
        view.canvas.installEventFilter(self)
        view.canvas.grabGesture(Qt.GestureType.PinchGesture)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas:
            if isinstance(event, QMouseEvent):
                self._mouse(event)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            elif isinstance(event, QWheelEvent):
                turn_wheel(self._canvas, event, self._gliding)
                return True
            elif isinstance(event, QNativeGestureEvent):
                return pinch(self._canvas, event)
            elif event.type() == QEvent.Type.Gesture:
                return self._spread(cast("QGestureEvent", event))
            elif isinstance(event, QContextMenuEvent):
                self._context(event)
                return True
        return super().eventFilter(watched, event)

    def _spread(self, event: QGestureEvent) -> bool:
        """Follow two fingers on a screen, of which the first had begun a drag."""
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(gesture, QPinchGesture):
            return False
        self._give_up()
        spread(self._canvas, gesture)
        return True

    def _give_up(self) -> None:
        """End a drag without a result, until the button is pressed again."""
        self._pulling.stop()
        if self._drag is not None:
            self._drag.cancel()
        self._drag = self._canvas.drag = self._pressed = None
        self._canvas.update()

    def _mouse(self, event: QMouseEvent) -> None:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._gliding.stop()
                self._canvas.catch_up()
                self._pressed = event.position()
                view = self._view
                self._drag = begin_drag(view.navigator, view.hand, self._gliding, event)
                self._canvas.drag = self._drag
            case QEvent.Type.MouseMove:
                self._move(event.position())
            case QEvent.Type.MouseButtonRelease:
                self._release(event)
            case QEvent.Type.MouseButtonDblClick:
                self._double_click(event.position())

    def _move(self, at: QPointF) -> None:
        if self._pressed is None:
            box = self._canvas.box_under(at)
            self._canvas.hover(box.event if box else None)
            self._canvas.point_at(at, box)
        elif self._drag is not None and (at - self._pressed).manhattanLength() > _CLICK:
            self._pulling.move(self._drag, self._pressed, at)

    def _release(self, event: QMouseEvent) -> None:
        drag, pressed = self._drag, self._pressed
        pulled = self._pulling.is_under_way
        self._pulling.stop()
        self._drag = self._canvas.drag = self._pressed = None
        if pressed is None:
            return
        if (event.position() - pressed).manhattanLength() <= _CLICK and not pulled:
            if drag is not None:
                drag.cancel()
            if event.button() == Qt.MouseButton.LeftButton:
                self._click(event.position(), event.modifiers())
        elif drag is not None:
            drag.release(self._pulling.within(drag, event.position()))

    def _click(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        view, canvas = self._view, self._canvas
        chip, box, fold = canvas.chip_under(at), canvas.box_under(at), canvas.fold_under(at)
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        canvas.chip = None
        if chip is not None:
            view.list_hidden(chip)
        elif box is not None and keys & several:
            view.navigator.toggle(box.event)
        elif box is not None:
            view.navigator.several = frozenset()
            view.navigator.select(view.model.name(box.event).id)
        elif fold is not None:
            view.navigator.open_fold(fold)
        elif canvas.area.contains(at) and not keys & several:  # a click beside adds nothing
            view.navigator.clear()

    def _double_click(self, at: QPointF) -> None:
        view, canvas = self._view, self._canvas
        box = canvas.box_under(at)
        if at.x() < canvas.area.left():
            band = canvas.layout_now.band_at(canvas.page_y(at.y()))
            if band is not None:
                canvas.toggle_collapsed(band.lane.spec.key)
        elif box is not None:
            view.navigator.show_event(box.event)
        elif canvas.area.contains(at):
            view.hand.create_at(at)

    def _context(self, event: QContextMenuEvent) -> None:
        canvas, at = self._canvas, QPointF(event.pos())
        box = canvas.box_under(at)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and canvas.page is not None:
            mine = (b for b in canvas.page.boxes if b.event in canvas.selected)
            box = next(mine, None)
            if box is not None:
                at = QPointF((box.left + box.right) / 2, canvas.widget_y(box.top + 4))
        elif box is not None and box.event not in canvas.selected:
            self._view.navigator.select(self._view.model.name(box.event).id)
        menu_at(self._view, at).popup(canvas.mapToGlobal(at.toPoint()))

    def _key(self, event: QKeyEvent) -> bool:
        view = self._view
        self._gliding.stop()
        self._canvas.catch_up()
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._give_up()
            return True
        deed = _DEEDS.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if deed is not None:
            return deed(view) is not False
        return press_hand_key(view.hand, event) or press_key(view.navigator, event)


_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_DEEDS: dict[tuple[int, Qt.KeyboardModifier], Callable[[TimelineView], object]] = {
    (Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier): lambda view: view.ask_date(),
    (Qt.Key.Key_T, _NONE): lambda view: view.go_to_tray(),
    (Qt.Key.Key_L, _NONE): lambda view: view.show_legend(),
    (Qt.Key.Key_Question, _SHIFT): lambda view: view.show_legend(),
    (Qt.Key.Key_Question, _NONE): lambda view: view.show_legend(),
    (Qt.Key.Key_Tab, _NONE): lambda view: view.tab(1),
    (Qt.Key.Key_Backtab, _SHIFT): lambda view: view.tab(-1),
    (Qt.Key.Key_Return, _NONE): lambda view: view.enter(),
    (Qt.Key.Key_Enter, _NONE): lambda view: view.enter(),
    (Qt.Key.Key_Escape, _NONE): lambda view: view.keep_lanes(),
}
