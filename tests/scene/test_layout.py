from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scene.laws import columns_of, scales, stage_of, stages
from timeline_app.domain.columns import Flag
from timeline_app.scene.boxes import Box, Metrics, Place
from timeline_app.scene.crowded import WHOLE
from timeline_app.scene.layout import Stage
from timeline_app.scene.packing import first_fit
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import Known, boxes_in, placed_in, tiles_in


def boxes_of(
    stage: Stage, scale: TimeScale, view: tuple[float, float], coarser: int = 0
) -> list[Box]:
    """The boxes of a view, in the rows of its level or of one some levels coarser."""
    level = replace(scale, px_per_second=scale.px_per_second / 2**coarser)
    bands = stage.layout(level).bands
    placed = placed_in(bands, scale, view)
    known = Known.of(placed, stage.columns, stage.outer, stage.lanes)
    return boxes_in(known, scale, view=view)


def taken(box: Box) -> tuple[float, float]:
    """What a box takes of its row, its label included."""
    left, right = box.ends
    if box.place == Place.RIGHT and box.label_width > 0:
        right = box.label_x + box.label_width
    if box.place == Place.LEFT:
        left = box.label_x
    return left, right


def whole(stage: Stage, scale: TimeScale) -> tuple[float, float]:
    """A view of everything."""
    first, last = stage.outer.span or (0, 1)
    return scale.x_of(first) - 2_000, scale.x_of(last) + 2_000


@settings(max_examples=60)
@given(st.data(), stages, st.sampled_from([0, 0, 1, 4]))
def test_no_two_boxes_of_a_row_overlap_nor_at_a_finer_level(
    data: st.DataObject, stage: Stage, coarser: int
) -> None:
    span = stage.outer.span
    if span is None:
        return
    scale = data.draw(scales(max(span[1] - span[0], 1)))
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    view = whole(stage, scale)
    if view[1] - view[0] > 60_000:
        return
    for box in boxes_of(stage, scale, view, coarser):
        rows[box.row].append(taken(box))
    for row in rows.values():
        assert all(a[1] <= b[0] + 0.51 for a, b in pairwise(sorted(row)))


@settings(max_examples=60)
@given(st.data(), stages)
def test_panning_changes_no_row(data: st.DataObject, stage: Stage) -> None:
    span = stage.outer.span
    if span is None:
        return
    scale = data.draw(scales(max(span[1] - span[0], 1)))
    rows: dict[int, int] = {}
    for dx in data.draw(st.lists(st.floats(-3_000, 3_000), min_size=2, max_size=5)):
        for box in boxes_of(stage_copy(stage), scale.panned(dx), (0.0, 1_200.0)):
            assert rows.setdefault(box.event, box.row) == box.row


def stage_copy(stage: Stage) -> Stage:
    """The same stage with nothing worked out yet, as if the view had been there all along."""
    return Stage(stage.columns, stage.outer, stage.lanes, stage.metrics, stage.measure)


@settings(max_examples=60)
@given(st.data(), stages)
def test_every_event_is_drawn_counted_or_undated(data: st.DataObject, stage: Stage) -> None:
    span = stage.outer.span
    if span is None:
        return
    scale = data.draw(scales(max(span[1] - span[0], 1)))
    view = whole(stage, scale)
    if view[1] - view[0] > 60_000:
        return
    drawn = {box.event for box in boxes_of(stage, scale, view)}
    layout = stage.layout(scale)
    band = layout.bands[0]
    rest = 0
    if band.crowded is not None and layout.grid is not None:
        tiles = tiles_in(layout.grid, scale, view)
        rest = sum(band.crowded.seen(*tiles).rest)
        hidden = [e for k in range(tiles[0], tiles[1] + 1) for e in band.crowded.hidden(k)]
        assert len(hidden) == rest
        assert not drawn & set(hidden)
    undated = int(np.count_nonzero(stage.columns.has(Flag.UNDATED)))
    assert len(drawn) + rest + undated == len(stage.columns)


@given(st.lists(st.tuples(st.floats(0, 1_000), st.floats(0, 300)), max_size=60), st.integers(1, 5))
def test_first_fit_never_puts_two_in_one_place(spans: list[tuple[float, float]], most: int) -> None:
    spans.sort()
    lefts, rights = [a for a, _ in spans], [a + w for a, w in spans]
    rows = first_fit(lefts, rights, most)
    for row in range(most):
        mine = [(a, b) for a, b, r in zip(lefts, rights, rows, strict=True) if r == row]
        assert all(a[1] <= b[0] or a == b for a, b in pairwise(mine)) or most == 0
    assert max(rows, default=-1) < most


def test_ten_thousand_events_at_one_instant_are_all_accounted_for() -> None:
    columns = columns_of(1, 10_000, 1 << 20)
    same = np.full(10_000, 5_000, np.int64)
    stage = stage_of(
        type(columns)(
            columns.rowid,
            same,
            same,
            same,
            same,
            columns.flags & 15,
            columns.track,
            columns.claims,
            columns.tracks,
        )
    )
    scale = TimeScale(0, 0.0, 0.01)
    drawn = boxes_of(stage, scale, (0.0, 1_000.0))
    band = stage.layout(scale).bands[0]
    assert band.crowded is not None
    assert len(drawn) + sum(band.crowded.seen(-2, 2).rest) == 10_000


def test_a_lane_of_few_gives_everyone_a_row_whatever_the_zoom() -> None:
    stage = stage_of(columns_of(3, 20, 1 << 20))
    for pps in (1e-5, 1e-3, 1.0):
        layout = stage.layout(TimeScale(0, 0.0, pps))
        dated = len(stage.lanes[0])
        assert dated <= WHOLE
        assert int((layout.bands[0].slots.row >= 0).sum()) == dated


@pytest.mark.parametrize(
    ("count", "places"),
    [(3, {Place.RIGHT, Place.LEFT}), (2 * WHOLE, {Place.INSIDE, Place.ON_PALE})],
)
def test_text_twice_as_large_has_labels_of_as_many_letters(count: int, places: set[int]) -> None:
    def longest(line: int) -> float:
        size = line / 17
        stage = stage_of(columns_of(3, count, 10**9))
        stage = replace(
            stage, metrics=Metrics(line), measure=lambda events: [500.0 * size for _ in events]
        )
        scale = TimeScale(0, 0.0, 3_000 * size / 10**9)
        boxes = boxes_of(stage, scale, whole(stage, scale))
        return max(box.label_width for box in boxes if box.place in places)

    assert (longest(17), longest(34)) == (360, 720)
    assert longest(15) == 360  # where a system's text is a little smaller, nothing changes
