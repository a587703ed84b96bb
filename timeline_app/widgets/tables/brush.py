"""What painting cells needs, made once and kept while the theme and the font stay the same.

Shaping a text to cut it to its cell costs five times as much as painting it, so texts in simple
scripts are cut by the advances of their letters and painted unshaped, and every answer is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from timeline_app.domain.direction import runs_leftward
from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.tables.glyphs import paint_glyph
from timeline_app.widgets.tables.pictures import MOST_PIXELS, Pictures
from timeline_app.widgets.theme import Theme

_KEPT = 8_192
_SHOWN = 400
_COMPLEX = re.compile("[\u0300-\u036f\u0590-\u200f\u2028-\U0010ffff]")
"""What must be shaped: marks on letters, and what is no Latin, Greek, Cyrillic or their signs."""
_ELLIPSIS = "…"
_WHOLE = (1.0, 2.0)
"""Device pixels to a pixel at which Qt copies pictures as they are."""

_NARROW = 4
"""Pixels of a letter on average in a text that is narrow for its letters."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut to its cell: as shown, its width in pixels, whether it runs to the left.

    A text that `is_simple` looks the same in the quick font, which puts letter beside letter.
    """

    shown: str
    width: float
    is_cut: bool
    is_leftward: bool
    is_simple: bool


class Lettering:
    """One font: cuts texts to a width."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.quick = QFont(font)
        self.quick.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        self._metrics = QFontMetricsF(font)
        self._advances = _Advances(self._metrics)
        self.cut = lru_cache(maxsize=_KEPT)(self._cut)
        self.height = self._metrics.height()
        self.ascent = self._metrics.ascent()

    def width(self, text: str) -> float:
        """Return how wide a text of one line is."""
        if _is_simple(text):
            return sum(map(self._advances.__getitem__, text))
        return self._metrics.horizontalAdvance(text)

    def _cut(self, text: str, room: int) -> Cut:
        """Return a text in one line of at most `room` pixels."""
        line = " ".join(text[:_SHOWN].split())
        is_simple = _is_simple(line)
        if is_simple:
            shown, width = self._cut_simple(line, room)
        else:
            shown, width = self._cut_shaped(line, room)
        is_cut = shown != line or len(text) > _SHOWN
        is_leftward = not line.isascii() and runs_leftward(line)
        return Cut(shown, width, is_cut, is_leftward, is_simple)

    def _cut_shaped(self, line: str, room: int) -> tuple[str, float]:
        beginning = line[: room // _NARROW + 1]  # as much as can be seen: shaping takes its time
        width = self._metrics.horizontalAdvance(beginning)
        if width <= room and beginning != line:
            beginning, width = line, self._metrics.horizontalAdvance(line)
        if width <= room - 1:  # shaping it again, to cut nothing from it, takes as long again
            return line, width
        shown = self._metrics.elidedText(beginning, Qt.TextElideMode.ElideRight, room)
        return shown, self._metrics.horizontalAdvance(shown)

    def _cut_simple(self, line: str, room: int) -> tuple[str, float]:
        ends = list(accumulate(map(self._advances.__getitem__, line[: room // _NARROW + 1])))
        if len(ends) < len(line) and ends[-1] <= room:  # very narrow letters: measure all of them
            ends = list(accumulate(map(self._advances.__getitem__, line)))
        if not ends or ends[-1] <= room:
            return line, ends[-1] if ends else 0.0
        ellipsis = self._advances[_ELLIPSIS]
        fitting = bisect_right(ends, room - ellipsis)
        width = ends[fitting - 1] if fitting else 0.0
        return line[:fitting].rstrip() + _ELLIPSIS, width + ellipsis


class _Advances(dict[str, float]):
    """How wide each letter of a font is, in pixels, asked once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._metrics.horizontalAdvance(letter)
        return width


class Brush:
    """Colours, glyphs and lettering of one theme, one font and one kind of screen."""

    def __init__(self, theme: Theme, font: QFont, device_pixels: float) -> None:
        self._made_for = (theme.name, font.key(), device_pixels)
        self._theme = theme
        self.device_pixels = device_pixels
        self.pictures = Pictures(MOST_PIXELS if device_pixels in _WHOLE else 0)
        self._colours: dict[str, QColor] = {}
        self._glyphs: dict[tuple[Glyph, str], QPixmap] = {}
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        self.plain = Lettering(font)
        self.strong = Lettering(strong)
        self.glyph_side = round(self.plain.ascent * 0.78)

    def fits(self, theme: Theme, font: QFont, device_pixels: float) -> bool:
        """Tell whether what was made still holds."""
        return self._made_for == (theme.name, font.key(), device_pixels)

    def colour(self, role: str) -> QColor:
        """Return the colour of a theme role."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = self._theme.colour(role)
        return found

    def glyph(self, glyph: Glyph, role: str) -> QPixmap:
        """Return a glyph in the ink of a role, `glyph_side` pixels wide and high."""
        found = self._glyphs.get((glyph, role))
        if found is None:
            found = self._glyphs[(glyph, role)] = self._drawn(glyph, role)
        return found

    def lettering(self, *, strong: bool) -> Lettering:
        """Return the plain or the strong font."""
        return self.strong if strong else self.plain

    def _drawn(self, glyph: Glyph, role: str) -> QPixmap:
        side, scale = self.glyph_side, self.device_pixels
        pixmap = QPixmap(round(side * scale), round(side * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setFont(self.plain.font)
            box = QRectF(0, 0, side, side).adjusted(1, 1, -1, -1)
            paint_glyph(painter, box, glyph, self.colour(role))
        return pixmap


def _is_simple(text: str) -> bool:
    return text.isascii() or _COMPLEX.search(text) is None
