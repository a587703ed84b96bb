"""A view of a project: what is shown of it, dimmed or left out, as a value that can be kept.

It is kept as JSON text in the project; a reader in thirty years should understand it unaided, so
days are written as ISO 8601 and spans as EDTF.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from timeline_app.domain.comparing import Overlap
from timeline_app.domain.edtf.bounds import Bounds
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.instants import LAST_SECOND, SECONDS_A_DAY, day_number, iso_day
from timeline_app.domain.reading import read_edtf
from timeline_app.domain.records import Id, SavedView, new_id
from timeline_app.domain.vocabulary import Stance

VERSION = 1
NO_TRACK: Id = ""
"""Stands for the events of no track among the tracks hidden."""


class ViewError(Exception):
    """The sentence that says why a kept view cannot be used."""


@dataclass(frozen=True, slots=True)
class TimeFilter:
    """A span in EDTF, and how something must lie to it: certainly in it, possibly, not at all."""

    edtf: str
    fits: frozenset[Overlap] = frozenset({Overlap.CERTAINLY, Overlap.POSSIBLY})

    @property
    def bounds(self) -> Bounds:
        """The bounds of the span; DateError if it is no EDTF."""
        return read_edtf(self.edtf).bounds


@dataclass(frozen=True, slots=True)
class ViewFilter:
    """What a view shows. `stances` None is all, and claims without an event too.

    `search` is as in `search_query`, `horizon` a second as known on, `folds` and `span` are
    seconds of the timeline's axis: folds None are those the program finds.
    """

    search: str = ""
    hidden_tracks: frozenset[Id] = frozenset()
    stances: frozenset[Stance] | None = None
    time: TimeFilter | None = None
    dims: bool = False
    horizon: int | None = None
    folds: tuple[tuple[int, int], ...] | None = None
    span: tuple[int, int] | None = None

    @property
    def shows_all(self) -> bool:
        """Tell whether nothing is left out or dimmed, whatever the axis looks like."""
        return self == replace(EVERYTHING, dims=self.dims, folds=self.folds, span=self.span)


EVERYTHING = ViewFilter()


def saved(name: str, view: ViewFilter, view_id: Id | None = None) -> SavedView:
    """Return the record that keeps a view."""
    return SavedView(view_id or new_id(), name, to_json(view))


def to_json(view: ViewFilter) -> str:
    """Write a view as JSON; only what differs from showing everything is written."""
    day = None if view.horizon is None else iso_day(view.horizon // SECONDS_A_DAY)
    parts = {
        "search": view.search or None,
        "hidden_tracks": sorted(view.hidden_tracks) or None,
        "stances": None if view.stances is None else sorted(view.stances),
        "time": None if view.time is None else _written(view.time),
        "dims": view.dims or None,
        "as_known_on": day,
        "folds": None if view.folds is None else [list(fold) for fold in view.folds],
        "span": None if view.span is None else list(view.span),
    }
    said = {name: part for name, part in parts.items() if part is not None}
    return json.dumps({"version": VERSION, **said}, ensure_ascii=False)


def _written(time: TimeFilter) -> dict[str, Any]:
    fits = [fit.value for fit in Overlap if fit in time.fits]
    return {"edtf": time.edtf, "fits": fits}


def view_of(record: SavedView) -> ViewFilter:
    """Read a kept view; ViewError says why it cannot be, as when another program wrote it."""
    try:
        parts = json.loads(record.definition)
        return _read(parts)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ViewError(
            f"The view “{record.name}” cannot be understood; save it anew under its name."
        ) from error


def _read(parts: Mapping[str, Any]) -> ViewFilter:
    if int(parts.get("version", VERSION)) > VERSION:
        raise ValueError("written by a later version")
    return ViewFilter(
        search=_text(parts.get("search", "")),
        hidden_tracks=frozenset(_text(track) for track in parts.get("hidden_tracks", ())),
        stances=_stances(parts.get("stances")),
        time=_time(parts.get("time")),
        dims=bool(parts.get("dims", False)),
        horizon=_horizon(parts.get("as_known_on")),
        folds=_folds(parts.get("folds")),
        span=_pair(parts["span"]) if parts.get("span") is not None else None,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _stances(values: Any) -> frozenset[Stance] | None:  # noqa: ANN401 - what JSON gave
    return None if values is None else frozenset(Stance(value) for value in values)


def _time(parts: Any) -> TimeFilter | None:  # noqa: ANN401 - what JSON gave
    if parts is None:
        return None
    time = TimeFilter(_text(parts["edtf"]), frozenset(Overlap(fit) for fit in parts["fits"]))
    try:
        _ = time.bounds
    except DateError as error:
        raise ValueError(str(error)) from error
    return time


def _horizon(day: Any) -> int | None:  # noqa: ANN401 - what JSON gave
    if day is None:
        return None
    sign = -1 if _text(day).startswith("-") else 1
    year, month, number = (int(part) for part in day.lstrip("+-").split("-"))
    return day_number(sign * year, month, number) * SECONDS_A_DAY + LAST_SECOND


def _folds(values: Any) -> tuple[tuple[int, int], ...] | None:  # noqa: ANN401 - what JSON gave
    return None if values is None else tuple(_pair(value) for value in values)


def _pair(value: Any) -> tuple[int, int]:  # noqa: ANN401 - what JSON gave
    first, last = (int(second) for second in value)
    if first > last:
        raise ValueError("a span that ends before it begins")
    return first, last
