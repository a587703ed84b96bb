"""Random lanes to hold the laws of the layout against."""

import numpy as np
from hypothesis import strategies as st

from timeline_app.domain.columns import NONE, EventColumns, Flag, settled
from timeline_app.scene.boxes import Metrics
from timeline_app.scene.folds import Fold, Folds
from timeline_app.scene.lanes import LaneSpec, Membership, Outer, lanes_of
from timeline_app.scene.layout import Stage
from timeline_app.scene.scale import TimeScale

DAY = 86_400


def columns_of(seed: int, count: int, span: int) -> EventColumns:
    """Events of all sorts: instants, short, long, vague, open, in bursts."""
    rng = np.random.default_rng(seed)
    burst = rng.integers(0, span, 5)[rng.integers(0, 5, count)]
    start = np.where(rng.random(count) < 0.6, burst, rng.integers(0, span, count))
    length = np.exp(rng.uniform(0, np.log(span), count)).astype(np.int64)
    length[rng.random(count) < 0.4] = 0
    vague = (length * rng.uniform(0, 0.6, count) * (rng.random(count) < 0.3)).astype(np.int64)
    a, b, c, d = start, start + vague, start + length - vague, start + length
    a = np.where(rng.random(count) < 0.1, NONE, a)
    d = np.where(rng.random(count) < 0.1, NONE, d)
    choices = [0, 0, Flag.APPROXIMATE, Flag.HOLLOW, Flag.STATE, Flag.ONE_OF]
    flags = rng.choice(choices, count).astype(np.uint16)
    claims = np.where(rng.random(count) < 0.1, rng.integers(1, 9, count), 0).astype(np.uint16)
    rowids = np.arange(1, count + 1, dtype=np.int64)
    tracks = np.zeros(count, np.int16)
    return settled(rowids, (a, b, c, d), flags=flags, track=tracks, claims=claims, tracks=("t",))


def stage_of(columns: EventColumns) -> Stage:
    """One lane of all events, with labels of 40 to 200 pixels."""
    outer = Outer.of(columns)
    zeros = np.zeros(len(columns), np.int64)
    members = Membership((LaneSpec("t", "T", 0),), np.arange(len(columns)), zeros)
    lanes = lanes_of(columns, outer, members, np.ones(len(columns), np.bool_))

    def measure(events: object) -> list[float]:
        return [40.0 + 16 * (e % 11) for e in events]  # type: ignore[attr-defined]

    return Stage(columns, outer, lanes, Metrics(17), measure)


stages = st.builds(
    lambda seed, count, bits: stage_of(columns_of(seed, count, 1 << bits)),
    st.integers(0, 10_000),
    st.integers(1, 400),
    st.integers(8, 30),
)


@st.composite
def scales(draw: st.DrawFn, span: int) -> TimeScale:
    """Any zoom from all the span in a few pixels to seconds, with or without folds."""
    edges = sorted(draw(st.lists(st.integers(0, span), max_size=6, unique=True)))
    folds = Folds.of(Fold(x, y) for x, y in zip(edges[::2], edges[1::2], strict=False))
    wide = draw(st.floats(100, 20_000))
    scale = TimeScale(0, 0.0, min(wide / span, 200.0), folds)
    return scale.panned(draw(st.floats(-500, 500)))
