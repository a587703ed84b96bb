"""The signs on the buttons, drawn in the theme's ink: each a path in a square of 20 by 20."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from timeline_app.widgets.theme import Theme

SIDE = 20
_SCALES = (1.0, 1.25, 1.5, 2.0, 3.0, 4.0)  # for dense screens and large text
_STROKE = 1.6


def icon(name: str, role: str = "ink") -> QIcon:
    """Return a sign in the ink of a theme role, and faint where its action is not to be had.

    Made anew when the theme changes. KeyError if there is no such sign.
    """
    theme = Theme.current()
    made = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, theme.colour(role)),
        (QIcon.Mode.Disabled, theme.colour("ink_faint")),
    ):
        for scale in _SCALES:
            made.addPixmap(_drawn(_SIGNS[name](), ink, scale), mode)
    return made


def _drawn(path: QPainterPath, ink: QColor, scale: float) -> QPixmap:
    side = round(SIDE * scale)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    pen = QPen(ink, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.setPen(pen)
        painter.drawPath(path)
    return pixmap


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for stroke in strokes:
        path.moveTo(QPointF(*stroke[0]))
        for point in stroke[1:]:
            path.lineTo(QPointF(*point))
    return path


def _plus() -> QPainterPath:
    return _lines(((10, 4.5), (10, 15.5)), ((4.5, 10), (15.5, 10)))


def _minus() -> QPainterPath:
    return _lines(((4.5, 10), (15.5, 10)))


def _undo() -> QPainterPath:
    path = _lines(((8, 4), (4.5, 7.5), (8, 11)))
    path.moveTo(4.5, 7.5)
    path.lineTo(11.5, 7.5)
    path.arcTo(QRectF(7.5, 7.5, 8, 8), 90, -180)
    path.lineTo(8, 15.5)
    return path


def _redo() -> QPainterPath:
    path = _lines(((12, 4), (15.5, 7.5), (12, 11)))
    path.moveTo(15.5, 7.5)
    path.lineTo(8.5, 7.5)
    path.arcTo(QRectF(4.5, 7.5, 8, 8), 90, 180)
    path.lineTo(12, 15.5)
    return path


def _fit() -> QPainterPath:
    return _lines(
        ((3.5, 4.5), (3.5, 15.5)),
        ((16.5, 4.5), (16.5, 15.5)),
        ((6, 10), (14, 10)),
        ((8.2, 7.8), (6, 10), (8.2, 12.2)),
        ((11.8, 7.8), (14, 10), (11.8, 12.2)),
    )


def _fold() -> QPainterPath:
    return _lines(
        ((7.5, 3.5), (10, 6.75), (7.5, 10), (10, 13.25), (7.5, 16.5)),
        ((11.5, 3.5), (14, 6.75), (11.5, 10), (14, 13.25), (11.5, 16.5)),
    )


def _search() -> QPainterPath:
    path = _lines(((12.7, 12.7), (16.5, 16.5)))
    path.addEllipse(QPointF(8.8, 8.8), 5.2, 5.2)
    return path


def _sidebar() -> QPainterPath:
    path = _lines(((12.5, 4), (12.5, 16)))
    path.addRoundedRect(QRectF(3, 4, 14, 12), 2, 2)
    return path


def _tables() -> QPainterPath:
    path = _lines(((3, 10.5), (17, 10.5)))
    path.addRoundedRect(QRectF(3, 4, 14, 12), 2, 2)
    return path


_SIGNS: dict[str, Callable[[], QPainterPath]] = {
    "plus": _plus,
    "minus": _minus,
    "undo": _undo,
    "redo": _redo,
    "fit": _fit,
    "fold": _fold,
    "search": _search,
    "sidebar": _sidebar,
    "tables": _tables,
}
