"""The timeline as the main window has it: canvas, overview and tray, tied to the selection."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QObject,
    QPointF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget
from typing_extensions import override

from timeline_app.domain.records import ClaimEvent
from timeline_app.models.accounts import marks_of
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.widgets.overview import Overview
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.timeline_canvas import TimelineCanvas
from timeline_app.widgets.timeline_editing import Hand
from timeline_app.widgets.timeline_keys import press_hand_key, press_key
from timeline_app.widgets.timeline_mouse import Drag, begin_drag, turn_wheel
from timeline_app.widgets.timeline_navigation import Navigator
from timeline_app.widgets.tray import Tray

_CLICK = 4.0
"""Pixels a press may move and still be a click."""


class TimelineView(QWidget):
    """Shows the events of a document in time; asks for edits, makes none."""

    edit_requested = Signal(object)  # Edit
    hinted = Signal(str)  # a sentence for the status bar: why nothing happened
    shown_changed = Signal(str)  # "23 of 26 shown, 3 undated, 0 filtered"

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self.model = TimelineModel(document, self)
        self.canvas = TimelineCanvas(self.model, self)
        self.navigator = Navigator(self.canvas, selection)
        self.hand = Hand(self.canvas, self)
        self._overview = Overview(self.canvas, self)
        self._tray = Tray(self.canvas, self)
        self._empty = plain_label(
            self.tr(
                "Nothing on the timeline yet.\nCtrl+E types a claim, and the event it is about."
            ),
            role="ink_soft",
        )
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._pressed: QPointF | None = None
        self._drag: Drag | None = None
        self._arrange()
        self._wire()
        self._select(selection.current)

    @property
    def shown_text(self) -> str:
        """What the view shows and what it does not."""
        locale = QLocale()
        text = QCoreApplication.translate("timeline", "%1 of %2 shown, %3 undated, %4 filtered")
        for mark, count in zip(("%1", "%2", "%3", "%4"), self.model.counts, strict=True):
            text = text.replace(mark, locale.toString(count))
        return text

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.canvas, 0, 0)
        grid.addWidget(self._bar, 0, 1)
        grid.addWidget(self._tray, 1, 0, 1, 2)
        grid.addWidget(self._overview, 2, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid.addWidget(self._empty, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._tell_when_empty()
        self.setFocusProxy(self.canvas)

    def _wire(self) -> None:
        self.canvas.installEventFilter(self)
        self.canvas.moved.connect(self._follow_scroll)
        self._bar.valueChanged.connect(self.canvas.scroll_to)
        self._overview.span_requested.connect(lambda a, b: self.canvas.fit(a, b, margin=0.0))
        self._tray.event_chosen.connect(lambda i: self.navigator.select(self.model.name(i).id))
        self.hand.edit_requested.connect(self.edit_requested)
        self.hand.refused.connect(self.hinted)
        self.hand.created.connect(self.navigator.select)
        self.model.changed.connect(self._follow_model)
        self._selection.changed.connect(self._select)

    def _tell_when_empty(self) -> None:
        self._empty.setVisible(not any(self.model.counts))

    def _follow_model(self) -> None:
        self._tell_when_empty()
        self._select(self._selection.current)
        self.shown_changed.emit(self.shown_text)

    def _follow_scroll(self) -> None:
        area, bar = self.canvas.area, self._bar
        most = max(round(self.canvas.layout_now.height - area.height()), 0)
        blocker = QSignalBlocker(bar)
        bar.setRange(0, most)
        bar.setPageStep(round(area.height()))
        bar.setSingleStep(round(self.canvas.look.metrics.row))
        bar.setValue(round(self.canvas.offset))
        blocker.unblock()
        bar.setVisible(most > 0)

    # Selection

    def _select(self, ref: object) -> None:
        indices = self._indices(ref) if isinstance(ref, Ref) else frozenset()
        several = self.navigator.several
        self.canvas.selected = several if indices and indices <= several else indices
        self.canvas.marks = ()
        if isinstance(ref, Ref) and ref.kind == "claim":
            self.canvas.marks = marks_of(self.model.document, ref.id)
        self.canvas.update()
        self._tray.update()
        if len(indices) == 1 and isinstance(ref, Ref) and ref.kind == "event":
            self.navigator.reveal(next(iter(indices)))

    def _indices(self, ref: Ref) -> frozenset[int]:
        """Return the events a record is, or bears on."""
        ids = [ref.id] if ref.kind == "event" else []
        if ref.kind == "claim":
            ids = [x.event_id for x in self.model.document.where(ClaimEvent, claim_id=ref.id)]
        found = (self.model.index_of(i) for i in ids)
        return frozenset(i for i in found if i is not None)

    # Mouse and keys on the canvas

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.canvas:
            match event.type():
                case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                    self._press(event)
                case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                    self._move(event)
                case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                    self._release(event)
                case QEvent.Type.MouseButtonDblClick if isinstance(event, QMouseEvent):
                    self._double_click(event)
                case QEvent.Type.Wheel if isinstance(event, QWheelEvent):
                    turn_wheel(self.canvas, event)
                    return True
                case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                    return self._key(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        self._drag = self.canvas.drag = begin_drag(self.navigator, self.hand, event)

    def _move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._drag is None or self._pressed is None:
            box = self.canvas.box_under(at)
            self.canvas.hover(box.event if box else None)
        elif (at - self._pressed).manhattanLength() > _CLICK:
            self._drag.move(at)

    def _release(self, event: QMouseEvent) -> None:
        drag, pressed = self._drag, self._pressed
        self._drag = self.canvas.drag = self._pressed = None
        if drag is None or pressed is None:
            return
        if (event.position() - pressed).manhattanLength() > _CLICK:
            drag.release(event.position())
        else:
            drag.cancel()
            self._click(event.position(), event.modifiers())

    def _click(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        box = self.canvas.box_under(at)
        fold = self.canvas.fold_under(at)
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if box is not None and keys & several:
            self.navigator.toggle(box.event)
            return
        self.navigator.several = frozenset()
        if box is not None:
            self.navigator.select(self.model.name(box.event).id)
        elif fold is not None:
            self.canvas.set_folds(self.canvas.scale.folds.without(fold))
        else:
            self._selection.clear()

    def _double_click(self, event: QMouseEvent) -> None:
        box = self.canvas.box_under(event.position())
        if box is not None:
            self.navigator.show_event(box.event)
        elif self.canvas.area.contains(event.position()):
            self.hand.create_at(event.position())

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._drag.cancel()
            self._drag = self.canvas.drag = self._pressed = None
            self.canvas.update()
            return True
        return press_hand_key(self.hand, event) or press_key(self.navigator, event)
