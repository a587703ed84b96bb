from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import (
    box_of,
    event_of,
    id_of,
    middle,
    point,
    view_of,
    week_in_view,
)
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, Track, new_id
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 18), day(2026, 1, 30))
        view.hand.set_unlocked(unlocked=True)
        yield view


@pytest.fixture
def tall(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    """A timeline of more tracks than there is room for, an event on each."""
    tracks = [Track(new_id(), f"Track {k:02}", position=k) for k in range(24)]
    events = [event(f"On {k}", day(2026), day(2026, 1, 3), track) for k, track in enumerate(tracks)]
    with made(tmp_path / "tall.sqlite", *tracks, *events) as store:
        view = view_of(store)
        qtbot.addWidget(view)
        view.hand.set_unlocked(unlocked=True)
        view.grab()
        yield view


def hold(
    view: TimelineView, qtbot: QtBot, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE
) -> None:
    """Press at a point, and hold the pointer at another."""
    qtbot.mousePress(view.canvas, LEFT, keys, start)
    qtbot.mouseMove(view.canvas, (start + end) / 2)
    qtbot.mouseMove(view.canvas, end)


def edge(view: TimelineView, x: str, y: int, beyond: int = 60) -> QPoint:
    area = view.canvas.area.toRect()
    return QPoint(area.right() + beyond if x == "right" else area.left() - beyond, y)


@pytest.mark.parametrize("side", ["left", "right"])
def test_an_event_held_past_a_side_is_taken_to_where_no_one_saw(
    view: TimelineView, qtbot: QtBot, side: str
) -> None:
    was, (first, last) = event_of(view, "Day 2"), view.canvas.visible_span
    at = middle(view, box_of(view, "Day 2"))
    hold(view, qtbot, at, edge(view, side, at.y()))
    if side == "right":
        qtbot.waitUntil(lambda: view.canvas.visible_span[0] > last)
    else:
        qtbot.waitUntil(lambda: view.canvas.visible_span[1] < first)
    qtbot.mouseRelease(view.canvas, LEFT, NONE, edge(view, side, at.y()))
    now, (first, last) = event_of(view, "Day 2"), view.canvas.visible_span
    assert now.start_min is not None
    assert now.end_max is not None
    assert first < now.end_max
    assert now.start_min < last
    assert [edit.label for edit in view.edits] == ["Move “Day 2”"]
    view.model.document.undo()
    assert event_of(view, "Day 2") == was


def test_the_ghost_stays_at_the_edge_in_its_row_while_it_is_pulled(
    view: TimelineView, qtbot: QtBot
) -> None:
    box = box_of(view, "Day 2")
    at = middle(view, box)
    _, last = view.canvas.visible_span
    hold(view, qtbot, at, edge(view, "right", at.y()))
    qtbot.waitUntil(lambda: view.canvas.visible_span[0] > last)
    drag, index = view._input._drag, view.model.index_of(id_of(view, "Day 2"))
    assert index is not None
    start = drag.ghosts[index].start_min
    assert view.canvas.area.left() < view.canvas.scale.x_of(start) < view.canvas.area.right()
    assert drag.top_of(index) == view.canvas.widget_y(box.top)


def test_an_edge_held_past_the_right_makes_the_event_longer(
    view: TimelineView, qtbot: QtBot
) -> None:
    box = box_of(view, "Day 1")
    at, (_, last) = point(view, box, box.right), view.canvas.visible_span
    hold(view, qtbot, at, edge(view, "right", at.y()))
    qtbot.waitUntil(lambda: view.canvas.visible_span[1] > 2 * last - view.canvas.visible_span[0])
    qtbot.mouseRelease(view.canvas, LEFT, NONE, edge(view, "right", at.y()))
    event = event_of(view, "Day 1")
    assert event.start_min == day(2026, 1, 20)
    assert event.end_max is not None
    assert event.end_max > last
    assert len(view.edits) == 1


def test_escape_ends_the_pull_and_leaves_the_event(view: TimelineView, qtbot: QtBot) -> None:
    at, before = middle(view, box_of(view, "Day 2")), view.canvas.scale
    hold(view, qtbot, at, edge(view, "right", at.y()))
    qtbot.waitUntil(lambda: view.canvas.scale != before)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert not view._input._pulling.is_under_way
    qtbot.mouseRelease(view.canvas, LEFT, NONE, edge(view, "right", at.y()))
    assert view.edits == []


def test_a_pointer_further_out_pulls_quicker_and_one_back_inside_not_at_all(
    view: TimelineView, qtbot: QtBot
) -> None:
    at, pulling = middle(view, box_of(view, "Day 2")), view._input._pulling
    hold(view, qtbot, at, edge(view, "right", at.y(), 0))
    slow = pulling._speed.x()
    qtbot.mouseMove(view.canvas, edge(view, "right", at.y(), 100))
    assert pulling._speed.x() > 3 * slow > 0
    qtbot.mouseMove(view.canvas, at + QPoint(30, 0))
    assert not pulling.is_under_way
    qtbot.mouseRelease(view.canvas, LEFT, NONE, at)


def test_who_pans_is_not_pulled(view: TimelineView, qtbot: QtBot) -> None:
    at = QPoint(view.canvas.area.center().toPoint().x(), view.canvas.height() - 40)
    hold(view, qtbot, at, edge(view, "right", at.y()))
    assert not view._input._pulling.is_under_way
    qtbot.mouseRelease(view.canvas, LEFT, NONE, edge(view, "right", at.y()))


def test_a_rubber_band_takes_in_what_it_was_pulled_to_and_what_it_left_behind(
    tall: TimelineView, qtbot: QtBot
) -> None:
    canvas, area = tall.canvas, tall.canvas.area.toRect()
    assert canvas.layout_now.height > 2 * area.height()
    start = QPoint(area.left() + 10, area.top() + 2)
    end = QPoint(area.right() - 20, area.bottom() + 90)
    hold(tall, qtbot, start, end, CTRL)
    bottom = canvas.layout_now.height - area.height()
    qtbot.waitUntil(lambda: canvas.offset >= bottom - 1)
    qtbot.mouseRelease(canvas, LEFT, CTRL, end)
    assert len(canvas.selected) == 24


def test_an_event_held_below_goes_to_a_track_that_was_out_of_view(
    tall: TimelineView, qtbot: QtBot
) -> None:
    at = middle(tall, box_of(tall, "On 0"))
    end = QPoint(at.x(), tall.canvas.height() + 90)
    hold(tall, qtbot, at, end)
    bottom = tall.canvas.layout_now.height - tall.canvas.area.height()
    qtbot.waitUntil(lambda: tall.canvas.offset >= bottom - 1)
    assert not tall.grab().isNull()
    qtbot.mouseRelease(tall.canvas, LEFT, NONE, end)
    assert event_of(tall, "On 0").track_id == event_of(tall, "On 23").track_id
    assert len(tall.edits) == 1


def test_what_was_taken_at_an_edge_pulls_only_when_moved_on(
    view: TimelineView, qtbot: QtBot
) -> None:
    canvas = view.canvas
    box = box_of(view, "Day 2")
    canvas.show_scale(canvas.scale.panned(canvas.area.right() - 4 - (box.left + box.right) / 2))
    at = middle(view, box_of(view, "Day 2"))
    before = canvas.scale
    assert canvas.box_under(QPointF(at)) is not None
    hold(view, qtbot, at, at + QPoint(-3, 10))
    assert not view._input._pulling.is_under_way
    assert canvas.scale == before
    qtbot.mouseRelease(canvas, LEFT, NONE, at)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_span_drawn_past_a_side_reaches_to_where_it_was_pulled(
    view: TimelineView, qtbot: QtBot, side: str
) -> None:
    start, before = QPoint(600, 10), view.canvas.visible_span
    began = view.canvas.scale.time_at(600)
    hold(view, qtbot, start, edge(view, side, 10))
    if side == "right":
        qtbot.waitUntil(lambda: view.canvas.visible_span[0] > before[1])
    else:
        qtbot.waitUntil(lambda: view.canvas.visible_span[1] < before[0])
    assert not view.grab().isNull()  # where it began is out of view
    reached = view.canvas.visible_span[1 if side == "right" else 0]
    qtbot.mouseRelease(view.canvas, LEFT, NONE, edge(view, side, 10))
    first, last = view.canvas.visible_span
    slack = 8 * (last - first) / view.canvas.area.width()
    assert min(abs(first - began), abs(last - began)) < slack
    assert first <= min(began, reached) + slack
    assert last >= max(began, reached) - slack
    assert not view._input._pulling.is_under_way


def carried(view: TimelineView, qtbot: QtBot, *points: QPoint) -> QPoint:
    """Carry the first event of the tray over points of the canvas; return the last, on the tray."""
    tray = view._tray
    view.grab()
    chip = tray._chips[0][0].center().toPoint()
    there = [tray.mapFromGlobal(view.canvas.mapToGlobal(point)) for point in points]
    qtbot.mousePress(tray, LEFT, pos=chip)
    for target in there:
        qtbot.mouseMove(tray, (chip + target) / 2)
        qtbot.mouseMove(tray, target)
    return there[-1]


def test_what_is_carried_from_the_tray_past_a_side_is_dated_where_no_one_saw(
    view: TimelineView, qtbot: QtBot
) -> None:
    _, last = view.canvas.visible_span
    at = carried(view, qtbot, QPoint(600, 200), edge(view, "right", 200))
    qtbot.waitUntil(lambda: view.canvas.visible_span[0] > last)
    qtbot.mouseRelease(view._tray, LEFT, NONE, at)
    dated = event_of(view, "Some time")
    assert dated.start_min is not None
    assert last < dated.start_min < view.canvas.visible_span[1]
    assert [edit.label for edit in view.edits] == ["Date “Some time”"]


def test_what_is_carried_back_to_the_tray_pulls_nothing_and_stays_undated(
    view: TimelineView, qtbot: QtBot
) -> None:
    below = QPoint(600, view.canvas.height() + 20)
    at = carried(view, qtbot, QPoint(600, 200), edge(view, "right", 200), below)
    before = view.canvas.scale
    assert not view._tray._dating._pulling.is_under_way
    qtbot.mouseRelease(view._tray, LEFT, NONE, at)
    assert view.edits == []
    assert view.canvas.scale == before


def test_escape_ends_what_is_pulled_from_the_tray(view: TimelineView, qtbot: QtBot) -> None:
    at = carried(view, qtbot, QPoint(600, 200), edge(view, "left", 200))
    assert view._tray._dating._pulling.is_under_way
    qtbot.keyClick(view._tray, Qt.Key.Key_Escape)
    assert not view._tray._dating._pulling.is_under_way
    qtbot.mouseRelease(view._tray, LEFT, NONE, at)
    assert view.edits == []


def test_what_comes_out_of_the_tray_scrolls_to_lanes_out_of_view_but_not_on_its_way(
    tall: TimelineView, qtbot: QtBot
) -> None:
    canvas = tall.canvas
    home = event_of(tall, "On 0").track_id
    tall.model.document.do(add("Add", Event("u", "Undated", track_id=home)))
    bottom = canvas.area.toRect().bottom()
    carried(tall, qtbot, QPoint(600, bottom - 2))
    assert not tall._tray._dating._pulling.is_under_way
    there = [QPoint(600, bottom - 60), QPoint(600, bottom - 2)]
    for target in there:
        qtbot.mouseMove(tall._tray, tall._tray.mapFromGlobal(canvas.mapToGlobal(target)))
    lowest = canvas.layout_now.height - canvas.area.height()
    qtbot.waitUntil(lambda: canvas.offset >= lowest - 1)
    at = tall._tray.mapFromGlobal(canvas.mapToGlobal(there[-1]))
    qtbot.mouseRelease(tall._tray, LEFT, NONE, at)
    assert event_of(tall, "Undated").track_id == event_of(tall, "On 23").track_id
