from collections.abc import Callable
from math import ceil

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from timeline_app.scene.boxes import Box, Boxes, Place
from timeline_app.scene.pips import PipShape
from timeline_app.widgets.painting.events import paint_bars, paint_event
from timeline_app.widgets.painting.fills import Fills
from timeline_app.widgets.painting.glyphs import pips_strip
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.sheet import Laid, Sheets
from timeline_app.widgets.theme import Theme

RATIOS = [1.0, 1.25, 1.5, 1.75, 2.0]
WIDE, HIGH = 420, 200


def painted(ratio: float, paint: Callable[[QPainter], None]) -> QImage:
    """What is painted on paper, from a point that is not the corner on."""
    image = QImage(round(WIDE * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setClipRect(QRectF(2, 2, WIDE - 4, HIGH - 4))
        painter.translate(0, round(9 * ratio) / ratio)
        paint(painter)
    return image


@pytest.fixture
def look(qtbot: QtBot) -> Callable[[float], Look]:
    """A look at a pixel ratio."""

    def of(ratio: float) -> Look:
        return Look(Theme.current(), QApplication.font(), ratio)

    return of


def cross(on: QPainter) -> None:
    """A drawing that shows each pixel it is off."""
    on.fillRect(QRectF(0, 0, 30, 12), QColor(10, 20, 200, 90))
    on.drawLine(QPointF(0, 0), QPointF(30, 12))


@pytest.mark.parametrize("ratio", RATIOS)
def test_pictures_from_a_sheet_are_those_drawn_one_by_one(ratio: float, qtbot: QtBot) -> None:
    spots = [(40.0 * k, 17.0 * (k % 7)) for k in range(10)]
    spots = [(round(x * ratio) / ratio, round(y * ratio) / ratio) for x, y in spots]
    sheets = Sheets(ratio)

    def at_once(painter: QPainter) -> None:
        number = sheets.number("cross", 30, 12, cross)
        xs, ys = [list(side) for side in zip(*spots, strict=True)]
        sheets.paint(painter, Laid([number] * len(spots), xs, ys))

    picture = QPixmap(ceil(30 * ratio), ceil(12 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cross(painter)

    def one_by_one(painter: QPainter) -> None:
        for x, y in spots:
            painter.drawPixmap(QPointF(x, y), picture)

    assert painted(ratio, at_once) == painted(ratio, one_by_one)
    assert painted(ratio, at_once) != painted(ratio, lambda _: None)


@pytest.mark.parametrize("ratio", RATIOS)
def test_rectangles_filled_together_are_those_filled_singly(ratio: float, qtbot: QtBot) -> None:
    rects = [(7.0 + 20 * k, 3.0 + 5 * k, 11.0, 9.0) for k in range(12)]

    def together(painter: QPainter) -> None:
        Fills(ratio).fill(painter, rects, QColor(200, 30, 30))

    def singly(painter: QPainter) -> None:
        for rect in rects:
            painter.fillRect(QRectF(*(side / ratio for side in rect)), QColor(200, 30, 30))

    assert painted(ratio, together) == painted(ratio, singly)


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@pytest.mark.parametrize("colours", [1, 3, 40])
def test_each_rectangle_is_filled_with_its_own_colour(
    colours: int, ratio: float, qtbot: QtBot
) -> None:
    rects = [(7.0 + 9 * (k % 30), 3.0 + 11 * (k // 30), 8.0, 9.0) for k in range(90)]
    shades = [0xFF000000 + 5_003 * (k % colours) for k in range(90)]

    def singly(painter: QPainter) -> None:
        for rect, shade in zip(rects, shades, strict=True):
            painter.fillRect(QRectF(*(side / ratio for side in rect)), QColor(shade))

    together = painted(ratio, lambda on: Fills(ratio).paint(on, rects, shades))
    assert together == painted(ratio, singly)


@pytest.mark.parametrize("count", [0, 1, 2_000])
def test_any_number_of_rectangles_is_filled(count: int, qtbot: QtBot) -> None:
    fills = Fills(1.0)
    rects = [(float(20 + k % 300), float(20 + k // 300), 1.0, 1.0) for k in range(count)]
    for _ in range(2):
        image = painted(1.0, lambda on: fills.fill(on, rects, QColor(200, 30, 30)))
        red = [(x, y) for x in range(WIDE) for y in range(HIGH) if image.pixel(x, y) == 0xFFC81E1E]
        assert len(red) == count


def test_the_oldest_sheets_are_forgotten_and_drawn_again_when_asked_for(qtbot: QtBot) -> None:
    sheets = Sheets(1.0)
    first = sheets.number(("cross", -1), 30, 12, cross)
    before = painted(1.0, lambda on: sheets.paint(on, Laid([first], [50.0], [50.0])))
    for k in range(12):
        sheets.number(("large", k), 2_000, 500, cross)
    sheets.trim()
    assert sheets.find(("cross", -1)) is None
    assert sheets.find(("large", 11)) is not None
    numbers = [sheets.number(("cross", k), 30, 12, cross) for k in range(-1, 40)]
    kept = sheets.find(("large", 11))
    assert len({kept, *numbers}) == 42
    for number in numbers:
        after = painted(1.0, lambda on, n=number: sheets.paint(on, Laid([n], [50.0], [50.0])))
        assert after == before


def bar(left: float, right: float, colour: int) -> Box:
    """A solid bar."""
    spans = (left, left, right, right)
    return Box(0, 0, 0, 40.0, *spans, 0, colour, 0, False, Place.NOWHERE, 0.0, 0.0)


class Shown:
    """Solid bars as a page has them."""

    def __init__(self, *boxes: Box) -> None:
        self.boxes = Boxes.of(boxes)
        self.titles, self.pips = [""] * len(boxes), [()] * len(boxes)
        self.dimmed = np.zeros(len(boxes), np.bool_)
        self.view = QRectF(0, 0, WIDE, HIGH)


BARS = (bar(-50, 11, 1), bar(20, 26, 1), bar(40, 47, 2), bar(60, 200, 3), bar(390, 900, 3))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_bars_painted_together_are_those_painted_singly(
    ratio: float, look: Callable[[float], Look]
) -> None:
    page, mine = Shown(*BARS), look(ratio)

    def singly(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in BARS:
            paint_event(painter, box, mine, page.view)

    assert painted(ratio, lambda on: paint_bars(on, page, mine)) == painted(ratio, singly)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("wide", [5.0, 6.0, 7.0, 8.0, 9.0, 30.0])
def test_a_bar_of_any_width_is_drawn_from_edge_to_edge(
    ratio: float, wide: float, look: Callable[[float], Look]
) -> None:
    mine = look(ratio)
    left, right = round(30 * ratio), round((30 + wide) * ratio)
    page = Shown(bar(left / ratio, right / ratio, 1))
    image = painted(ratio, lambda on: paint_bars(on, page, mine))
    y = round((9 + 40 + mine.metrics.bar / 2) * ratio)
    fill, paper = mine.track(1).fill.rgb(), QColor(Qt.GlobalColor.white).rgb()
    drawn = [image.pixel(x, y) for x in range(left - 1, right + 1)]
    assert drawn == [paper, *[fill] * (right - left), paper]


def test_claims_marks_have_a_picture_for_each_look(look: Callable[[float], Look]) -> None:
    mine = look(1.0)
    marks = ((PipShape.FILLED, "ink"), (PipShape.TRIANGLE, "disputes"))
    plain = mine.sheets.number(("marks", False), *pips_strip(marks, mine))
    mine.faint = True
    faint = mine.sheets.number(("marks", True), *pips_strip(marks, mine))

    def seen(number: int) -> QImage:
        return painted(1.0, lambda on: mine.sheets.paint(on, Laid([number], [20.0], [20.0])))

    assert seen(plain) != seen(faint)
