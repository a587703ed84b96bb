"""The small shapes in a table's cells: who speaks, what a claim does, what to be careful about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF

from timeline_app.models.tables.columns import Glyph


def paint_glyph(painter: QPainter, box: QRectF, glyph: Glyph, ink: QColor) -> None:
    """Paint a glyph that fills a square box, in one ink."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.2, box.width() / 8)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _PAINTERS[glyph](painter, box, ink)


def glyph_icon(glyph: Glyph, side: int, ink: QColor, density: float) -> QIcon:
    """Return a glyph as a picture `side` wide, on a screen of so many dots a pixel."""
    pixmap = QPixmap(round(side * density), round(side * density))
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint_glyph(painter, QRectF(0, 0, side, side).adjusted(1, 1, -1, -1), glyph, ink)
    return QIcon(pixmap)


def _disc(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(_inner(box))


def _ring(painter: QPainter, box: QRectF, ink: QColor) -> None:
    del ink
    painter.drawEllipse(_inner(box))


def _square(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.fillRect(_inner(box), ink)


def _hollow_square(painter: QPainter, box: QRectF, ink: QColor) -> None:
    pen = QPen(ink, max(1.2, box.width() / 8))
    pen.setDashPattern([1.5, 1.5])
    painter.setPen(pen)
    painter.drawRect(_inner(box))


def _triangle(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    points = [box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())]
    painter.drawPolygon(QPolygonF(points))


def _diamond(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    x, y = box.center().x(), box.center().y()
    points = [QPointF(x, box.top()), QPointF(box.right(), y), QPointF(x, box.bottom())]
    painter.drawPolygon(QPolygonF([*points, QPointF(box.left(), y)]))


def _warning(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Draw two arrows against each other: accounts that cannot both be taken at their word."""
    del ink
    middle, third = box.center().x(), box.width() / 3
    for tip, base in ((middle - 0.7, box.left()), (middle + 0.7, box.right())):
        painter.drawPolyline(
            QPolygonF([
                QPointF(base, box.top() + third / 2), QPointF(tip, box.center().y()),
                QPointF(base, box.bottom() - third / 2),
            ])
        )  # fmt: skip


def _one(painter: QPainter, box: QRectF, ink: QColor) -> None:
    _lettered(painter, box, ink, "1")


def _doubt(painter: QPainter, box: QRectF, ink: QColor) -> None:
    _lettered(painter, box, ink, "?")


def _lettered(painter: QPainter, box: QRectF, ink: QColor, letter: str) -> None:
    del ink
    font = QFont(painter.font())
    font.setPixelSize(max(6, round(box.height() * 0.8)))
    font.setBold(True)
    painter.setFont(font)
    painter.drawEllipse(box)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def _dashes(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Draw a broken arrow: the same line as an inferred step of a chain."""
    y, wing = box.center().y(), box.height() / 4
    tip = QPointF(box.right(), y)
    painter.drawPolyline(
        QPolygonF([QPointF(tip.x() - wing, y - wing), tip, QPointF(tip.x() - wing, y + wing)])
    )
    pen = QPen(ink, max(1.2, box.width() / 8))
    pen.setDashPattern([1.6, 1.4])
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left(), y), tip)


def _empty_page(painter: QPainter, box: QRectF, ink: QColor) -> None:
    del ink
    page = box.adjusted(box.width() * 0.15, 0, -box.width() * 0.15, 0)
    painter.drawRect(page)
    painter.drawLine(page.bottomLeft(), page.topRight())


def _lock(painter: QPainter, box: QRectF, ink: QColor) -> None:
    body = QRectF(box.left() + box.width() * 0.1, box.top() + box.height() * 0.45,
                  box.width() * 0.8, box.height() * 0.55)  # fmt: skip
    bow = QRectF(box.left() + box.width() * 0.26, box.top(), box.width() * 0.48, box.height() * 0.8)
    painter.drawArc(bow, 0, 180 * 16)
    painter.fillRect(body, ink)


def _inner(box: QRectF) -> QRectF:
    edge = box.width() * 0.1
    return box.adjusted(edge, edge, -edge, -edge)


_PAINTERS: dict[Glyph, Callable[[QPainter, QRectF, QColor], None]] = {
    Glyph.NAMED: _disc,
    Glyph.ANONYMOUS: _ring,
    Glyph.OUTLET: _square,
    Glyph.UNSOURCED: _hollow_square,
    Glyph.DISPUTES: _triangle,
    Glyph.QUALIFIES: _diamond,
    Glyph.CONTESTED: _warning,
    Glyph.SINGLE_ORIGIN: _one,
    Glyph.INFERRED: _dashes,
    Glyph.UNCONFIRMED: _doubt,
    Glyph.NO_PASSAGE: _empty_page,
    Glyph.LOCK: _lock,
}
