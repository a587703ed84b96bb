"""What painting a cell needs, made once and kept while the theme and the font stay the same.

Laying out a text costs ten times as much as painting it, so texts are laid out once.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText

from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.tables.glyphs import paint_glyph
from timeline_app.widgets.theme import Theme

_KEPT = 8_192
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A text set in one line: how wide it is in pixels, whether it was cut or runs to the left."""

    text: QStaticText
    width: float
    is_cut: bool
    is_leftward: bool


class Brush:
    """Colours, glyphs and texts of one theme, one font and one kind of screen."""

    def __init__(self, theme: Theme, font: QFont, device_pixels: float) -> None:
        self._made_for = (theme.name, font.key(), device_pixels)
        self._theme = theme
        self._device_pixels = device_pixels
        self._colours: dict[str, QColor] = {}
        self._glyphs: dict[tuple[Glyph, str], QPixmap] = {}
        self._texts: dict[tuple[str, int, bool], LaidOut] = {}
        self.font = font
        self.strong_font = QFont(font)
        self.strong_font.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(font)
        self._strong_metrics = QFontMetricsF(self.strong_font)
        self.line_height = self._metrics.height()
        self.glyph_side = round(self._metrics.ascent() * 0.78)

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

    def text(self, text: str, room: int, *, strong: bool = False) -> LaidOut:
        """Return a text laid out in one line of at most `room` pixels."""
        key = (text, room, strong)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            found = self._texts[key] = self._lay_out(text, room, strong=strong)
        return found

    def _lay_out(self, text: str, room: int, *, strong: bool) -> LaidOut:
        line = " ".join(text[:_SHOWN].split())
        metrics = self._strong_metrics if strong else self._metrics
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        laid_out = QStaticText(shown)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        laid_out.setPerformanceHint(QStaticText.PerformanceHint.ModerateCaching)
        laid_out.prepare(font=self.strong_font if strong else self.font)
        is_cut = shown != line or len(text) > _SHOWN
        return LaidOut(laid_out, laid_out.size().width(), is_cut, runs_leftward(line))

    def _drawn(self, glyph: Glyph, role: str) -> QPixmap:
        side, scale = self.glyph_side, self._device_pixels
        pixmap = QPixmap(round(side * scale), round(side * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            box = QRectF(0, 0, side, side).adjusted(1, 1, -1, -1)
            paint_glyph(painter, box, glyph, self.colour(role))
        return pixmap


def runs_leftward(text: str) -> bool:
    """Tell whether a text begins in a script that runs from right to left (UAX #9, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
