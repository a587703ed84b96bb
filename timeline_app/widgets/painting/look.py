"""What painters paint with: the theme's colours mixed with paper, and pens, beside its letters.

Fades go towards the paper colour and never use alpha, which printers drop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPixmap

from timeline_app.widgets.painting.lettering import Lettering
from timeline_app.widgets.painting.sheet import Drawing
from timeline_app.widgets.painting.strip import Strip

PALEST, PALE = 0.10, 0.46
"""How much of a track's colour is in what is least possible, and in what is possible at best."""

FAINT = 0.3
"""How much of a colour is left of it in what a filter dims."""

_RAMP = 256


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
class Look(Lettering):
    """The colours, fonts and sizes of one theme at one text size and pixel ratio.

    `vector` keeps pictures out of what is drawn, for files that are not made of pixels. While
    `faint` is on, everything is drawn nearer to paper: what a filter leaves out but still shows.
    """

    faint: bool = False
    _ramps: dict[tuple[int, float, float], QPixmap] = field(default_factory=dict)
    _colours: dict[tuple[str, bool], QColor] = field(default_factory=dict)
    _tracks: dict[tuple[int, bool], Ink] = field(default_factory=dict)
    _inks: dict[tuple[int, bool], QColor] = field(default_factory=dict)
    _blends: dict[tuple[int, float], QColor] = field(default_factory=dict)
    _latest: dict[str, tuple[object, QPixmap]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the paper, and make room for strips of it."""
        super().__post_init__()
        self.paper, self.strip = self.theme.colour("paper"), Strip()

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

    def ramp(self, colour: QColor, low: float, high: float) -> QPixmap:
        """Return a strip that goes from one share of a colour to another, left to right."""
        key = (colour.rgba(), low, high)
        if key not in self._ramps:
            pixmap = self._ramps[key] = QPixmap(_RAMP, 1)
            with QPainter(pixmap) as painter:
                painter.fillRect(pixmap.rect(), self.gradient(colour, low, high, _RAMP))
        return self._ramps[key]

    def gradient(self, colour: QColor, low: float, high: float, wide: float) -> QLinearGradient:
        """Return a gradient from one share of a colour to another over a width, from the origin."""
        gradient = QLinearGradient(0, 0, wide, 0)
        gradient.setColorAt(0, mixed(self.paper, colour, low))
        gradient.setColorAt(1, mixed(self.paper, colour, high))
        return gradient
