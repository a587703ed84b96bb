"""Cutting the words of cells to their room.

Shaping a text to cut it to its cell costs five times as much as painting it. So texts in simple
scripts are cut by the advances of their letters and painted unshaped; others are shaped once, and
cut and painted as they were shaped; and every answer is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from timeline_app.domain.direction import runs_leftward

_KEPT = 4_096
_SHOWN = 400
_COMPLEX = re.compile("[\u0300-\u036f\u0590-\u200f\u2028-\U0010ffff]")
"""What must be shaped: marks on letters, and what is no Latin, Greek, Cyrillic or their signs."""
_ELLIPSIS = "…"
_NARROW = 4
"""Pixels of a letter on average in a text that is narrow for its letters."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """Letters as they were shaped, the left end of their baseline at the origin.

    And how many pixels behind it an ellipsis stands, or None.
    """

    letters: QTextLayout
    ellipsis: float | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut to its cell: as shown, its width in pixels, whether it runs to the left.

    One that need not be `shaped` looks the same in the quick font, which puts letter beside letter.
    """

    shown: str
    width: float
    is_cut: bool
    is_leftward: bool = False
    shaped: Shaped | None = None


class Lettering:
    """One font: cuts texts to a width, and paints them."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._leftward = _option(Qt.LayoutDirection.RightToLeft)
        self._rightward = _option(Qt.LayoutDirection.LeftToRight)
        self.quick = QFont(font)
        self.quick.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        metrics = QFontMetricsF(font)
        self._advances = _Advances(metrics)
        self.cut = lru_cache(maxsize=_KEPT)(self._cut)
        self.height = metrics.height()
        self.ascent = metrics.ascent()

    def paint(self, painter: QPainter, at: QPointF, cut: Cut) -> None:
        """Paint a text from the left end of its baseline, with a painter that has the quick font.

        A text that runs to the left has its ellipsis at its left.
        """
        if cut.shaped is None:
            painter.drawText(at, cut.shown)
            return
        cut.shaped.letters.draw(painter, at)
        if cut.shaped.ellipsis is not None:
            painter.drawText(at + QPointF(cut.shaped.ellipsis, 0), _ELLIPSIS)

    def _cut(self, text: str, room: int) -> Cut:
        """Return a text in one line of at most `room` pixels; a column may leave less than none."""
        room = max(room, 0)
        line = " ".join(text[:_SHOWN].split())
        if line.isascii() or _COMPLEX.search(line) is None:
            shown, width = self._cut_simple(line, room)
            return Cut(shown, width, shown != line or len(text) > _SHOWN)
        return self._cut_shaped(line, room, is_long=len(text) > _SHOWN)

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

    def _cut_shaped(self, line: str, room: int, *, is_long: bool) -> Cut:
        is_leftward = runs_leftward(line)
        beginning = line[: room // _NARROW + 1]  # as much as can be seen: shaping takes its time
        letters, placed = self._shaped(beginning, room, is_leftward=is_leftward)
        if beginning != line and placed.textLength() == _units(beginning):
            beginning = line
            letters, placed = self._shaped(line, room, is_leftward=is_leftward)
        if placed.textLength() < _units(beginning):
            return self._elided(letters, placed, room, is_leftward=is_leftward)
        _end(letters, placed, 0.0)
        width = placed.horizontalAdvance()
        return Cut(line, width, is_long, is_leftward, Shaped(letters, None))

    def _elided(
        self, letters: QTextLayout, placed: QTextLine, room: int, *, is_leftward: bool
    ) -> Cut:
        """End a layout that has more letters than room with an ellipsis."""
        ellipsis = self._advances[_ELLIPSIS]
        placed.setLineWidth(room - ellipsis)
        _end(letters, placed, ellipsis if is_leftward else 0.0)
        width = placed.horizontalAdvance()
        if width > room - ellipsis:  # there is no room even for its first letter
            return Cut(_ELLIPSIS, ellipsis, is_cut=True, is_leftward=is_leftward)
        shown = _first_units(letters.text(), placed.textLength()).rstrip() + _ELLIPSIS
        shaped = Shaped(letters, 0.0 if is_leftward else width)
        return Cut(shown, width + ellipsis, is_cut=True, is_leftward=is_leftward, shaped=shaped)

    def _shaped(
        self, text: str, room: float, *, is_leftward: bool
    ) -> tuple[QTextLayout, QTextLine]:
        """Return a text whose layout has begun, and its first line, as long as there is room."""
        letters = QTextLayout(text, self.font)
        letters.setTextOption(self._leftward if is_leftward else self._rightward)
        letters.setCacheEnabled(True)
        letters.beginLayout()
        line = letters.createLine()
        line.setLineWidth(room)
        return letters, line


class _Advances(dict[str, float]):
    """How wide each letter of a font is, in pixels, asked once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._metrics.horizontalAdvance(letter)
        return width


def _end(letters: QTextLayout, placed: QTextLine, left: float) -> None:
    """End a layout whose line stands on the origin, that many pixels from it."""
    placed.setPosition(QPointF(left, -placed.ascent()))
    letters.endLayout()


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    absolute = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    option = QTextOption(absolute)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    return option


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first_units(text: str, number: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * number].decode("utf-16-le", "ignore")
