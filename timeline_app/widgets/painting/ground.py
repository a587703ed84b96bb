"""What lies under the events: paper, grid lines, folds, and the lines between lanes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.layout import Band
from timeline_app.scene.ruler import Ruler, Tick
from timeline_app.widgets.painting.device_pixels import DevicePixels
from timeline_app.widgets.painting.look import Look, mixed


class GridLines(NamedTuple):
    """The columns of device pixels that are grid lines, and their colours: parallel.

    Columns are counted from the left of the area; colours are 0xffRRGGBB.
    """

    columns: NDArray[np.int64]
    colours: NDArray[np.uint32]

    @classmethod
    def of(cls, ticks: Sequence[Tick], area: QRectF, look: Look) -> GridLines:
        """Find the pixels of ticks."""
        left, wide = round(area.left() * look.ratio), round(look.hairline * look.ratio)
        at = np.rint(np.array([tick.x for tick in ticks]) * look.ratio).astype(np.int64) - left
        colours = [look.colour("grid").rgb(), look.colour("grid_strong").rgb()]
        inked = np.array(colours, np.uint32)[[int(tick.major) for tick in ticks]]
        columns = (at[:, None] + np.arange(wide)).ravel()
        inside = (columns >= 0) & (columns < round(area.width() * look.ratio))
        return cls(columns[inside], np.repeat(inked, wide)[inside])


def paint_paper(painter: QPainter, lines: GridLines, area: QRectF, look: Look) -> None:
    """Draw the empty area with its grid lines."""
    ratio = look.ratio
    left, top, wide, high = (
        round(side * ratio) for side in (area.left(), area.top(), area.width(), area.height())
    )
    box = QRect(left, top, wide, high)
    with DevicePixels(painter, ratio):
        if not look.vector:
            _lay_down(painter, lines, box, look)
            return
        painter.fillRect(box, look.paper)
        for x, colour in zip(lines.columns.tolist(), lines.colours.tolist(), strict=True):
            painter.fillRect(QRect(left + x, top, 1, high), QColor(colour))


def _lay_down(painter: QPainter, lines: GridLines, box: QRect, look: Look) -> None:
    """Draw paper with its grid lines as a strip of it, laid down again and again.

    Not as a brush: Qt fills large textures with several threads, which costs a frame more than it
    saves. They have to be woken, and what is painted next lies in the memory of another processor.
    """
    wide = box.width()
    strip = look.strip.ruled(wide, look.paper.rgb(), *lines)
    for top in range(box.top(), box.top() + box.height(), strip.height()):
        rows = min(strip.height(), box.top() + box.height() - top)
        painter.drawImage(box.left(), top, strip, 0, 0, wide, rows)


def paint_dividers(
    painter: QPainter, ruler: Ruler, bands: Sequence[Band], view: QRectF, look: Look
) -> None:
    """Draw folds and the lines between lanes over what is seen of the page."""
    wide, edge = look.hairline, mixed(look.paper, look.colour("ink_faint"), 0.3)
    for _, x in ruler.folds:
        left, right = look.crisp(x), look.crisp(x + FOLD_WIDTH)
        band = QRectF(left, view.top(), right - left, view.height())
        painter.fillRect(band, look.colour("fold"))
        for side in (left, right - wide):
            painter.fillRect(QRectF(side, view.top(), wide, view.height()), edge)
    for lane in bands:
        y = look.crisp(lane.bottom) - wide
        painter.fillRect(QRectF(view.left(), y, view.width(), wide), look.colour("line"))
