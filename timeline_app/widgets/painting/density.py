"""The density strips of crowded lanes, and how many events are only counted there."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLocale, QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from timeline_app.scene.density import Chip, Density
from timeline_app.scene.layout import Band
from timeline_app.widgets.painting.ground import GridLines
from timeline_app.widgets.painting.look import Label, Look

_ALIGNED = 4
"""Bytes at a multiple of which Qt has lines of pixels begin."""

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
    strips = _strips(density, rows, lines, look)
    strips.setDevicePixelRatio(look.ratio)
    wide = strips.width()
    tops = {band.number: strip_top(band, look) for band in density.bands}
    for k, band in enumerate(density.bands):
        at, part = QPointF(area.left(), tops[band.number]), QRect(0, k * rows, wide, rows)
        if look.vector:
            painter.drawImage(at, strips.copy(part))  # an SVG has only whole pictures
        else:
            painter.drawImage(at, strips, part)
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


def _strips(density: Density, rows: int, lines: GridLines, look: Look) -> QImage:
    """Return the device pixels of all strips below each other, `rows` lines each.

    Pixels are worked out as numbers of colours, a byte each: 0 is paper, the others are those of
    strips and grid lines.
    """
    count, wide = density.heights.shape
    full = np.minimum(np.ceil(density.heights * (rows - 1)), rows - 1).astype(np.uint16)
    level = np.arange(rows - 1, -1, -1, dtype=np.uint16)
    fills = (look.track(band.lane.spec.colour).fill for band in density.bands)
    shades = [look.blended(fill, _SHARE).rgb() for fill in fills]
    used = [*shades, *lines.colours.tolist()]
    number_of = {colour: k for k, colour in enumerate(dict.fromkeys(used), 1)}
    numbers = np.array([number_of[colour] for colour in used], np.uint8)
    stride = -(-wide // _ALIGNED) * _ALIGNED
    pixels = np.zeros((count, rows, stride), np.uint8)
    taken = level[:, None] < full[:, None, :]
    np.multiply(taken, numbers[:count, None, None], out=pixels[:, :, :wide])
    inside = lines.columns < wide
    pixels[:, :, lines.columns[inside]] = numbers[count:][inside]
    image = QImage(pixels.data, wide, count * rows, stride, QImage.Format.Format_Indexed8)
    image.setColorTable([look.paper.rgb(), *number_of])
    return image.convertToFormat(QImage.Format.Format_RGB32)
