"""The whole page: ruler, grid, folds, lanes, events and their labels, headers. One value, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import Box, Place
from timeline_app.scene.density import Chip, Density
from timeline_app.scene.layout import Band
from timeline_app.scene.opened import Opened, TimeMark
from timeline_app.scene.pips import shape_of
from timeline_app.scene.ruler import Ruler
from timeline_app.scene.scale import TimeScale
from timeline_app.storage.columns_named import Pip
from timeline_app.widgets.painting.bars import (
    RADIUS,
    is_solid,
    outline_of,
    paint_event,
    paint_handles,
)
from timeline_app.widgets.painting.density import paint_density
from timeline_app.widgets.painting.glyphs import PIP_GAP, ROLES, pips_strip
from timeline_app.widgets.painting.ground import GridLines, paint_dividers, paint_paper
from timeline_app.widgets.painting.headers import paint_headers
from timeline_app.widgets.painting.look import SHORTEST_LABEL, Look
from timeline_app.widgets.painting.opened import Ground, paint_marks, paint_opened
from timeline_app.widgets.painting.ruler import paint_ruler


@dataclass(frozen=True, slots=True)
class Page:
    """What one frame shows.

    `area` is the part right of the headers and under the ruler, `scroll` how far down the page it
    begins. `titles` and `pips` are parallel to `boxes`, whose tops are pixels of the page; `opened`
    has the lines of opened events and their top, by event. `dimmed` events are drawn faintly.
    """

    area: QRectF
    scroll: float
    ruler: Ruler
    scale: TimeScale
    bands: tuple[Band, ...]
    density: Density | None
    boxes: Sequence[Box]
    titles: Sequence[str]
    pips: Sequence[Sequence[Pip]]
    selected: frozenset[int] = frozenset()
    dimmed: frozenset[int] = frozenset()
    unlocked: bool = False
    hovered: int | None = None
    chip: Chip | None = None
    opened: Mapping[int, tuple[Opened, float]] = field(default_factory=dict)
    marks: tuple[TimeMark, ...] = ()

    @property
    def view(self) -> QRectF:
        """The part of the page that is seen, in pixels of the page."""
        return QRectF(self.area.left(), self.scroll, self.area.width(), self.area.height())


def paint_page(painter: QPainter, page: Page, look: Look) -> None:
    """Draw a frame."""
    look.begin_frame()
    painter.save()
    painter.setClipRect(page.area)
    painter.translate(0, look.crisp(page.area.top() - page.scroll))
    lines = GridLines.of(page.ruler.ticks, page.area, look)
    view = page.view
    # A scroll that is not at a whole pixel leaves a part of one at the edges.
    paint_paper(painter, lines, view.adjusted(0, -2, 0, 2), look)
    if page.density is not None:
        paint_density(painter, page.density, lines, page.area, look, hovered=page.chip)
    paint_dividers(painter, page.ruler, page.bands, view, look)
    _paint_events(painter, page, view, look)
    painter.restore()
    paint_headers(painter, page.bands, page.area, page.scroll, look)
    paint_ruler(painter, page.ruler, page.area, look)


def _paint_events(painter: QPainter, page: Page, view: QRectF, look: Look) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = Ground(view, page.scale.x_of, look)
    paint_marks(painter, page.marks, ground)
    for box in page.boxes if page.opened else ():
        if box.event in page.opened:
            paint_opened(painter, box, *page.opened[box.event], ground)
    picked = [box for box in page.boxes if box.event in page.selected or box.event == page.hovered]
    for box in picked:
        look.faint = box.event in page.dimmed
        _paint_halo(painter, box, page, look)
    _paint_bars(painter, page, view, look)
    for box in picked if page.unlocked else ():
        if box.event in page.selected:
            paint_handles(painter, box, look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    _paint_pips(painter, page, view, look)
    _paint_labels(painter, page, look)
    look.faint = False


def _paint_bars(painter: QPainter, page: Page, view: QRectF, look: Look) -> None:
    """Draw bars and diamonds. Most are solid, and those of a lane are of one colour."""
    high, dimmed = look.metrics.bar, page.dimmed
    first, last = view.left() - 8, view.right() + 8
    filled: tuple[int, bool] | None = None
    for box in page.boxes:
        look.faint = faint = box.event in dimmed
        if not is_solid(box):
            paint_event(painter, box, look, view)
            filled = None
            continue
        if filled != (box.colour, faint):
            filled = (box.colour, faint)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.track(box.colour).fill)
        left, right = max(box.left, first), min(box.right, last)
        if right > left:
            bar = QRectF(left, box.top, right - left, high)
            painter.drawRoundedRect(bar, RADIUS, RADIUS)


def _paint_halo(painter: QPainter, box: Box, page: Page, look: Look) -> None:
    """Draw the outline of what is selected, or the faint one of what the pointer is over."""
    chosen = box.event in page.selected
    colour = look.colour("ink") if chosen else look.colour("ink_faint")
    painter.setPen(look.pen(colour, 1.8 if chosen else 1.0))
    painter.setBrush(look.paper)
    painter.drawPath(outline_of(box, look))


def _paint_pips(painter: QPainter, page: Page, view: QRectF, look: Look) -> None:
    """Draw the marks of claims under their events, in view as long as the event is."""
    ratio, step, edge = look.ratio, look.metrics.pip + PIP_GAP, view.left() + 6
    below = look.metrics.bar + 4
    for box, pips in zip(page.boxes, page.pips, strict=True):
        if not pips:
            continue
        look.faint = box.event in page.dimmed
        left, right = box.ends
        x = max(left, min(edge, right - len(pips) * step))
        strip = look.once_for(pips, _strip_of)
        at = QPointF(round(x * ratio) / ratio, round((box.top + below) * ratio) / ratio)
        painter.drawPixmap(at, strip)


def _strip_of(pips: Sequence[Pip], look: Look) -> QPixmap:
    return pips_strip(
        tuple((shape_of(pip.stance, pip.voice), ROLES[pip.stance]) for pip in pips), look
    )


def _paint_labels(painter: QPainter, page: Page, look: Look) -> None:
    ratio, below = look.ratio, (look.metrics.bar - look.metrics.line - 4) / 2
    for box, title in zip(page.boxes, page.titles, strict=True):
        if box.label_width < SHORTEST_LABEL or not title or box.place == Place.NOWHERE:
            continue
        look.faint = box.event in page.dimmed
        if box.place == Place.INSIDE:
            ink = look.track_ink(box.colour)
        else:
            ink = label_ink(box.flags, box.colour, look)
        y = round((box.top + below) * ratio) / ratio
        at = QPointF(round(box.label_x * ratio) / ratio, y)
        look.label(painter, at, title, box.label_width, ink=ink)


def label_ink(flags: int, colour: int, look: Look) -> QColor:
    """Return the colour of a label that stands on paper."""
    return look.track(colour).edge if flags & Flag.HOLLOW else look.colour("ink")
