"""How much there is where too much happens to draw each event."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from timeline_app.scene.folds import Ints
from timeline_app.scene.lanes import Lane


def begun_between(lanes: Sequence[Lane], edges: Ints) -> Ints:
    """Count the events of all lanes that begin from each time to the next; the last counts."""
    total = np.zeros(len(edges) - 1, np.int64)
    for lane in lanes:
        at = lane.starts.searchsorted(edges)
        at[-1] = lane.starts.searchsorted(edges[-1], "right")
        total += np.diff(at)
    return total
