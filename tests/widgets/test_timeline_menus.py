from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.timeline_projects import DAY, day, event, made
from tests.widgets.timeline_fixture import box_of, id_of, middle, view_of, week_in_view
from timeline_app.domain.records import Track, new_id
from timeline_app.models.groupings import Grouping
from timeline_app.widgets.legend import Legend
from timeline_app.widgets.timeline_menus import menu_at
from timeline_app.widgets.timeline_view import TimelineView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as view:
        yield view


@pytest.fixture
def crowd(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    track = Track(new_id(), "Crowd")
    days = [event(f"Event {k}", day(2026) + k, day(2026) + k, track) for k in range(400)]
    store = made(tmp_path / "crowd.sqlite", track, *days)
    view = view_of(store)
    qtbot.addWidget(view)
    view.grab()
    yield view
    store.close()


def choose(menu: QMenu, text: str) -> None:
    next(a for a in menu.actions() if a.text() == text).trigger()


def test_the_menu_of_an_event_shows_its_claims(view: TimelineView) -> None:
    at = QPointF(middle(view, box_of(view, "Day 0")))
    choose(menu_at(view, at), "Show the claims beneath")
    assert len(view.canvas.frame().opened) == 1


def test_the_menu_of_a_lane_reduces_it_to_a_strip(view: TimelineView) -> None:
    at = QPointF(20, middle(view, box_of(view, "Day 0")).y())
    choose(menu_at(view, at), "Reduce to a strip")
    assert view.canvas.layout_now.bands[0].collapsed
    assert "Day 0" not in view.canvas.frame().titles
    assert not view.grab().isNull()


def test_a_lane_is_moved_down_by_an_edit(view: TimelineView) -> None:
    at = QPointF(20, middle(view, box_of(view, "Day 0")).y())
    choose(menu_at(view, at), "Move down")
    assert [lane.spec.title for lane in view.model.lanes] == ["South", "North"]
    assert [edit.label for edit in view.edits] == ["Move track “North”"]


@pytest.mark.parametrize(
    ("grouping", "titles"),
    [
        (Grouping.ORIGIN, {"Origin of supports", "Origin of disputes", "Others"}),
        (Grouping.SPEAKER, {"Origin of supports", "Origin of disputes", "Others"}),
        (Grouping.SOURCE, {"Others"}),
        (Grouping.STATUS, {"Occurred", "Planned"}),
        (Grouping.TRACK, {"North", "South"}),
    ],
)
def test_lanes_are_made_of_what_was_asked_for(
    view: TimelineView, grouping: Grouping, titles: set[str]
) -> None:
    view.model.group_by(Grouping.STATUS)
    view.model.group_by(grouping)
    assert {lane.spec.title for lane in view.model.lanes} == titles
    drawn = {i for lane in view.model.lanes for i in lane.order.tolist()}
    assert len(drawn) == 6


def test_tab_goes_through_what_is_in_view_and_then_leaves(
    crowd: TimelineView, qtbot: QtBot
) -> None:
    page = crowd.canvas.frame()
    assert page.density is not None
    stops = len(page.boxes) + len(page.density.chips)
    chips = 0
    for _ in range(stops):
        assert crowd.tab(1)
        chips += crowd.canvas.chip is not None
    assert chips == len(page.density.chips)
    assert not crowd.tab(1)


def test_every_glyph_is_explained_one_key_away(view: TimelineView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.canvas, "L")
    (legend,) = view.findChildren(Legend)
    assert not legend.grab().isNull()
    qtbot.keyClick(legend, "L")
    assert not legend.isVisible()


@pytest.mark.parametrize("wording", ["28 January 2026", "2026-01-28", "yesterday"])
def test_any_wording_of_a_date_is_gone_to(view: TimelineView, qtbot: QtBot, wording: str) -> None:
    qtbot.keyClick(view.canvas, "G", Qt.KeyboardModifier.ControlModifier)
    date = view._date
    assert date is not None
    qtbot.keyClicks(date.line, wording)
    span = date._understood()[0]
    assert span is not None
    qtbot.keyClick(date.line, Qt.Key.Key_Return)
    first, last = view.canvas.visible_span
    assert first <= (span[0] + span[1]) // 2 <= last
    assert not date.isVisible()


def test_keys_zoom_into_the_date_gone_to_until_something_is_selected(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.navigator.select(id_of(view, "Day 0"))
    qtbot.keyClick(view.canvas, "G", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(view._date.line, "22 Jan 2026")
    qtbot.keyClick(view._date.line, Qt.Key.Key_Return)
    for _ in range(8):
        qtbot.keyClick(view.canvas, "W")
    first, last = view.canvas.visible_span
    assert first < day(2026, 1, 22) + DAY // 2 < last
    assert last - first < 2 * DAY
    view.navigator.select(id_of(view, "Day 4"))
    assert view.canvas.sought is None


def test_what_is_no_date_is_refused_in_words(view: TimelineView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.canvas, "G", Qt.KeyboardModifier.ControlModifier)
    before = view.canvas.scale
    assert view._date is not None
    qtbot.keyClicks(view._date.line, "blue cheese")
    qtbot.keyClick(view._date.line, Qt.Key.Key_Return)
    assert view._date._said.text()
    assert view.canvas.scale == before
    qtbot.keyClick(view._date.line, Qt.Key.Key_Escape)
    assert not view._date.isVisible()


def test_return_in_the_line_goes_to_the_date_and_does_nothing_else(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.navigator.select(id_of(view, "Day 0"))
    qtbot.keyClick(view.canvas, "G", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(view._date.line, "22 Jan 2026")
    qtbot.keyClick(view._date.line, Qt.Key.Key_Return)
    assert not view.canvas.opened


@pytest.mark.parametrize("width", [1_200, 700, 420])
def test_what_was_understood_stays_within_the_timeline(
    view: TimelineView, qtbot: QtBot, width: int
) -> None:
    view.resize(width, 500)
    qtbot.keyClick(view.canvas, "G", Qt.KeyboardModifier.ControlModifier)
    for wording in ("last week", "blue cheese", "about five or six days ago"):
        view._date.line.clear()
        qtbot.keyClicks(view._date.line, wording)
        said = view._date._said
        assert view._date.geometry().right() <= view.canvas.width()
        assert said.heightForWidth(said.width()) <= said.height()


def test_tracks_at_the_ends_are_moved_no_further(view: TimelineView) -> None:
    view.grab()
    for band, (up, down) in zip(
        view.canvas.layout_now.bands, [(False, True), (True, False)], strict=True
    ):
        menu = menu_at(view, QPointF(20, view.canvas.widget_y(band.top + 10)))
        may = {a.text(): a.isEnabled() for a in menu.actions()}
        assert (may["Move up"], may["Move down"]) == (up, down)


def test_a_header_dragged_down_moves_its_track(view: TimelineView, qtbot: QtBot) -> None:
    view.grab()
    north, south = view.canvas.layout_now.bands
    start = QPoint(40, round(view.canvas.widget_y(north.top + 20)))
    end = QPoint(40, round(view.canvas.widget_y(south.bottom - 4)))
    qtbot.mousePress(view.canvas, LEFT, pos=start)
    qtbot.mouseMove(view.canvas, (start + end) / 2)
    qtbot.mouseMove(view.canvas, end)
    qtbot.mouseRelease(view.canvas, LEFT, pos=end)
    titles = [band.lane.spec.title for band in view.canvas.layout_now.bands]
    assert titles == ["South", "North"]
    assert [edit.label for edit in view.edits] == ["Move track “North”"]


def test_a_double_click_on_a_header_makes_a_strip_of_the_lane(
    view: TimelineView, qtbot: QtBot
) -> None:
    (north, _) = view.canvas.layout_now.bands
    at = QPoint(40, round(view.canvas.widget_y(north.top + 20)))
    qtbot.mouseDClick(view.canvas, LEFT, pos=at)
    assert view.canvas.layout_now.bands[0].collapsed
    assert view.canvas.layout_now.bands[0].height < north.height
    qtbot.mouseDClick(view.canvas, LEFT, pos=at)
    assert not view.canvas.layout_now.bands[0].collapsed


def test_text_of_twice_the_size_fits_into_its_bars(view: TimelineView) -> None:
    before = view.canvas.layout_now.height
    usual = view.canvas.look.metrics.line
    font = view.canvas.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.canvas.setFont(font)
    metrics = view.canvas.look.metrics
    assert metrics.bar >= metrics.line > 1.8 * usual
    assert view.canvas.layout_now.height > before
    assert not view.grab().isNull()


def test_what_is_pointed_at_is_told_in_full(view: TimelineView, qtbot: QtBot) -> None:
    box = box_of(view, "Day 2")
    qtbot.mouseMove(view.canvas, middle(view, box))
    assert "Day 2<br>21 Jan 2026" in view.canvas.toolTip()
