"""A drawing as shapes: what is printed, saved as a picture and put on a web page alike.

Lengths are units of the drawing, which a sheet's `unit` turns into millimetres; y grows downwards.
Shapes are drawn in their order. There is no transparency: printers drop it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from timeline_app.exchange.palette import Colour

Point: TypeAlias = tuple[float, float]
Dash: TypeAlias = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled box; with another colour at its right edge, a fade."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    to_colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, or with `closed` the outline of what they enclose, filled or not."""

    points: tuple[Point, ...]
    colour: Colour
    width: float
    dash: Dash = ()
    closed: bool = False
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle: filled, or hollow with an edge."""

    x: float
    y: float
    radius: float
    fill: Colour
    edge: Colour | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text from its left end on the baseline; `to` is the anchor it leads to."""

    x: float
    y: float
    size: float
    text: str
    colour: Colour
    bold: bool = False
    to: str = ""


Shape: TypeAlias = Fill | Stroke | Disc | Text


@dataclass(frozen=True, slots=True)
class Window:
    """Shapes seen through an opening, past whose edges nothing is drawn."""

    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its name for those who list pages, and for those who cannot see it, in words."""

    title: str
    alternative: str
    shapes: tuple[Shape | Window, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Sheets of one size in millimetres; a unit of their shapes is `unit` millimetres long."""

    width: float
    height: float
    unit: float
    sheets: tuple[Sheet, ...]


def drawing_data(drawing: Drawing) -> dict[str, Any]:
    """Return a drawing as `drawing.typ` reads it."""
    return {
        "width": drawing.width,
        "height": drawing.height,
        "unit": drawing.unit,
        "sheets": [
            {"title": s.title, "alt": s.alternative, "shapes": _plain(s.shapes)}
            for s in drawing.sheets
        ],
    }


def _plain(shapes: Sequence[Shape | Window]) -> list[list[Any]]:
    return [_one(shape) for shape in shapes]


def _one(shape: Shape | Window) -> list[Any]:
    """Return a shape as a list that begins with its letter."""
    r = _rounded
    match shape:
        case Fill():
            box = [r(shape.x), r(shape.y), r(shape.width), r(shape.height)]
            return ["f", *box, shape.colour, shape.to_colour]
        case Stroke():
            points = [[r(x), r(y)] for x, y in shape.points]
            line = [shape.colour, r(shape.width), list(shape.dash)]
            return ["s", points, *line, shape.closed, shape.fill]
        case Disc():
            ring = [shape.fill, shape.edge, r(shape.width)]
            return ["d", r(shape.x), r(shape.y), r(shape.radius), *ring]
        case Text():
            place = [r(shape.x), r(shape.y), r(shape.size)]
            return ["t", *place, shape.text, shape.colour, shape.bold, shape.to]
        case Window():
            box = [r(shape.x), r(shape.y), r(shape.width), r(shape.height)]
            return ["w", *box, _plain(shape.shapes)]


def _rounded(value: float) -> float:
    """Keep hundredths of a unit: finer than any printer."""
    return round(float(value), 2)
