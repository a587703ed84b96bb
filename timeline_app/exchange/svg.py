"""A sheet as SVG: real text, real links, and the fonts it needs inside it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from timeline_app.exchange.drawing import Disc, Drawing, Fill, Shape, Sheet, Stroke, Text, Window
from timeline_app.exchange.palette import PAPER
from timeline_app.shipped import shipped

FACES = (
    ("Timeline Noto", "NotoSans-Regular", 400),
    ("Timeline Noto", "NotoSans-Bold", 700),
    ("Timeline Amiri", "Amiri-Regular", 400),
    ("Timeline Amiri", "Amiri-Bold", 700),
    ("Timeline Signs", "NotoSansMath-Signs", 400),
    ("Timeline More Signs", "NotoSansSymbols2-Signs", 400),
)
"""Family as the file calls it, shipped face, weight."""

FAMILIES = (
    "'Timeline Noto', 'Timeline Amiri', 'Timeline Signs', 'Timeline More Signs',"
    " 'Noto Sans', Amiri, sans-serif"
)


def svg_of(drawing: Drawing, sheet: Sheet) -> str:
    """Return a sheet as a file of its own."""
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' width="{drawing.width}mm" height="{drawing.height}mm" {_view(drawing)} role="img">'
    )
    style = f"<style>{font_faces(texts_of(sheet))}text{{font-family:{FAMILIES}}}</style>"
    words = f"<title>{escape(sheet.title)}</title><desc>{escape(sheet.alternative)}</desc>"
    return f"{head}{words}{style}{''.join(_ground(drawing))}{shapes_of(sheet)}</svg>\n"


def inline_svg(drawing: Drawing, sheet: Sheet) -> str:
    """Return a sheet to stand in a web page, which has the fonts and says what it is."""
    label = quoteattr(sheet.alternative)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {_view(drawing)} role="group" aria-label={label}>'
    )
    return f"{head}{''.join(_ground(drawing))}{shapes_of(sheet)}</svg>"


def _view(drawing: Drawing) -> str:
    return f'viewBox="0 0 {_n(drawing.width / drawing.unit)} {_n(drawing.height / drawing.unit)}"'


def _ground(drawing: Drawing) -> Iterator[str]:
    wide, high = _n(drawing.width / drawing.unit), _n(drawing.height / drawing.unit)
    yield f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>'


def texts_of(sheet: Sheet) -> str:
    """Return all the text on a sheet."""
    inner = (s.shapes if isinstance(s, Window) else (s,) for s in sheet.shapes)
    return "".join(s.text for shapes in inner for s in shapes if isinstance(s, Text))


def shapes_of(sheet: Sheet) -> str:
    """Return the shapes of a sheet as SVG elements; gradients are named by their colours."""
    fades = sorted(
        {
            (s.colour, s.to_colour)
            for shapes in (s.shapes if isinstance(s, Window) else (s,) for s in sheet.shapes)
            for s in shapes
            if isinstance(s, Fill) and s.to_colour is not None
        }
    )
    stops = "".join(
        f'<linearGradient id="{_fade(low, high)}"><stop stop-color="{low}"/>'
        f'<stop offset="1" stop-color="{high}"/></linearGradient>'
        for low, high in fades
    )
    return f"<defs>{stops}</defs>{''.join(_elements(sheet.shapes))}"


def _fade(low: str, high: str) -> str:
    return f"f{low[1:]}{high[1:]}"


def _elements(shapes: Iterable[Shape | Window]) -> Iterator[str]:
    for shape in shapes:
        match shape:
            case Window():
                box = f'x="{_n(shape.x)}" y="{_n(shape.y)}" {_size(shape.width, shape.height)}'
                yield f'<svg {box} overflow="hidden">{"".join(_elements(shape.shapes))}</svg>'
            case Fill():
                yield _fill(shape)
            case Stroke():
                yield _stroke(shape)
            case Disc():
                edge = (
                    f' stroke="{shape.edge}" stroke-width="{_n(shape.width)}"' if shape.edge else ""
                )
                place = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
                yield f'<circle {place} fill="{shape.fill}"{edge}/>'
            case Text():
                yield _text(shape)


def _fill(shape: Fill) -> str:
    to = shape.to_colour
    paint = shape.colour if to is None else f"url(#{_fade(shape.colour, to)})"
    size = _size(shape.width, shape.height)
    return f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" {size} fill="{paint}"/>'


def _stroke(shape: Stroke) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    name = "polygon" if shape.closed else "polyline"
    line = f' stroke="{shape.colour}" stroke-width="{_n(shape.width)}"' if shape.width else ""
    dash = f' stroke-dasharray="{" ".join(map(_n, shape.dash))}"' if shape.dash else ""
    return f'<{name} points="{points}" fill="{shape.fill or "none"}"{line}{dash}/>'


def _text(shape: Text) -> str:
    weight = ' font-weight="700"' if shape.bold else ""
    place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}"'
    element = f'<text {place} fill="{shape.colour}"{weight}>{escape(shape.text)}</text>'
    return f"<a href={quoteattr('#' + shape.to)}>{element}</a>" if shape.to else element


def _size(width: float, height: float) -> str:
    return f'width="{_n(width)}" height="{_n(height)}"'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def font_faces(text: str) -> str:
    """Return CSS that carries the shipped fonts, cut down to the letters of a text.

    A letter comes from the first family that has it.
    """
    left = frozenset(map(ord, text))
    regular: dict[str, frozenset[int]] = {}  # family → its letters, which its other weights follow
    rules = []
    for family, face, weight in FACES:
        letters = regular.setdefault(family, left & _letters(face))
        left -= letters
        font = _subset(face, letters)
        if font:
            data = base64.b64encode(font).decode("ascii")
            rules.append(
                f"@font-face{{font-family:'{family}';font-weight:{weight};"
                f"src:url(data:font/ttf;base64,{data})}}"
            )
    return "".join(rules)


@cache
def _letters(face: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only pictures need it

    with TTFont(shipped(f"fonts/{face}.ttf"), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _subset(face: str, wanted: frozenset[int]) -> bytes:
    """Return a face with these characters only; empty if it has none of them."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - only pictures need it
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only pictures need it

    found = wanted & _letters(face)
    if not found:
        return b""
    with TTFont(shipped(f"fonts/{face}.ttf"), recalcTimestamp=False) as font:
        subsetter = Subsetter(Options(layout_features=["*"], hinting=False, notdef_outline=True))
        subsetter.populate(unicodes=found)
        subsetter.subset(font)
        out = BytesIO()
        font.save(out)
        return out.getvalue()
