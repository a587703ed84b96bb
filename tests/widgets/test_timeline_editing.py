from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.timeline_projects import DAY, day, event
from tests.widgets.timeline_fixture import box_of, event_of, id_of, middle, point, week_in_view
from timeline_app.domain.edits import add
from timeline_app.domain.records import Dating, Event, Track, new_id
from timeline_app.domain.vocabulary import DatingOwner
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        view.canvas.unfold_all()
        view.canvas.fit(day(2026, 1, 18), day(2026, 1, 30))
        yield view


def drag(
    view: TimelineView, qtbot: QtBot, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE
) -> None:
    qtbot.mousePress(view.canvas, LEFT, keys, start)
    qtbot.mouseMove(view.canvas, (start + end) / 2)
    qtbot.mouseMove(view.canvas, end)
    qtbot.mouseRelease(view.canvas, LEFT, keys, end)


def px_of_a_day(view: TimelineView) -> int:
    return round(DAY * view.canvas.scale.px_per_second)


def test_events_are_locked_until_they_are_unlocked(view: TimelineView, qtbot: QtBot) -> None:
    at = middle(view, box_of(view, "Day 2"))
    drag(view, qtbot, at, at + QPoint(150, 0))
    assert view.edits == []
    with qtbot.waitSignal(view.hinted):
        view.navigator.select(id_of(view, "Day 2"))
        qtbot.keyClick(view.canvas, Qt.Key.Key_Right, CTRL)


def test_dragging_an_event_moves_it_by_whole_units(view: TimelineView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.canvas, "U")
    at = middle(view, box_of(view, "Day 2"))
    drag(view, qtbot, at, at + QPoint(px_of_a_day(view), 0))
    moved = event_of(view, "Day 2")
    assert (moved.start_min, moved.end_max) == (day(2026, 1, 22), day(2026, 1, 23) - 1)
    assert [edit.label for edit in view.edits] == ["Move “Day 2”"]
    view.model.document.undo()
    assert event_of(view, "Day 2").start_min == day(2026, 1, 21)


def test_dragging_an_edge_changes_one_side_only(view: TimelineView, qtbot: QtBot) -> None:
    view.hand.set_unlocked(unlocked=True)
    box = box_of(view, "Day 1")
    edge = point(view, box, box.right)
    drag(view, qtbot, edge, edge + QPoint(px_of_a_day(view), 0))
    event = event_of(view, "Day 1")
    assert (event.start_min, event.start_max) == (day(2026, 1, 20), day(2026, 1, 20))
    assert (event.end_min, event.end_max) == (day(2026, 1, 22) - 1, day(2026, 1, 22) - 1)


def test_a_certain_edge_is_made_vague_by_its_upper_third(view: TimelineView, qtbot: QtBot) -> None:
    view.hand.set_unlocked(unlocked=True)
    box = box_of(view, "Day 1")
    edge = point(view, box, box.right, 0.15)
    drag(view, qtbot, edge, edge + QPoint(px_of_a_day(view), 0))
    event = event_of(view, "Day 1")
    assert (event.end_min, event.end_max) == (day(2026, 1, 21) - 1, day(2026, 1, 22) - 1)


def test_escape_leaves_everything_as_it_was(view: TimelineView, qtbot: QtBot) -> None:
    view.hand.set_unlocked(unlocked=True)
    at = middle(view, box_of(view, "Day 2"))
    qtbot.mousePress(view.canvas, LEFT, NONE, at)
    qtbot.mouseMove(view.canvas, at + QPoint(200, 0))
    view.grab()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.canvas, LEFT, NONE, at + QPoint(200, 0))
    assert view.edits == []


def test_a_drag_to_another_lane_changes_the_track(view: TimelineView, qtbot: QtBot) -> None:
    view.hand.set_unlocked(unlocked=True)
    south = next(t for t in view.model.document.all(Track) if t.title == "South")
    at = middle(view, box_of(view, "Day 2"))
    down = middle(view, box_of(view, "Visit")).y() - at.y()
    drag(view, qtbot, at, at + QPoint(0, down))
    assert event_of(view, "Day 2").track_id == south.id


def test_a_double_click_on_empty_space_creates_an_event_there(
    view: TimelineView, qtbot: QtBot
) -> None:
    there = day(2026, 1, 26) + 15 * 3_600
    x = round(view.canvas.scale.x_of(there))
    at = QPoint(x, middle(view, box_of(view, "Visit")).y())
    qtbot.mouseDClick(view.canvas, LEFT, NONE, at)
    event = event_of(view, "New event")
    assert event.start_min is not None
    assert event.end_max is not None
    assert event.start_min <= there <= event.end_max
    assert view._selection.current is not None
    assert view._selection.current.id == event.id
    assert view.model.document.where(Dating, owner_id=event.id)[0].edtf is not None


