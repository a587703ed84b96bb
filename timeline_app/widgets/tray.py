"""The tray: events that are tied to no date wait here, in view, instead of being left out."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from typing_extensions import override

from timeline_app.domain.columns import Flag
from timeline_app.models.words import ends_first
from timeline_app.widgets.painting.glyphs import paint_diamond, paint_warning
from timeline_app.widgets.painting.lettering import Label
from timeline_app.widgets.painting.look import Ink, mixed
from timeline_app.widgets.plain import literal, tooltip
from timeline_app.widgets.timeline_editing import Hand
from timeline_app.widgets.tray_dating import TrayDating

_GAP, _PAD, _WIDEST = 8.0, 9.0, 260.0
_MOST = 60
"""Events that may have a chip, in however wide a window."""

_LISTED = 200
"""Events listed in the menu of those that have no room."""


class Tray(QWidget):
    """Chips for the undated events; those without room are under “+N”.

    A chip dragged onto the timeline, or Enter and the arrow keys, gives its event a date.
    """

    event_chosen = Signal(int)  # index into the columns
    told = Signal(str)  # a sentence for the status bar

    def __init__(self, hand: Hand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = hand.canvas
        self._dating = TrayDating(hand, self)
        self._dating.told.connect(self.told)
        self._pressed: QPointF | None = None
        self._chips: list[tuple[QRectF, int]] = []
        self._seen: tuple[object, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.refresh()

    def refresh(self) -> None:
        """Show the undated events, and which of them is selected; hide when there are none."""
        seen = self._contents()
        if seen != self._seen:
            self._seen = seen
            self.setVisible(len(self._canvas.model.undated) > 0)
            self._name()
            self.update()

    def _contents(self) -> tuple[object, ...]:
        """Return all that is told of the undated events and that an edit may change."""
        model, chosen = self._canvas.model, self._chosen
        first = model.undated[:_MOST].tolist()
        titles = [name.title for name in model.names(first)]
        flags, colours = model.columns.flags[first].tolist(), model.colours_of(first)
        told = None if chosen is None else (chosen, self._told(chosen))
        selected = self._canvas.selected.intersection(first)
        return len(model.undated), first, titles, flags, colours, told, selected

    def _name(self) -> None:
        """Tell a screen reader which of them is selected: "Undated events, 2 of 3: Talks"."""
        waiting, chosen = self._canvas.model.undated, self._chosen
        name = self.tr("Undated events")
        if chosen is not None:
            words = self.tr("{name}, {place} of {count}: {event}")
            told = self._told(chosen).replace("\n", ". ")
            place = int(waiting.searchsorted(chosen)) + 1
            name = words.format(name=name, place=place, count=len(waiting), event=told)
        if name != self.accessibleName():
            self.setAccessibleName(name)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, round(self._canvas.look.metrics.line + 18))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(50, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._canvas.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), look.hairline), look.colour("line"))
        count = len(self._canvas.model.undated)
        title = QCoreApplication.translate("timeline", "Undated · %1").replace("%1", str(count))
        at = QPointF(15, (self.height() - look.metrics.line - 4) / 2)
        left = self._canvas.area.left()
        look.label(painter, at, title, left - 20, ink=look.colour("ink_soft"), font="bold")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lay_out()
        colours = self._canvas.model.colours_of(max(index, 0) for _, index in self._chips)
        labels = [
            self._paint_chip(painter, box, index, colour)
            for (box, index), colour in zip(self._chips, colours, strict=True)
        ]
        look.labels(painter, labels)
        painter.end()

    def _lay_out(self) -> None:
        model, look = self._canvas.model, self._canvas.look
        count, waiting = len(model.undated), model.undated[:_MOST].tolist()
        x, high = self._canvas.area.left() + 8, look.metrics.line + 7
        y = (self.height() - high) / 2
        self._chips = []
        for index, name in zip(waiting, model.names(waiting), strict=True):
            wide = min(look.width(name.title) + 2 * _PAD + 14, _WIDEST)
            rest = 60.0 if len(self._chips) + 1 < count else 0.0
            if x + wide + rest > self.width() - 8:
                break
            self._chips.append((QRectF(x, y, wide, high), index))
            x += wide + _GAP
        if len(self._chips) < count:
            self._chips.append((QRectF(x, y, 52, high), len(self._chips) - count))

    def _paint_chip(self, painter: QPainter, box: QRectF, index: int, colour: int) -> Label:
        """Draw a chip but for its label, which is returned."""
        look = self._canvas.look
        chosen = index in self._canvas.selected
        role = ("accent" if self.hasFocus() else "ink") if chosen else "line"
        painter.setPen(look.pen(look.colour(role), 1.8 if chosen else 1))
        painter.setBrush(look.colour("raised"))
        painter.drawRoundedRect(box, 4, 4)
        top = box.top() + (box.height() - look.metrics.line - 4) / 2
        if index < 0:
            accent = look.colour("accent")
            return box.left() + _PAD, top, f"+{-index}", box.width(), accent, "bold"
        self._paint_mark(painter, QPointF(box.left() + _PAD + 3, box.center().y()), index, colour)
        title, room = self._canvas.model.name(index).title, box.width() - 2 * _PAD - 13
        return box.left() + _PAD + 13, top, title, room, look.colour("ink"), "plain"

    def _paint_mark(self, painter: QPainter, centre: QPointF, index: int, colour: int) -> None:
        look, columns = self._canvas.look, self._canvas.model.columns
        if self._is_wrong(index):
            paint_warning(painter, centre, 6, look)
            return
        ink = look.track(colour)
        hollow = int(columns.flags[index]) & Flag.HOLLOW
        inside = look.paper if hollow else mixed(look.paper, ink.fill, 0.5)
        paint_diamond(painter, centre, 4.5, Ink(inside, ink.edge), look)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._under(event.position())
        if index is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if index < 0:
            self._list_all(event.globalPosition().toPoint())
            return
        self._choose(index)
        self._pressed = event.position()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index, pressed = self._chosen, self._pressed
        if pressed is None or index is None:
            return
        far = (event.position() - pressed).manhattanLength() > QApplication.startDragDistance()
        if not self._dating.is_under_way and far:
            self._dating.take(index)
        self._dating.drag_to(event.globalPosition())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self._dating.is_under_way:
            self._dating.let_go(event.globalPosition())
        self._pressed = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dating.is_under_way and self._dating.press(event):
            if not self._dating.is_under_way:
                self._pressed = None
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self._dating.begin(self._chosen)
        elif event.key() == Qt.Key.Key_Escape:
            self._canvas.setFocus()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Menu, Qt.Key.Key_Down):
            self._list_all(self.mapToGlobal(QPoint(round(self._canvas.area.left()), 0)))
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._list_all(event.globalPos())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in by_tab and self._chosen is None:
            self._step(1)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dating.leave()
        self.update()

    @property
    def _chosen(self) -> int | None:
        """The undated event that is selected, or None."""
        waiting = self._canvas.model.undated
        selected = np.array(sorted(self._canvas.selected), np.int64)
        found = selected[waiting.searchsorted(selected) < waiting.searchsorted(selected, "right")]
        return int(found[0]) if len(found) else None

    def _step(self, direction: int) -> None:
        """Select the undated event beside the selected one."""
        waiting, chosen = self._canvas.model.undated, self._chosen
        at = 0 if chosen is None else int(waiting.searchsorted(chosen)) + direction
        if len(waiting):
            self._choose(int(waiting[min(max(at, 0), len(waiting) - 1)]))

    def _under(self, at: QPointF) -> int | None:
        """Return the event whose chip is at a point; negative for the “+N”, None for nothing."""
        return next((index for box, index in self._chips if box.contains(at)), None)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._under(QPointF(event.pos()))
            named = index is not None and index >= 0
            text = self._told(index) if named and index is not None else ""
            QToolTip.showText(event.globalPos(), tooltip(text), self)
            return True
        return super().event(event)

    def _choose(self, index: int) -> None:
        self.event_chosen.emit(index)
        if self._is_wrong(index):
            self.told.emit(ends_first())

    def _told(self, index: int) -> str:
        """Say an event in full, and what is wrong with it if its file has it wrong."""
        title = self._canvas.model.name(index).title
        return f"{title}\n{ends_first()}" if self._is_wrong(index) else title

    def _is_wrong(self, index: int) -> bool:
        return bool(int(self._canvas.model.columns.flags[index]) & Flag.INVERTED)

    def _list_all(self, at: QPoint) -> None:
        """Offer every undated event in a menu."""
        menu = QMenu(self)
        waiting = self._canvas.model.undated[:_LISTED].tolist()
        for index, name in zip(waiting, self._canvas.model.names(waiting), strict=True):
            action = menu.addAction(literal(name.title))
            action.triggered.connect(lambda _=False, i=index: self._choose(i))
        menu.popup(at)
