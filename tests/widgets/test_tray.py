"""Dating what waits in the tray: with the mouse, and with keys alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.timeline_projects import DAY, day
from tests.widgets.timeline_fixture import box_of, event_of, id_of, middle, week_in_view
from timeline_app.domain.edits import Change, Edit, add
from timeline_app.domain.records import Dating, Event, Track, new_id
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 18), day(2026, 1, 30))
        view.grab()
        yield view


def chip(view: TimelineView) -> QPoint:
    """The middle of the only chip of the tray."""
    return view._tray._chips[0][0].center().toPoint()


def carry(view: TimelineView, qtbot: QtBot, to: QPoint) -> None:
    """Press on the chip and move to a point of the canvas, the button still down."""
    tray = view._tray
    qtbot.mousePress(tray, LEFT, pos=chip(view))
    target = tray.mapFromGlobal(view.canvas.mapToGlobal(to))
    qtbot.mouseMove(tray, (chip(view) + target) / 2)
    qtbot.mouseMove(tray, target)


def drop(view: TimelineView, qtbot: QtBot, to: QPoint) -> None:
    """Let go over a point of the canvas."""
    tray = view._tray
    qtbot.mouseRelease(tray, LEFT, pos=tray.mapFromGlobal(view.canvas.mapToGlobal(to)))


def test_a_chip_dragged_onto_the_timeline_is_dated_by_one_edit(
    view: TimelineView, qtbot: QtBot
) -> None:
    at = QPoint(round(view.canvas.scale.x_of(day(2026, 1, 22))) + 5, middle_of_lane(view, "South"))
    carry(view, qtbot, at)
    assert view.edits == []
    (ghost,) = view.canvas.drag.ghosts.values()
    assert ghost.start_min == day(2026, 1, 22)
    drop(view, qtbot, at)
    dated = event_of(view, "Some time")
    assert (dated.start_min, dated.end_max) == (day(2026, 1, 22), day(2026, 1, 23) - 1)
    assert [edit.label for edit in view.edits] == ["Date “Some time”"]
    assert not view._tray.isVisible()
    view.model.document.undo()
    assert event_of(view, "Some time").start_min is None
    assert view._tray.isVisible()


def test_let_go_elsewhere_it_stays_undated(view: TimelineView, qtbot: QtBot) -> None:
    carry(view, qtbot, QPoint(600, 200))
    drop(view, qtbot, QPoint(600, view.canvas.height() + 200))
    assert view.edits == []
    assert view.canvas.drag is None


def test_escape_ends_the_drag_and_changes_nothing(view: TimelineView, qtbot: QtBot) -> None:
    carry(view, qtbot, QPoint(600, 200))
    qtbot.keyClick(view._tray, Qt.Key.Key_Escape)
    drop(view, qtbot, QPoint(600, 200))
    assert view.edits == []


def test_dropped_on_another_lane_it_goes_to_that_track(view: TimelineView, qtbot: QtBot) -> None:
    at = middle(view, box_of(view, "Day 3"))
    carry(view, qtbot, at)
    drop(view, qtbot, at)
    north = next(t for t in view.model.document.all(Track) if t.title == "North")
    assert event_of(view, "Some time").track_id == north.id
    assert len(view.edits) == 1


def test_keys_alone_date_an_event(view: TimelineView, qtbot: QtBot) -> None:
    tray, told = view._tray, []
    view.hinted.connect(told.append)
    track = event_of(view, "Some time").track_id
    tray.setFocus(Qt.FocusReason.TabFocusReason)
    assert view._selection.current.id == id_of(view, "Some time")
    qtbot.keyClick(tray, Qt.Key.Key_Return)
    (start,) = (b.start_min for b in view.canvas.drag.ghosts.values())
    qtbot.keyClick(tray, Qt.Key.Key_Right)
    qtbot.keyClick(tray, Qt.Key.Key_Right)
    qtbot.keyClick(tray, Qt.Key.Key_Left)
    assert "2026" in told[-1]
    qtbot.keyClick(tray, Qt.Key.Key_Return)
    dated = event_of(view, "Some time")
    assert (dated.start_min, dated.end_max) == (start + DAY, start + 2 * DAY - 1)
    assert dated.track_id == track
    assert len(view.edits) == 1


def test_keys_go_on_beyond_the_edge_and_zoom(view: TimelineView, qtbot: QtBot) -> None:
    tray = view._tray
    tray.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tray, Qt.Key.Key_Return)
    for _ in range(12):
        qtbot.keyClick(tray, Qt.Key.Key_Left)
    (ghost,) = view.canvas.drag.ghosts.values()
    assert view.canvas.area.left() < view.canvas.scale.x_of(ghost.start_min)
    for _ in range(12):
        QTest.keyClick(tray, Qt.Key.Key_Plus)
    (ghost,) = view.canvas.drag.ghosts.values()
    assert ghost.end_max - ghost.start_min < DAY
    qtbot.keyClick(tray, Qt.Key.Key_Escape)
    assert view.edits == []
    assert view.canvas.drag is None


def test_wording_and_reason_stay_when_a_hand_dates_an_event(
    view: TimelineView, qtbot: QtBot
) -> None:
    event = event_of(view, "Some time")
    worded = Dating(
        new_id(), DatingOwner.EVENT, event.id, wording="one of these days", reason="Only he knows."
    )
    view.model.document.do(add("Word", worded))
    view._tray.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view._tray, Qt.Key.Key_Return)
    qtbot.keyClick(view._tray, Qt.Key.Key_Return)
    (dating,) = view.model.document.where(Dating, owner_id=event.id)
    assert (dating.wording, dating.reason, dating.rule) == (
        "one of these days",
        "Only he knows.",
        "hand-set",
    )


def test_arrows_walk_through_the_chips(view: TimelineView, qtbot: QtBot) -> None:
    first = event_of(view, "Some time")
    second = replace(first, id=new_id(), title="Some other time")
    view.model.document.do(Edit("Add", (Change(None, second),)))
    view._tray.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [view._selection.current.id]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(view._tray, key)
        seen.append(view._selection.current.id)
    assert seen[0] == seen[3] != seen[1] == seen[2]
    assert {seen[0], seen[1]} == {first.id, second.id}
    assert view.model.document.count(Event) == 8


def test_a_screen_reader_is_told_which_chip_is_selected(view: TimelineView, qtbot: QtBot) -> None:
    assert view._tray.accessibleName() == "Undated events"
    view._tray.setFocus(Qt.FocusReason.TabFocusReason)
    assert view._tray.accessibleName() == "Undated events, 1 of 1: Some time"
    view._selection.clear()
    assert view._tray.accessibleName() == "Undated events"


def middle_of_lane(view: TimelineView, title: str) -> int:
    """A height of the canvas inside a lane."""
    band = next(b for b in view.canvas.layout_now.bands if b.lane.spec.title == title)
    return round(view.canvas.widget_y((band.top + band.bottom) / 2))
