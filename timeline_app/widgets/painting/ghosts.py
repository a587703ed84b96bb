"""The ghosts of a drag: where events would be, and the dates that would be theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from timeline_app.domain.by_hand import HandBounds
from timeline_app.widgets.painting.dates import span_text
from timeline_app.widgets.painting.look import Look, mixed


class Placing(Protocol):
    """Where a time and an event are on the widget."""

    def x_of(self, t: int) -> float: ...
    def top_of(self, index: int) -> float: ...


def paint_ghosts(
    painter: QPainter, ghosts: Mapping[int, HandBounds], at: Placing, look: Look
) -> None:
    """Draw each ghost in its row, and above the first, or below, what it would say."""
    for n, (index, bounds) in enumerate(ghosts.items()):
        known = [t for t in bounds.four if t is not None]
        left, right = at.x_of(min(known)), at.x_of(max(known) + 1)
        bar = QRectF(left, at.top_of(index), max(right - left, 6.0), look.metrics.bar)
        painter.setPen(look.pen(look.colour("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(mixed(look.paper, look.colour("accent"), 0.18))
        painter.drawRoundedRect(bar, 3, 3)
        for t in (bounds.start_max, bounds.end_min):
            if t is not None and min(known) < t < max(known):
                x = at.x_of(t)
                painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))
        if n == 0:
            _paint_readout(painter, bar, span_text(bounds), look)


def _paint_readout(painter: QPainter, bar: QRectF, text: str, look: Look) -> None:
    wide, high = look.width(text, "small bold") + 14, look.metrics.line + 6
    seen = painter.clipBoundingRect()
    top = bar.top() - high - 4 if bar.top() - high - 4 >= seen.top() else bar.bottom() + 4
    top = max(min(top, seen.bottom() - high), seen.top())
    left = max(min(bar.left(), seen.right() - wide), seen.left())
    box = QRectF(left, top, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawRoundedRect(box, 3, 3)
    ink = look.colour("accent_ink")
    look.label(
        painter, QPointF(box.left() + 7, box.top() + 1), text, wide, ink=ink, font="small bold"
    )
