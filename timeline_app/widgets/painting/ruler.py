"""The ruler: the larger unit above, the smaller below, and a break where time is folded."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.ruler import Label as Word
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
    line = look.metrics.line
    # Names of short stretches stand around their tick, which then keeps below them.
    named = [label for label in ruler.labels if label.tier == 2]
    short = [(label.x - 2, label.x + look.width(label.text, "small")) for label in named]
    ratio, lines = look.ratio, list[Rect]()
    for tick in ruler.ticks:
        through = tick.major and not any(a <= tick.x <= b for a, b in short)
        top = 0.0 if through else high - line - 2
        tall = round((high - top) * ratio)
        lines.append((round(tick.x * ratio), round(top * ratio), round(wide * ratio), tall))
    look.fills.fill(painter, lines, look.colour("line"))
    for _, x in ruler.folds:
        paint_fold(painter, QRectF(x, 0, FOLD_WIDTH, high), high / 2 + 1, look)
    look.labels(painter, [_lettered(label, high, look) for label in ruler.labels])
    painter.restore()
    painter.fillRect(QRectF(0, high - wide, area.right(), wide), look.colour("line"))


def _lettered(label: Word, high: float, look: Look) -> Label:
    y = look.crisp(high - look.metrics.line - 7) if label.tier == 1 else 3.0
    ink = look.colour("ink_soft" if label.tier == 1 else "ink")
    return label.x, y, label.text, 1e4, ink, "bold" if label.tier == 0 else "small"


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
