from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import box_of, id_of, middle, view_of, week_in_view
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import Dating, Event, Hop, new_id
from timeline_app.domain.vocabulary import DatingOwner, EventKind
from timeline_app.models.selection import Ref, Selection
from timeline_app.scene.folds import Fold, Folds
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        yield view


def wheel(view: TimelineView, at: QPointF, notches: int) -> None:
    where = view.canvas.mapToGlobal(at)
    keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turn = QPoint(0, 120 * notches)
    event = QWheelEvent(at, where, QPoint(), turn, Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(view.canvas, event)


def test_the_counts_say_what_is_not_shown(view: TimelineView) -> None:
    assert view.shown_text == "6 of 7 shown, 1 undated, 0 filtered"


def test_a_filter_is_counted(view: TimelineView) -> None:
    view.model.show_only([id_of(view, "Day 1")])
    assert view.shown_text == "1 of 7 shown, 0 undated, 6 filtered"


def test_a_click_on_an_event_selects_it(view: TimelineView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.canvas, LEFT, pos=middle(view, box_of(view, "Day 2")))
    assert view._selection.current == Ref("event", id_of(view, "Day 2"))


def test_selecting_elsewhere_marks_the_event_here(view: TimelineView) -> None:
    view._selection.select("event", id_of(view, "Day 3"))
    assert [view.model.name(i).title for i in view.canvas.selected] == ["Day 3"]


def test_an_event_selected_elsewhere_comes_into_view(view: TimelineView) -> None:
    view.canvas.fit(day(2019), day(2020))
    view._selection.select("event", id_of(view, "Visit"))
    assert box_of(view, "Visit").left < view.canvas.width()


def test_dragging_empty_space_pans(view: TimelineView, qtbot: QtBot) -> None:
    before = view.canvas.scale.time_at(700)
    empty = QPoint(700, view.canvas.height() - 10)
    qtbot.mousePress(view.canvas, LEFT, pos=empty)
    qtbot.mouseMove(view.canvas, empty - QPoint(100, 0))
    qtbot.mouseRelease(view.canvas, LEFT, pos=empty - QPoint(100, 0))
    assert abs(view.canvas.scale.time_at(600) - before) <= 1 / view.canvas.scale.px_per_second + 1


def test_the_wheel_zooms_at_the_pointer(view: TimelineView) -> None:
    before = view.canvas.scale
    wheel(view, QPointF(800, 200), 3)
    after = view.canvas.scale
    assert after.px_per_second > before.px_per_second
    assert abs(after.x_of(before.time_at(800)) - 800) <= after.px_per_second + 0.01


@pytest.mark.parametrize(("there", "back"), [("W", "S"), ("A", "D"), ("+", "-")])
def test_keys_move_there_and_back(view: TimelineView, qtbot: QtBot, there: str, back: str) -> None:
    before = view.canvas.visible_span
    qtbot.keyClick(view.canvas, there)
    moved = view.canvas.visible_span
    qtbot.keyClick(view.canvas, back)
    assert moved != before
    assert all(abs(a - b) <= 2 for a, b in zip(view.canvas.visible_span, before, strict=True))


def test_comma_and_period_walk_through_time(view: TimelineView, qtbot: QtBot) -> None:
    view._selection.select("event", id_of(view, "Day 0"))
    titles = []
    for _ in range(5):
        qtbot.keyClick(view.canvas, Qt.Key.Key_Period)
        titles.append(view.model.name(next(iter(view.canvas.selected))).title)
    assert titles == ["Day 1", "Day 2", "Day 3", "Day 4", "Visit"]
    qtbot.keyClick(view.canvas, Qt.Key.Key_Comma)
    assert view._selection.current == Ref("event", id_of(view, "Day 4"))


def test_alt_arrows_go_back_and_forward(view: TimelineView, qtbot: QtBot) -> None:
    first = view.canvas.scale
    view.navigator.show_span(day(2026, 1, 20), day(2026, 1, 21))
    second = view.canvas.scale
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.canvas.scale == first
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.canvas.scale == second


def test_alt_drag_zooms_to_a_span(view: TimelineView, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    wanted = view.canvas.scale.time_at(500), view.canvas.scale.time_at(700)
    qtbot.mousePress(view.canvas, LEFT, alt, QPoint(500, 200))
    qtbot.mouseMove(view.canvas, QPoint(700, 200))
    qtbot.mouseRelease(view.canvas, LEFT, alt, QPoint(700, 200))
    slack = 3 / view.canvas.scale.px_per_second + 1
    assert all(abs(a - b) <= slack for a, b in zip(view.canvas.visible_span, wanted, strict=True))


def test_a_drag_on_the_ruler_zooms_to_a_span_and_one_can_come_back(
    view: TimelineView, qtbot: QtBot
) -> None:
    before = view.canvas.scale
    wanted = before.time_at(500), before.time_at(700)
    qtbot.mousePress(view.canvas, LEFT, pos=QPoint(500, 10))
    qtbot.mouseMove(view.canvas, QPoint(600, 200))
    assert not view.grab().isNull()
    qtbot.mouseMove(view.canvas, QPoint(700, 12))
    qtbot.mouseRelease(view.canvas, LEFT, pos=QPoint(700, 12))
    slack = 3 / view.canvas.scale.px_per_second + 1
    assert all(abs(a - b) <= slack for a, b in zip(view.canvas.visible_span, wanted, strict=True))
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.canvas.scale == before


def test_escape_ends_a_drag_on_the_ruler(view: TimelineView, qtbot: QtBot) -> None:
    before = view.canvas.scale
    qtbot.mousePress(view.canvas, LEFT, pos=QPoint(500, 10))
    qtbot.mouseMove(view.canvas, QPoint(700, 10))
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.canvas, LEFT, pos=QPoint(700, 10))
    assert view.canvas.scale == before


def test_the_ruler_says_what_a_drag_on_it_does(view: TimelineView, qtbot: QtBot) -> None:
    view.grab()
    qtbot.mouseMove(view.canvas, QPoint(500, 10))
    assert view.canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    assert "Drag to show a span" in view.canvas.toolTip()
    qtbot.mouseMove(view.canvas, QPoint(500, 250))
    assert not view.canvas.toolTip()


def test_a_fold_opened_by_a_click_is_closed_by_going_back(view: TimelineView, qtbot: QtBot) -> None:
    canvas = view.canvas
    canvas.set_folds(Folds.of([Fold(day(2026, 1, 21), day(2026, 1, 23))]))
    before = canvas.scale
    view.grab()
    ((_, x),) = canvas.page.ruler.folds
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(round(x) + 5, 10))
    assert len(canvas.scale.folds) == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert canvas.scale == before


