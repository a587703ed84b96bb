"""All events of a frame with their marks and labels, in few calls: most of them are alike."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import Box, Boxes, Columns, Floats, Place
from timeline_app.scene.pips import PipShape, shape_of
from timeline_app.storage.columns_named import Pip
from timeline_app.widgets.painting.bars import are_solid, stroke_event
from timeline_app.widgets.painting.diamonds import are_only_diamonds, diamonds_laid
from timeline_app.widgets.painting.fills import Filled
from timeline_app.widgets.painting.gathered import Gathered, bar_end
from timeline_app.widgets.painting.glyphs import PIP_GAP, ROLES, pips_strip
from timeline_app.widgets.painting.lettering import SHORTEST_LABEL, Label
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.sheet import Laid
from timeline_app.widgets.painting.strokes import RADIUS, Drawn


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


def paint_event(painter: QPainter, box: Box, look: Look, view: QRectF) -> None:
    """Draw an event without its label, clipped to what can be seen."""
    if look.vector:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke_event(Drawn(painter, look), box, look, view)
        return
    gathered = Gathered(look)
    stroke_event(gathered, box, look, view)
    gathered.paint(painter)


def paint_bars(painter: QPainter, page: Shown, look: Look) -> None:
    """Draw bars and diamonds, clipped to what can be seen; those that are alike together."""
    boxes, dimmed = page.boxes.columns, page.dimmed
    if look.vector:
        for box, look.faint in zip(page.boxes, dimmed.tolist(), strict=True):
            paint_event(painter, box, look, page.view)
        return
    diamond = are_only_diamonds(boxes)
    solid = are_solid(boxes, 2 * ceil(RADIUS * look.ratio) / look.ratio)
    others = np.flatnonzero(~diamond & ~solid)
    gathered = Gathered(look)
    for box, look.faint in zip(page.boxes.picked(others), dimmed[others].tolist(), strict=True):
        stroke_event(gathered, box, look, page.view)
    bodies, ends = _solid(page, np.flatnonzero(solid), look)
    diamonds = diamonds_laid(boxes.only(np.flatnonzero(diamond)), dimmed[diamond], look)
    gathered.paint(painter, bodies, Laid.joined((ends, diamonds)))


def _solid(page: Shown, solid: NDArray[np.int64], look: Look) -> tuple[Filled, Laid]:
    """Return solid bars, known by where they stand, as rectangles and their round ends."""
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
    kinds = np.zeros((int(inks.max(initial=0)) + 1, 3), np.int64)
    for ink in set(inks.tolist()):
        kinds[ink] = _bar_of(ink, look)
    told = kinds[inks]
    xs = np.concatenate((left, right - wide)) / ratio
    ends = Laid(told[:, 1:].T.ravel(), xs, np.concatenate((top, top)))
    return Filled(body, told[:, 0].astype(np.uint32)), ends


def _bar_of(ink: int, look: Look) -> tuple[int, int, int]:
    """Return the colour of solid bars of a kind, and the pictures of their round ends."""
    look.faint = bool(ink & 1)
    fill, high = look.track(ink >> 1).fill, round(look.metrics.bar * look.ratio) / look.ratio
    return fill.rgb(), bar_end(fill, 0, high, look), bar_end(fill, 1, high, look)


def paint_words(painter: QPainter, page: Shown, chips: Sequence[Label], look: Look) -> None:
    """Draw what stands at events, their claims' marks and titles, and what counts others."""
    if look.vector:
        _paint_words_singly(painter, page, look)
        look.labels(painter, chips)
        return
    look.faint = False
    counted = look.laid(chips)
    laid = Laid.joined((counted, _pips_laid(page, look), _labels_laid(page, look)))
    look.sheets.paint(painter, laid, (page.view.left(), page.view.right()))


