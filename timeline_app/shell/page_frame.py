"""Where the parts of a sheet lie, and how large its unit may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline_app.exchange.choices import Paper, PrintChoices
from timeline_app.exchange.legend import Legend, legend_of
from timeline_app.exchange.palette import paper_palette
from timeline_app.exchange.words import Words
from timeline_app.shell.page_scene import METRICS
from timeline_app.shell.page_text import measure_text

HEADER = 178.0
"""Units that the heads of the lanes take at the left of a sheet."""

FOOT = 22.0
"""Units of the line below the legend."""

_EDGE = 9.0
"""Millimetres of white around a sheet's contents: what office printers cannot reach."""

_TOP = 40.0
_LARGEST, _SMALLEST = 0.25, 0.012
"""Millimetres a unit is long at most, on a sheet as narrow as `_HAND`, and at least."""

_HAND = 297.0
"""Millimetres: an A3 is read from as near as a book, wider sheets hang on walls."""

_SHORTEST_ROLL, _LONGER = 1189.0, 1.2
"""Millimetres of a roll at least, and how much more of it is taken until everything fits."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The places of a sheet's parts, in units of `unit` millimetres; `edge` is the white around."""

    unit: float
    edge: float
    width: float
    height: float
    legend: Legend

    @property
    def body_width(self) -> float:
        """Width of the window upon the events."""
        return self.width - 2 * self.edge - HEADER

    @property
    def body_top(self) -> float:
        """Where the events begin, below the ruler."""
        return self.edge + _TOP + METRICS.ruler

    @property
    def body_height(self) -> float:
        """How high the events may be, above the legend."""
        return self.height - self.body_top - self.edge - FOOT - self.legend.height - 10


def frame_of(sheet: Paper, unit: float, words: Words) -> Frame:
    """Return how a sheet is divided at a length of the unit."""
    width, height, edge = sheet.width / unit, sheet.height / unit, _EDGE / unit
    legend = legend_of(words, paper_palette(), width - 2 * edge, measure_text)
    return Frame(unit, edge, width, height, legend)


def sizes_of(choices: PrintChoices) -> Iterator[tuple[Paper, float]]:
    """Yield sheets and units, the most readable first: a roll grows before its text shrinks."""
    sheet = choices.sheet
    unit = _LARGEST * max(1.0, min(sheet.width, sheet.height) / _HAND)
    if choices.paper == "Roll":
        yield from ((roll, unit) for roll in _rolls(sheet))
    while unit >= _SMALLEST:
        yield sheet, unit
        unit *= 0.93
    yield sheet, unit


def _rolls(whole: Paper) -> Iterator[Paper]:
    """Yield ever longer pieces of a roll, all shorter than the whole of it."""
    length = _SHORTEST_ROLL
    while length < max(whole.width, whole.height):
        is_wide = whole.width > whole.height
        yield replace(whole, width=length) if is_wide else replace(whole, height=length)
        length *= _LONGER
