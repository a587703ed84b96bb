"""All events of a frame with their marks and labels, in few calls: most of them are alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import Boxes, Columns, Place
from timeline_app.scene.pips import PipShape, shape_of
from timeline_app.storage.columns_named import Pip
from timeline_app.widgets.painting.bars import RADIUS, are_solid, bar_end, paint_event
from timeline_app.widgets.painting.diamonds import are_only_diamonds, diamonds_laid
from timeline_app.widgets.painting.glyphs import PIP_GAP, ROLES, pips_strip
from timeline_app.widgets.painting.lettering import SHORTEST_LABEL
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.sheet import Laid


class Shown(Protocol):
    """What is seen of the events: a page. Titles, claims, what is dimmed are parallel to boxes."""

    @property
    def boxes(self) -> Boxes: ...
    @property
    def titles(self) -> Sequence[str]: ...
    @property
    def pips(self) -> Sequence[Sequence[Pip]]: ...
    @property
    def dimmed(self) -> NDArray[np.bool_]: ...
    @property
    def view(self) -> QRectF: ...


def paint_bars(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw bars and diamonds, clipped to what can be seen; those that are alike together."""
    boxes, dimmed = page.boxes.columns, page.dimmed
    diamond, solid = np.zeros((2, len(dimmed)), np.bool_)
    if not look.vector:
        diamond = are_only_diamonds(boxes)
        solid = are_solid(boxes, 2 * ceil(RADIUS * look.ratio) / look.ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    others = np.flatnonzero(~diamond & ~solid)
    for box, faint in zip(page.boxes.picked(others), dimmed[others].tolist(), strict=True):
        look.faint = faint
        paint_event(painter, box, look, page.view)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    ends = _paint_solid(painter, page, np.flatnonzero(solid), look)
    diamonds = diamonds_laid(boxes.only(np.flatnonzero(diamond)), dimmed[diamond], look)
    look.sheets.paint(painter, Laid.joined((ends, diamonds)))


def _paint_solid(painter: QPainter, page: Shown, solid: NDArray[np.int64], look: Look) -> Laid:
    """Draw solid bars, known by where they stand, as rectangles.

    Return their round ends, to be laid on them.
    """
    boxes, dimmed, view = page.boxes.columns, page.dimmed, page.view
    ratio, wide = look.ratio, ceil(RADIUS * look.ratio)
    left = np.rint(np.maximum(boxes.left[solid], view.left() - 8) * ratio)
    right = np.rint(np.minimum(boxes.right[solid], view.right() + 8) * ratio)
    seen = right - left >= 2 * wide  # what is left of others lies outside the view
    solid, left, right = solid[seen], left[seen], right[seen]
    top, inks = boxes.top[solid], boxes.colour[solid] << 1 | dimmed[solid]
    body = np.empty((len(solid), 4))
    body[:, 0], body[:, 1] = left + wide, np.rint(top * ratio)
    body[:, 2], body[:, 3] = right - left - 2 * wide, round(look.metrics.bar * ratio)
    ends = np.empty((2, len(solid)), np.int64)
    for ink in set(inks.tolist()):
        look.faint = bool(ink & 1)
        fill, alike = look.track(ink >> 1).fill, inks == ink
        look.sheets.fill(painter, body[alike], fill)
        ends[0, alike], ends[1, alike] = bar_end(fill, 0, look), bar_end(fill, 1, look)
    xs = np.concatenate((left, right - wide)) / ratio
    return Laid(ends.ravel(), xs, np.concatenate((top, top)))


def paint_pips(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw the marks of claims under their events, in view as long as the event is."""
    told = [(k, pips) for k, pips in enumerate(page.pips) if pips]
    if not told:
        return
    at = np.array([k for k, _ in told])
    boxes = page.boxes.columns.only(at)
    left, right = boxes.ends
    wide = np.array([len(pips) for _, pips in told]) * (look.metrics.pip + PIP_GAP)
    xs = np.maximum(left, np.minimum(page.view.left() + 6, right - wide))
    ys = boxes.top + look.metrics.bar + 4
    strips = []
    for (_, pips), faint, x, y in zip(
        told, page.dimmed[at].tolist(), xs.tolist(), ys.tolist(), strict=True
    ):
        look.faint = faint
        if look.vector:
            painter.save()
            painter.translate(QPointF(x, y))
            pips_strip(marks_of(pips), look)[2](painter)
            painter.restore()
        else:
            strips.append(look.sheets.once_for(pips, faint, partial(_strip_of, pips, look)))
    if not look.vector:
        look.sheets.paint(painter, Laid(strips, xs, ys))


def _strip_of(pips: Sequence[Pip], look: Look) -> int:
    marks = marks_of(pips)
    return look.sheets.number((marks, look.faint), *pips_strip(marks, look))


def marks_of(pips: Sequence[Pip]) -> tuple[tuple[PipShape, str], ...]:
    """Return how claims are marked: shape and role of the colour of each."""
    return tuple((shape_of(pip.stance, pip.voice), ROLES[pip.stance]) for pip in pips)


def paint_labels(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw the titles of events where there is room for them."""
    boxes, titles = page.boxes.columns, page.titles
    room = (boxes.label_width >= SHORTEST_LABEL) & (boxes.place != Place.NOWHERE)
    at = [k for k in np.flatnonzero(room).tolist() if titles[k]]
    boxes = boxes.only(np.array(at, np.int64))
    xs, ys = boxes.label_x, boxes.top + (look.metrics.bar - look.metrics.line - 4) / 2
    inks = _inks(boxes, page.dimmed[at])
    texts = [titles[k] for k in at]
    if look.vector:
        for x, y, *told in zip(
            *(side.tolist() for side in (xs, ys, boxes.label_width, inks)), texts, strict=True
        ):
            width, ink, title = told
            look.label(painter, QPointF(x, y), title, width, ink=_ink_of(ink, look))
        return
    names = [*zip(texts, boxes.label_width.astype(np.int64).tolist(), inks.tolist(), strict=True)]
    numbers = look.sheets.known_as(names)
    missing = [k for k, number in enumerate(numbers) if number is None]
    for k in missing:
        width, ink = float(boxes.label_width[k]), _ink_of(names[k][2], look)
        number = numbers[k] = look.picture_of(texts[k], width, ink)
        if number is not None:
            look.sheets.name(names[k], number)
    drawn = np.array([-1 if number is None else number for number in numbers], np.int64)
    there = drawn >= 0
    laid = Laid(drawn[there], xs[there], ys[there])
    look.sheets.paint(painter, laid, (page.view.left(), page.view.right()))


_ON_PAPER, _HOLLOW, _ON_FILL = 0, 1, 2


def _inks(boxes: Columns, dimmed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return a number for the colour of each label: what it stands on, which track, how faint."""
    hollow = (boxes.flags & int(Flag.HOLLOW)) != 0
    ground = np.where(boxes.place == Place.INSIDE, _ON_FILL, np.where(hollow, _HOLLOW, _ON_PAPER))
    number: NDArray[np.int64] = (boxes.colour * (ground != _ON_PAPER) << 2 | ground) << 1 | dimmed
    return number


def _ink_of(number: int, look: Look) -> QColor:
    """Return the colour of labels that a number stands for."""
    look.faint = bool(number & 1)
    ground, track = number >> 1 & 3, number >> 3
    if ground == _ON_FILL:
        return look.track_ink(track)
    return look.track(track).edge if ground == _HOLLOW else look.colour("ink")


def label_ink(flags: int, colour: int, look: Look) -> QColor:
    """Return the colour of a label that stands on paper."""
    return look.track(colour).edge if flags & Flag.HOLLOW else look.colour("ink")