def _pips_placed(page: Shown, look: Look) -> tuple[list[int], Floats, Floats]:
    """Return which events have marks of claims, and where; in view as long as the event is."""
    at = [k for k, pips in enumerate(page.pips) if pips]
    boxes = page.boxes.columns.only(np.array(at, np.int64))
    left, right = boxes.ends
    wide = np.array([len(page.pips[k]) for k in at]) * (look.metrics.pip + PIP_GAP)
    xs = np.maximum(left, np.minimum(page.view.left() + 6, right - wide))
    return at, xs, boxes.top + look.metrics.bar + 4


def _pips_laid(page: Shown, look: Look) -> Laid:
    at, xs, ys = _pips_placed(page, look)
    rows, dimmed = [page.pips[k] for k in at], page.dimmed[at].tolist()
    numbers = look.sheets.known_once(rows, dimmed)
    for k in [k for k, number in enumerate(numbers) if number is None]:
        look.faint = dimmed[k]
        number = numbers[k] = _strip_of(rows[k], look)
        if number is not None:
            look.sheets.note_once(rows[k], number, faint=look.faint)
    return _those_there(numbers, xs, ys)


def _those_there(numbers: Sequence[int | None], xs: Floats, ys: Floats) -> Laid:
    """Lay the pictures that were drawn."""
    drawn = np.array([-1 if number is None else number for number in numbers], np.int64)
    there = drawn >= 0
    return Laid(drawn[there], xs[there], ys[there])


def _strip_of(pips: Sequence[Pip], look: Look) -> int | None:
    """Return the number of the picture of claims' marks, None where it may not be drawn now."""
    marks = marks_of(pips)
    key = (marks, look.faint)
    found = look.sheets.find(key)
    if found is None and look.may_draw():
        found = look.sheets.number(key, *pips_strip(marks, look))
    return found


def marks_of(pips: Sequence[Pip]) -> tuple[tuple[PipShape, str], ...]:
    """Return how claims are marked: shape and role of the colour of each."""
    return tuple((shape_of(pip.stance, pip.voice), ROLES[pip.stance]) for pip in pips)


def _labels_placed(page: Shown, look: Look) -> tuple[list[int], Columns, Floats]:
    """Return which events have a title where there is room for it, their boxes, and its tops."""
    boxes, titles = page.boxes.columns, page.titles
    room = (boxes.label_width >= SHORTEST_LABEL) & (boxes.place != Place.NOWHERE)
    at = [k for k in np.flatnonzero(room).tolist() if titles[k]]
    boxes = boxes.only(np.array(at, np.int64))
    return at, boxes, boxes.top + (look.metrics.bar - look.metrics.line - 4) / 2


def _labels_laid(page: Shown, look: Look) -> Laid:
    at, boxes, ys = _labels_placed(page, look)
    inks, titles = _inks(boxes, page.dimmed[at]).tolist(), page.titles
    widths = boxes.label_width.astype(np.int64).tolist()
    names = [*zip([titles[k] for k in at], widths, inks, strict=True)]
    numbers = look.sheets.known_as(names)
    for k in [k for k, number in enumerate(numbers) if number is None]:
        title, _, ink = names[k]
        number = numbers[k] = look.picture_of(
            title, float(boxes.label_width[k]), _ink_of(ink, look)
        )
        if number is not None:
            look.sheets.name(names[k], number)
    return _those_there(numbers, boxes.label_x, ys)


def _paint_words_singly(painter: QPainter, page: Shown, look: Look) -> None:
    at, xs, ys = _pips_placed(page, look)
    for k, x, y in zip(at, xs.tolist(), ys.tolist(), strict=True):
        look.faint = bool(page.dimmed[k])
        painter.save()
        painter.translate(QPointF(x, y))
        pips_strip(marks_of(page.pips[k]), look)[2](painter)
        painter.restore()
    at, boxes, ys = _labels_placed(page, look)
    inks = _inks(boxes, page.dimmed[at])
    sides = (side.tolist() for side in (boxes.label_x, ys, boxes.label_width, inks))
    for k, x, y, width, ink in zip(at, *sides, strict=True):
        look.label(painter, QPointF(x, y), page.titles[k], width, ink=_ink_of(ink, look))
    look.faint = False


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
