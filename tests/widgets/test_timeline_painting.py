import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.widgets.painting.density import strip_top
from timeline_app.widgets.painting.export import image_of, write_svg
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.timeline_view import TimelineView


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    """A crowded lane of a week."""
    crowd = Track(new_id(), "Crowd", 0, 0)
    days = [
        event(f"Event {k}", day(2026) + k * 900, day(2026) + k * 900, crowd) for k in range(400)
    ]
    store = made(tmp_path / "p.sqlite", crowd, *days)
    view = view_of(store)
    qtbot.addWidget(view)
    yield view
    store.close()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_grid_lines_are_whole_device_pixels_from_top_to_bottom(
    view: TimelineView, ratio: float
) -> None:
    page = view.canvas.frame()
    look = Look(view.canvas.look.theme, view.canvas.font(), ratio)
    image = image_of(page, look)
    assert page.density is not None
    (band,) = page.density.bands
    down = page.area.top() - page.scroll
    on_paper, on_strip = band.bottom + 20 + down, strip_top(band, look) + 1 + down
    wide = round(look.hairline * ratio)
    for tick in page.ruler.ticks[1:-1]:
        first = round(tick.x * ratio)
        colour = look.colour("line" if tick.major else "grid").rgb()
        for y in (on_paper, on_strip):
            assert [row_of(image, y)[x] for x in range(first, first + wide)] == [colour] * wide
        around = [row_of(image, on_paper)[x] for x in (first - 1, first + wide)]
        assert around == [look.paper.rgb()] * 2


def row_of(image: QImage, y: float) -> list[int]:
    """Return the pixels of a line."""
    line = round(y * image.devicePixelRatio())
    return [image.pixel(x, line) for x in range(image.width())]


def test_rows_come_to_rest_however_fast_frames_follow_each_other(
    qtbot: QtBot, view: TimelineView
) -> None:
    canvas = view.canvas
    canvas.motion = True
    canvas.frame()
    canvas.show_scale(canvas.scale.zoomed(2.0, canvas.area.center().x()))
    canvas.frame()
    assert canvas._motion is not None

    def at_rest() -> bool:
        canvas.show_scale(canvas.scale.panned(1.0))
        canvas.frame()
        return canvas._motion is None

    qtbot.waitUntil(at_rest)


def test_an_svg_has_each_lane_s_own_density_as_shapes_and_no_picture(
    qtbot: QtBot, tmp_path: Path
) -> None:
    lanes = [Track(new_id(), name, k, k) for k, name in enumerate(("Many", "Few"))]
    counts = (900, 200)
    events = (
        event(f"Event {k}", day(2026) + k * 900, day(2026) + k * 900, lane)
        for lane, count in zip(lanes, counts, strict=True)
        for k in range(count)
    )
    store = made(tmp_path / "p.sqlite", *lanes, *events)
    view = view_of(store)
    qtbot.addWidget(view)
    page, path = view.canvas.frame(), tmp_path / "p.svg"
    look = Look(view.canvas.look.theme, view.canvas.font(), vector=True)
    write_svg(page, look, path)
    svg = path.read_text("utf-8")
    assert "<image" not in svg
    assert page.density is not None
    for lane, heights in zip(lanes, page.density.heights, strict=True):
        shade = look.blended(look.track(lane.colour).fill, 0.38).name()
        group = re.search(rf'<g fill="{shade}"[^>]*>(.*?)</g>', svg, re.DOTALL)
        assert group is not None
        assert 0 < group[1].count("<rect") <= np.count_nonzero(heights)
    store.close()