def test_a_click_with_ctrl_beside_all_events_keeps_what_is_selected(
    view: TimelineView, qtbot: QtBot
) -> None:
    qtbot.mouseClick(view.canvas, LEFT, pos=middle(view, box_of(view, "Day 1")))
    chosen = view.canvas.selected
    beside = QPoint(round(view.canvas.area.left()) + 3, round(view.canvas.area.bottom()) - 3)
    qtbot.mouseClick(view.canvas, LEFT, Qt.KeyboardModifier.ControlModifier, beside)
    assert chosen
    assert view.canvas.selected == chosen
    qtbot.mouseClick(view.canvas, LEFT, pos=beside)
    assert not view.canvas.selected


def test_an_edit_is_seen_without_reading_the_rest_again(view: TimelineView) -> None:
    document = view.model.document
    before = document.get(Event, id_of(view, "Day 1"))
    assert before is not None
    document.do(revise("Rename", before, replace(before, title="Renamed")))
    assert "Renamed" in view.canvas.frame().titles
    document.undo()
    assert "Day 1" in view.canvas.frame().titles


def test_a_disputed_event_is_counted_in_the_header(view: TimelineView) -> None:
    north = view.model.lanes[0]
    assert (north.spec.title, north.claims, north.contested) == ("North", 2, 1)


def test_undated_events_wait_in_the_tray(view: TimelineView, qtbot: QtBot) -> None:
    view.grab()
    tray = view._tray
    chip = tray._chips[0][0].center().toPoint()
    qtbot.mouseClick(tray, LEFT, pos=chip)
    assert view._selection.current == Ref("event", id_of(view, "Some time"))


def test_a_window_fifty_pixels_wide_is_painted(view: TimelineView) -> None:
    view.resize(50, 60)
    assert not view.grab().isNull()


def test_an_opened_event_makes_room_for_each_of_its_claims(
    view: TimelineView, qtbot: QtBot
) -> None:
    below = box_of(view, "Visit").top
    view.navigator.select(id_of(view, "Day 0"))
    qtbot.keyClick(view.canvas, "O")
    page = view.canvas.frame()
    ((opened, top),) = page.opened.values()
    assert [account.text.split(":")[0] for account in opened.accounts] == [
        "Origin of supports",
        "Origin of disputes",
    ]
    assert top > box_of(view, "Day 0").top
    assert box_of(view, "Visit").top >= below + opened.height(view.canvas.look.metrics)
    qtbot.keyClick(view.canvas, "O")
    assert box_of(view, "Visit").top == below


def test_the_selected_claim_marks_when_it_was_said(view: TimelineView) -> None:
    document = view.model.document
    hop = document.all(Hop)[0]
    said = day(2026, 1, 24)
    dating = Dating(new_id(), DatingOwner.HOP, hop.id, edtf="2026-01-24", start_min=said)
    document.do(add("Say when", dating))
    view._selection.select("claim", hop.claim_id)
    (mark,) = view.canvas.marks
    assert (mark.first, mark.published, mark.text) == (said, False, "said: Origin of supports")
    assert [view.model.name(i).title for i in view.canvas.selected] == ["Day 0"]
    assert not view.grab().isNull()


