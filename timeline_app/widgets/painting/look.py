"""What painters paint with: the theme's colours mixed with paper, fonts, and cached labels.

Fades go towards the paper colour and never use alpha, which printers drop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from timeline_app.scene.boxes import Metrics
from timeline_app.widgets.painting.sheet import WIDEST, Drawing, Laid, Sheets
from timeline_app.widgets.theme import Theme

PALEST, PALE = 0.10, 0.46
"""How much of a track's colour is in what is least possible, and in what is possible at best."""

FAINT = 0.3
"""How much of a colour is left of it in what a filter dims."""

_RAMP = 256
_MOST_STAMPS = 400
_MOST_WIDTHS = 50_000

SHORTEST_LABEL = 12.0
"""Pixels below which no label is drawn."""

LabelKey: TypeAlias = tuple[str, int, int, str]

_WHOLE = -1
"""Stands in the key of a label for the width of one that is not elided."""

Label: TypeAlias = tuple[float, float, str, float, QColor, str]
"""Left and top of its box, the text, the width it has, its colour and the name of its font."""

Picture: TypeAlias = tuple[float, float, Drawing]
"""Width and height in pixels, and what draws it."""


def mixed(paper: QColor, colour: QColor, share: float) -> QColor:
    """Return paper with a share (0 to 1) of a colour in it; opaque."""
    red = paper.red() + (colour.red() - paper.red()) * share
    green = paper.green() + (colour.green() - paper.green()) * share
    blue = paper.blue() + (colour.blue() - paper.blue()) * share
    return QColor(round(red), round(green), round(blue))


class Ink(NamedTuple):
    """The two colours a glyph is drawn in."""

    fill: QColor
    edge: QColor


