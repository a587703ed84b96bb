"""The lanes of the timeline: by track, by who speaks, by origin, by source, by status."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import Track
from timeline_app.scene.lanes import LaneSpec, Membership

_LOOSE_COLOUR = 7


class Grouping(StrEnum):
    """What lanes are made of."""

    TRACK = "track"
    SPEAKER = "speaker"
    ORIGIN = "origin"
    SOURCE = "source"
    STATUS = "status"


TITLES = {
    Grouping.TRACK: QT_TRANSLATE_NOOP("timeline", "Tracks"),
    Grouping.SPEAKER: QT_TRANSLATE_NOOP("timeline", "Speakers"),
    Grouping.ORIGIN: QT_TRANSLATE_NOOP("timeline", "Origins"),
    Grouping.SOURCE: QT_TRANSLATE_NOOP("timeline", "Sources"),
    Grouping.STATUS: QT_TRANSLATE_NOOP("timeline", "Status"),
}


def loose_spec() -> LaneSpec:
    """Return the lane of what is on no other."""
    return LaneSpec("", QCoreApplication.translate("timeline", "Others"), _LOOSE_COLOUR)


def on_tracks(columns: EventColumns, tracks: Sequence[Track]) -> Membership:
    """Put every event on the lane of its track; those on none share the last."""
    specs = [LaneSpec(track.id, track.title, track.colour) for track in tracks]
    lanes = columns.track.astype(np.int64)
    loose = lanes < 0
    if loose.any():
        specs.append(loose_spec())
        lanes = np.where(loose, len(specs) - 1, lanes)
    return Membership(tuple(specs), np.arange(len(columns)), lanes)
