"""The events of a project laid out on paper, by the rules of the screen.

Lanes, folds, rows and ruler are those of the scene; only the view is a sheet. Units are those of
the scene's pixels, and a sheet says how many millimetres one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import NONE, EventColumns, Flag, settled
from timeline_app.domain.dating import four
from timeline_app.domain.records import Event
from timeline_app.domain.vocabulary import EventKind, EventStatus
from timeline_app.exchange.numbering import Numbers
from timeline_app.exchange.project_index import ProjectIndex
from timeline_app.scene.boxes import Boxes, Metrics
from timeline_app.scene.folds import Fold, Folds, quiet_folds
from timeline_app.scene.lanes import Lane, LaneSpec, Membership, Outer, lanes_of
from timeline_app.scene.layout import Band
from timeline_app.scene.packing import Measure, pack
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import Known, boxes_in, placed_in
from timeline_app.storage.columns import shift_of

METRICS = Metrics(17.0)
"""Sizes for a line of 17 units, which is a text of 12.5."""

MARGIN = 64.0
"""Units kept free at either end of the axis, for arrows and labels."""

_HEADER = 72.0
"""Least height of a lane: two lines of its title, its counts, and how many are contested."""

_EVERY = 1_000_000
"""Rows of a lane: on paper every event has its own place."""


@dataclass(frozen=True, slots=True, eq=False)
class PageScene:
    """The events of an export as the scene wants them; index k is the k-th numbered event.

    `span` is the stretch to be drawn, in seconds of the axis: None for all there is.
    """

    events: Sequence[Event]
    columns: EventColumns
    outer: Outer
    lanes: tuple[Lane, ...]
    folds: Folds
    contested: NDArray[np.bool_]
    span: tuple[int, int] | None = None

    @property
    def outside(self) -> int:
        """How many of the events lie outside the stretch to be drawn."""
        return len(self.events) - sum(len(lane) for lane in self.lanes)

    def scale(self, width: float) -> TimeScale:
        """Return the scale at which what is to be drawn takes a width."""
        if self.span is not None:
            return TimeScale.fitting(*self.span, 0.0, width, self.folds)
        first, last = self.columns.span or (0, 1)
        return TimeScale.fitting(first, last, MARGIN, width - MARGIN, self.folds)

    def bands(self, scale: TimeScale, measure: Measure) -> tuple[Band, ...]:
        """Pack the lanes at just this scale, one below the other."""
        bands: list[Band] = []
        top = 0.0
        for number, lane in enumerate(self.lanes):
            bands.append(self._band(number, lane, top, scale, measure))
            top = bands[-1].bottom
        return tuple(bands)

    def _band(
        self,
        number: int,
        lane: Lane,
        top: float,
        scale: TimeScale,
        measure: Measure,
    ) -> Band:
        m = METRICS
        slots = pack(
            self.columns,
            lane,
            scale,
            measure=measure,
            horizon=self.outer.horizon,
            most=_EVERY,
        )
        told = np.zeros(int(slots.row.max(initial=-1)) + 1, np.bool_)
        told[slots.row[self.columns.claims[slots.events] > 0]] = True
        heights = (m.row + (m.pips if has else 0.0) for has in told.tolist())
        tops = tuple(accumulate(heights, initial=m.padding))
        height = max(tops[-1] + m.padding - 4, _HEADER)
        return Band(number, lane, top, height, collapsed=False, row_tops=tops[:-1], slots=slots)

    def boxes(self, scale: TimeScale, view: tuple[float, float], bands: Sequence[Band]) -> Boxes:
        """Return the boxes seen between two units."""
        placed = placed_in(bands, scale, view)
        known = Known.of(placed, self.columns, self.outer, self.lanes)
        return boxes_in(known, scale, view=view)


def page_scene(
    index: ProjectIndex,
    numbers: Numbers,
    no_track: str,
    folds: Iterable[tuple[int, int]] | None = None,
    span: tuple[int, int] | None = None,
) -> PageScene:
    """Lay out the dated events of an export in the lanes of their tracks; empty lanes are left out.

    Zoned times stand where the clock of the project's display zone has them. Without folds of a
    view's own, quiet stretches are folded as the window folds them. A span that no event touches
    counts as none: an empty sheet tells nobody anything.
    """
    events = numbers.events
    tracks = sorted(index.tracks.values(), key=lambda track: track.position)
    places = {track.id: number for number, track in enumerate(tracks)}
    specs = [LaneSpec(track.id, track.title, track.colour) for track in tracks]
    specs.append(LaneSpec("", no_track, len(tracks)))
    lane_numbers = [places.get(event.track_id or "", len(tracks)) for event in events]
    contested = np.array([index.standing(e.id).is_contested for e in events], np.bool_)
    columns = _columns(events, index, contested, lane_numbers)
    outer = Outer.of(columns)
    members = Membership(
        tuple(specs), np.arange(len(events), dtype=np.int64), np.array(lane_numbers, np.int64)
    )
    shown = np.ones(len(events), np.bool_)
    if span is not None:
        touched = (outer.start <= span[1]) & (outer.end >= span[0])
        span, shown = (span, touched) if touched.any() else (None, shown)
    lanes = lanes_of(columns, outer, members, shown)
    bounds = (columns.start_min, columns.start_max, columns.end_min, columns.end_max)
    return PageScene(
        events=events,
        columns=columns,
        outer=outer,
        lanes=tuple(lane for lane in lanes if len(lane)),
        folds=quiet_folds(np.unique(np.concatenate(bounds)))
        if folds is None
        else Folds.of(Fold(start, end) for start, end in folds),
        contested=contested,
        span=span,
    )


def _columns(
    events: Sequence[Event],
    index: ProjectIndex,
    contested: NDArray[np.bool_],
    tracks: Sequence[int],
) -> EventColumns:
    zone = index.contents.project.display_zone
    bounds = np.array([_bounds(event, zone) for event in events], np.int64).reshape(-1, 4)
    flags = np.array([_flags(event) for event in events], np.uint16)
    flags |= contested.astype(np.uint16) * np.uint16(Flag.CONTESTED)
    claims = [min(len(index.claims_of_event[event.id]), 65_535) for event in events]
    return settled(
        np.arange(1, len(events) + 1, dtype=np.int64),
        (bounds[:, 0].copy(), bounds[:, 1].copy(), bounds[:, 2].copy(), bounds[:, 3].copy()),
        flags=flags,
        track=np.array(tracks, np.int16),
        claims=np.array(claims, np.uint16),
        tracks=(),
    )


def _bounds(event: Event, zone: str) -> list[int]:
    shift = shift_of(zone, event.start_min or event.end_max or 0) if event.zoned else 0
    return [NONE if bound is None else bound + shift for bound in four(event)]


def _flags(event: Event) -> int:
    """Return the flags that the record alone tells."""
    told = {
        Flag.APPROXIMATE: event.approximate,
        Flag.UNCERTAIN: event.uncertain,
        Flag.ONE_OF: event.one_of,
        Flag.STATE: event.kind is EventKind.STATE,
        Flag.ONGOING: event.status is EventStatus.ONGOING,
        Flag.HOLLOW: event.status in {EventStatus.PLANNED, EventStatus.HYPOTHETICAL},
    }
    return sum(int(flag) for flag, is_set in told.items() if is_set)
