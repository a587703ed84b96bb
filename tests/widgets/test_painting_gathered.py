from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import SMALLEST_BAR, Box, Place
from timeline_app.widgets.painting.events import paint_event
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.theme import Theme

WIDE, HIGH, TOP = 420, 60, 20.0
KINDS = {
    "vague": (0, 30.0, -40.0),
    "nowhere certain": (0, 70.0, -80.0),
    "approximate": (Flag.APPROXIMATE, 0.0, 0.0),
    "uncertain": (Flag.UNCERTAIN, 0.0, 0.0),
    "both": (Flag.APPROXIMATE | Flag.UNCERTAIN, 20.0, -20.0),
    "planned": (Flag.HOLLOW, 0.0, 0.0),
    "planned, approximate": (Flag.HOLLOW | Flag.APPROXIMATE, 0.0, 0.0),
    "one of several": (Flag.ONE_OF, 0.0, 0.0),
    "open": (Flag.OPEN_START | Flag.OPEN_END, 0.0, 0.0),
    "lasting": (Flag.OPEN_END | Flag.LASTING, 0.0, 0.0),
    "tucked": (Flag.OPEN_START | Flag.OPEN_END | Flag.TUCKED, 0.0, 0.0),
}


@pytest.fixture
def look_of(qtbot: QtBot) -> Callable[..., Look]:
    """A look at a pixel ratio, for pixels or for vectors."""

    def of(ratio: float, *, vector: bool = False) -> Look:
        return Look(Theme.current(), QApplication.font(), ratio, vector=vector)

    return of


def bar(kind: str, left: float, right: float, *, top: float = TOP) -> Box:
    flags, after, before = KINDS[kind]
    spans = (left, left + after, right + before, right)
    return Box(0, 0, 0, top, *spans, int(flags), 1, 0, False, Place.NOWHERE, 0.0, 0.0)


def painted(look: Look, *boxes: Box, view: tuple[float, float] = (0.0, WIDE)) -> QImage:
    image = QImage(round(WIDE * look.ratio), round(HIGH * look.ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(look.ratio)
    image.fill(look.paper)
    with QPainter(image) as painter:
        for box in boxes:
            paint_event(painter, box, look, QRectF(view[0], 0, view[1] - view[0], HIGH))
    return image


def inked(image: QImage, paper: int) -> tuple[int, int, int, int]:
    """Return the first and last column and row that are not paper."""
    spots = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != paper
    ]
    xs, ys = zip(*spots, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("kind", KINDS)
def test_pieces_reach_as_far_as_what_is_drawn_in_vectors(
    kind: str, ratio: float, look_of: Callable[..., Look]
) -> None:
    box, look = bar(kind, 60.0, 260.0), look_of(ratio)
    pieces = painted(look, box)
    drawn = painted(look_of(ratio, vector=True), box)
    paper = look.paper.rgb()
    assert inked(pieces, paper) == pytest.approx(inked(drawn, paper), abs=1)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("kind", ["approximate", "uncertain", "both", "planned, approximate"])
def test_dashes_stay_on_the_bar_wherever_it_is_cut(
    kind: str, ratio: float, look_of: Callable[..., Look]
) -> None:
    look = look_of(ratio)
    box = bar(kind, -1_996.0, 300.0)
    whole = painted(look, box, view=(-2_000.0, WIDE))
    for cut in (0.0, 20.0, 28.0):
        part = painted(look, box, view=(cut, WIDE))
        first = round((cut + 4) * ratio)
        seen = (first, 0, part.width() - first, part.height())
        assert part.copy(*seen) == whole.copy(*seen)


@pytest.mark.parametrize("wide", [SMALLEST_BAR, 13.0, 40.0, 700.0])
@pytest.mark.parametrize("kind", ["approximate", "uncertain", "planned, approximate"])
def test_an_outline_is_broken_however_short_the_bar(
    kind: str, wide: float, look_of: Callable[..., Look]
) -> None:
    look = look_of(1.0)
    image = painted(look, bar(kind, 10.0, 10.0 + wide))
    edge = [image.pixel(x, round(TOP)) for x in range(10, min(round(10 + wide), WIDE))]
    full = painted(look, bar("planned", 10.0, 10.0 + wide))
    whole = {full.pixel(x, round(TOP)) for x in range(14, min(round(6 + wide), WIDE))}
    assert len(whole) == 1
    assert len(set(edge[3:-3])) > 1


def test_what_is_fainter_than_another_has_pieces_of_its_own(look_of: Callable[..., Look]) -> None:
    look, box = look_of(1.0), bar("both", 60.0, 260.0)
    plain = painted(look, box)
    look.faint = True
    faint = painted(look, box)
    look.faint = False
    assert faint != plain == painted(look, box)


def test_arrows_lie_over_fades_and_outlines(look_of: Callable[..., Look]) -> None:
    look = look_of(2.0)
    vague = bar("tucked", 60.0, 260.0)._replace(sure_left=140.0, sure_right=180.0)
    image = painted(look, vague)
    y = round((TOP + look.metrics.bar / 2) * 2)
    assert image.pixel(round(64.7 * 2), y) == look.paper.rgb()
