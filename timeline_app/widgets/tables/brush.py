"""What painting cells needs, made once and kept while the theme and the font stay the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.tables.glyphs import paint_glyph
from timeline_app.widgets.tables.lettering import Lettering
from timeline_app.widgets.tables.pictures import MOST_PIXELS, Pictures
from timeline_app.widgets.theme import Theme

_WHOLE = (1.0, 2.0)
"""Device pixels to a pixel at which Qt copies pictures as they are."""


class Brush:
    """Colours, glyphs and lettering of one theme, one font and one kind of screen.

    `row_height` and `glyph_side` are in pixels.
    """

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
        self.row_height = round(self.plain.height + 9)

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
