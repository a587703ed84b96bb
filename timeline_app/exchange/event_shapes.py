"""The glyphs of certainty as shapes, by the rules of the screen: see widgets/painting.

Solid is certain, fading towards the paper is possible, an arrow goes on beyond, dashes are about,
dots are doubtful, hollow is not yet real, a diamond is an instant, a brace one of several dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from timeline_app.domain.columns import Flag
from timeline_app.exchange.drawing import Disc, Fill, Point, Shape, Stroke
from timeline_app.exchange.palette import PALE, PALEST, PAPER, Colour, Palette, mixed


class PipShape(Enum):
    """How the mark of a claim is drawn; the values are those of the screen's own."""

    FILLED = "filled"
    HOLLOW = "hollow"
    SQUARE = "square"
    HOLLOW_SQUARE = "hollow square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Pip:
    """The mark of one claim, in the colour of a role."""

    shape: PipShape
    role: str


@dataclass(frozen=True, slots=True)
class EventMark:
    """Where an event is drawn. All x and y are units of the drawing.

    `left` … `right` are its outer bounds, `sure_left` … `sure_right` the certain part, empty where
    the first is the greater; `stub` is the length of an open arrow. A diamond stands in the middle
    of the bounds and is `half` wide to either side.
    """

    left: float
    sure_left: float
    sure_right: float
    right: float
    top: float
    height: float
    flags: int
    colour: int
    diamond: bool
    stub: float
    half: float


def event_shapes(mark: EventMark, palette: Palette) -> Iterator[Shape]:
    """Yield the shapes of an event without its label."""
    fill, edge = palette.fill(mark.colour), palette.edge(mark.colour)
    yield from _stubs(mark, fill, edge)
    if mark.diamond:
        yield from _diamond(mark, fill, edge)
        return
    if mark.flags & Flag.HOLLOW:
        yield Fill(mark.left, mark.top, mark.right - mark.left, mark.height, PAPER)
    else:
        yield from _parts(mark, fill)
    yield from _outline(mark, edge)
    if mark.flags & Flag.ONE_OF:
        yield _brace(mark.left, mark.right, mark.top, edge)


def _parts(mark: EventMark, fill: Colour) -> Iterator[Shape]:
    """Yield what is possible as fades towards the paper, and what is certain solid."""
    if mark.sure_left <= mark.sure_right:
        yield from _fade(mark, (mark.left, mark.sure_left), fill, (PALEST, 1.0))
        yield from _fade(mark, (mark.sure_left, mark.sure_right), fill, (1.0, 1.0))
        yield from _fade(mark, (mark.sure_right, mark.right), fill, (1.0, PALEST))
        return
    # No part is certain: it may have begun as late as sure_left and ended as early as sure_right.
    middle = (max(mark.left, mark.sure_right) + min(mark.right, mark.sure_left)) / 2
    yield from _fade(mark, (mark.left, middle), fill, (PALEST, PALE))
    yield from _fade(mark, (middle, mark.right), fill, (PALE, PALEST))


def _fade(
    mark: EventMark, span: tuple[float, float], fill: Colour, shares: tuple[float, float]
) -> Iterator[Shape]:
    left, right = span
    if right > left:
        low, high = (mixed(PAPER, fill, share) for share in shares)
        to = high if high != low else None
        yield Fill(left, mark.top, right - left, mark.height, low, to)


def _outline(mark: EventMark, edge: Colour) -> Iterator[Shape]:
    flags = mark.flags
    dash: tuple[float, ...] = ()
    if flags & Flag.APPROXIMATE:
        dash = (6, 3.8, 1.5, 3.8) if flags & Flag.UNCERTAIN else (6, 3.8)
    elif flags & Flag.UNCERTAIN:
        dash = (1.5, 3)
    if dash or flags & Flag.HOLLOW:
        yield Stroke(_corners(mark, 0.75), edge, 1.5, dash, closed=True)
    elif mark.sure_left > mark.left or mark.sure_right < mark.right:
        yield Stroke(_corners(mark, 0.25), mixed(PAPER, edge, 0.4), 0.5, closed=True)


