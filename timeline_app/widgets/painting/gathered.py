"""Strokes gathered from all bars of a frame and drawn together, from pictures and rectangles.

A call from Python to a painter takes longer than what it draws, and dashes take longer still.
"""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from timeline_app.widgets.painting.fills import NOTHING_FILLED, Filled, Rect
from timeline_app.widgets.painting.glyphs import paint_brace
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.sheet import NOTHING_LAID, Laid
from timeline_app.widgets.painting.strokes import (
    RADIUS,
    Fade,
    Outline,
    Piece,
    paint_outline,
    paint_round,
)

_RAMP = 256
"""Device pixels of the picture of a fade."""

_STAMP = 512
"""Pixels of the picture of a row of dashes; every pattern comes out even in it."""

_ON_EDGE, _ALL = 4.0, 64.0
"""Pixels of an outline's round end, and of the outline it is cut from."""


class Gathered:
    """Strokes of a look, kept until they are painted."""

    def __init__(self, look: Look) -> None:
        self._look, self._sheets, self._ratio = look, look.sheets, look.ratio
        self._under: list[tuple[Rect, int]] = []
        self._over: list[tuple[Rect, int]] = []
        self._fades = _Pictures([], [])
        self._pictures = _Pictures([], [])
        self._braces: list[tuple[QRectF, QColor]] = []

    def fill(self, box: QRectF, colour: QColor) -> None:
        self._under.append((self._pixels(box), colour.rgb()))

    def rule(self, box: QRectF, colour: QColor) -> None:
        self._over.append((self._pixels(box), colour.rgb()))

    def rounded(self, box: QRectF, colour: QColor) -> None:
        left, top, wide, high = self._pixels(box)
        end = ceil(RADIUS * self._ratio)
        if wide < 2 * end:
            self.fill(box, colour)
            return
        self._under.append(((left + end, top, wide - 2 * end, high), colour.rgb()))
        for side, x in enumerate((left, left + wide - end)):
            self._lay(bar_end(colour, side, high / self._ratio, self._look), x, top)

    def fade(self, seen: QRectF, fade: Fade) -> None:
        colour, low, high, first, last = fade
        box = QRectF(seen)
        box.setLeft(max(first, seen.left()))
        box.setRight(min(last, seen.right()))
        left, top, wide, tall = self._pixels(box)
        if wide > 0:
            key = ("ramp", colour.rgb(), low, high, tall)
            size = _RAMP / self._ratio, tall / self._ratio
            number = self._sheets.number(key, *size, partial(_paint_ramp, self._look, fade, tall))
            per_px = _RAMP / ((last - first) * self._ratio)
            part = (left - first * self._ratio) * per_px, max(wide * per_px, 0.01)
            self._fades.numbers.append(number)
            self._fades.rows.append(self._part(number, (left, top), part, wide))

    def outline(self, seen: QRectF, outline: Outline) -> None:
        x, top, wide, high = self._pixels(seen)
        edge, dashes, _ = outline
        tall, end = high / self._ratio, ceil(_ON_EDGE * self._ratio)
        for side, at in enumerate((x, x + wide - end)):
            key = ("outline end", edge.rgb(), side, high, dashes)
            draw = partial(_paint_outline_end, side, tall, outline, self._look)
            self._lay(self._sheets.number(key, end / self._ratio, tall, draw), at, top)
        draw = partial(_paint_dashes, tall, edge, dashes)
        number = self._sheets.number(("dashes", edge.rgb(), high, dashes), _STAMP, tall, draw)
        self._dash(number, outline, (x + end, x + wide - end), top)

    def _dash(self, number: int, outline: Outline, span: tuple[int, int], top: int) -> None:
        """Lay a picture of dashes end to end, so that they stay on the bar wherever it is cut."""
        period = (sum(outline.dashes) or 1.0) * self._ratio
        at, last = map(float, span)
        while at < last:
            begin = (at - outline.left * self._ratio) % period
            part = min(_STAMP * self._ratio - begin, last - at)
            self._pictures.numbers.append(number)
            self._pictures.rows.append(self._part(number, (at, top), (begin, part), part))
            at += part

    def put(self, piece: Piece) -> None:
        number = self._sheets.number(piece.key, *piece.picture)
        self._lay(number, *(round(side * self._ratio) for side in piece.at.toTuple()))

    def brace(self, box: QRectF, colour: QColor) -> None:
        self._braces.append((box, colour))

    def paint(
        self, painter: QPainter, filled: Filled = NOTHING_FILLED, laid: Laid = NOTHING_LAID
    ) -> None:
        """Draw all that was gathered, and rectangles and pictures that lie over nothing here."""
        sheets, fills = self._sheets, self._look.fills
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        fills.paint(painter, *_joined(self._under, filled))
        if self._fades.rows:
            sheets.copy(painter, np.array(self._fades.rows), sheets.on(self._fades.numbers))
        rows, on = sheets.placed(laid)
        if self._pictures.rows:
            rows = np.concatenate((np.array(self._pictures.rows), rows))
            on = np.concatenate((sheets.on(self._pictures.numbers), on))
        sheets.copy(painter, rows, on)
        fills.paint(painter, *_joined(self._over, NOTHING_FILLED))
        for box, colour in self._braces:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_brace(painter, box, colour, self._look)

    def _pixels(self, box: QRectF) -> tuple[int, int, int, int]:
        """Return the whole device pixels of a box: left, top, width, height."""
        ratio = self._ratio
        left, top = round(box.left() * ratio), round(box.top() * ratio)
        return left, top, round(box.right() * ratio) - left, round(box.height() * ratio)

    def _part(
        self, number: int, at: tuple[float, float], part: tuple[float, float], wide: float
    ) -> tuple[float, ...]:
        """Return the row of a part of a picture that has its upper left corner at a point.

        `part` is from where on and how wide; it is stretched to `wide` device pixels.
        """
        _, half, x, y, _, high, *rest = self._sheets.row(number)
        begin, source = part
        stretch = wide / source
        return at[0] + wide / 2, at[1] + half, x + begin, y, source, high, stretch, *rest[1:]

    def _lay(self, number: int, left: float, top: float) -> None:
        """Lay a picture."""
        middle, half, *rest = self._sheets.row(number)
        self._pictures.numbers.append(number)
        self._pictures.rows.append((left + middle, top + half, *rest))


