"""The boxes of the events in view, from the rows they were given and the scale of the moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import EventColumns, Flag
from timeline_app.scene.boxes import FAR, SMALLEST_BAR, STUB, TUCKED, Boxes, Columns, Place
from timeline_app.scene.folds import Floats, Ints
from timeline_app.scene.grid import Grid
from timeline_app.scene.lanes import Lane, Outer
from timeline_app.scene.layout import Band, Layout
from timeline_app.scene.packing import PAD, Slots
from timeline_app.scene.scale import TimeScale

Shelf: TypeAlias = tuple[float, float]
"""The top and the bottom of what is seen of the page."""

REACH = 60.0
"""Pixels that arrows and outlines may reach past an event's bounds."""


class Placed(NamedTuple):
    """Events with their places: parallel arrays. `top` in pixels of the page."""

    events: NDArray[np.int32]
    lanes: NDArray[np.int64]
    rows: NDArray[np.int32]
    top: Floats
    place: NDArray[np.int8]
    label: Floats

    def only(self, keep: NDArray[np.int64]) -> Placed:
        """Return some of them."""
        e, n, r, t, p, w = self
        return Placed(e[keep], n[keep], r[keep], t[keep], p[keep], w[keep])


class Known(NamedTuple):
    """Placed events with all of them that no scale changes: parallel arrays.

    Times are those of the four bounds. `before` and `after` are the pixels that may be drawn beside
    the outer ones.
    """

    events: NDArray[np.int64]
    lanes: NDArray[np.int64]
    rows: NDArray[np.int64]
    top: Floats
    start: Ints
    sure_start: Ints
    sure_end: Ints
    end: Ints
    flags: NDArray[np.int64]
    colours: NDArray[np.int64]
    claims: NDArray[np.int64]
    place: NDArray[np.int64]
    label: Floats
    before: Floats
    after: Floats

    @classmethod
    def of(
        cls, placed: Placed, columns: EventColumns, outer: Outer, lanes: Sequence[Lane]
    ) -> Known:
        """Look up what is known of placed events."""
        events = placed.events.astype(np.int64)
        tucked = placed.place >= TUCKED
        place = (placed.place & (TUCKED - 1)).astype(np.int64)
        flags = (columns.flags[events] | (tucked * np.uint16(Flag.TUCKED))).astype(np.int64)
        end = outer.end[events]
        lasting = (flags & int(Flag.LASTING)) != 0
        beside = placed.label + (PAD + REACH)
        colours = np.array([lane.spec.colour for lane in lanes], np.int64)
        return cls(
            events,
            placed.lanes,
            placed.rows.astype(np.int64),
            placed.top,
            columns.start_min[events],
            columns.start_max[events],
            np.where(lasting, end, columns.end_min[events]),
            end,
            flags,
            colours[placed.lanes],
            columns.claims[events].astype(np.int64),
            place,
            placed.label,
            np.where(placed.place == Place.LEFT, beside, REACH),
            np.where(placed.place == Place.RIGHT, beside, REACH),
        )

    def only(self, keep: NDArray[np.int64]) -> Known:
        """Return some of them."""
        arrays: Iterator[Any] = (array[keep] for array in self)
        return Known(*arrays)


class Pixels(NamedTuple):
    """The bounds of events on the screen: outer, certain, outer."""

    left: Floats
    sure_left: Floats
    sure_right: Floats
    right: Floats


def placed_in(bands: Sequence[Band], scale: TimeScale, view: tuple[float, float]) -> Placed:
    """Collect the events that have a row in some lanes; in crowded lanes, those near the view."""
    crowded = [band.crowded for band in bands if band.crowded is not None and not band.collapsed]
    if crowded:
        tiles = tiles_in(crowded[0].grid, scale, view)
        wanted = [event for lane in crowded for event in lane.unmeasured(*tiles)]
        crowded[0].measure(wanted)
    parts = [_parts(band, scale, view) for band in bands]
    slots = Slots.joined([slots for some in parts for slots in some])
    sizes = [sum(len(slots.row) for slots in some) for some in parts]
    tops = [_tops(band, some) for band, some in zip(bands, parts, strict=True)]
    found = Placed(
        slots.events,
        np.repeat([band.number for band in bands], sizes),
        slots.row,
        np.concatenate([top for some in tops for top in some]),
        slots.place,
        slots.label.astype(np.float64),
    )
    return found.only(np.flatnonzero(found.rows >= 0))


