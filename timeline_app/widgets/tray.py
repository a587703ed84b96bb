"""The tray: events that are tied to no date wait here, in view, instead of being left out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from timeline_app.domain.columns import Flag
from timeline_app.widgets.painting.glyphs import paint_diamond
from timeline_app.widgets.painting.look import Ink, mixed
from timeline_app.widgets.plain import literal
from timeline_app.widgets.timeline_canvas import TimelineCanvas

_GAP, _PAD, _WIDEST = 8.0, 9.0, 260.0
_LISTED = 200
"""Events listed in the menu of those that have no room."""


class Tray(QWidget):
    """Chips for the undated events; those without room are under “+N”."""

    event_chosen = Signal(int)  # index into the columns

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._chips: list[tuple[QRectF, int]] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Undated events"))
        canvas.model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the undated events of the moment; hide when there are none."""
        self.setVisible(len(self._canvas.model.undated) > 0)
        self.update()

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
        for box, index in self._chips:
            self._paint_chip(painter, box, index)
        painter.end()

    def _lay_out(self) -> None:
        model, look = self._canvas.model, self._canvas.look
        waiting = model.undated.tolist()
        x, high = self._canvas.area.left() + 8, look.metrics.line + 7
        y = (self.height() - high) / 2
        self._chips = []
        for k, name in enumerate(model.names(waiting[:60])):
            wide = min(look.width(name.title) + 2 * _PAD + 14, _WIDEST)
            rest = 60.0 if k + 1 < len(waiting) else 0.0
            if x + wide + rest > self.width() - 8:
                self._chips.append((QRectF(x, y, 52, high), -(len(waiting) - k)))
                return
            self._chips.append((QRectF(x, y, wide, high), waiting[k]))
            x += wide + _GAP

    def _paint_chip(self, painter: QPainter, box: QRectF, index: int) -> None:
        look, columns = self._canvas.look, self._canvas.model.columns
        chosen = index in self._canvas.selected
        painter.setPen(look.pen(look.colour("ink" if chosen else "line"), 1.5 if chosen else 1))
        painter.setBrush(look.colour("raised"))
        painter.drawRoundedRect(box, 4, 4)
        top = box.top() + (box.height() - look.metrics.line - 4) / 2
        if index < 0:
            at = QPointF(box.left() + _PAD, top)
            look.label(
                painter, at, f"+{-index}", box.width(), ink=look.colour("accent"), font="bold"
            )
            return
        lanes = [lane.spec for lane in self._canvas.model.lanes]
        track = int(columns.track[index])
        ink = look.track(lanes[track].colour if 0 <= track < len(lanes) else 7)
        hollow = int(columns.flags[index]) & Flag.HOLLOW
        centre = QPointF(box.left() + _PAD + 3, box.center().y())
        inside = look.paper if hollow else mixed(look.paper, ink.fill, 0.5)
        paint_diamond(painter, centre, 4.5, Ink(inside, ink.edge), look)
        at = QPointF(box.left() + _PAD + 13, top)
        title = self._canvas.model.name(index).title
        look.label(painter, at, title, box.width() - 2 * _PAD - 13, ink=look.colour("ink"))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for box, index in self._chips:
            if box.contains(event.position()):
                if index < 0:
                    self._list_all(event.globalPosition().toPoint())
                else:
                    self.event_chosen.emit(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Menu):
            self._list_all(self.mapToGlobal(QPoint(round(self._canvas.area.left()), 0)))
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._list_all(event.globalPos())

    def _list_all(self, at: QPoint) -> None:
        """Offer every undated event in a menu."""
        menu = QMenu(self)
        waiting = self._canvas.model.undated.tolist()[:_LISTED]
        for index, name in zip(waiting, self._canvas.model.names(waiting), strict=True):
            action = menu.addAction(literal(name.title))
            action.triggered.connect(lambda _=False, i=index: self.event_chosen.emit(i))
        menu.popup(at)
