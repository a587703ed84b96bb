"""The lanes of the timeline: by track, by who speaks, by origin, by source, by status."""

from __future__ import annotations

import sqlite3
from collections import Counter
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import Track
from timeline_app.domain.vocabulary import EventStatus
from timeline_app.models.words import word_for
from timeline_app.scene.lanes import LaneSpec, Membership
from timeline_app.storage.lane_queries import read_lanes, read_statuses

MOST = 60
"""Lanes of speakers, origins or sources; the rest share one."""

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


def membership(
    conn: sqlite3.Connection, by: Grouping, columns: EventColumns, tracks: list[Track]
) -> Membership:
    """Put every event on its lane or lanes; those that belong to none share the last."""
    match by:
        case Grouping.TRACK:
            specs = [LaneSpec(track.id, track.title, track.colour) for track in tracks]
            return _with_loose(specs, np.arange(len(columns)), columns.track.astype(np.int64))
        case Grouping.STATUS:
            order = {status.value: k for k, status in enumerate(EventStatus)}
            lanes = np.array([order[s] for s in read_statuses(conn)], np.int64)
            specs = [LaneSpec(s.value, word_for(s), k) for k, s in enumerate(EventStatus)]
            return _used(specs, np.arange(len(columns)), lanes)
        case _:
            return _of_claims(conn, by, columns)


def _of_claims(conn: sqlite3.Connection, by: Grouping, columns: EventColumns) -> Membership:
    rows = read_lanes(conn, by.value)
    counts = Counter(row.key for row in rows)
    titles = {row.key: row.title for row in rows}
    shown = [key for key, _ in counts.most_common(MOST)]
    specs = [LaneSpec(key, titles[key], k) for k, key in enumerate(shown)]
    number = {key: k for k, key in enumerate(shown)}
    events = columns.rowid.searchsorted(np.array([row.rowid for row in rows], np.int64))
    lanes = np.array([number.get(row.key, -1) for row in rows], np.int64)
    told = np.zeros(len(columns), np.bool_)
    told[events] = True
    silent = np.flatnonzero(~told)
    events = np.concatenate([events.astype(np.int64), silent])
    return _with_loose(specs, events, np.concatenate([lanes, np.full(len(silent), -1)]))


def _with_loose(
    specs: list[LaneSpec], events: NDArray[np.int64], lanes: NDArray[np.int64]
) -> Membership:
    """Put what is on no lane on one of its own, the last."""
    loose = lanes < 0
    if loose.any():
        title = QCoreApplication.translate("timeline", "Others")
        specs = [*specs, LaneSpec("", title, _LOOSE_COLOUR)]
        lanes = np.where(loose, len(specs) - 1, lanes)
    return Membership(tuple(specs), events, lanes)


def _used(specs: list[LaneSpec], events: NDArray[np.int64], lanes: NDArray[np.int64]) -> Membership:
    """Leave out lanes that nothing is on."""
    used = np.unique(lanes)
    chosen = tuple(specs[k] for k in used.tolist())
    return Membership(chosen, events, used.searchsorted(lanes))
