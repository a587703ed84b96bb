"""The legend of a drawing: every glyph, drawn by the rules that drew the events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from timeline_app.domain.columns import Flag
from timeline_app.exchange.drawing import Fill, Shape, Stroke, Text
from timeline_app.exchange.event_shapes import EventMark, Pip, PipShape, event_shapes, pip_shapes
from timeline_app.exchange.palette import Palette
from timeline_app.exchange.words import Words

ROW = 21.0
"""Height of a line of the legend, in units of the drawing."""

_SIZE = 10.5
_SAMPLE = 44.0
_GAP = 22.0

_EVENTS: Sequence[tuple[str, float, float, int]] = (
    ("legend_certain", 0.0, 1.0, 0),
    ("legend_possible", 0.35, 0.65, 0),
    ("legend_open", 0.0, 1.0, Flag.OPEN_END),
    ("legend_approximate", 0.25, 0.75, Flag.APPROXIMATE),
    ("legend_uncertain", 0.25, 0.75, Flag.UNCERTAIN),
    ("legend_planned", 0.0, 1.0, Flag.HOLLOW),
    ("legend_one_of", 1.0, 0.0, Flag.ONE_OF),
)
_PIPS: Sequence[tuple[str, PipShape, str]] = (
    ("legend_named", PipShape.FILLED, "ink"),
    ("legend_anonymous", PipShape.HOLLOW, "ink"),
    ("legend_outlet", PipShape.SQUARE, "ink"),
    ("legend_disputes", PipShape.TRIANGLE, "disputes"),
    ("legend_qualifies", PipShape.DIAMOND, "qualifies"),
)


@dataclass(frozen=True, slots=True)
class Legend:
    """The legend laid out in a width; its shapes begin at (0, 0)."""

    shapes: tuple[Shape, ...]
    height: float


def legend_of(
    words: Words, palette: Palette, width: float, measure: Callable[[str, float], float]
) -> Legend:
    """Lay out the legend. `measure` gives the width of a text of a size."""
    shapes: list[Shape] = []
    x = y = 0.0
    for text, draw in _items(words, palette):
        wide = _SAMPLE + 6 + measure(text, _SIZE)
        if x > 0 and x + wide > width:
            x, y = 0.0, y + ROW
        shapes += draw(x, y)
        shapes.append(Text(x + _SAMPLE + 6, y + 15.5, _SIZE, text, palette.roles["ink_soft"]))
        x += wide + _GAP
    return Legend(tuple(shapes), y + ROW)


Draw = Callable[[float, float], Iterator[Shape]]


def _items(words: Words, palette: Palette) -> Iterator[tuple[str, Draw]]:
    for key, start, end, flags in _EVENTS:
        yield words[key], _event(start, end, flags, palette)
    yield words["legend_instant"], _instant(palette)
    for key, shape, role in _PIPS:
        yield words[key], _pip(Pip(shape, role), palette)
    yield words["legend_fold"], _fold(palette)


def _event(start: float, end: float, flags: int, palette: Palette) -> Draw:
    """Draw a bar whose certain part goes from one share of its length to another."""

    def draw(x: float, y: float) -> Iterator[Shape]:
        stub = 16.0 if flags & Flag.OPEN_END else 0.0
        wide = _SAMPLE - stub
        sure = (x + wide * start, x + wide * end)
        mark = EventMark(
            x, *sure, x + wide, y + 6, 12.0, flags, 0, diamond=False, stub=stub, half=0
        )
        return event_shapes(mark, palette)

    return draw


def _instant(palette: Palette) -> Draw:
    def draw(x: float, y: float) -> Iterator[Shape]:
        middle = x + _SAMPLE / 2
        bounds = (middle,) * 4
        mark = EventMark(*bounds, y + 6, 12.0, 0, 0, diamond=True, stub=0, half=6.5)
        return event_shapes(mark, palette)

    return draw


def _pip(pip: Pip, palette: Palette) -> Draw:
    return lambda x, y: pip_shapes([pip], x + _SAMPLE / 2 - 4, y + 8, 8.0, palette)


def _fold(palette: Palette) -> Draw:
    def draw(x: float, y: float) -> Iterator[Shape]:
        yield from fold_shapes(x + _SAMPLE / 2 - 6, y + 4, 12.0, 16.0, palette)

    return draw


def fold_shapes(
    x: float, y: float, width: float, height: float, palette: Palette
) -> Iterator[Shape]:
    """Yield a fold: a band with a tear down its middle."""
    yield Fill(x, y, width, height, palette.roles["fold"])
    yield Stroke(tear(x, y, width, height), palette.roles["ink_faint"], 0.8)


def tear(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    """Return the points of a zigzag line down the middle of a box."""
    teeth = max(round(height / 5), 2)
    middle, step = x + width / 2, height / teeth
    return tuple((middle + (2 if k % 2 else -2), y + k * step) for k in range(teeth + 1))
