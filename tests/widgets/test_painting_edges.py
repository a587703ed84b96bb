"""Labels at the edges of the timeline: they fade out, and no letter is cut."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.timeline_projects import day, event, made
from tests.widgets.timeline_fixture import view_of
from timeline_app.domain.records import Track, new_id
from timeline_app.widgets.painting.edges import FADE, faded
from timeline_app.widgets.timeline_view import TimelineView

pictures = st.lists(st.tuples(st.integers(-500, 900), st.integers(1, 700)), min_size=1, max_size=9)


def rows_of(found: list[tuple[int, int]]) -> np.ndarray:
    """Rows as a sheet has them, by their left and their width."""
    rows = [(x + w / 2, 10, 1000 * k, 0, w, 20, 1, 1, 0, 1) for k, (x, w) in enumerate(found)]
    return np.array(rows, float)


@given(pictures, st.integers(1, 800), st.sampled_from([1.0, 1.5, 2.0]))
def test_what_is_seen_of_a_picture_is_drawn_once_and_from_its_own_place(
    found: list[tuple[int, int]], wide: int, ratio: float
) -> None:
    first, last = 0, wide
    rows = rows_of(found)
    cut, of = faded(rows, first, last, ratio)
    lefts = cut[:, 0] - cut[:, 4] / 2
    assert np.array_equal(cut[:, 2] - rows[of, 2], lefts - (rows[of, 0] - rows[of, 4] / 2))
    for k, (x, w) in enumerate(found):
        pixels = [
            p
            for left, width in zip(lefts[of == k], cut[of == k, 4], strict=True)
            for p in range(int(left), int(left + width))
            if first <= p < last
        ]
        assert sorted(pixels) == list(range(max(x, first), min(x + w, last)))


@given(pictures)
def test_what_lies_within_is_left_alone_and_the_rest_is_faintest_at_the_edge(
    found: list[tuple[int, int]],
) -> None:
    rows = rows_of(found)
    cut, of = faded(rows, 0, 800, 1.0)
    for k, (x, w) in enumerate(found):
        mine = cut[of == k]
        if x >= 0 and x + w <= 800:
            assert np.array_equal(mine, rows[[k]])
        elif x < 0 < x + w <= 800:
            assert mine[0, 9] < 0.1
            assert (np.diff(mine[:, 9]) >= 0).all()
            assert (mine[mine[:, 0] > FADE + 2, 9] == 1).all()


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[TimelineView]:
    track = Track(new_id(), "Track")
    early = event("MMMMMMMMMMMM", day(2026, 1, 1), day(2026, 1, 1), track)
    late = event("Late", day(2026, 3, 1), day(2026, 3, 1), track)
    store = made(tmp_path / "edge.sqlite", track, early, late)
    view = view_of(store)
    qtbot.addWidget(view)
    yield view
    store.close()


def test_a_label_that_begins_left_of_the_view_is_faint_at_the_headers(view: TimelineView) -> None:
    canvas = view.canvas
    canvas.unfold_all()
    box = next(b for b in canvas.frame().boxes if b.label_width)
    whole = darkest(view, box.label_x, box)
    canvas.show_scale(canvas.scale.panned(canvas.area.left() - box.label_x - 31))
    box = next(b for b in canvas.frame().boxes if b.event == box.event)
    assert box.label_x < canvas.area.left()
    edge = darkest(view, canvas.area.left(), box)
    assert edge > 200 > whole


def darkest(view: TimelineView, x: float, box) -> int:
    """Return how dark the darkest pixel is of five across a box's height, from a pixel on."""
    image = view.canvas.grab().toImage()
    top = view.canvas.widget_y(box.top)
    return min(
        image.pixelColor(round(x) + across, round(top) + down).lightness()
        for across in range(5)
        for down in range(2, round(view.canvas.look.metrics.bar) - 2)
    )
