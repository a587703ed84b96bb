"""The whole page: ruler, grid, folds, lanes, events and their labels, headers. One value, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import Box, Place
from timeline_app.scene.density import Chip, Density
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.layout import Band
from timeline_app.scene.opened import Opened, TimeMark
from timeline_app.scene.pips import shape_of
from timeline_app.scene.ruler import Ruler
from timeline_app.scene.scale import TimeScale
from timeline_app.storage.columns import Pip
from timeline_app.widgets.painting.bars import outline_of, paint_event, paint_handles
from timeline_app.widgets.painting.density import paint_density
from timeline_app.widgets.painting.glyphs import PIP_GAP, ROLES, paint_pips
from timeline_app.widgets.painting.headers import paint_headers
from timeline_app.widgets.painting.look import SHORTEST_LABEL, Look, mixed
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


def paint_page(painter: QPainter, page: Page, look: Look) -> None:
    """Draw a frame."""
    look.begin_frame()
    painter.fillRect(QRectF(0, 0, page.area.right(), page.area.bottom()), look.paper)
    painter.save()
    painter.setClipRect(page.area)
    painter.translate(0, look.crisp(page.area.top() - page.scroll))
    if page.density is not None:
        paint_density(painter, page.density, page.area, look, page.chip)
    _paint_ground(painter, page, look)
    _paint_events(painter, page, look)
    painter.restore()
    paint_headers(painter, page.bands, page.area, page.scroll, look)
    paint_ruler(painter, page.ruler, page.area, look)


def _paint_ground(painter: QPainter, page: Page, look: Look) -> None:
    """Draw what lies under the events: grid lines, folds, and the lines between lanes."""
    top, bottom = page.scroll, page.scroll + page.area.height()
    wide = look.hairline
    for tick in page.ruler.ticks:
        colour = look.colour("line" if tick.major else "grid")
        painter.fillRect(QRectF(look.crisp(tick.x), top, wide, bottom - top), colour)
    hatch = mixed(look.paper, look.colour("ink_faint"), 0.28)
    for _, x in page.ruler.folds:
        band = QRectF(look.crisp(x), top, FOLD_WIDTH, bottom - top)
        painter.fillRect(band, look.colour("fold"))
        painter.setPen(QPen(hatch, look.hairline))
        _hatch(painter, band)
    for lane in page.bands:
        y = look.crisp(lane.bottom) - wide
        painter.fillRect(QRectF(page.area.left(), y, page.area.width(), wide), look.colour("line"))


def _hatch(painter: QPainter, band: QRectF) -> None:
    step = 7.0
    y = band.top() - band.top() % step - band.width()
    lines = []
    while y < band.bottom():
        lines += [QPointF(band.left(), y + band.width()), QPointF(band.right(), y)]
        y += step
    painter.save()
    painter.setClipRect(band, Qt.ClipOperation.IntersectClip)
    painter.drawLines(lines)
    painter.restore()


def _paint_events(painter: QPainter, page: Page, look: Look) -> None:
    view = QRectF(page.area.left(), page.scroll, page.area.width(), page.area.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = Ground(view, page.scale.x_of, look)
    for box in page.boxes if page.opened else ():
        if box.event in page.opened:
            paint_opened(painter, box, *page.opened[box.event], ground)
    for box, pips in zip(page.boxes, page.pips, strict=True):
        look.faint = box.event in page.dimmed
        _paint_one(painter, box, pips, page, ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for box, title in zip(page.boxes, page.titles, strict=True):
        look.faint = box.event in page.dimmed
        _paint_label(painter, box, title, look)
    look.faint = False
    if page.marks:
        paint_marks(painter, page.marks, ground)


def _paint_one(painter: QPainter, box: Box, pips: Sequence[Pip], page: Page, on: Ground) -> None:
    chosen = box.event in page.selected
    if chosen or box.event == page.hovered:
        _paint_halo(painter, box, page, on.look)
    paint_event(painter, box, on.look, on.view)
    if pips:
        _paint_pips(painter, box, pips, on.look, on.view)
    if chosen and page.unlocked:
        paint_handles(painter, box, on.look)


def _paint_halo(painter: QPainter, box: Box, page: Page, look: Look) -> None:
    """Draw the outline of what is selected, or the faint one of what the pointer is over."""
    chosen = box.event in page.selected
    colour = look.colour("ink") if chosen else look.colour("ink_faint")
    painter.setPen(look.pen(colour, 1.8 if chosen else 1.0))
    painter.setBrush(look.paper)
    painter.drawPath(outline_of(box, look))


def _paint_pips(painter: QPainter, box: Box, pips: Sequence[Pip], look: Look, view: QRectF) -> None:
    left, right = box.ends
    wide = len(pips) * (look.metrics.pip + PIP_GAP)
    x = max(left, min(view.left() + 6, right - wide))
    y = box.top + look.metrics.bar + 4
    marks = tuple((shape_of(pip.stance, pip.voice), ROLES[pip.stance]) for pip in pips)
    paint_pips(painter, QPointF(look.crisp(x), look.crisp(y)), marks, look)


def _paint_label(painter: QPainter, box: Box, title: str, look: Look) -> None:
    if box.label_width < SHORTEST_LABEL or not title or box.place == Place.NOWHERE:
        return
    inside = box.place == Place.INSIDE
    ink = look.track_ink(box.colour) if inside else label_ink(box.flags, box.colour, look)
    y = box.top + (look.metrics.bar - look.metrics.line - 4) / 2
    at = QPointF(look.crisp(box.label_x), look.crisp(y))
    look.label(painter, at, title, box.label_width, ink=ink)


def label_ink(flags: int, colour: int, look: Look) -> QColor:
    """Return the colour of a label that stands on paper."""
    return look.track(colour).edge if flags & Flag.HOLLOW else look.colour("ink")
