"""What of a model lies where on a timeline's canvas: its look, its room, its lanes and rows.

Which stretch of time is shown is a value here; `timeline_moving` says how it comes to be another.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.domain.records import Id
from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.boxes import Metrics
from timeline_app.scene.kept import Kept
from timeline_app.scene.layout import Layout, Stage
from timeline_app.scene.layouts import Layouts
from timeline_app.scene.scale import TimeScale
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.page import Page
from timeline_app.widgets.theme import Theme
from timeline_app.widgets.timeline_ahead import Ahead

_HEADERS = 0.27
"""The most of the width that the headers of lanes may have, whatever the size of text."""


class StagedCanvas(QWidget):
    """Lays out the events of a model for the scale of the moment."""

    moved = Signal()  # another stretch of time or another part of the page is shown

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.scale = TimeScale()
        self.offset = 0.0
        self.selected: frozenset[int] = frozenset()
        self.collapsed: frozenset[str] = frozenset()
        self.opened: tuple[Id, ...] = ()
        self.page: Page | None = None
        self.sought: int | None = None
        """The date that was gone to last, until something is selected."""
        self._shown: Layout | None = None
        self._look: Look | None = None
        self._points = 0.0
        self._height = 0.0  # of the page, when it was last seen to that no further is scrolled
        self._area: tuple[tuple[Metrics, int, int], QRectF] | None = None
        self._stage: Stage | None = None
        self._kept = Kept()
        self._layouts = Layouts()
        self._ahead = Ahead(self, lambda: model.is_open)

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
        key = (self.look.metrics, self.width(), self.height())
        if self._area is None or self._area[0] != key:
            m, wide, high = key
            left = min(round(m.line * 11.5), round(wide * _HEADERS))
            self._area = (key, QRectF(left, m.ruler, max(wide - left, 1), max(high - m.ruler, 1)))
        return self._area[1]

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
    def layout_at_hand(self) -> Layout:
        """The layout that a frame of the moment may show; whatever is missing of it is laid out."""
        return self.layout_now

    @property
    def visible_span(self) -> tuple[int, int]:
        """The first and last second in view."""
        area = self.area
        return self.scale.time_at(area.left()), self.scale.time_at(area.right())

    @property
    def zoom_centre(self) -> float:
        """The pixel that stays where it is when keys zoom.

        It is that of the date one went to, or else of the selected event, if it is in view.
        """
        area, span = self.area, self.model.span_of(self.selected)
        middle = None if span is None else (span[0] + span[1]) // 2
        for t in (self.sought, middle):
            if t is not None and area.left() <= self.scale.x_of(t) <= area.right():
                return self.scale.x_of(t)
        return area.center().x()

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

    def _measure(self, indices: Sequence[int]) -> list[float]:
        look = self.look
        return [look.width(name.title) for name in self.model.names(indices)]

    def _settle(self) -> None:
        self._height = self.layout_at_hand.height
        most = max(self._height - self.area.height(), 0.0)
        self.offset = min(self.offset, most)
        self.update()
        self.moved.emit()

    def _forget_look(self) -> None:
        """Take up other colours, another size of text or other pixels."""
        self._look = None
        self._kept = Kept()
        self._renew()

    def _renew(self) -> None:
        """Lay out anew, with other sizes, lanes or opened events."""
        self._forget_layouts()
        self._settle()

    def _forget_layouts(self) -> None:
        self._stage = self._shown = None
        self._layouts.clear()
        self._ahead.stop()
