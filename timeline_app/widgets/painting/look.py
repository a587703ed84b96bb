"""What painters paint with: the theme's colours mixed with paper, fonts, and cached labels.

Fades go towards the paper colour and never use alpha, which printers drop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from timeline_app.scene.boxes import Metrics
from timeline_app.widgets.theme import Theme

PALEST, PALE = 0.10, 0.46
"""How much of a track's colour is in what is least possible, and in what is possible at best."""

_RAMP = 256
_MOST_LABELS = 4_000
_PATIENT = 4_000  # labels forgotten at once would all be drawn again in one frame


def mixed(paper: QColor, colour: QColor, share: float) -> QColor:
    """Return paper with a share (0 to 1) of a colour in it; opaque."""
    red = paper.red() + (colour.red() - paper.red()) * share
    green = paper.green() + (colour.green() - paper.green()) * share
    blue = paper.blue() + (colour.blue() - paper.blue()) * share
    return QColor(round(red), round(green), round(blue))


class Ink(NamedTuple):
    """The two colours a glyph is drawn in; without a fill it is hollow."""

    fill: QColor | None
    edge: QColor


@dataclass(eq=False)
class Look:
    """The colours, fonts and sizes of one theme at one text size and pixel ratio."""

    theme: Theme
    font: QFont
    ratio: float = 1.0
    metrics: Metrics = field(init=False)
    _labels: dict[tuple[str, int, int, str], QPixmap] = field(default_factory=dict)
    _ramps: dict[tuple[int, float, float], QPixmap] = field(default_factory=dict)
    _widths: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive the fonts and their measures."""
        self.bold = QFont(self.font)
        self.bold.setBold(True)
        self.small = QFont(self.font)
        self.small.setPointSizeF(self.font.pointSizeF() * 0.88)
        self.small_bold = QFont(self.small)
        self.small_bold.setBold(True)
        fonts = {"plain": self.font, "bold": self.bold, "small": self.small}
        fonts["small bold"] = self.small_bold
        self.fonts = fonts
        self.measures = {name: QFontMetricsF(font) for name, font in fonts.items()}
        latin = self.measures["plain"]
        self.metrics = Metrics(round(latin.ascent() + latin.descent()))
        self.paper = self.theme.colour("paper")

    def colour(self, role: str) -> QColor:
        """Return the colour of a theme role."""
        return self.theme.colour(role)

    def pen(
        self, colour: QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> QPen:
        """Return a pen that draws whole device pixels."""
        pen = QPen(colour, self.hairline * width, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    @property
    def hairline(self) -> float:
        """A line of one pixel, or of the whole device pixels nearest to it."""
        return max(round(self.ratio), 1) / self.ratio

    def crisp(self, value: float) -> float:
        """Return the coordinate of the nearest edge between device pixels."""
        return round(value * self.ratio) / self.ratio

    def ramp(self, colour: QColor, low: float, high: float) -> QPixmap:
        """Return a strip that goes from one share of a colour to another, left to right."""
        key = (colour.rgba(), low, high)
        if key not in self._ramps:
            image = QImage(_RAMP, 1, QImage.Format.Format_RGB32)
            for x in range(_RAMP):
                share = low + (high - low) * x / (_RAMP - 1)
                image.setPixelColor(x, 0, mixed(self.paper, colour, share))
            self._ramps[key] = QPixmap.fromImage(image)
        return self._ramps[key]

    def width(self, text: str, font: str = "plain") -> float:
        """Return the width of a text in pixels."""
        if font != "plain":
            return self.measures[font].horizontalAdvance(text)
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self.measures["plain"].horizontalAdvance(text) + 1
        return width

    def elided(self, text: str, width: float, font: str = "plain") -> str:
        """Return the text as far as it fits, with an ellipsis where it does not."""
        return self.measures[font].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def label(
        self,
        painter: QPainter,
        at: QPointF,
        text: str,
        width: float,
        *,
        ink: QColor,
        font: str = "plain",
    ) -> None:
        """Draw a line of text whose box begins at a point; it is elided to the width.

        On a screen or image the drawn text is kept, since most labels stay from frame to frame.
        """
        key = (text, int(min(width, self.width(text, font) + 1)), ink.rgba(), font)
        pixmap = self._labels.get(key)
        if pixmap is None:
            if len(self._labels) > _MOST_LABELS:
                for old in list(self._labels)[: _MOST_LABELS // 4]:
                    del self._labels[old]
            pixmap = self._labels[key] = self._drawn(text, width, ink, font)
        painter.drawPixmap(at, pixmap)

    def _drawn(self, text: str, width: float, ink: QColor, font: str) -> QPixmap:
        measure = self.measures[font]
        shown = self.elided(text, width, font)
        wide = max(measure.horizontalAdvance(shown) + 2, 1.0)
        high = self.metrics.line + 4
        pixmap = QPixmap(round(wide * self.ratio), round(high * self.ratio))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setFont(self.fonts[font])
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, 0, wide, high), flags | Qt.TextFlag.TextSingleLine, shown)
        painter.end()
        return pixmap
