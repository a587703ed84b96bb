"""The whole page: ruler, grid, folds, lanes, events and their labels, headers. One value, drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from timeline_app.scene.boxes import Box, Boxes
from timeline_app.scene.density import Chip, Density
from timeline_app.scene.layout import Band
from timeline_app.scene.opened import Opened, TimeMark
from timeline_app.scene.ruler import Ruler
from timeline_app.scene.scale import TimeScale
from timeline_app.storage.columns_named import Pip
from timeline_app.widgets.painting.bars import outline_of, paint_handles
from timeline_app.widgets.painting.density import chip_labels, paint_strips
from timeline_app.widgets.painting.events import paint_bars, paint_words
from timeline_app.widgets.painting.ground import GridLines, paint_dividers, paint_paper
from timeline_app.widgets.painting.headers import paint_headers
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.opened import Ground, paint_marks, paint_opened
from timeline_app.widgets.painting.ruler import paint_ruler


@dataclass(frozen=True, slots=True)
class Page:
    """What one frame shows.

    `area` is the part right of the headers and under the ruler, `scroll` how far down the page it
    begins. `titles`, `pips` and `dimmed`, which tells what is drawn faintly, are parallel to
    `boxes`, whose tops are pixels of the page; `opened` has the lines of opened events and their
    top, by event. `most` is how many labels may be drawn that were not drawn before, None for all.
    """

    area: QRectF
    scroll: float
    ruler: Ruler
    scale: TimeScale
    bands: tuple[Band, ...]
    density: Density | None
    boxes: Boxes
    titles: Sequence[str]
    pips: Sequence[Sequence[Pip]]
    dimmed: NDArray[np.bool_]
    selected: frozenset[int] = frozenset()
    unlocked: bool = False
    hovered: int | None = None
    chip: Chip | None = None
    opened: Mapping[int, tuple[Opened, float]] = field(default_factory=dict)
    marks: tuple[TimeMark, ...] = ()
    most: int | None = None

    @property
    def view(self) -> QRectF:
        """The part of the page that is seen, in pixels of the page."""
        return QRectF(self.area.left(), self.scroll, self.area.width(), self.area.height())

    def between(self, top: float, bottom: float) -> Page:
        """Return the page with the events of the lanes between two of its heights only."""
        seen = {b.number for b in self.bands if b.bottom > top and b.top < bottom}
        shown = np.isin(self.boxes.columns.lane, list(seen))
        return replace(
            self,
            boxes=Boxes(self.boxes.columns.only(shown)),
            titles=[*compress(self.titles, shown)],
            pips=[*compress(self.pips, shown)],
            dimmed=self.dimmed[shown],
            density=None if self.density is None else self.density.of_lanes(seen),
        )


def paint_page(painter: QPainter, page: Page, look: Look, part: QRectF | None = None) -> bool:
    """Draw a frame, or at least what of it lies in a part that the painter is clipped to.

    Tell whether nothing was left out.
    """
    look.sheets.trim()
    if part is not None:
        above = page.scroll - page.area.top()
        page = page.between(part.top() + above, part.bottom() + above)
    look.allowance, look.is_short = page.most, False
    if part is None or part.top() < page.area.top():
        paint_ruler(painter, page.ruler, page.area, look)
    paint_headers(painter, page.bands, page.area, page.scroll, look)
    painter.save()
    painter.setClipRect(page.area)
    painter.translate(0, look.crisp(page.area.top() - page.scroll))
    lines = GridLines.of(page.ruler.ticks, page.area, look)
    view = page.view
    # A scroll that is not at a whole pixel leaves a part of one at the edges.
    paint_paper(painter, lines, view.adjusted(0, -2, 0, 2), look)
    if page.density is not None:
        paint_strips(painter, page.density, lines, page.area, look)
    paint_dividers(painter, page.ruler, page.bands, view, look)
    _paint_events(painter, page, view, look)
    painter.restore()
    look.allowance = None
    return not look.is_short


def _paint_events(painter: QPainter, page: Page, view: QRectF, look: Look) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = Ground(view, page.scale.x_of, look)
    paint_marks(painter, page.marks, ground)
    for box, _ in _boxes_of(page, page.opened):
        paint_opened(painter, box, *page.opened[box.event], ground)
    hovered = () if page.hovered is None else (page.hovered,)
    picked = _boxes_of(page, page.selected.union(hovered))
    for box, look.faint in picked:
        _paint_halo(painter, box, page, look)
    paint_bars(painter, page, look)
    for box, look.faint in picked if page.unlocked else ():
        if box.event in page.selected:
            paint_handles(painter, box, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    chips = () if page.density is None else chip_labels(page.density, page.chip, look)
    paint_words(painter, page, chips, look)
    look.faint = False


def _boxes_of(page: Page, events: Collection[int]) -> list[tuple[Box, bool]]:
    """Return the boxes of some events, and whether each is dimmed."""
    if not events:
        return []
    at = np.flatnonzero(np.isin(page.boxes.columns.event, list(events)))
    return list(zip(page.boxes.picked(at), page.dimmed[at].tolist(), strict=True))


def _paint_halo(painter: QPainter, box: Box, page: Page, look: Look) -> None:
    """Draw the outline of what is selected, or the faint one of what the pointer is over."""
    chosen = box.event in page.selected
    colour = look.colour("ink") if chosen else look.colour("ink_faint")
    painter.setPen(look.pen(colour, 1.8 if chosen else 1.0))
    painter.setBrush(look.paper)
    painter.drawPath(outline_of(box, look))
