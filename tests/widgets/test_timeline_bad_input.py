from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.widgets.timeline_view import TimelineView

YEAR = 31_556_952


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    track = Track(new_id(), "Everything " * 40)
    events = [
        event("The beginning", -13_800_000_000 * YEAR, -13_799_999_000 * YEAR, track),
        event("The end", 9_999 * YEAR, 9_999 * YEAR, track),
        event("No length", day(2026), day(2026), track),
        event("Long " * 20_000, day(2026), day(2026, 2), track),
        event("e" + "\u0301" * 3_000, day(2026), day(2026, 3), track),
        event("two\nlines\ttabs\u2028and \u202e turned", None, day(2026, 3), track),
    ]
    store = made(tmp_path / "bad.sqlite", track, *events)
    view = view_of(store)
    qtbot.addWidget(view)
    yield view
    store.close()


def test_nothing_is_lost_between_the_first_and_the_last_year(view: TimelineView) -> None:
    view.canvas.unfold_all()
    view.canvas.fit_all()
    assert not view.grab().isNull()
    assert len(view.canvas.frame().boxes) == 6
    assert view.model.counts == (6, 6, 0, 0)


@pytest.mark.parametrize("at", [-13_800_000_000 * YEAR, 0, day(2026), 9_999 * YEAR])
def test_every_zoom_can_be_painted_anywhere(view: TimelineView, at: int) -> None:
    view.navigator.go_to(at)
    for _ in range(28):
        view.canvas.show_scale(view.canvas.scale.zoomed(8.0, 600))
        assert not view.grab().isNull()
    for _ in range(40):
        view.canvas.show_scale(view.canvas.scale.zoomed(1 / 8, 600))
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [(50, 60), (50, 2_000), (4_000, 60)])
def test_any_window_can_be_painted(view: TimelineView, size: tuple[int, int]) -> None:
    view.resize(*size)
    assert not view.grab().isNull()


def test_ten_thousand_at_one_instant_are_drawn_or_counted(qtbot: QtBot, tmp_path: Path) -> None:
    track = Track(new_id(), "Crowd")
    events = [event(f"Event {k}", day(2026), day(2026), track) for k in range(10_000)]
    store = made(tmp_path / "crowd.sqlite", track, *events)
    view = view_of(store)
    qtbot.addWidget(view)
    for _ in range(3):
        page = view.canvas.frame()
        assert not view.grab().isNull()
        hidden = sum(chip.number for chip in page.density.chips) if page.density else 0
        assert len(page.boxes) + hidden == 10_000
        view.canvas.show_scale(view.canvas.scale.zoomed(50.0, view.canvas.zoom_centre))
    store.close()
