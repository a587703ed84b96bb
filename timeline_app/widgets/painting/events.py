"""All events of a frame with their marks and labels, in few calls: most of them are alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from math import ceil
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import Box, Place
from timeline_app.scene.pips import PipShape, shape_of
from timeline_app.storage.columns_named import Pip
from timeline_app.widgets.painting.bars import RADIUS, bar_end, is_solid, paint_event
from timeline_app.widgets.painting.diamonds import (
    ABOVE,
    diamond_left,
    diamond_of,
    is_only_diamond,
)
from timeline_app.widgets.painting.glyphs import PIP_GAP, ROLES, pips_strip
from timeline_app.widgets.painting.look import SHORTEST_LABEL, Label, Look
from timeline_app.widgets.painting.sheet import Laid, Rect


class Shown(Protocol):
    """What is seen of the events: a page. Titles and claims are parallel to the boxes."""

    @property
    def boxes(self) -> Sequence[Box]: ...
    @property
    def titles(self) -> Sequence[str]: ...
    @property
    def pips(self) -> Sequence[Sequence[Pip]]: ...
    @property
    def dimmed(self) -> Collection[int]: ...
    @property
    def view(self) -> QRectF: ...


def paint_bars(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw bars and diamonds, clipped to what can be seen; those that are alike together."""
    solid: list[Box] = []
    diamonds: list[Box] = []
    view, dimmed, least = page.view, page.dimmed, 2 * ceil(RADIUS * look.ratio) / look.ratio
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in page.boxes:
        if is_only_diamond(box) and not look.vector:
            diamonds.append(box)
        elif is_solid(box, least) and not look.vector:
            solid.append(box)
        else:
            look.faint = box.event in dimmed
            paint_event(painter, box, look, view)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    laid = Laid.nothing()
    _paint_solid(painter, solid, page, look, laid)
    for box in diamonds:
        look.faint = box.event in dimmed
        laid.add(diamond_of(box, look), diamond_left(box), box.top - ABOVE)
    look.sheets.paint(painter, laid)


def _paint_solid(
    painter: QPainter, boxes: Sequence[Box], page: Shown, look: Look, laid: Laid
) -> None:
    """Draw solid bars as rectangles, and lay their round ends."""
    ratio, view, dimmed = look.ratio, page.view, page.dimmed
    first, last, high = view.left() - 8, view.right() + 8, round(look.metrics.bar * ratio)
    wide = ceil(RADIUS * ratio)
    rects: dict[tuple[int, bool], list[Rect]] = {}
    ends: dict[tuple[int, bool], tuple[int, int]] = {}
    for box in boxes:
        left, right = round(max(box.left, first) * ratio), round(min(box.right, last) * ratio)
        if right - left < 2 * wide:
            continue  # what is left of it lies outside the view
        key = (box.colour, box.event in dimmed)
        if key not in rects:
            look.faint = key[1]
            fill = look.track(box.colour).fill
            rects[key], ends[key] = [], (bar_end(fill, 0, look), bar_end(fill, 1, look))
        top = round(box.top * ratio)
        rects[key].append((left + wide, top, right - left - 2 * wide, high))
        laid.add(ends[key][0], left / ratio, box.top)
        laid.add(ends[key][1], (right - wide) / ratio, box.top)
    for (colour, faint), of_colour in rects.items():
        look.faint = faint
        look.sheets.fill(painter, of_colour, look.track(colour).fill)


def paint_pips(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw the marks of claims under their events, in view as long as the event is."""
    step, edge = look.metrics.pip + PIP_GAP, page.view.left() + 6
    below = look.metrics.bar + 4
    laid = Laid.nothing()
    for box, pips in zip(page.boxes, page.pips, strict=True):
        if not pips:
            continue
        left, right = box.ends
        x = max(left, min(edge, right - len(pips) * step))
        look.faint = box.event in page.dimmed
        if look.vector:
            painter.save()
            painter.translate(QPointF(x, box.top + below))
            pips_strip(marks_of(pips), look)[2](painter)
            painter.restore()
            continue
        strip = look.sheets.once_for(pips, look.faint, partial(_strip_of, pips, look))
        laid.add(strip, x, box.top + below)
    look.sheets.paint(painter, laid)


def _strip_of(pips: Sequence[Pip], look: Look) -> int:
    marks = marks_of(pips)
    return look.sheets.number((marks, look.faint), *pips_strip(marks, look))


def marks_of(pips: Sequence[Pip]) -> tuple[tuple[PipShape, str], ...]:
    """Return how claims are marked: shape and role of the colour of each."""
    return tuple((shape_of(pip.stance, pip.voice), ROLES[pip.stance]) for pip in pips)


def paint_labels(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw the titles of events where there is room for them."""
    below = (look.metrics.bar - look.metrics.line - 4) / 2
    labels: list[Label] = []
    for box, title in zip(page.boxes, page.titles, strict=True):
        if box.label_width < SHORTEST_LABEL or not title or box.place == Place.NOWHERE:
            continue
        look.faint = box.event in page.dimmed
        if box.place == Place.INSIDE:
            ink = look.track_ink(box.colour)
        else:
            ink = label_ink(box.flags, box.colour, look)
        labels.append((box.label_x, box.top + below, title, box.label_width, ink, "plain"))
    look.labels(painter, labels, (page.view.left(), page.view.right()))


def label_ink(flags: int, colour: int, look: Look) -> QColor:
    """Return the colour of a label that stands on paper."""
    return look.track(colour).edge if flags & Flag.HOLLOW else look.colour("ink")
