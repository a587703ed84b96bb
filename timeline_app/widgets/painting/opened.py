"""The lines of an opened event, and the marks of when a claim was said and published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from timeline_app.domain.by_hand import HandBounds
from timeline_app.scene.boxes import Box
from timeline_app.scene.opened import Account, Opened, TimeMark, line_height
from timeline_app.widgets.painting.glyphs import ROLES, paint_arrow, paint_pip
from timeline_app.widgets.painting.look import Look, mixed

_INDENT = 10.0
_OPEN = 30.0
_SHORTEST = 7.0
_WIDEST = 620.0
_READABLE = 460.0
"""Pixels that the lines have at least, however far right the event lies."""


At = Callable[[int], float]
"""Gives the pixel of a time."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines are drawn on: the part of the page in view, and where a time is in it."""

    view: QRectF
    at: At
    look: Look


def paint_opened(painter: QPainter, box: Box, opened: Opened, top: float, on: Ground) -> None:
    """Draw the standing of an event, and below it each claim with its own dating as a thin bar."""
    look, view = on.look, on.view
    step = line_height(look.metrics)
    left = max(min(box.ends[0], view.right() - _READABLE), view.left() + 8)
    ground = QRectF(view.left(), top, view.width(), opened.height(look.metrics) - 4)
    painter.fillRect(ground, mixed(look.paper, look.colour("ink_faint"), 0.06))
    ink, room = look.colour("ink_soft"), view.right() - left - 8
    look.label(painter, QPointF(left, top), opened.standing, room, ink=ink, font="small")
    for k, account in enumerate(opened.accounts):
        line = QRectF(left, top + (k + 1) * step, view.right() - left, step)
        _paint_account(painter, account, line, on)


def _paint_account(painter: QPainter, account: Account, line: QRectF, on: Ground) -> None:
    look, view = on.look, on.view
    colour = look.colour(ROLES[account.stance])
    end = line.left() + _INDENT
    if account.bounds is not None:
        end = _paint_dating(painter, account, account.bounds, line, on)
    size = look.metrics.pip
    x, room = end + 6, view.right() - end - size - 16
    wide = min(look.width(account.text, "small"), _WIDEST)
    if wide > room and account.bounds is not None:
        start = on.at(min(t for t in account.bounds.four if t is not None))
        start = min(start - _OPEN * (account.bounds.start_min is None), view.right() - 8)
        if start - view.left() - size - 18 > room:  # more room before the bar than after it
            x = max(start - wide - size - 16, view.left() + 8)
            room = start - x - size - 10
    pip = QRectF(x, line.top() + (line.height() - size) / 2 - 1, size, size)
    paint_pip(painter, pip, account.shape, colour, look)
    point, width = QPointF(x + size + 5, line.top() - 1), min(room, _WIDEST)
    look.label(painter, point, account.text, width, ink=look.colour("ink"), font="small")


def _paint_dating(
    painter: QPainter, account: Account, bounds: HandBounds, line: QRectF, on: Ground
) -> float:
    """Draw a claim's own dating; return its right edge."""
    look, view, colour = on.look, on.view, on.look.colour(ROLES[account.stance])
    known = [t for t in bounds.four if t is not None]
    left, right = on.at(min(known)), max(on.at(max(known) + 1), on.at(min(known)) + _SHORTEST)
    high = max(line.height() * 0.34, 5.0)
    y = line.top() + (line.height() - high) / 2 - 1
    bar = QRectF(left, y, right - left, high).intersected(view.adjusted(-4, 0, 4, 0))
    pen = look.pen(colour, 1)
    if account.approximate or account.uncertain:
        pen.setDashPattern([1, 2] if account.uncertain else [4, 2])
    painter.setPen(pen)
    painter.setBrush(mixed(look.paper, colour, 0.2))
    if not bar.isEmpty():
        painter.drawRoundedRect(bar, 2, 2)
    middle = y + high / 2
    if bounds.start_min is None:
        painter.drawLine(QPointF(left - _OPEN, middle), QPointF(left, middle))
        paint_arrow(painter, QPointF(left - _OPEN, middle), -4, colour, look)
    if bounds.end_max is None:
        painter.drawLine(QPointF(right, middle), QPointF(right + _OPEN, middle))
        paint_arrow(painter, QPointF(right + _OPEN, middle), 4, colour, look)
        right += _OPEN
    return min(max(right, view.left()), view.right())


def mark_ends(mark: TimeMark, at: At) -> tuple[float, float]:
    """Return the pixels from where to where a mark lasts."""
    return at(mark.first), at(mark.last + 1)


def mark_role(mark: TimeMark) -> str:
    """Return the role of the colour of a mark."""
    return "accent" if mark.published else "predicts"


def mark_pen(mark: TimeMark, look: Look) -> QPen:
    """Return the pen of a mark's line: dotted where something was said, dashed where published."""
    pen = look.pen(look.colour(mark_role(mark)), 1.5)
    pen.setDashPattern([4.0, 2.5] if mark.published else [1.5, 2.5])
    return pen


def paint_marks(painter: QPainter, marks: Sequence[TimeMark], on: Ground) -> None:
    """Draw when the selected claim was said (dotted) and published (dashed), down all lanes."""
    area, look = on.view, on.look
    for mark in marks:
        left, right = mark_ends(mark, on.at)
        x = look.crisp((left + right) / 2)
        if area.left() <= x <= area.right():
            painter.setPen(mark_pen(mark, look))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
