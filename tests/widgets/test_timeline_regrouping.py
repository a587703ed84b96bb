"""Choosing other lanes of many events: told how far it is, given up by Esc, and come back to."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day
from tests.widgets.timeline_fixture import id_of, week_in_view
from timeline_app.models import belonging, timeline_lanes
from timeline_app.models.groupings import Grouping
from timeline_app.models.pace import Pace
from timeline_app.widgets import reading_progress
from timeline_app.widgets.timeline_view import TimelineView


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few events taken for many: each turn reads one row only."""
    monkeypatch.setattr(timeline_lanes, "MANY", 0)
    monkeypatch.setattr(belonging, "Pace", lambda turn, **_: Pace(turn, first=1, least=1, most=1))


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    with week_in_view(qtbot, tmp_path) as shown:
        yield shown


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_progress, "PATIENCE", -1)
    monkeypatch.setattr(reading_progress, "PAUSE", 0)


def is_made(view: TimelineView) -> bool:
    return view.model.regrouping.wanted is None


@pytest.mark.usefixtures("at_once")
def test_it_is_told_how_far_they_are(qtbot: QtBot, view: TimelineView) -> None:
    view.model.group_by(Grouping.STATUS)
    qtbot.waitUntil(view._progress.isVisible)
    assert "Making other lanes…" in view._progress.text()
    assert view._corner.lanes.text().startswith("Tracks")
    qtbot.waitUntil(partial(is_made, view))
    assert not view._progress.isVisible()
    assert view._corner.lanes.text().startswith("Status")


def test_what_takes_no_time_is_not_told(qtbot: QtBot, view: TimelineView) -> None:
    shown: list[bool] = []
    view.model.regrouping.progressed.connect(lambda _: shown.append(view._progress.isVisible()))
    view.model.group_by(Grouping.STATUS)
    qtbot.waitUntil(partial(is_made, view))
    assert len(shown) > 5
    assert not any(shown)


@pytest.mark.usefixtures("at_once")
def test_esc_keeps_the_lanes_there_are(qtbot: QtBot, view: TimelineView) -> None:
    view.model.group_by(Grouping.STATUS)
    qtbot.waitUntil(view._progress.isVisible)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert (is_made(view), view._progress.isVisible()) == (True, False)
    qtbot.wait(50)
    assert {lane.spec.title for lane in view.model.lanes} == {"North", "South"}


def test_a_view_comes_back_to_its_lanes_and_its_height(
    qtbot: QtBot, view: TimelineView, tmp_path: Path
) -> None:
    view.resize(1_200, 160)
    view.model.group_by(Grouping.STATUS)
    qtbot.waitUntil(partial(is_made, view))
    view.canvas.fit_all()
    view.canvas.scroll_to(20.0)
    place = view.canvas.place
    assert place.offset > 0
    view.model.group_by(Grouping.TRACK)
    qtbot.waitUntil(partial(is_made, view))
    view.canvas.scroll_to(0.0)
    view.canvas.come_back(place)
    qtbot.waitUntil(partial(is_made, view))
    assert view.canvas.place == place


def test_the_menu_of_the_corner_ticks_what_lanes_are_made_of_or_will_be(
    qtbot: QtBot, view: TimelineView
) -> None:
    def ticked() -> list[str]:
        qtbot.mouseClick(view._corner.lanes, Qt.MouseButton.LeftButton)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        found = [action.text() for action in menu.actions() if action.isChecked()]
        if found == ["Tracks"]:
            menu.actions()[4].trigger()
        menu.close()
        return found

    assert ticked() == ["Tracks"]
    assert not is_made(view)
    assert ticked() == ["Status"]
    qtbot.waitUntil(partial(is_made, view))
    assert ticked() == ["Status"]


def test_what_waits_in_the_tray_has_the_colour_of_the_lane_it_would_be_on(
    qtbot: QtBot, view: TimelineView
) -> None:
    (waiting,) = view.model.undated.tolist()
    assert view.model.colours_of([waiting]) == [1]  # the colour of “South”
    view.model.group_by(Grouping.STATUS)
    qtbot.waitUntil(partial(is_made, view))
    colours = {lane.spec.key: lane.spec.colour for lane in view.model.lanes}
    assert view.model.colours_of([waiting]) == [colours["occurred"]]
    assert not view._tray.grab().isNull()


def test_other_lanes_leave_the_time_that_is_shown(qtbot: QtBot, view: TimelineView) -> None:
    assert view.canvas.is_untouched
    view.model.show_only([id_of(view, "Day 1"), id_of(view, "Day 2")])
    before = view.canvas.scale
    view.model.group_by(Grouping.STATUS)
    qtbot.waitUntil(partial(is_made, view))
    assert view.canvas.scale == before


def test_all_is_what_is_shown(view: TimelineView) -> None:
    view.model.show_only([id_of(view, "Day 1"), id_of(view, "Day 2")])
    view.canvas.unfold_all()
    view.canvas.fit_all()
    first, last = view.canvas.visible_span
    assert day(2026, 1, 19) < first < day(2026, 1, 20)
    assert day(2026, 1, 22) < last < day(2026, 1, 23)
    view.model.show_only([])
    assert view.model.span is None
    view.canvas.fit_all()
    assert view.canvas.visible_span[1] - view.canvas.visible_span[0] > 300 * 86_400