class _Pictures(NamedTuple):
    """Pictures by number, and the row of each: where it comes to, and what of it is seen."""

    numbers: list[int]
    rows: list[tuple[float, ...]]


def _joined(some: list[tuple[Rect, int]], filled: Filled) -> Filled:
    """Put rectangles before others."""
    if not some:
        return filled
    rects, colours = zip(*some, strict=True)
    if not len(filled.rects):
        return Filled(rects, colours)
    shades = np.array(colours, np.uint32)
    return Filled(
        np.concatenate((np.array(rects), filled.rects)), np.concatenate((shades, filled.colours))
    )


def bar_end(fill: QColor, side: int, high: float, look: Look) -> int:
    """Return the number of the picture of a round end of a bar: 0 the left, 1 the right."""
    wide = ceil(RADIUS * look.ratio) / look.ratio

    def draw(on: QPainter) -> None:
        paint_round(on, QRectF(-side * 2 * wide, 0, 3 * wide, high), fill)

    return look.sheets.number(("bar end", fill.rgb(), side, high), wide, high, draw)


def _paint_ramp(look: Look, fade: Fade, tall: int, on: QPainter) -> None:
    wide = _RAMP / look.ratio
    gradient = look.gradient(fade.colour, fade.low, fade.high, wide)
    on.fillRect(QRectF(0, 0, wide, tall / look.ratio), gradient)


def _paint_outline_end(side: int, high: float, outline: Outline, look: Look, on: QPainter) -> None:
    wide = ceil(_ON_EDGE * look.ratio) / look.ratio
    box = QRectF(side * (wide - _ALL), 0, _ALL, high)
    paint_outline(on, box, outline.edge, outline.dashes, look)


def _paint_dashes(high: float, edge: QColor, dashes: tuple[float, ...], on: QPainter) -> None:
    x = 0.0
    while x < _STAMP:
        for k, length in enumerate(dashes or (_STAMP,)):
            if k % 2 == 0:
                on.fillRect(QRectF(x, 0, length, _THICK), edge)
                on.fillRect(QRectF(x, high - _THICK, length, _THICK), edge)
            x += length


_THICK = 1.5
"""Pixels of an outline."""
