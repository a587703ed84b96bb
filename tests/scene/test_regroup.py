"""What an edit leaves of lanes and layouts is what would be worked out afresh."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scene.laws import columns_of, scales
from timeline_app.domain.columns import ARRAYS, EventColumns, Flag
from timeline_app.scene.boxes import Box, Metrics
from timeline_app.scene.kept import Kept
from timeline_app.scene.lanes import Lane, LaneSpec, Membership, Outer, lanes_of
from timeline_app.scene.layout import Stage
from timeline_app.scene.regroup import regrouped
from timeline_app.scene.scale import TimeScale
from timeline_app.scene.seen import Known, boxes_in, placed_in

SPECS = (LaneSpec("a", "A", 0), LaneSpec("b", "B", 1), LaneSpec("c", "C", 2))
VIEW = (0.0, 1_200.0)


def on_lanes(columns: EventColumns, lanes: np.random.Generator) -> EventColumns:
    track = lanes.integers(0, len(SPECS), len(columns)).astype(np.int16)
    return replace(columns, track=track, tracks=tuple(spec.key for spec in SPECS))


def afresh(columns: EventColumns) -> tuple[Lane, ...]:
    members = Membership(SPECS, np.arange(len(columns)), columns.track.astype(np.int64))
    everything = np.ones(len(columns), np.bool_)
    return lanes_of(columns, Outer.of(columns), members, everything)


def edited(columns: EventColumns, seed: int, count: int) -> tuple[EventColumns, list[int]]:
    """Give some events the bounds, flags, claims and lanes of others, now and then undating one."""
    rng = np.random.default_rng(seed)
    changed = sorted(set(rng.integers(0, len(columns), count).tolist()))
    others = rng.integers(0, len(columns), len(changed))
    arrays = {name: getattr(columns, name).copy() for name in ARRAYS}
    for name in ARRAYS:
        if name != "rowid":
            arrays[name][changed] = getattr(columns, name)[others]
    for flag, share in ((Flag.CONTESTED, 0.3), (Flag.UNDATED, 0.1)):
        some = np.array(changed)[rng.random(len(changed)) < share]
        arrays["flags"][some] ^= np.uint16(flag)
    return EventColumns(**arrays, tracks=columns.tracks), changed


def by_lane(columns: EventColumns, events: list[int]) -> dict[int, list[int]]:
    dated = [e for e in events if not int(columns.flags[e]) & Flag.UNDATED]
    return {
        lane: mine
        for lane in range(len(SPECS))
        if (mine := [e for e in dated if int(columns.track[e]) == lane])
    }


def mended(
    before: tuple[Lane, ...], was: EventColumns, now: EventColumns, changed: list[int]
) -> tuple[Lane, ...]:
    return regrouped(before, now, Outer.of(now), by_lane(was, changed), by_lane(now, changed))


cases = st.tuples(
    st.integers(0, 10_000), st.integers(2, 700), st.sampled_from([4, 12, 28]), st.integers(1, 20)
)


@settings(max_examples=80, deadline=None)
@given(cases)
def test_lanes_mended_after_an_edit_are_those_sorted_afresh(
    case: tuple[int, int, int, int],
) -> None:
    seed, count, bits, edits = case
    was = on_lanes(columns_of(seed, count, 1 << bits), np.random.default_rng(seed))
    now, changed = edited(was, seed, edits)
    for mine, wanted in zip(mended(afresh(was), was, now, changed), afresh(now), strict=True):
        for field in fields(Lane):
            one, other = getattr(mine, field.name), getattr(wanted, field.name)
            same = np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other
            assert same, field.name


def stage_of(columns: EventColumns, lanes: tuple[Lane, ...], kept: Kept) -> Stage:
    def measure(events: object) -> list[float]:
        return [40.0 + 16 * (e % 11) for e in events]  # type: ignore[attr-defined]

    return Stage(columns, Outer.of(columns), lanes, Metrics(17), measure, kept=kept)


def boxes_of(stage: Stage, scale: TimeScale) -> tuple[list[Box], list[float]]:
    bands = stage.layout(scale).bands
    placed = placed_in(bands, scale, VIEW)
    known = Known.of(placed, stage.columns, stage.outer, stage.lanes)
    found = boxes_in(known, scale, view=VIEW)
    return sorted(found), [band.bottom for band in bands]


@settings(max_examples=60, deadline=None)
@given(st.data(), cases)
def test_a_layout_mended_after_an_edit_is_the_one_worked_out_afresh(
    data: st.DataObject, case: tuple[int, int, int, int]
) -> None:
    seed, count, bits, edits = case
    was = on_lanes(columns_of(seed, count, 1 << bits), np.random.default_rng(seed))
    lanes, kept = afresh(was), Kept()
    scale = data.draw(scales(1 << bits))
    boxes_of(stage_of(was, lanes, kept), scale)
    now, changed = edited(was, seed, edits)
    stale = {*by_lane(was, changed), *by_lane(now, changed)}
    after = stage_of(
        now,
        mended(lanes, was, now, changed),
        kept.without(frozenset(SPECS[number].key for number in stale)),
    )
    assert boxes_of(after, scale) == boxes_of(stage_of(now, afresh(now), Kept()), scale)