def test_shift_drag_on_empty_space_creates_an_interval(view: TimelineView, qtbot: QtBot) -> None:
    y = middle(view, box_of(view, "Visit")).y()
    start = QPoint(round(view.canvas.scale.x_of(day(2026, 1, 19))) + 2, y)
    drag(view, qtbot, start, start + QPoint(3 * px_of_a_day(view), 0), SHIFT)
    event = event_of(view, "New event")
    assert (event.start_min, event.end_max) == (day(2026, 1, 19), day(2026, 1, 22) - 1)


def test_several_selected_events_move_together(view: TimelineView, qtbot: QtBot) -> None:
    view.hand.set_unlocked(unlocked=True)
    for title in ("Day 0", "Day 3"):
        qtbot.mouseClick(view.canvas, LEFT, CTRL, middle(view, box_of(view, title)))
    at = middle(view, box_of(view, "Day 3"))
    drag(view, qtbot, at, at + QPoint(px_of_a_day(view), 0))
    assert event_of(view, "Day 0").start_min == day(2026, 1, 20)
    assert event_of(view, "Day 3").start_min == day(2026, 1, 23)
    assert [edit.label for edit in view.edits] == ["Move 2 events"]


def test_a_rubber_band_selects_what_it_touches(view: TimelineView, qtbot: QtBot) -> None:
    first, last = box_of(view, "Day 1"), box_of(view, "Day 3")
    start = QPoint(round(first.left) + 4, round(view.canvas.area.top()) + 2)
    end = QPoint(round(last.left) + 20, round(view.canvas.area.bottom()) - 2)
    drag(view, qtbot, start, end, CTRL)
    titles = sorted(view.model.name(i).title for i in view.canvas.selected)
    assert titles == ["Day 1", "Day 2", "Day 3"]


def test_ctrl_arrows_nudge_by_one_unit(view: TimelineView, qtbot: QtBot) -> None:
    view.hand.set_unlocked(unlocked=True)
    view.navigator.select(id_of(view, "Day 2"))
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right, CTRL)
    later = event_of(view, "Day 2").start_min
    assert later is not None
    assert day(2026, 1, 21) < later <= day(2026, 1, 22)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left, CTRL)
    assert event_of(view, "Day 2").start_min == day(2026, 1, 21)


def test_a_hand_set_date_keeps_the_wording_it_departs_from(
    view: TimelineView, qtbot: QtBot
) -> None:
    event = event_of(view, "Day 2")
    bounds = event.start_min, event.start_max, event.end_min, event.end_max
    names = ("start_min", "start_max", "end_min", "end_max")
    dating = Dating(
        new_id(),
        DatingOwner.EVENT,
        event.id,
        wording="last Wednesday",
        reason="He said so.",
        **dict(zip(names, bounds, strict=True)),
    )
    view.model.document.do(add("Date", dating))
    view.hand.set_unlocked(unlocked=True)
    view.navigator.select(event.id)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right, CTRL)
    (kept,) = view.model.document.where(Dating, owner_id=event.id)
    assert (kept.wording, kept.reason, kept.rule) == ("last Wednesday", "He said so.", "hand-set")
    assert kept.start_min == view.model.document.all(Event)[2].start_min


@pytest.mark.parametrize(
    ("key", "keys", "moved"),
    [
        (Qt.Key.Key_Left, SHIFT, (-1, 0)),
        (Qt.Key.Key_Right, CTRL | SHIFT, (0, 1)),
    ],
)
def test_keys_move_one_side_of_an_event(
    view: TimelineView, qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier, moved: tuple[int, int]
) -> None:
    before = event_of(view, "Day 2")
    qtbot.keyClick(view.canvas, "U")
    view.navigator.select(before.id)
    qtbot.keyClick(view.canvas, key, keys)
    after = event_of(view, "Day 2")
    unit = 6 * 3_600  # the finest unit a hand can point at, at this zoom
    assert after.start_min == before.start_min + moved[0] * unit
    assert after.end_max == before.end_max + moved[1] * unit
    assert [edit.label for edit in view.edits] == ["Change the time of “Day 2”"]


def test_nothing_snaps_to_a_second_past_an_instant_or_an_open_side(view: TimelineView) -> None:
    noon = day(2026, 1, 23) + 43_200
    opened = event("Open", day(2026, 1, 24), None, end_min=noon + 86_400)
    view.model.document.do(add("Add", event("Instant", noon, noon), opened))
    view.grab()
    edges = view.hand._neighbours(frozenset())
    assert {noon, opened.start_min} <= set(edges)
    assert not {noon + 1, noon + 86_401} & set(edges)
