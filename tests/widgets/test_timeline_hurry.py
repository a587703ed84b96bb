from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.widgets import timeline_moving
from timeline_app.widgets.painting.export import image_of
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.page import paint_page
from timeline_app.widgets.timeline_view import TimelineView


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TimelineView]:
    """A crowded lane, on which any two moves are one, however slow the machine is."""
    monkeypatch.setattr(timeline_moving, "PAUSE", 60_000)
    crowd = Track(new_id(), "Crowd", 0, 0)
    minutes = (day(2026) + k * 900 for k in range(2_000))
    store = made(tmp_path / "p.sqlite", crowd, *(event(f"Event {t}", t, t, crowd) for t in minutes))
    view = view_of(store)
    qtbot.addWidget(view)
    view.canvas.fit(day(2026), day(2026, 2))
    view.canvas.frame()
    view.canvas._ahead.stop()  # nothing was worked out for what comes next
    yield view
    store.close()


def zoom_in(view: TimelineView) -> None:
    """Zoom by two levels, in two steps."""
    for _ in range(2):
        view.canvas.show_scale(view.canvas.scale.zoomed(2.0, view.canvas.area.center().x()))


def test_zooming_quickly_shows_the_rows_there_are_until_those_of_the_level_are_ready(
    view: TimelineView, qtbot: QtBot
) -> None:
    canvas = view.canvas
    before = {box.event: box.top for box in canvas.frame().boxes}
    zoom_in(view)
    hurried = canvas.frame(hurried=True)
    assert canvas.is_behind
    assert hurried.boxes
    assert all(before[box.event] == box.top for box in hurried.boxes)
    assert hurried.density is not None
    for band in hurried.density.bands:
        assert band.crowded is not None
        assert band.crowded.grid.level.px_per_second < canvas.scale.at_level.px_per_second
    canvas.update()
    qtbot.waitUntil(lambda: not canvas.is_behind)
    assert canvas.page is not None
    caught_up = canvas.page.boxes
    assert caught_up == canvas.frame().boxes
    assert len(caught_up) > len(hurried.boxes)


def test_the_finest_rows_that_are_ready_are_shown(view: TimelineView) -> None:
    canvas, middle = view.canvas, view.canvas.area.center().x()
    coarse = canvas.scale
    canvas.show_scale(coarse.zoomed(2.0, middle))
    canvas.frame()
    level = canvas.scale.level
    canvas.show_scale(coarse)
    canvas.frame()
    zoom_in(view)
    hurried = canvas.frame(hurried=True)
    assert canvas.is_behind
    assert hurried.density is not None
    assert canvas.scale.level < level < coarse.level
    for band in hurried.density.bands:
        assert band.crowded is not None
        assert band.crowded.grid.bits == level


def test_who_asks_without_hurry_is_shown_the_rows_of_the_level(view: TimelineView) -> None:
    zoom_in(view)
    first = view.canvas.frame().boxes
    assert not view.canvas.is_behind
    assert view.canvas.frame(hurried=True).boxes == first


def test_zooming_out_never_shows_rows_that_are_too_close_together(view: TimelineView) -> None:
    zoom_in(view)
    view.canvas.frame()
    view.canvas._layouts.clear()
    view.canvas.show_scale(view.canvas.scale.zoomed(0.2, view.canvas.area.center().x()))
    view.canvas.frame(hurried=True)
    assert not view.canvas.is_behind


def test_what_is_pressed_is_what_there_is_at_this_level(view: TimelineView, qtbot: QtBot) -> None:
    canvas = view.canvas
    for press in (
        lambda: qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center()),
        lambda: qtbot.keyPress(canvas, Qt.Key.Key_Shift),
    ):
        zoom_in(view)
        canvas.frame(hurried=True)
        assert canvas.is_behind
        press()
        assert not canvas.is_behind
        assert canvas.page is not None
        assert canvas.page.boxes == canvas.frame().boxes


def test_panning_never_takes_rows_of_another_level(view: TimelineView) -> None:
    canvas = view.canvas
    zoom_in(view)
    canvas.frame()
    for _ in range(12):
        canvas.show_scale(canvas.scale.panned(-400.0))
        canvas.frame(hurried=True)
        assert not canvas.is_behind


def test_a_leap_shows_the_rows_of_where_it_leads_at_once(view: TimelineView) -> None:
    view.canvas.show_scale(view.canvas.scale.panned(1.0))
    view.canvas.show_scale(view.canvas.scale.zoomed(10.0, view.canvas.area.center().x()))
    view.canvas.frame(hurried=True)
    assert not view.canvas.is_behind


def test_one_step_alone_shows_the_rows_of_its_level_at_once(
    view: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_moving, "PAUSE", 0)
    zoom_in(view)
    view.canvas.frame(hurried=True)
    assert not view.canvas.is_behind


def test_a_level_passed_on_the_move_is_not_laid_out_while_somebody_waits(
    view: TimelineView, qtbot: QtBot
) -> None:
    canvas = view.canvas
    zoom_in(view)
    canvas.frame(hurried=True)
    assert canvas._layouts.known(canvas.scale) is None
    canvas.update()
    qtbot.waitUntil(lambda: canvas._layouts.known(canvas.scale) is not None)


def test_a_page_that_comes_out_shorter_when_rows_are_ready_is_not_scrolled_past_its_foot(
    view: TimelineView, qtbot: QtBot
) -> None:
    canvas = view.canvas
    zoom_in(view)
    canvas.frame(hurried=True)
    canvas.offset, canvas._height = 9_999.0, 99_999.0
    canvas.frame()
    most = max(canvas.layout_now.height - canvas.area.height(), 0.0)
    qtbot.waitUntil(lambda: canvas.offset == most)


def test_labels_left_out_of_a_frame_on_the_move_come_a_moment_later(view: TimelineView) -> None:
    canvas = view.canvas
    for _ in range(2):
        canvas.show_scale(canvas.scale.panned(-1.0))
    page = canvas.frame(hurried=True)
    assert page.most is not None
    page, look = replace(page, most=5), Look(canvas.look.theme, canvas.font())
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    pictures = []
    for _ in page.boxes:
        with QPainter(image) as painter:
            is_whole = paint_page(painter, page, look)
        pictures.append(image.copy())
        if is_whole:
            break
    assert len(pictures) > 2
    assert pictures[0] != pictures[-1]
    at_once = replace(page, most=None)
    assert pictures[-1] == image_of(at_once, Look(canvas.look.theme, canvas.font()))
    assert canvas.frame().most is None


def test_a_leap_draws_all_its_labels_at_once(view: TimelineView) -> None:
    view.canvas.show_scale(view.canvas.scale.panned(1.0))
    view.canvas.show_scale(view.canvas.scale.zoomed(10.0, view.canvas.area.center().x()))
    assert view.canvas.frame(hurried=True).most is None


def test_a_whole_frame_waits_for_nothing_that_one_before_it_left_out(view: TimelineView) -> None:
    canvas = view.canvas
    canvas._look = None  # no label was drawn yet
    for _ in range(2):
        canvas.show_scale(canvas.scale.panned(-1.0))
    canvas.repaint()
    assert canvas._more.isActive()
    for _ in range(len(canvas.frame().boxes)):
        canvas.show_scale(canvas.scale.panned(-1.0))
        canvas.repaint()
    assert not canvas._more.isActive()