def _parts(band: Band, scale: TimeScale, view: tuple[float, float]) -> tuple[Slots, ...]:
    if band.crowded is None or band.collapsed:
        return (band.slots,)
    return band.crowded.seen(*tiles_in(band.crowded.grid, scale, view)).parts


def tiles_in(grid: Grid, scale: TimeScale, view: tuple[float, float]) -> tuple[int, int]:
    """Return the first and the last tile in view."""
    return grid.tile_at(scale.time_at(view[0])), grid.tile_at(scale.time_at(view[1]))


def is_ready(layout: Layout, scale: TimeScale, view: tuple[float, float], shelf: Shelf) -> bool:
    """Tell whether what is seen of a layout is worked out: between two pixels across and down."""
    if layout.grid is None:
        return True
    tiles = tiles_in(layout.grid, scale, view)
    return all(
        band.crowded is None or band.collapsed or band.crowded.is_ready(*tiles)
        for band in layout.between(*shelf)
    )


def _tops(band: Band, parts: Sequence[Slots]) -> list[Floats]:
    tops: Floats = np.array((*band.row_tops, 0.0)) + band.top
    return [tops[slots.row] for slots in parts]


def boxes_in(
    known: Known, scale: TimeScale, *, view: tuple[float, float], ratio: float = 1.0
) -> Boxes:
    """Return the boxes that touch a view, given by its left and right pixel.

    Bounds lie on the edges of device pixels, `ratio` of them to a pixel: parts that meet then leave
    no seam.
    """
    left, right = scale.xs_of(known.start), scale.xs_of(known.end)
    keep = np.flatnonzero((left - known.before < view[1]) & (right + known.after > view[0]))
    seen = known.only(keep)
    inner = scale.xs_of(seen.sure_start), scale.xs_of(seen.sure_end)
    pixels = Pixels(*(_crisp(x, ratio) for x in (left[keep], *inner, right[keep])))
    tucked = (seen.flags & int(Flag.TUCKED)) != 0
    diamond = (pixels.right - pixels.left < SMALLEST_BAR) & ~tucked
    label_x, label = _labels(view, pixels, seen, diamond)
    where = (seen.events, seen.lanes, seen.rows, seen.top, *pixels)
    what = (seen.flags, seen.colours, seen.claims, diamond, seen.place)
    return Boxes(Columns(*where, *what, label_x, label))


def _crisp(xs: Floats, ratio: float) -> Floats:
    return np.rint(np.clip(xs, -FAR, FAR) * ratio) / ratio


def _labels(
    view: tuple[float, float],
    pixels: Pixels,
    seen: Known,
    diamond: NDArray[np.bool_],
) -> tuple[Floats, Floats]:
    """Return where each label begins and how wide it may be. One in a bar slides to stay seen."""
    x0, x1, x2, x3 = pixels
    place, label, half = seen.place, seen.label, SMALLEST_BAR * 0.7
    right = np.where(diamond, (x0 + x3) / 2 + half, x3)
    right = right + STUB * ((seen.flags & int(Flag.OPEN_END)) != 0)
    left = np.where(diamond, (x0 + x3) / 2 - half, x0)
    left = left - STUB * ((seen.flags & int(Flag.OPEN_START)) != 0)
    first = np.where(place == Place.INSIDE, x1, x0) + PAD
    last = np.where(place == Place.INSIDE, x2, x3) - PAD
    slid = np.maximum(np.minimum(np.maximum(first, view[0] + PAD), last - label), first)
    beside = (place == Place.RIGHT) | (place == Place.LEFT)
    room = np.where(beside, label, np.minimum(label, last - slid))
    at = np.where(place == Place.LEFT, left - PAD - label, right + PAD)
    return np.where(beside, at, slid), room
