"""Kinetic panning, with real drags and the events of a trackpad."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day
from tests.widgets.timeline_fixture import week_in_view
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton
EMPTY = QPoint(900, 300)
Phase = Qt.ScrollPhase


class Clock:
    """Milliseconds that pass by steps, however busy the machine is."""

    def __init__(self) -> None:
        self.now, self.step = 0.0, 8.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.canvas.motion = True
        view._input._gliding.clock = Clock()
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 1), day(2026, 3, 30))
        yield view


def fling(view: TimelineView) -> None:
    """Drag 150 pixels to the left and let go in motion."""
    QTest.mousePress(view.canvas, LEFT, pos=EMPTY)
    for step in range(1, 6):
        QTest.mouseMove(view.canvas, EMPTY - QPoint(30 * step, 0))
    QTest.mouseRelease(view.canvas, LEFT, pos=EMPTY - QPoint(150, 0))


def fingers(view: TimelineView, across: int, phase: Qt.ScrollPhase) -> None:
    """Send a step of two fingers on a trackpad."""
    at, none = QPointF(EMPTY), Qt.KeyboardModifier.NoModifier
    where = view.canvas.mapToGlobal(at)
    button = Qt.MouseButton.NoButton
    moved = QPoint(across, 0)
    QApplication.sendEvent(
        view.canvas, QWheelEvent(at, where, moved, moved, button, none, phase, False)
    )


def swipe(view: TimelineView) -> None:
    """Move two fingers across a trackpad, in motion to the last."""
    fingers(view, 0, Phase.ScrollBegin)
    for _ in range(5):
        fingers(view, 30, Phase.ScrollUpdate)
    fingers(view, 0, Phase.ScrollEnd)


def test_a_flung_drag_glides_on_and_comes_to_rest(view: TimelineView, qtbot: QtBot) -> None:
    fling(view)
    let_go, gliding = view.canvas.scale.anchor_x, view._input._gliding
    assert gliding.is_under_way
    qtbot.waitUntil(lambda: view.canvas.scale.anchor_x < let_go - 40)
    gliding.clock.step = 200.0
    qtbot.waitUntil(lambda: not gliding.is_under_way)


@pytest.mark.parametrize("by", ["press", "key", "elsewhere"])
def test_it_stops_at_once(view: TimelineView, qtbot: QtBot, by: str) -> None:
    fling(view)
    if by == "press":
        qtbot.mousePress(view.canvas, LEFT, pos=EMPTY)
    elif by == "key":
        qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    else:
        view.canvas.fit_all()
    here = view.canvas.scale
    qtbot.waitUntil(lambda: not view._input._gliding.is_under_way)
    assert view.canvas.scale == here


def test_a_drag_that_rests_before_the_end_stays(view: TimelineView) -> None:
    QTest.mousePress(view.canvas, LEFT, pos=EMPTY)
    QTest.mouseMove(view.canvas, EMPTY - QPoint(150, 0))
    view._input._gliding.clock.now += 120
    QTest.mouseRelease(view.canvas, LEFT, pos=EMPTY - QPoint(150, 0))
    assert not view._input._gliding.is_under_way


def test_nothing_glides_where_less_motion_is_wished_for(view: TimelineView) -> None:
    view.canvas.motion = False
    fling(view)
    assert not view._input._gliding.is_under_way


def test_a_trackpad_without_momentum_glides(view: TimelineView, qtbot: QtBot) -> None:
    swipe(view)
    let_go = view.canvas.scale.anchor_x
    qtbot.waitUntil(lambda: view.canvas.scale.anchor_x > let_go + 20)


def test_the_momentum_of_the_system_is_not_doubled(view: TimelineView) -> None:
    swipe(view)
    let_go = view.canvas.scale.anchor_x
    fingers(view, 10, Phase.ScrollMomentum)
    fingers(view, 5, Phase.ScrollMomentum)
    assert not view._input._gliding.is_under_way
    assert view.canvas.scale.anchor_x == let_go + 15
