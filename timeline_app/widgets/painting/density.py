"""The density strips of crowded lanes, and how many events are only counted there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from timeline_app.scene.density import Chip, Density
from timeline_app.scene.layout import Band
from timeline_app.widgets.painting.ground import GridLines
from timeline_app.widgets.painting.look import Label, Look

_SHARE = 0.38
"""How much of a track's colour is in its strip: labels stand on it."""


def paint_density(
    painter: QPainter,
    density: Density,
    lines: GridLines,
    area: QRectF,
    look: Look,
    *,
    hovered: Chip | None,
) -> None:
    """Draw the strips, grid lines on them, and the chips. The painter's origin is the page's top.

    Colours, positions and sizes are those of `look`; `lines` lie over the strips as over paper.
    """
    rows = max(round(look.metrics.strip * look.ratio), 1)
    pixels = _pixels(density, rows, look)
    inside = lines.columns < pixels.shape[1]
    pixels[:, lines.columns[inside]] = lines.colours[inside]
    high, wide = pixels.shape
    images = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGB32)
    images.setDevicePixelRatio(look.ratio)
    tops = {band.number: strip_top(band, look) for band in density.bands}
    for k, band in enumerate(density.bands):
        at = QPointF(area.left(), tops[band.number])
        painter.drawImage(at, images, QRectF(0, k * rows, images.width(), rows))
    look.labels(
        painter, [_label_of(chip, tops[chip.lane], hovered, look) for chip in density.chips]
    )


def _label_of(chip: Chip, top: float, hovered: Chip | None, look: Look) -> Label:
    ink = look.colour("accent" if chip == hovered else "ink_soft")
    text, room = f"+{QLocale().toString(chip.number)}", chip.right - chip.left - 5
    return chip.left + 5, top - 1, text, room, ink, "small"


def strip_top(band: Band, look: Look) -> float:
    """Return where a lane's strip begins on the page: at its foot, or all of a collapsed lane."""
    return look.crisp(band.bottom - look.metrics.strip - (4 if band.collapsed else 1))


def _pixels(density: Density, rows: int, look: Look) -> NDArray[np.uint32]:
    """Return the device pixels of all strips below each other, `rows` lines each."""
    full = np.minimum(np.ceil(density.heights * (rows - 1)), rows - 1)
    full = full.astype(np.uint8 if rows < 256 else np.uint16)
    level = np.arange(rows - 1, -1, -1, dtype=full.dtype)
    paper = np.uint32(look.paper.rgb())
    fills = [look.track(band.lane.spec.colour).fill for band in density.bands]
    colours = np.array([look.blended(fill, _SHARE).rgb() for fill in fills], np.uint32)
    # Sums of whole arrays instead of a choice for each pixel: a fifth of the time.
    pixels = (level[None, :, None] < full[:, None, :]).astype(np.uint32)
    pixels *= (colours - paper)[:, None, None]
    pixels += paper
    return pixels.reshape(-1, pixels.shape[2])