@dataclass(eq=False)
class Look:
    """The colours, fonts and sizes of one theme at one text size and pixel ratio.

    `vector` keeps pictures out of what is drawn, for files that are not made of pixels. While
    `faint` is on, everything is drawn nearer to paper: what a filter leaves out but still shows.
    """

    theme: Theme
    font: QFont
    ratio: float = 1.0
    metrics: Metrics = field(init=False)
    vector: bool = False
    faint: bool = False
    _ramps: dict[tuple[int, float, float], QPixmap] = field(default_factory=dict)
    _widths: dict[tuple[str, str], float] = field(default_factory=dict)
    _colours: dict[tuple[str, bool], QColor] = field(default_factory=dict)
    _tracks: dict[tuple[int, bool], Ink] = field(default_factory=dict)
    _inks: dict[tuple[int, bool], QColor] = field(default_factory=dict)
    _stamps: dict[object, QPixmap] = field(default_factory=dict)
    _blends: dict[tuple[int, float], QColor] = field(default_factory=dict)
    _latest: dict[str, tuple[object, QPixmap]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive the fonts and their measures."""
        # A size of its own: what a font leaves open, a painter takes from the widget it paints on.
        self.font = QFont(self.font)
        self.font.setPointSizeF(self.font.pointSizeF())
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
        self.sheets = Sheets(self.ratio)

    def colour(self, role: str) -> QColor:
        """Return the colour of a theme role."""
        key = (role, self.faint)
        if key not in self._colours:
            self._colours[key] = self._toned(self.theme.colour(role))
        return self._colours[key]

    def track(self, index: int) -> Ink:
        """Return the fill of a track, and the colour in which its lines are told from paper."""
        key = (index, self.faint)
        if key not in self._tracks:
            fill = self.theme.track(index)
            edge = mixed(self.theme.colour("ink"), fill, 0.8)
            self._tracks[key] = Ink(self._toned(fill), self._toned(edge))
        return self._tracks[key]

    def track_ink(self, index: int) -> QColor:
        """Return the colour of text on a track's fill."""
        key = (index, self.faint)
        if key not in self._inks:
            ink = self.theme.colour("ink_soft") if self.faint else self.theme.track_ink(index)
            self._inks[key] = ink
        return self._inks[key]

    def _toned(self, colour: QColor) -> QColor:
        return mixed(self.paper, colour, FAINT) if self.faint else colour

    def stamp(self, key: object, width: float, height: float, draw: Drawing) -> QPixmap:
        """Return a small drawing to be laid end to end, drawn once.

        `draw` gets a painter on a transparent ground, in pixels from its upper left corner.
        """
        pixmap = self._stamps.get(key)
        if pixmap is None:
            if len(self._stamps) > _MOST_STAMPS:
                self._stamps.clear()
            pixmap = QPixmap(ceil(width * self.ratio), ceil(height * self.ratio))
            pixmap.setDevicePixelRatio(self.ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
            self._stamps[key] = pixmap
        return pixmap

    def blended(self, colour: QColor, share: float) -> QColor:
        """Return paper with a share of a colour in it, worked out once."""
        key = (colour.rgba(), share)
        blend = self._blends.get(key)
        if blend is None:
            blend = self._blends[key] = mixed(self.paper, colour, share)
        return blend

    def latest(self, name: str, key: object, width: float, height: float, draw: Drawing) -> QPixmap:
        """Return a picture that is kept until its key is another; `draw` covers all of it."""
        known = self._latest.get(name)
        if known is None or known[0] != key:
            pixmap = QPixmap(ceil(width * self.ratio), ceil(height * self.ratio))
            pixmap.setDevicePixelRatio(self.ratio)
            pixmap.fill(self.paper)
            with QPainter(pixmap) as painter:
                draw(painter)
            known = self._latest[name] = (key, pixmap)
        return known[1]

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
        key = (text, font)
        width = self._widths.get(key)
        if width is None:
            if len(self._widths) > _MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[key] = self.measures[font].horizontalAdvance(text) + 1
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

        For many of them, and for those of every frame, there is `labels`.
        """
        self._write(painter, at, self._fitting(text, width, font), ink, font)

    def labels(
        self,
        painter: QPainter,
        wanted: Sequence[Label],
        within: tuple[float, float] | None = None,
    ) -> None:
        """Draw lines of text. What is drawn once is kept as a picture: most are drawn again.

        Those that reach over the first or the last pixel of `within` fade out there.
        """
        if self.vector:
            for x, y, text, width, ink, font in wanted:
                self._write(painter, QPointF(x, y), self._fitting(text, width, font), ink, font)
            return
        find = self.sheets.find
        found = [find(key) for key in self._ready(wanted)]
        pictures = [number for number in found if number is not None]
        xs, ys = [label[0] for label in wanted], [label[1] for label in wanted]
        self.sheets.paint(painter, Laid(pictures, xs, ys), within)

    def expect(self, wanted: Sequence[Label]) -> None:
        """Have the pictures of labels ready that are likely to be drawn soon."""
        if not self.vector:
            self._ready(wanted)

    def _ready(self, wanted: Sequence[Label]) -> list[LabelKey]:
        """Draw the pictures of labels that are not there yet; return the keys of all."""
        keys: list[LabelKey] = []
        widths = self._widths
        for _, _, text, width, ink, font in wanted:
            whole = widths.get((text, font)) or self.width(text, font)
            keys.append((text, int(width) if width < whole else _WHOLE, ink.rgba(), font))
        find = self.sheets.find
        missing = {key: label for key, label in zip(keys, wanted, strict=True) if find(key) is None}
        self.sheets.draw((key, *self._picture(*label[2:])) for key, label in missing.items())
        return keys

    def _fitting(self, text: str, width: float, font: str) -> str:
        return text if self.width(text, font) <= width else self.elided(text, width, font)

    def _picture(self, text: str, width: float, ink: QColor, font: str) -> Picture:
        shown = self._fitting(text, min(width, WIDEST / self.ratio - 1), font)
        wide = max(self.width(shown, font) + 1, 1.0)
        return wide, self.metrics.line + 4, partial(self._write_at_origin, shown, ink, font)

    def _write_at_origin(self, shown: str, ink: QColor, font: str, painter: QPainter) -> None:
        self._write(painter, QPointF(0, 0), shown, ink, font)

    def _write(self, painter: QPainter, at: QPointF, shown: str, ink: QColor, font: str) -> None:
        measure = self.measures[font]
        painter.setFont(self.fonts[font])
        painter.setPen(ink)
        middle = (self.metrics.line + 4 + measure.ascent() - measure.descent()) / 2
        painter.drawText(QPointF(at.x(), self.crisp(at.y() + middle)), shown)
