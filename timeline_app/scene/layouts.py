"""The layouts of the zoom levels passed, and of those that may come next.

Rows depend on the data and the zoom level only. So it makes no difference when they are worked out,
and what lies around the view can be made ready in small steps, while nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from timeline_app.scene.crowded import CrowdedLane
from timeline_app.scene.folds import Folds
from timeline_app.scene.lanes import Lane
from timeline_app.scene.layout import Layout, Stage
from timeline_app.scene.packing import Measure
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import tiles_in

_MOST = 24
"""Layouts kept: those of the levels passed while zooming in and out again."""

_TITLES, _LABELS = 40, 8
"""Titles measured, and labels made ready, in one step."""

Expect: TypeAlias = Callable[[Lane, Sequence[int], Sequence[float]], None]
"""Is told which events of a lane will be seen, with labels how wide, to the right of them."""


@dataclass(eq=False)
class Layouts:
    """Layouts by level and folds, for as long as the stage stays as it is."""

    _known: dict[tuple[int, Folds], Layout] = field(default_factory=dict)

    def of(self, stage: Stage, scale: TimeScale) -> Layout:
        """Return the layout of the level of a scale."""
        known = self.known(scale)
        return self._keep(scale, stage.layout(scale)) if known is None else known

    def known(self, scale: TimeScale) -> Layout | None:
        """Return the layout of the level of a scale if it is worked out."""
        return self._known.get((scale.level, scale.folds))

    def holding_for(self, scale: TimeScale) -> list[Layout]:
        """Return the known layouts of the level of a scale and of coarser ones, finest first."""
        finest = scale.level
        known = (level for level, folds in self._known if folds == scale.folds)
        levels = sorted(level for level in known if level >= finest)
        return [self._known[level, scale.folds] for level in levels]

    def _keep(self, scale: TimeScale, layout: Layout) -> Layout:
        if len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[scale.level, scale.folds] = layout
        return layout

    def clear(self) -> None:
        """Forget all: the stage is another."""
        self._known.clear()

    def ahead(
        self,
        stage: Stage,
        scale: TimeScale,
        *,
        view: tuple[float, float],
        shelf: tuple[float, float],
        expect: Expect,
        zoomed: int = 0,
    ) -> Iterator[None]:
        """Make ready what lies beside a view and what zooming leads to; each step takes little.

        `view` is its left and right pixel, `shelf` its top and bottom on the page. What the view
        itself lacks comes first, then what the last move would lead to if it went on: `zoomed` is
        1 after zooming in, -1 after zooming out, 0 after panning.
        """
        half = (view[1] - view[0]) / 2
        wide = (view[0] - half, view[1] + half)
        least = scale.at_level.px_per_second
        finer, coarser = (replace(scale, px_per_second=least * k) for k in (3.0, 0.75))
        deeper, outer, beside = (finer, view), (coarser, wide), (scale, wide)
        then = ((beside, deeper, outer), (deeper, outer, beside), (outer, beside, deeper))[zoomed]
        for level, (left, right) in ((scale, view), *then):
            if level.level != scale.level or level is scale:
                yield from self._lay_out(stage, level)
                grid = self.of(stage, level).grid
                assert grid is not None
                bands = self.of(stage, level).between(*shelf)
                lanes = [b.crowded for b in bands if b.crowded and not b.collapsed]
                yield from _place(stage, lanes, tiles_in(grid, scale, (left, right)), expect)

    def _lay_out(self, stage: Stage, scale: TimeScale) -> Iterator[None]:
        """Lay out a level lane by lane."""
        if self.known(scale) is not None:
            return
        laying = stage.laying_out(scale)
        while (layout := next(laying)) is None:
            yield
        self._keep(scale, layout)


def _place(
    stage: Stage, lanes: Sequence[CrowdedLane], tiles: tuple[int, int], expect: Expect
) -> Iterator[None]:
    """Work out tiles of crowded lanes, those in the middle first."""
    first, last = tiles[0] - 1, tiles[1]  # what begins in the one before reaches into the view
    for k in sorted(range(first, last + 1), key=lambda k: abs(2 * k - first - last)):
        missing = [lane for lane in lanes if k not in lane.ready]
        wanted: list[int] = []
        for lane in missing:
            wanted += lane.unmeasured(k, k)
            yield
        yield from _in_parts(wanted, stage.measure)
        placed = []
        for lane in missing:
            placed.append((lane.lane, *lane.prepare(k)))
            yield
        yield from _in_parts([event for _, events, _ in placed for event in events], stage.measure)
        for lane_of, events, labels in placed:
            for a in range(0, len(events), _LABELS):
                expect(lane_of, events[a : a + _LABELS], labels[a : a + _LABELS])
                yield
        for lane in missing:
            lane.ready.add(k)


def _in_parts(events: list[int], measure: Measure) -> Iterator[None]:
    """Have the titles of events read and measured."""
    for k in range(0, len(events), _TITLES):
        measure(events[k : k + _TITLES])
        yield
