"""What a frame of the timeline shows: boxes, density, ruler and marks, as one page to paint."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import numpy as np
from PySide6.QtCore import QLocale, QRectF, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.models.timeline_model import TimelineModel
from timeline_app.scene.boxes import Boxes
from timeline_app.scene.density import Chip, Counted, Density, density_of
from timeline_app.scene.lanes import Lane
from timeline_app.scene.layout import Band, Layout
from timeline_app.scene.motion import eased
from timeline_app.scene.opened import Opened, TimeMark
from timeline_app.scene.ruler import Ruler, Told, rule
from timeline_app.scene.seen import Known, Shelf, boxes_in, is_ready, placed_in, tiles_in
from timeline_app.storage.columns_named import Pip
from timeline_app.widgets.painting.dates import LocaleWords
from timeline_app.widgets.painting.events import label_ink
from timeline_app.widgets.painting.lettering import SHORTEST_LABEL
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.page import Page
from timeline_app.widgets.timeline_moving import PATIENCE, MovingCanvas

_FRAME, _LEAST = 0.008, 0.001
"""Seconds of a frame that shows other rows than it should: what is left of them once it is painted,
but never less than the second figure, goes into working these out.
"""

_REST = 0.004
"""Seconds between two frames that are enough to work rows out in, outside of any frame."""

_MARKED, _MARKED_ON_THE_MOVE = 12, 4
"""Events whose claims are asked for in one frame: their rows lie far apart in a big file."""

_LETTERED = 8
"""Labels, and rows of claims' marks, that are drawn for the first time in a frame of a move; others
come a moment later.
"""


class FramedCanvas(MovingCanvas):
    """Decides what is seen of the stretch of time that is shown."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.hovered: int | None = None
        self.marks: tuple[TimeMark, ...] = ()
        self.unlocked = False
        self.chip: Chip | None = None
        self._more = QTimer(self, singleShot=True, interval=PATIENCE)
        self._more.timeout.connect(self.update)
        self._around: tuple[object, ...] = ()
        self._painted = self._looked = 0.0
        self._told = Told(LocaleWords(QLocale()))
        self._placed: tuple[object, Known] | None = None
        self._counted: tuple[object, Counted | None] | None = None
        self._at_hand: tuple[object, Layout] | None = None

    def frame(self, *, hurried: bool = False) -> Page:
        """Decide what is seen now.

        A hurried frame leaves some claims' marks to the next, and where one step follows another,
        rows that are not worked out yet and labels that were not drawn before.
        """
        self._end_motion()
        area, look = self.area, self.look
        layout = self._layout_for(hurried=hurried)
        bands = layout.between(self.offset, self.offset + area.height())
        boxes = self._boxes(bands, layout)
        indices = boxes.columns.event
        events = indices.tolist()
        told = np.flatnonzero(boxes.columns.claims).tolist()
        moves = hurried and self.is_on_the_move
        most = None if not hurried else _MARKED_ON_THE_MOVE if moves else _MARKED
        pips: list[Sequence[Pip]] = [()] * len(events)
        for k, claims in zip(told, self.model.pips([events[k] for k in told], most), strict=True):
            if claims is None:
                self._more.start()
            pips[k] = claims or ()
        motion, share = self._motion, eased(self._clock.elapsed() if self._motion else 0.0)
        self.page = Page(
            area=area,
            scroll=self.offset,
            ruler=self._ruler(area, look),
            bands=bands if motion is None else motion.bands_at(share, bands),
            density=self._density(bands, layout),
            boxes=boxes if motion is None else motion.boxes_at(share, boxes),
            titles=[name.title for name in self.model.names(events)],
            pips=pips,
            dimmed=self.model.dimmed[indices],
            selected=self.selected,
            hovered=self.hovered,
            unlocked=self.unlocked,
            chip=self.chip,
            opened=self._opened_lines(boxes, bands),
            marks=self.marks,
            scale=self.scale,
            most=_LETTERED if moves else None,
        )
        return self.page

    def _opened_lines(self, boxes: Boxes, bands: Sequence[Band]) -> dict[int, tuple[Opened, float]]:
        opened = self.stage.opened
        if not opened:
            return {}
        lines = {event: below for band in bands for event, below in band.lines.items()}
        return {
            box.event: (opened[box.event], box.top + lines[box.event])
            for box in boxes
            if box.event in lines
        }

    def _layout_for(self, *, hurried: bool) -> Layout:
        """Return the layout of the moment; in a hurry, a coarser one until that is worked out."""
        last = self._shown
        layout = self.layout_at_hand if hurried else self.layout_now
        self._at_hand = None  # the next frame may have a finer one
        if layout is not self._layouts.known(self.scale):
            self._more.start()
        if layout.height != self._height:
            QTimer.singleShot(0, self, self._settle)
        if last is not None and last is not layout and last.has_folds_of(layout):
            self._begin_motion()
        self._shown = layout
        return layout

    @property
    @override
    def layout_at_hand(self) -> Layout:
        """The layout of the moment; on the move, a coarser one until that is worked out."""
        now, last = self._layouts.known(self.scale), self._shown
        # Rows once shown stay: panning.
        if self.is_on_the_move and last is not None and (now is None or last is not now):
            key = (last, self.scale, self.offset, self.area.height())
            if self._at_hand is None or self._at_hand[0] != key:
                self._at_hand = (key, self._ready_layout() or self.layout_now)
            return self._at_hand[1]
        return self.layout_now

    def _ready_layout(self) -> Layout | None:
        """Return the finest layout that is worked out for what is in view and holds for it.

        Where zooming in is quicker than rows are worked out, those of a coarser level hold for a
        while: at a finer one everything is further apart.
        """
        view, shelf = self._view, self._shelf
        coarser = self._layouts.holding_for(self.scale)
        return next((x for x in coarser if is_ready(x, self.scale, view, shelf)), None)

    @property
    def is_behind(self) -> bool:
        """Whether the rows shown are of a coarser level, until those of the moment are ready."""
        return self._shown is not None and self._shown is not self._layouts.known(self.scale)

    def catch_up(self) -> None:
        """Show what hurried frames left: who takes hold of something means what it is."""
        if self.is_behind:
            self.frame()
            self.update()

    @property
    def _view(self) -> tuple[float, float]:
        """The first and the last pixel of the area."""
        area = self.area
        return area.left(), area.right()

    @property
    def _shelf(self) -> Shelf:
        """The part of the page in view."""
        return self.offset, self.offset + self.area.height()

    def _boxes(self, bands: Sequence[Band], layout: Layout) -> Boxes:
        if not bands:
            return Boxes.of(())
        view = self._view
        known = self._placed_in(bands, layout, view)
        return boxes_in(known, self.scale, view=view, ratio=self.look.ratio)

    def _placed_in(self, bands: Sequence[Band], layout: Layout, view: tuple[float, float]) -> Known:
        """Return which events may be seen: the same while the same lanes and tiles are in view."""
        tiles = tiles_in(layout.grid, self.scale, view) if layout.grid is not None else (0, 0)
        stage = self.stage
        key = (stage, tuple(bands), tiles)
        if self._placed is None or self._placed[0] != key:
            placed = placed_in(bands, self.scale, view)
            self._placed = (key, Known.of(placed, stage.columns, stage.outer, stage.lanes))
        return self._placed[1]

    def _density(self, bands: Sequence[Band], layout: Layout) -> Density | None:
        if layout.grid is None:
            return None
        view = self._view
        tiles = tiles_in(layout.grid, self.scale, view)
        key = (tuple(bands), tiles)
        if self._counted is None or self._counted[0] != key:
            self._counted = (key, Counted.of(bands, tiles))
        counted = self._counted[1]
        if counted is None:
            return None
        return density_of(counted, self.scale, view, self.look.ratio)

    def _ruler(self, area: QRectF, look: Look) -> Ruler:
        def measure(text: str, tier: int) -> float:
            return look.width(text, "small" if tier else "bold")

        left, right, told = area.left(), area.right(), self._told
        return rule(self.scale, left, right, told.words, measure, told=told)

    def _look_ahead(self, begun: float) -> None:
        """Make ready what a next step may show, once other tiles or lanes are seen than before.

        `begun` is when the frame began.
        """
        view, scale = self._view, self.scale
        tiles = tuple(scale.folds.place(scale.time_at(x))[0] >> scale.level for x in view)
        around = (self.stage, scale.level, scale.folds, tiles, self.offset)
        if around != self._around:
            self._around = around
            grown = scale.px_per_second - self._looked
            self._looked = scale.px_per_second
            steps = self._layouts.ahead(
                self.stage,
                scale,
                view=view,
                shelf=self._shelf,
                expect=self._expect,
                zoomed=(grown > 0) - (grown < 0),
            )
            self._ahead.begin(steps)
        if self.is_behind and begun - self._painted < _REST:
            self._ahead.hurry(max(_FRAME - (perf_counter() - begun), _LEAST))
        self._painted = perf_counter()

    def _expect(self, lane: Lane, events: Sequence[int], widths: Sequence[float]) -> None:
        """Make labels and claims' marks ready that may be seen soon."""
        flags, claims = self.model.columns.flags, self.model.columns.claims
        self.model.pips([event for event in events if claims[event]])
        look = self.look
        self.look.expect(
            [
                (0.0, 0.0, name.title, width, label_ink(flag, lane.spec.colour, look), "plain")
                for name, width, flag in zip(
                    self.model.names(events), widths, flags[list(events)].tolist(), strict=True
                )
                if name.title and width >= SHORTEST_LABEL
            ]
        )
