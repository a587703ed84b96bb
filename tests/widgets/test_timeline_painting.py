from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.widgets.painting.export import image_of
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.timeline_view import TimelineView

RATIOS = pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    """Two lanes, one of them crowded, with selected, hovered, opened and dimmed events."""
    crowd, few = Track(new_id(), "Crowd", 0, 0), Track(new_id(), "Few", 1, 1)
    days = [
        event(f"Event {k}", day(2026) + k * 900, day(2026) + k * 900, crowd) for k in range(400)
    ]
    some = [event(f"Day {k}", day(2026, 1, k + 1), day(2026, 1, k + 3), few) for k in range(4)]
    store = made(tmp_path / "p.sqlite", crowd, few, *days, *some)
    view = view_of(store)
    qtbot.addWidget(view)
    view.canvas.selected = frozenset({400})
    view.canvas.hover(401)
    view.canvas.toggle_open(402)
    yield view
    store.close()


@RATIOS
def test_lanes_drawn_one_after_the_other_look_like_all_drawn_at_once(
    view: TimelineView, ratio: float
) -> None:
    canvas = view.canvas
    canvas.scroll_to(17.3)
    page = canvas.frame()
    assert page.density is not None
    look = Look(canvas.look.theme, canvas.font(), ratio)
    page = replace(page, dimmed=frozenset({403}))
    for _ in range(5):  # labels that are drawn again are kept as pictures
        image_of(page, look)
    assert image_of(page, look) == image_of(replace(page, is_still=False), look)
