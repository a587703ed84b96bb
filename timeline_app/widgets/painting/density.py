"""The density strips of crowded lanes, and how many events are only counted there."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLocale, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from timeline_app.scene.density import Chip, Density
from timeline_app.scene.layout import Band
from timeline_app.widgets.painting.look import Look, mixed

_SHARE = 0.38
"""How much of a track's colour is in its strip: labels stand on it."""


def paint_density(
    painter: QPainter, density: Density, area: QRectF, look: Look, hovered: Chip | None
) -> None:
    """Draw the strips and the chips on them. The painter's origin is the top of the page."""
    rows = max(round(look.metrics.strip * look.ratio), 1)
    images = _images(density, rows, look)
    tops = {band.number: strip_top(band, look) for band in density.bands}
    for k, band in enumerate(density.bands):
        at = QPointF(area.left(), tops[band.number])
        painter.drawImage(at, images, QRectF(0, k * rows, images.width(), rows))
    locale = QLocale()
    for chip in density.chips:
        text = f"+{locale.toString(chip.number)}"
        role = "accent" if chip == hovered else "ink_soft"
        at = QPointF(look.crisp(chip.left + 5), look.crisp(tops[chip.lane] - 1))
        look.label(
            painter, at, text, chip.right - chip.left - 5, ink=look.colour(role), font="small"
        )


def strip_top(band: Band, look: Look) -> float:
    """Return where a lane's strip begins on the page: at its foot, or all of a collapsed lane."""
    return look.crisp(band.bottom - look.metrics.strip - (4 if band.collapsed else 1))


def _images(density: Density, rows: int, look: Look) -> QImage:
    """Draw all strips below each other into one image, device pixel by device pixel."""
    full = np.minimum(np.ceil(density.heights * (rows - 1)), rows - 1)
    level = np.arange(rows - 1, -1, -1, dtype=np.float32)
    fills = [look.track(band.lane.spec.colour).fill for band in density.bands]
    colours = np.array([mixed(look.paper, fill, _SHARE).rgb() for fill in fills], np.uint32)
    taken = level[None, :, None] < full[:, None, :]
    pixels = np.where(taken, colours[:, None, None], np.uint32(look.paper.rgb()))
    pixels = np.ascontiguousarray(pixels.reshape(-1, pixels.shape[2]))
    high, wide = pixels.shape
    image = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(look.ratio)
    return image
