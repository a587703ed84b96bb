"""The strip under the timeline, by mouse: its window is dragged, resized and called elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day
from tests.widgets.timeline_fixture import week_in_view
from timeline_app.widgets.overview import Overview
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.navigator.show_span(day(2026, 1, 23), day(2026, 1, 25))
        yield view


def strip_of(view: TimelineView) -> Overview:
    return view.findChild(Overview)


def drag(qtbot: QtBot, strip: Overview, from_x: float, to_x: float) -> None:
    start, end = QPoint(round(from_x), 15), QPoint(round(to_x), 15)
    qtbot.mousePress(strip, LEFT, pos=start)
    qtbot.mouseMove(strip, (start + end) / 2)
    qtbot.mouseMove(strip, end)
    qtbot.mouseRelease(strip, LEFT, pos=end)


def test_its_window_is_dragged(view: TimelineView, qtbot: QtBot) -> None:
    strip = strip_of(view)
    left, right = strip.edges
    drag(qtbot, strip, (left + right) / 2, (left + right) / 2 - 100)
    assert strip.edges == pytest.approx((left - 100, right - 100), abs=1.5)


@pytest.mark.parametrize("side", [0, 1])
def test_one_side_is_dragged_and_the_other_stays(
    view: TimelineView, qtbot: QtBot, side: int
) -> None:
    strip = strip_of(view)
    before = strip.edges
    drag(qtbot, strip, before[side], before[side] - 40)
    after = strip.edges
    assert after[side] == pytest.approx(before[side] - 40, abs=1.5)
    assert after[1 - side] == pytest.approx(before[1 - side], abs=1.5)


def test_a_side_dragged_past_the_other_shows_little_but_no_nonsense(
    view: TimelineView, qtbot: QtBot
) -> None:
    strip = strip_of(view)
    left, right = strip.edges
    drag(qtbot, strip, left, right + 60)
    first, last = view.canvas.visible_span
    assert first < last


def test_a_click_beside_its_window_brings_it_there(view: TimelineView, qtbot: QtBot) -> None:
    strip = strip_of(view)
    left, right = strip.edges
    x = round(left) - 150
    qtbot.mouseClick(strip, LEFT, pos=QPoint(x, 15))
    assert sum(strip.edges) / 2 == pytest.approx(x, abs=1.5)
    assert strip.edges[1] - strip.edges[0] == pytest.approx(right - left, abs=1.5)


def test_one_drag_is_one_place_to_come_back_from(view: TimelineView, qtbot: QtBot) -> None:
    strip, before = strip_of(view), view.canvas.scale
    drag(qtbot, strip, sum(strip.edges) / 2, sum(strip.edges) / 2 - 100)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.canvas.scale == before
