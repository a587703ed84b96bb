"""The canvas of the timeline: holds the scale and the layout, paints frames, answers hits.

What the mouse and the keys do is in the modules beside it; this one only knows what is shown.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, QLocale, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget
from typing_extensions import override

from timeline_app.domain.by_hand import Part
from timeline_app.domain.records import Id
from timeline_app.models.groupings import Grouping
from timeline_app.models.remembered_views import Place
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.boxes import Box
from timeline_app.scene.crowded import Kept
from timeline_app.scene.density import Chip, Density, density_of
from timeline_app.scene.folds import FOLD_WIDTH, NO_FOLDS, Folds, quiet_folds
from timeline_app.scene.hit import box_at, part_at
from timeline_app.scene.lanes import Lane
from timeline_app.scene.layout import Band, Layout, Stage
from timeline_app.scene.layouts import Layouts
from timeline_app.scene.motion import MILLISECONDS, Motion, eased
from timeline_app.scene.opened import Opened, TimeMark
from timeline_app.scene.ruler import Ruler, rule
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import boxes_in, placed_in, tiles_in
from timeline_app.widgets.painting.dates import LocaleWords
from timeline_app.widgets.painting.density import strip_top
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.page import Page, label_ink, paint_page
from timeline_app.widgets.plain import tooltip
from timeline_app.widgets.theme import Theme
from timeline_app.widgets.timeline_ahead import Ahead

_HALF_A_YEAR = 182 * 86_400  # seconds

_MARKED = 12
"""Events whose claims are asked for in one frame: their rows lie far apart in a big file."""

_BEAT, _PATIENCE = 16, 24
"""Milliseconds between two frames of a motion, and after a frame that a hand asked for and may
ask for again: that would then show what is missing, and no frame comes in its way.
"""


class Painted(Protocol):
    """Something in progress that draws over the frame: a drag."""

    def paint(self, painter: QPainter) -> None: ...


class TimelineCanvas(QWidget):
    """Shows a stretch of time of a model."""

    moved = Signal()  # another stretch of time or another part of the page is shown

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.scale = TimeScale()
        self.offset = 0.0
        self.selected: frozenset[int] = frozenset()
        self.hovered: int | None = None
        self.collapsed: frozenset[str] = frozenset()
        self.opened: tuple[Id, ...] = ()
        self.marks: tuple[TimeMark, ...] = ()
        self.page: Page | None = None
        self.drag: Painted | None = None
        self.unlocked = False
        self.chip: Chip | None = None
        self._strength = 1.0
        self.motion = True
        """Whether rows may glide; the system's wish for less motion is heeded in any case."""
        self._motion: Motion | None = None
        self._clock = QElapsedTimer()
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self._beat_on)
        self._more = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._more.timeout.connect(self.update)
        self._look: Look | None = None
        self._points = 0.0
        self._stage: Stage | None = None
        self._kept = Kept()
        self._layouts = Layouts()
        self._ahead = Ahead(self, lambda: model.is_open)
        self._around: tuple[object, ...] = ()
        self._words = LocaleWords(QLocale())
        self._untouched = True  # until somebody moves, whatever size the window gets is filled
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(50, 60)
        model.changed.connect(self._follow)

    # What is shown

    @property
    def look(self) -> Look:
        """Colours, fonts and sizes, for the theme and text size of the moment."""
        if self._look is None:
            self._points = self.font().pointSizeF()
            self._look = Look(Theme.current(), self.font(), self.devicePixelRatioF())
        return self._look

    @property
    def area(self) -> QRectF:
        """The part right of the headers and under the ruler."""
        m = self.look.metrics
        left = min(round(m.line * 11.5), self.width() * 0.4)
        return QRectF(left, m.ruler, max(self.width() - left, 1), max(self.height() - m.ruler, 1))

    @property
    def stage(self) -> Stage:
        """The events and lanes of the moment."""
        if self._stage is None:
            m = self.model
            self._stage = Stage(
                m.columns,
                m.outer,
                m.lanes,
                self.look.metrics,
                self._measure,
                self.collapsed,
                m.opened(self.opened),
                self._kept,
            )
        return self._stage

    @property
    def layout_now(self) -> Layout:
        """The layout of the scale of the moment."""
        return self._layouts.of(self.stage, self.scale)

    @property
    def visible_span(self) -> tuple[int, int]:
        """The first and last second in view."""
        area = self.area
        return self.scale.time_at(area.left()), self.scale.time_at(area.right())

    @property
    def zoom_centre(self) -> float:
        """The pixel that stays where it is when keys zoom: that of the selected event in view."""
        area = self.area
        span = self.model.span_of(self.selected)
        if span is not None:
            x = self.scale.x_of((span[0] + span[1]) // 2)
            if area.left() <= x <= area.right():
                return x
        return area.center().x()

    # Moving

    def show_scale(self, scale: TimeScale) -> None:
        """Show another stretch of time."""
        self._untouched = False
        if scale != self.scale:
            if scale.level != self.scale.level and scale.folds == self.scale.folds:
                self._begin_motion()
            self.scale = scale
            self._settle()
            if self._beat.isActive():
                self._beat.start(_PATIENCE)  # rows glide in the frames of whoever zooms on

    def _begin_motion(self) -> None:
        """Let rows glide to where the next zoom level puts them, unless motion is unwanted."""
        length = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        if self.page is not None and self.isVisible() and self.motion and length > 0:
            self._motion = Motion.away_from(self.page.boxes, self.page.bands)
            self._clock.start()
            self._beat.start()

    def _beat_on(self) -> None:
        """Draw the next step of a motion, or end it."""
        if self._clock.elapsed() >= MILLISECONDS:
            self._motion = None
            self._beat.stop()
        self._beat.setInterval(_BEAT)
        self.update()

    def scroll_to(self, y: float) -> None:
        """Show the page from a height on."""
        most = max(self.layout_now.height - self.area.height(), 0.0)
        scroll = min(max(y, 0.0), most)
        if scroll != self.offset:
            self.offset = scroll
            self._settle()

    def fit(self, first: int, last: int, margin: float = 48.0) -> None:
        """Show a span of time, with so many pixels left free on either side."""
        area = self.area
        margin = min(margin, area.width() / 8)
        scale = TimeScale.fitting(
            first, last, area.left() + margin, area.right() - margin, self.scale.folds
        )
        self.show_scale(scale)

    def scroll_to_event(self, index: int) -> None:
        """Bring the row of an event into view, moving no further than needed."""
        place = self.layout_now.place_of(index)
        if place is not None:
            m = self.look.metrics
            low = place + m.row + m.pips + 6 - self.area.height()
            self.scroll_to(min(max(self.offset, low), place - 6))

    @property
    def place(self) -> Place:
        """Where the view is, as it can be come back to."""
        lanes = tuple(sorted(self.collapsed))
        return Place(self.scale, self.offset, lanes, self.opened, self.model.grouping)

    def come_back(self, place: Place) -> None:
        """Go where the view was left."""
        self.model.group_by(place.grouping)
        self.collapsed, self.opened = frozenset(place.collapsed), place.opened
        self._renew()
        self.show_scale(place.scale)
        self.scroll_to(place.offset)

    @property
    def is_untouched(self) -> bool:
        """Tell whether nobody has moved yet, so that all is shown at whatever size."""
        return self._untouched

    def fit_all(self) -> None:
        """Show everything there is; with nothing dated, the year around today."""
        today = int(time.time())
        self.fit(*(self.model.outer.span or (today - _HALF_A_YEAR, today + _HALF_A_YEAR)))

    def fold_more(self, factor: float) -> None:
        """Fold shorter gaps too, or only longer ones."""
        self._strength *= factor
        self.fold_quiet(self._strength)
        self.fit_all()

    def fold_quiet(self, strength: float = 1.0) -> None:
        """Fold every stretch in which nothing happens."""
        self.set_folds(quiet_folds(self.model.moments, strength))

    def unfold_all(self) -> None:
        """Open every fold."""
        self.set_folds(NO_FOLDS)

    def set_folds(self, folds: Folds) -> None:
        """Take other folds, keeping the time in the middle where it is."""
        self.show_scale(self.scale.refolded(folds, self.area.center().x()))

    def _settle(self) -> None:
        most = max(self.layout_now.height - self.area.height(), 0.0)
        self.offset = min(self.offset, most)
        self.update()
        self.moved.emit()

    # Frames

    def frame(self, *, hurried: bool = False) -> Page:
        """Decide what is seen now. A hurried frame leaves some claims' marks to the next."""
        area, look = self.area, self.look
        layout = self.layout_now
        bands = layout.between(self.offset, self.offset + area.height())
        boxes = self._boxes(bands)
        indices = [box.event for box in boxes]
        names = self.model.names(indices)
        told = [box.event for box in boxes if box.claims]
        most = _MARKED if hurried else None
        pips = dict(zip(told, self.model.pips(told, most), strict=True))
        if None in pips.values():
            self._more.start()
        motion, share = self._motion, eased(self._clock.elapsed() if self._motion else 0.0)
        self.page = Page(
            area=area,
            scroll=self.offset,
            ruler=self._ruler(area, look),
            bands=bands if motion is None else motion.bands_at(share, bands),
            density=self._density(bands),
            boxes=boxes if motion is None else motion.boxes_at(share, boxes),
            titles=[name.title for name in names],
            pips=[pips.get(index) or () for index in indices],
            selected=self.selected,
            dimmed=frozenset(i for i in indices if self.model.dimmed[i]),
            hovered=self.hovered,
            unlocked=self.unlocked,
            chip=self.chip,
            opened=self._opened_lines(boxes, bands),
            marks=self.marks,
            scale=self.scale,
        )
        return self.page

    def _opened_lines(
        self, boxes: Sequence[Box], bands: Sequence[Band]
    ) -> dict[int, tuple[Opened, float]]:
        opened = self.stage.opened
        if not opened:
            return {}
        lines = {event: below for band in bands for event, below in band.lines.items()}
        return {
            box.event: (opened[box.event], box.top + lines[box.event])
            for box in boxes
            if box.event in lines
        }

    def toggle_open(self, index: int) -> None:
        """Open an event to show its claims beneath it, or close it."""
        event_id = self.model.name(index).id
        kept = tuple(i for i in self.opened if i != event_id)
        self.opened = kept if len(kept) < len(self.opened) else (*self.opened, event_id)
        self._renew()

    def toggle_collapsed(self, key: str) -> None:
        """Reduce a lane to its density strip, or show its rows again."""
        self.collapsed = self.collapsed ^ {key}
        self._renew()

    def _boxes(self, bands: Sequence[Band]) -> list[Box]:
        if not bands:
            return []
        stage, area = self.stage, self.area
        view = (area.left(), area.right())
        placed = placed_in(bands, self.scale, view)
        return boxes_in(
            placed,
            stage.columns,
            stage.outer,
            self.scale,
            view=view,
            lanes=stage.lanes,
            ratio=self.look.ratio,
        )

    def _density(self, bands: Sequence[Band]) -> Density | None:
        grid, area = self.layout_now.grid, self.area
        if grid is None:
            return None
        view = (area.left(), area.right())
        tiles = tiles_in(grid, self.scale, view)
        return density_of(bands, self.scale, view, tiles, self.look.ratio)

    def box_under(self, at: QPointF) -> Box | None:
        """Return the box at a point of the widget, or None."""
        if self.page is None or not self.area.contains(at):
            return None
        y = at.y() - self.area.top() + self.offset
        return box_at(self.page.boxes, at.x(), y, self.look.metrics)

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
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def hover(self, index: int | None) -> None:
        """Show which event the pointer is over."""
        if index != self.hovered:
            self.hovered = index
            self.setToolTip("" if index is None else tooltip(self.model.name(index).title))
            self.update()

    def _ruler(self, area: QRectF, look: Look) -> Ruler:
        def measure(text: str, tier: int) -> float:
            return look.width(text, "small" if tier else "bold")

        return rule(self.scale, area.left(), area.right(), self._words, measure)

    def _measure(self, indices: Sequence[int]) -> list[float]:
        look = self.look
        return [look.width(name.title) for name in self.model.names(indices)]

    def _follow(self) -> None:
        """Take up what the model says has changed."""
        stale = self.model.stale
        self._kept = Kept() if stale is None else self._kept.without(stale)
        self._renew()
        if stale is None:
            self._show_all()

    def _forget_look(self) -> None:
        """Take up other colours, another size of text or other pixels."""
        self._look = None
        self._kept = Kept()
        self._renew()

    def _show_all(self) -> None:
        """Until somebody moves, show all there is, quiet time folded."""
        if self._untouched:
            self.fold_quiet()
            self.fit_all()
            self._untouched = True

    def _renew(self) -> None:
        """Lay out anew, with other sizes, lanes or opened events."""
        self._stage = None
        self._layouts.clear()
        self._ahead.stop()
        self._settle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is not None and self._points != self.font().pointSizeF():
            self._forget_look()  # not every change of the application's font is announced
        page = self.frame(hurried=True)
        with QPainter(self) as painter:
            paint_page(painter, page, self.look)
            if self.drag is not None:
                painter.setClipRect(self.area)
                self.drag.paint(painter)
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Make ready what a next step may show, once other tiles or lanes are seen than before."""
        area, layout = self.area, self.layout_now
        view = (area.left(), area.right())
        tiles = tiles_in(layout.grid, self.scale, view) if layout.grid is not None else (0, 0)
        around = (layout, tiles, self.offset)
        if around != self._around:
            self._around = around
            shelf = (self.offset, self.offset + area.height())
            steps = self._layouts.ahead(
                self.stage, self.scale, view=view, shelf=shelf, expect=self._expect
            )
            self._ahead.begin(steps)

    def _expect(self, lane: Lane, events: Sequence[int], widths: Sequence[float]) -> None:
        """Make labels and claims' marks ready that may be seen soon."""
        flags, claims = self.model.columns.flags, self.model.columns.claims
        self.model.pips([event for event in events if claims[event]])
        for event, name, width in zip(events, self.model.names(events), widths, strict=True):
            ink = label_ink(int(flags[event]), lane.spec.colour, self.look)
            self.look.expect(name.title, width, ink)

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
