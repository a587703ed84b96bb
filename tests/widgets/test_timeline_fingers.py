"""A trackpad and a touch screen: fingers that pan, pinch and press, as Qt tells of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day
from tests.widgets.timeline_fixture import week_in_view
from timeline_app.widgets.timeline_view import TimelineView

Phase = Qt.ScrollPhase
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
AT = QPointF(600, 120)


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.resize(1_200, 260)
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 1), day(2026, 3, 30))
        qtbot.waitExposed(view)
        yield view


def swipe(view: TimelineView, x: int, y: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Move two fingers on a trackpad by some pixels."""
    where, moved = view.canvas.mapToGlobal(AT), QPoint(x, y)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(AT, where, moved, moved, none, keys, Phase.ScrollUpdate, False)
    QApplication.sendEvent(view.canvas, event)


def pinched(view: TimelineView, value: float) -> None:
    """Spread two fingers on a trackpad by a share of their distance."""
    where = view.canvas.mapToGlobal(AT)
    kind, device = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(
        view.canvas, QNativeGestureEvent(kind, device, 2, AT, AT, where, value, QPointF())
    )


def test_two_fingers_on_a_trackpad_pan_by_their_pixels(view: TimelineView) -> None:
    before, wide = view.canvas.scale.x_of(day(2026, 2)), view.canvas.scale.px_per_second
    swipe(view, 37, 0)
    assert view.canvas.scale.x_of(day(2026, 2)) == pytest.approx(before + 37)
    assert view.canvas.scale.px_per_second == wide


def test_two_fingers_on_a_trackpad_scroll_the_lanes(view: TimelineView) -> None:
    assert view.canvas.layout_now.height > view.canvas.area.height() + 20
    swipe(view, 0, -20)
    assert view.canvas.offset == 20
    swipe(view, 0, 50)
    assert view.canvas.offset == 0


def test_a_pinch_on_a_trackpad_zooms_where_the_fingers_are(view: TimelineView) -> None:
    there, wide = view.canvas.scale.time_at(AT.x()), view.canvas.scale.px_per_second
    pinched(view, 0.25)
    assert view.canvas.scale.px_per_second == pytest.approx(1.25 * wide)
    assert view.canvas.scale.x_of(there) == pytest.approx(AT.x(), abs=1)
    pinched(view, -0.2)
    assert view.canvas.scale.px_per_second == pytest.approx(wide)


def test_a_pinch_that_comes_as_a_wheel_with_ctrl_zooms_too(view: TimelineView) -> None:
    there, wide = view.canvas.scale.time_at(AT.x()), view.canvas.scale.px_per_second
    swipe(view, 0, 40, CTRL)
    assert view.canvas.scale.px_per_second > wide
    assert view.canvas.scale.x_of(there) == pytest.approx(AT.x(), abs=1)


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_a_finger_on_a_screen_pans_like_a_drag(view: TimelineView, screen: QPointingDevice) -> None:
    before, canvas = view.canvas.scale.x_of(day(2026, 2)), view.canvas
    QTest.touchEvent(canvas, screen).press(0, QPoint(700, 120), canvas).commit()
    for step in range(1, 5):
        QTest.touchEvent(canvas, screen).move(0, QPoint(700 - 20 * step, 120), canvas).commit()
    QTest.touchEvent(canvas, screen).release(0, QPoint(620, 120), canvas).commit()
    assert canvas.scale.x_of(day(2026, 2)) == pytest.approx(before - 80, abs=2)
    assert view.edits == []


def test_two_fingers_on_a_screen_zoom_and_drag_nothing(
    view: TimelineView, screen: QPointingDevice
) -> None:
    canvas, wide = view.canvas, view.canvas.scale.px_per_second
    there = canvas.scale.time_at(500)

    def both(how: str, apart: int) -> None:
        touch = QTest.touchEvent(canvas, screen)
        for finger, x in ((0, 500 - apart), (1, 500 + apart)):
            getattr(touch, how)(finger, QPoint(x, 120), canvas)
        touch.commit()

    both("press", 100)
    for apart in (120, 140, 160, 180, 200):
        both("move", apart)
    both("release", 200)
    assert canvas.scale.px_per_second == pytest.approx(2 * wide, rel=0.25)
    assert canvas.scale.x_of(there) == pytest.approx(500, abs=8)
    assert canvas.drag is None
    assert view.edits == []
