"""The density strips of crowded lanes, and how many events are only counted there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QPainter

from timeline_app.scene.density import Chip, Density
from timeline_app.scene.layout import Band
from timeline_app.widgets.painting.ground import GridLines
from timeline_app.widgets.painting.lettering import Label
from timeline_app.widgets.painting.look import Look

_SHARE = 0.38
"""How much of a track's colour is in its strip: labels stand on it."""


def chip_labels(density: Density, hovered: Chip | None, look: Look) -> list[Label]:
    """Return what says how many events are only counted, in pixels of the page."""
    tops = {band.number: strip_top(band, look) for band in density.bands}
    told, ink, accent = QLocale().toString, look.colour("ink_soft"), look.colour("accent")
    labels: list[Label] = []
    for chip in density.chips:
        text, room = f"+{told(chip.number)}", chip.right - chip.left - 5
        at, colour = tops[chip.lane] - 1, accent if chip == hovered else ink
        labels.append((chip.left + 5, at, text, room, colour, "small"))
    return labels


def strip_top(band: Band, look: Look) -> float:
    """Return where a lane's strip begins on the page: at its foot, or all of a collapsed lane."""
    return look.crisp(band.bottom - look.metrics.strip - (4 if band.collapsed else 1))


def paint_strips(
    painter: QPainter, density: Density, lines: GridLines, area: QRectF, look: Look
) -> None:
    """Draw what of the strips is not empty, columns as high as those beside them together.

    The painter's origin is the page's top; `lines` lie over the strips as over paper.
    """
    rows, left = max(round(look.metrics.strip * look.ratio), 1), round(area.left() * look.ratio)
    foot = [rows + round(strip_top(band, look) * look.ratio) for band in density.bands]
    feet = np.array(foot, np.int64)
    full = np.minimum(np.ceil(density.heights * (rows - 1)), rows - 1).astype(np.int64)
    at, first, last = _runs(full)
    high = full[at, first]
    begin, end = density.edges[first], density.edges[last]
    bars = np.column_stack((left + begin, feet[at] - high, end - begin, high))
    fills = [look.track(band.lane.spec.colour).fill for band in density.bands]
    shades = np.array([look.blended(fill, _SHARE).rgb() for fill in fills], np.uint32)
    column = density.edges.searchsorted(lines.columns, "right") - 1
    on, line = np.nonzero(full[:, np.minimum(column, full.shape[1] - 1)])
    high = full[on, column[line]]
    crossed = np.column_stack((left + lines.columns[line], feet[on] - high, high * 0 + 1, high))
    look.fills.paint(painter, bars, shades[at])
    look.fills.paint(painter, crossed, lines.colours[line])


def _runs(full: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Return the stretches of each row that are equal and not 0.

    They are given by their rows, their first columns, and the columns after their last.
    """
    changes = np.ones((len(full), full.shape[1] + 1), np.bool_)
    np.not_equal(full[:, 1:], full[:, :-1], out=changes[:, 1:-1])
    at, column = np.nonzero(changes)
    first = np.flatnonzero(column < full.shape[1])
    first = first[full[at[first], column[first]] > 0]
    return at[first], column[first], column[first + 1]