def test_marks_are_named_under_the_tracks_and_lead_to_their_time(
    view: TimelineView, qtbot: QtBot
) -> None:
    document = view.model.document
    first, second = document.all(Hop)
    assert not view._marks.isVisible()
    also = replace(first, id=new_id(), position=1, actor_id=second.actor_id)
    spans = {"start_min": day(2026, 3, 1), "end_max": day(2026, 3, 2) - 1}
    datings = [
        Dating(new_id(), DatingOwner.HOP, hop.id, edtf="2026-03-01", **spans)
        for hop in (first, also)
    ]
    document.do(add("Say when", also, *datings))
    view.navigator.show_span(day(2026, 1, 18), day(2026, 1, 30))
    view._selection.select("claim", first.claim_id)
    (tag,) = view._marks.tags  # said in the same span: one mark for both
    assert view._marks.accessibleName() == "said: Origin of supports, Origin of disputes"
    assert view._marks.y() >= view.canvas.geometry().bottom()
    assert tag.beyond == 1
    qtbot.mouseClick(view._marks, LEFT, pos=QPoint(round(tag.left) + 4, 8))
    (tag,) = view._marks.tags
    assert tag.beyond == 0
    view._selection.clear()
    assert not view._marks.isVisible()


def test_what_a_view_dims_is_still_drawn_but_fainter(view: TimelineView) -> None:
    wanted = view.model.index_of(id_of(view, "Day 1"))
    assert wanted is not None
    ground = painted(view, "Day 2")
    view.model.filter_rows(view.model.columns.rowid[wanted : wanted + 1], dims=True)
    assert view.shown_text == "1 of 7 shown, 0 undated, 6 filtered"
    paper = view.canvas.look.paper
    assert nearness(painted(view, "Day 2"), paper) < nearness(ground, paper)
    view.model.filter_rows(None)
    assert painted(view, "Day 2") == ground


def painted(view: TimelineView, title: str) -> QColor:
    """The colour in the middle of an event."""
    image = view.canvas.grab().toImage()
    at = middle(view, box_of(view, title)) * image.devicePixelRatio()
    return image.pixelColor(at)


def nearness(colour: QColor, paper: QColor) -> int:
    """How far a colour is from paper."""
    pairs = zip(colour.getRgb()[:3], paper.getRgb()[:3], strict=True)
    return sum(abs(one - other) for one, other in pairs)


def test_a_project_comes_back_as_it_was_left(
    view: TimelineView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.canvas.toggle_collapsed(view.model.lanes[0].spec.key)
    with qtbot.waitSignal(view._settling.timeout):
        view.canvas.fit(day(2026, 1, 20), day(2026, 1, 24))
    again = TimelineView(view.model.document, Selection())
    qtbot.addWidget(again)
    again.resize(view.size())
    again.show()
    assert again.canvas.scale == view.canvas.scale
    assert again.canvas.layout_now.bands[0].collapsed


def test_rows_glide_to_the_next_level_and_stop(view: TimelineView, qtbot: QtBot) -> None:
    canvas = view.canvas
    canvas.fit(day(2026, 1, 1), day(2026, 3, 1))
    view.grab()
    canvas.motion = True
    level = canvas.scale.level
    while canvas.scale.level == level:
        canvas.show_scale(canvas.scale.zoomed(1.2, 600))
    canvas.frame()
    assert canvas._motion is not None
    qtbot.waitUntil(lambda: canvas._motion is None)
    assert not canvas._beat.isActive()
    places = [box.top for box in canvas.frame().boxes]
    canvas.motion = False
    assert places == [box.top for box in canvas.frame().boxes]


def test_f_brings_the_selected_event_into_view_and_fills_it_where_years_are_folded(
    qtbot: QtBot, tmp_path: Path
) -> None:
    long = event("Long", day(2019), day(2026, 2), kind=EventKind.STATE)
    others = [event(f"E{k}", day(2026, 1, 1 + k), day(2026, 1, 3 + k)) for k in range(20)]
    low = event("Low", day(2026, 1, 5), day(2026, 1, 9))
    with made(tmp_path / "p.sqlite", long, *others, low) as store:
        view = view_of(store)
        qtbot.addWidget(view)
        view.resize(900, 260)
        view.canvas.fold_quiet()
        for one in (long, low):
            view._selection.select("event", one.id)
            qtbot.keyClick(view.canvas, Qt.Key.Key_F)
            area, box = view.canvas.area, box_of(view, one.title)
            assert 0.5 * area.width() < box.right - box.left < area.width()
            assert area.top() <= view.canvas.widget_y(box.top) < area.bottom() - 10


def test_a_click_near_the_edge_and_an_edit_there_leave_the_view_where_it_is(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.canvas.unfold_all()
    view.canvas.fit(day(2026, 1, 10), day(2026, 1, 29))
    before = view.canvas.scale
    box = box_of(view, "Visit")
    assert box.left > view.canvas.area.right() - 120
    qtbot.mouseClick(view.canvas, LEFT, pos=middle(view, box))
    assert view._selection.current == Ref("event", id_of(view, "Visit"))
    assert view.canvas.scale == before
    visit = view.model.document.get(Event, id_of(view, "Visit"))
    view.model.document.do(revise("Move", visit, replace(visit, end_max=visit.end_max + 60)))
    assert view.canvas.scale == before
