"""The ruler: the larger unit above, the smaller below, and a break where time is folded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.ruler import Ruler
from timeline_app.widgets.painting.fills import Rect
from timeline_app.widgets.painting.lettering import Label
from timeline_app.widgets.painting.look import Look


def paint_ruler(painter: QPainter, ruler: Ruler, area: QRectF, look: Look) -> None:
    """Draw the ruler in the space above the area."""
    high = area.top()
    wide = look.hairline
    painter.fillRect(QRectF(0, 0, area.right(), high), look.colour("surface"))
    painter.save()
    painter.setClipRect(QRectF(area.left(), 0, area.width(), high))
    look.fills.fill(painter, _lines(ruler, high, look), look.colour("line"))
    for _, x in ruler.folds:
        paint_fold(painter, QRectF(x, 0, FOLD_WIDTH, high), high / 2 + 1, look)
    look.labels(painter, _lettered(ruler, high, look))
    painter.restore()
    painter.fillRect(QRectF(0, high - wide, area.right(), wide), look.colour("line"))


def _lines(ruler: Ruler, high: float, look: Look) -> list[Rect]:
    """Return the lines of ticks in device pixels: through both tiers where the upper begins."""
    # Names of short stretches stand around their tick, which then keeps below them.
    named = [label for label in ruler.labels if label.tier == 2]
    short = [(label.x - 2, label.x + look.width(label.text, "small")) for label in named]
    ratio, wide = look.ratio, round(look.hairline * look.ratio)
    top = high - look.metrics.line - 2
    lower, through = ((round(y * ratio), wide, round((high - y) * ratio)) for y in (top, 0.0))
    return [
        (round(x * ratio), *(through if major and not _is_in(x, short) else lower))
        for x, major in ruler.ticks
    ]


def _is_in(x: float, spans: Sequence[tuple[float, float]]) -> bool:
    return any(a <= x <= b for a, b in spans)


def _lettered(ruler: Ruler, high: float, look: Look) -> list[Label]:
    ink, low = look.colour("ink"), look.crisp(high - look.metrics.line - 7)
    tiers = (3.0, ink, "bold"), (low, look.colour("ink_soft"), "small"), (3.0, ink, "small")
    styled = ((x, text, tiers[tier]) for x, text, tier in ruler.labels)
    return [(x, y, text, 1e4, colour, font) for x, text, (y, colour, font) in styled]


def paint_fold(painter: QPainter, box: QRectF, top: float, look: Look) -> None:
    """Draw a fold: a pale band, torn from a height on; what stands above may run on over it."""
    painter.fillRect(box, look.colour("fold"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.pen(look.colour("ink_faint"), 1.2))
    teeth, middle = 4, box.center().x()
    step = (box.bottom() - top) / teeth
    points = [QPointF(middle + (2 if k % 2 else -2), top + k * step) for k in range(teeth + 1)]
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
