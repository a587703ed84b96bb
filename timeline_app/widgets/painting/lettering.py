"""The letters of a look: fonts, their measures, and labels drawn once and kept as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from timeline_app.scene.boxes import Metrics
from timeline_app.widgets.painting.fills import Fills
from timeline_app.widgets.painting.sheet import NOTHING_LAID, WIDEST, Drawing, Laid, Sheets
from timeline_app.widgets.theme import Theme

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


@dataclass(eq=False)
class Lettering:
    """Fonts, sizes and labels of one theme at one text size and pixel ratio.

    `vector` keeps pictures out of what is drawn, for files that are not made of pixels. While there
    is an `allowance`, so many labels, and marks beside them, may be drawn that were not drawn
    before; `is_short` tells that others were left out.
    """

    theme: Theme
    font: QFont
    ratio: float = 1.0
    metrics: Metrics = field(init=False)
    vector: bool = False
    allowance: int | None = None
    is_short: bool = False
    _widths: dict[tuple[str, str], float] = field(default_factory=dict)

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
        self.sheets, self.fills = Sheets(self.ratio), Fills(self.ratio)

    def crisp(self, value: float) -> float:
        """Return the coordinate of the nearest edge between device pixels."""
        return round(value * self.ratio) / self.ratio

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

    def labels(self, painter: QPainter, wanted: Sequence[Label]) -> None:
        """Draw lines of text. What is drawn once is kept as a picture: most are drawn again."""
        if self.vector:
            for x, y, text, width, ink, font in wanted:
                self._write(painter, QPointF(x, y), self._fitting(text, width, font), ink, font)
            return
        self.sheets.paint(painter, self.laid(wanted))

    def laid(self, wanted: Sequence[Label]) -> Laid:
        """Lay the pictures of lines of text where they belong."""
        found = zip(self._ready(wanted), wanted, strict=True)
        there = [(number, label[0], label[1]) for number, label in found if number is not None]
        return Laid(*zip(*there, strict=True)) if there else NOTHING_LAID

    def may_draw(self) -> bool:
        """Tell whether one more picture may be drawn that was not drawn before, and count it."""
        if self.allowance is None:
            return True
        may = self.allowance > 0
        self.allowance -= may
        self.is_short |= not may
        return may

    @contextmanager
    def unstinted(self) -> Iterator[None]:
        """Draw all labels meanwhile, whatever the allowance."""
        allowance, self.allowance = self.allowance, None
        yield
        self.allowance = allowance

    def expect(self, wanted: Sequence[Label]) -> None:
        """Have the pictures of labels ready that are likely to be drawn soon."""
        if not self.vector:
            with self.unstinted():
                self._ready(wanted)

    def picture_of(self, text: str, width: float, ink: QColor, font: str = "plain") -> int | None:
        """Return the number of the picture of a line of text, drawn now if it is not there.

        None where it may not be drawn any more.
        """
        return self._ready([(0.0, 0.0, text, width, ink, font)])[0]

    def _ready(self, wanted: Sequence[Label]) -> list[int | None]:
        """Draw the pictures of labels that are not there yet; return the numbers of all.

        None for each that may not be drawn any more.
        """
        keys: list[LabelKey] = []
        widths = self._widths
        for _, _, text, width, ink, font in wanted:
            whole = widths.get((text, font)) or self.width(text, font)
            keys.append((text, int(width) if width < whole else _WHOLE, ink.rgba(), font))
        numbers = self.sheets.numbers(keys)
        if None not in numbers:
            return numbers
        found = zip(keys, numbers, wanted, strict=True)
        missing = {key: label for key, number, label in found if number is None}
        may = [*missing.items()][: self.allowance]
        if self.allowance is not None:
            self.is_short |= len(may) < len(missing)
            self.allowance -= len(may)
        self.sheets.draw((key, *self._picture(*label[2:])) for key, label in may)
        return self.sheets.numbers(keys)

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
