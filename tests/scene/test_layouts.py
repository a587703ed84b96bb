from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scene.laws import columns_of, scales, stage_of, stages
from timeline_app.scene.boxes import Box
from timeline_app.scene.density import Begun
from timeline_app.scene.kept import Kept
from timeline_app.scene.lanes import Lane
from timeline_app.scene.layout import Stage
from timeline_app.scene.layouts import Layouts
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import Known, boxes_in, placed_in

VIEW = (0.0, 1_200.0)


def boxes_of(layouts: Layouts, stage: Stage, scale: TimeScale) -> list[Box]:
    placed = placed_in(layouts.of(stage, scale).bands, scale, VIEW)
    known = Known.of(placed, stage.columns, stage.outer, stage.lanes)
    boxes = boxes_in(known, scale, view=VIEW)
    return sorted(boxes)


def look_ahead(
    layouts: Layouts, stage: Stage, scale: TimeScale, steps: int, zoomed: int = 0
) -> list[int]:
    """Take some steps ahead of a view; return the events announced, with their labels."""
    announced: list[int] = []

    def expect(lane: Lane, events: Sequence[int], widths: Sequence[float]) -> None:
        assert len(events) == len(widths)
        announced.extend(events)

    work = layouts.ahead(
        stage, scale, view=VIEW, shelf=(0.0, 5_000.0), expect=expect, zoomed=zoomed
    )
    for _, _ in zip(range(steps), work, strict=False):
        pass
    return announced


@settings(max_examples=60)
@given(st.data(), stages, st.integers(0, 200), st.floats(0.2, 5.0), st.sampled_from((-1, 0, 1)))
def test_what_is_worked_out_ahead_changes_nothing(
    data: st.DataObject, stage: Stage, steps: int, factor: float, zoomed: int
) -> None:
    span = stage.outer.span
    if span is None:
        return
    scale = data.draw(scales(max(span[1] - span[0], 1)))
    ahead = Layouts()
    look_ahead(ahead, stage, scale, steps, zoomed)
    later = scale.zoomed(factor, 600.0)
    untouched = replace(stage, kept=Kept())
    assert boxes_of(ahead, stage, later) == boxes_of(Layouts(), untouched, later)


def test_zooming_in_after_looking_ahead_measures_nothing_more() -> None:
    stage = stage_of(columns_of(7, 3_000, 1 << 20))
    asked: list[int] = []

    def measure(events: Sequence[int]) -> list[float]:
        asked.extend(events)
        return [80.0] * len(events)

    stage = replace(stage, measure=measure)
    scale = TimeScale(0, 0.0, 1_200 / (1 << 20))
    layouts = Layouts()
    announced = look_ahead(layouts, stage, scale, 10**6)
    assert announced
    asked.clear()
    finer = scale
    while finer.level == scale.level:
        finer = finer.zoomed(1.1, 600.0)
    boxes = boxes_of(layouts, stage, finer)
    assert not asked
    assert len(boxes) > 4


@pytest.mark.parametrize(("zoomed", "first"), [(1, -1), (-1, 1)])
def test_the_level_that_zooming_on_would_lead_to_comes_first(zoomed: int, first: int) -> None:
    stage = stage_of(columns_of(7, 3_000, 1 << 20))
    scale = TimeScale(0, 0.0, 1_200 / (1 << 20))
    layouts, levels = Layouts(), list[int]()
    for steps in range(1, 400):
        look_ahead(layouts, stage, scale, steps, zoomed)
        levels += [k for k in (-1, 1) if layouts.known(neighbour(scale, k)) and k not in levels]
    assert levels == [first, -first]


def neighbour(scale: TimeScale, by: int) -> TimeScale:
    """Return the smallest scale of a level so many levels coarser."""
    return replace(scale.at_level, px_per_second=scale.at_level.px_per_second * 2.0**-by)


@settings(max_examples=40, deadline=None)
@given(stages, st.lists(st.integers(0, 1 << 30), min_size=2, max_size=9, unique=True))
def test_counts_of_an_overview_follow_the_lanes_that_are_others(
    stage: Stage, edges: list[int]
) -> None:
    begun = Begun(np.array(sorted(edges), np.int64))
    lane = stage.lanes[0]
    for lanes in ((lane,), (lane, replace(lane, starts=lane.starts + 1)), (lane,)):
        first, *inner, last = sorted(edges)
        found = begun.count(lanes).tolist()
        starts = [t for each in lanes for t in each.starts.tolist()]
        wanted = np.histogram(starts, [first, *inner, last])[0].tolist()
        assert found == wanted


def test_the_tiles_of_a_level_are_cut_once() -> None:
    stage = stage_of(columns_of(7, 3_000, 1 << 20))
    scale = TimeScale(0, 0.0, 1_200 / (1 << 20))
    grids = [stage.layout(scale.panned(dx)).grid for dx in (0.0, 700.0)]
    after = replace(stage, kept=stage.kept.without(frozenset({"t"})))
    assert grids[0] is grids[1] is after.layout(scale).grid
