"""The canvas of the timeline: paints frames, and answers what is under the pointer.

What the mouse and the keys do is in the modules beside it; this one only knows what is shown.
"""

from __future__ import annotations

from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.by_hand import Part
from timeline_app.domain.records import Id
from timeline_app.models.groupings import Grouping
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.boxes import Box
from timeline_app.scene.density import Chip
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.hit import box_at, part_at
from timeline_app.scene.seen import Known, boxes_in, placed_in
from timeline_app.widgets.painting.dates import span_text
from timeline_app.widgets.painting.density import strip_top
from timeline_app.widgets.painting.page import paint_page
from timeline_app.widgets.plain import tooltip
from timeline_app.widgets.timeline_frames import FramedCanvas


class Painted(Protocol):
    """Something in progress that draws over the frame: a drag."""

    def paint(self, painter: QPainter) -> None: ...


class TimelineCanvas(FramedCanvas):
    """Shows a stretch of time of a model."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.drag: Painted | None = None
        self._over_ruler = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(50, 60)

    def box_under(self, at: QPointF) -> Box | None:
        """Return the box at a point of the widget, or None."""
        if self.page is None or not self.area.contains(at):
            return None
        y = at.y() - self.area.top() + self.offset
        return box_at(self.page.boxes, at.x(), y, self.look.metrics)

    def touched(self, band: QRectF) -> list[int]:
        """Return the events whose bars a part of the widget touches, be it in view or not."""
        view = band.left(), band.right()
        top, bottom = self.page_y(band.top()), self.page_y(band.bottom())
        lanes = self.layout_now.between(top, bottom)
        if not lanes:
            return []
        stage, high = self.stage, self.look.metrics.bar
        placed = placed_in(lanes, self.scale, view)
        known = Known.of(placed, stage.columns, stage.outer, stage.lanes)
        boxes = boxes_in(known, self.scale, view=view, ratio=self.look.ratio)
        page = QRectF(band.left(), top, band.width(), bottom - top)
        return [
            box.event
            for box in boxes
            if page.intersects(QRectF(box.left, box.top, max(box.right - box.left, 4), high))
        ]

    def page_y(self, y: float) -> float:
        """Return the height of the page at a height of the widget."""
        return y - self.area.top() + self.offset

    def widget_y(self, y: float) -> float:
        """Return the height of the widget at a height of the page."""
        return y + self.area.top() - self.offset

    def chip_under(self, at: QPointF) -> Chip | None:
        """Return the “+N” at a point of the widget, or None."""
        page, look = self.page, self.look
        if page is None or page.density is None or not self.area.contains(at):
            return None
        y = at.y() - self.area.top() + self.offset
        tops = {band.number: strip_top(band, look) for band in page.density.bands}
        for chip in page.density.chips:
            within = tops[chip.lane] <= y <= tops[chip.lane] + look.metrics.strip
            if within and chip.left <= at.x() <= chip.left + 70:
                return chip
        return None

    def track_at(self, y: float) -> Id | None:
        """Return the track whose lane is at a height of the widget, or None."""
        band = self.layout_now.band_at(y - self.area.top() + self.offset)
        if band is None or self.model.grouping is not Grouping.TRACK:
            return None
        return band.lane.spec.key or None

    def fold_under(self, at: QPointF) -> int | None:
        """Return the number of the fold at a point of the widget, or None."""
        if self.page is None or at.x() < self.area.left():
            return None
        folds = self.page.ruler.folds
        return next((k for k, x in folds if x <= at.x() < x + FOLD_WIDTH), None)

    def point_at(self, at: QPointF, box: Box | None) -> None:
        """Show by the pointer's shape what a press would take hold of."""
        shape = Qt.CursorShape.ArrowCursor
        if box is not None and self.unlocked:
            part = part_at(box, at.x(), self.page_y(at.y()), self.look.metrics)
            body = part is Part.BODY
            shape = Qt.CursorShape.SizeAllCursor if body else Qt.CursorShape.SizeHorCursor
        elif box is not None or self.chip_under(at) or self.fold_under(at) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._told_of_ruler(at):
            shape = Qt.CursorShape.CrossCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _told_of_ruler(self, at: QPointF) -> bool:
        """Tell whether a point is on the ruler, and say by a tooltip what a drag does there."""
        over = at.y() < self.area.top() and at.x() >= self.area.left()
        if over != self._over_ruler:
            self._over_ruler = over
            if self.hovered is None:
                self.setToolTip(tooltip(self.tr("Drag to show a span of time")) if over else "")
        return over

    def hover(self, index: int | None) -> None:
        """Show which event the pointer is over."""
        if index != self.hovered:
            self.hovered = index
            self.setToolTip("" if index is None else tooltip(self._told_of(index)))
            self.update()

    def _told_of(self, index: int) -> str:
        """Return the whole title of an event, and from when to when it lasts."""
        return f"{self.model.name(index).title}\n{span_text(self.model.bounds_of(index))}"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is not None and self._points != self.font().pointSizeF():
            self._forget_look()  # not every change of the application's font is announced
        begun = perf_counter()
        part = None if event.rect() == self.rect() else QRectF(event.rect())
        if part is None:
            self._more.stop()  # what an earlier frame left out is for this one to tell
        page = self.frame(hurried=True)
        with QPainter(self) as painter:
            if not paint_page(painter, page, self.look, part):
                self._more.start()
            if self.drag is not None:
                painter.setClipRect(self.area)
                self.drag.paint(painter)
        self._look_ahead(begun)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_all()
        self._settle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds:
            self._forget_look()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget_look()
        return super().event(event)