def _corners(mark: EventMark, inset: float) -> tuple[Point, ...]:
    left, right = mark.left + inset, mark.right - inset
    top, bottom = mark.top + inset, mark.top + mark.height - inset
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _diamond(mark: EventMark, fill: Colour, edge: Colour) -> Iterator[Shape]:
    inside = fill
    if mark.flags & Flag.HOLLOW:
        inside = PAPER
    elif mark.flags & (Flag.APPROXIMATE | Flag.UNCERTAIN):
        inside = mixed(PAPER, fill, PALE)
    x, y = (mark.left + mark.right) / 2, mark.top + mark.height / 2
    r = mark.half
    dash = (1.5, 2.2) if mark.flags & Flag.UNCERTAIN else ()
    if mark.flags & Flag.APPROXIMATE:
        dash = (3.2, 1.8)
    points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    yield Stroke(points, edge, 1.3, dash, closed=True, fill=inside)
    if mark.flags & Flag.ONE_OF:
        yield _brace(x - r, x + r, mark.top, edge)


def _stubs(mark: EventMark, fill: Colour, edge: Colour) -> Iterator[Shape]:
    """Yield the open arrows: it goes on beyond, nobody knows how far."""
    if mark.flags & Flag.OPEN_START:
        yield from _stub(mark, mark.left - mark.stub, fill, (0.0, PALE))
        yield _arrow(mark.left - mark.stub + 1, mark, -6, edge)
    if mark.flags & Flag.OPEN_END:
        best = 1.0 if mark.flags & Flag.LASTING else PALE
        yield from _stub(mark, mark.right, fill, (best, 0.0))
        yield _arrow(mark.right + mark.stub - 1, mark, 6, edge)


def _stub(
    mark: EventMark, left: float, fill: Colour, shares: tuple[float, float]
) -> Iterator[Shape]:
    low, high = (mixed(PAPER, fill, share) for share in shares)
    yield Fill(left, mark.top + 4, mark.stub, mark.height - 8, low, high)


def _arrow(tip: float, mark: EventMark, size: float, edge: Colour) -> Shape:
    y, half = mark.top + mark.height / 2, abs(size) * 0.8
    return Stroke(((tip - size, y - half), (tip, y), (tip - size, y + half)), edge, 1.8)


def _brace(left: float, right: float, top: float, edge: Colour) -> Shape:
    middle, bend = (left + right) / 2, min(4.0, (right - left) / 5)
    low, half, high = top - 0.8, top - 3.2, top - 6
    points = (
        (left, low),
        (left + bend / 3, half + 0.6),
        (left + bend, half),
        (middle - bend, half),
        (middle, high),
        (middle + bend, half),
        (right - bend, half),
        (right - bend / 3, half + 0.6),
        (right, low),
    )
    return Stroke(points, edge, 1.2)


def pip_shapes(
    pips: Sequence[Pip], x: float, y: float, size: float, palette: Palette
) -> Iterator[Shape]:
    """Yield the marks of claims from left to right, each in a square of `size`."""
    for number, pip in enumerate(pips):
        left = x + number * pip_step(size)
        yield _pip(pip, left, y, size, palette.roles.get(pip.role, palette.roles["ink"]))


def pip_step(size: float) -> float:
    """Return how far one pip is from the next."""
    return size + 3


def _pip(pip: Pip, x: float, y: float, size: float, colour: Colour) -> Shape:
    middle = size / 2
    inner = ((x + 0.7, y + 0.7), (x + size - 0.7, y + 0.7))
    square = (*inner, (x + size - 0.7, y + size - 0.7), (x + 0.7, y + size - 0.7))
    points: tuple[Point, ...] = square
    match pip.shape:
        case PipShape.FILLED:
            return Disc(x + middle, y + middle, middle - 0.4, colour)
        case PipShape.HOLLOW:
            return Disc(x + middle, y + middle, middle - 0.9, PAPER, colour, 1.3)
        case PipShape.SQUARE:
            return Stroke(square, colour, 0, closed=True, fill=colour)
        case PipShape.HOLLOW_SQUARE:
            return Stroke(square, colour, 1.3, closed=True, fill=PAPER)
        case PipShape.TRIANGLE:
            points = ((x, y), (x + size, y), (x + middle, y + size))
        case PipShape.DIAMOND:
            points = (
                (x + middle, y),
                (x + size, y + middle),
                (x + middle, y + size),
                (x, y + middle),
            )
    return Stroke(points, colour, 0, closed=True, fill=colour)
