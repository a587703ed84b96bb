from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.widgets.timeline_fixture import box_of, week_in_view
from timeline_app.widgets.painting.export import image_of, write_svg
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.theme import Theme
from timeline_app.widgets.timeline_view import TimelineView


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        yield view


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_bars_have_no_soft_edges_at_any_pixel_ratio(view: TimelineView, ratio: float) -> None:
    look = Look(Theme.current(), view.font(), ratio)
    canvas = view.canvas
    canvas._look = look
    canvas._renew()
    image = image_of(canvas.frame(), look)
    box = box_of(view, "Day 1")
    y = round((canvas.widget_y(box.top) + look.metrics.bar / 2) * ratio)
    left, right = round(box.left * ratio), round(box.right * ratio)
    fill = look.track(box.colour).fill
    colours = {QColor(image.pixel(x, y)).name() for x in (left, left + 1, right - 2, right - 1)}
    assert colours == {fill.name()}
    assert QColor(image.pixel(left - 1, y)).name() != fill.name()


def test_an_svg_has_the_titles_as_text(view: TimelineView, tmp_path: Path) -> None:
    path = tmp_path / "timeline.svg"
    write_svg(view.canvas.frame(), Look(Theme.current(), view.font(), vector=True), path)
    text = path.read_text("utf-8")
    assert "Day 1" in text
    assert "<image" not in text.split("Day 1")[1].split("</text>")[0]
