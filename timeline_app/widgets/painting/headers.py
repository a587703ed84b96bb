"""The headers of the lanes: title, colour, counts, and whether anything is contested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPainter

from timeline_app.scene.layout import Band
from timeline_app.widgets.painting.lettering import Label
from timeline_app.widgets.painting.look import Look

BAR = 5.0
"""Width of the colour bar of a lane."""

_LEFT = 15.0


def paint_headers(
    painter: QPainter, bands: Sequence[Band], area: QRectF, scroll: float, look: Look
) -> None:
    """Draw the headers left of the area. They stick: a title stays in view with its lane."""
    wide, high = area.left(), area.height()
    if wide <= 0:
        return

    def draw(on: QPainter) -> None:
        _paint_all(on, bands, QRectF(0, 0, wide, high), scroll, look)

    if look.vector:
        painter.save()
        painter.setClipRect(QRectF(0, area.top(), wide, high))
        painter.translate(0, area.top())
        draw(painter)
        painter.restore()
        return
    seen = tuple((_told(band), band.top, band.height, band.collapsed) for band in bands)
    key = (seen, scroll, wide, high)
    painter.drawPixmap(QPointF(0, area.top()), look.latest("headers", key, wide, high, draw))


def _paint_all(
    painter: QPainter, bands: Sequence[Band], column: QRectF, scroll: float, look: Look
) -> None:
    painter.fillRect(column, look.colour("surface"))
    wide, words = look.hairline, list[Label]()
    for band in bands:
        box = QRectF(0, look.crisp(band.top - scroll), column.width(), look.crisp(band.height))
        foot = QRectF(0, box.bottom() - wide, box.width(), wide)
        painter.fillRect(foot, look.colour("line"))
        bar = QRectF(0, box.top(), BAR, box.height() - wide)
        painter.fillRect(bar, look.track(band.lane.spec.colour).fill)
        words += _words_of(band, box, look)
    with look.unstinted():  # the picture is kept
        look.labels(painter, words)
    line = QRectF(column.width() - wide, 0, wide, column.height())
    painter.fillRect(line, look.colour("line"))


def _words_of(band: Band, box: QRectF, look: Look) -> Iterator[Label]:
    line, room = look.metrics.line, box.width() - _LEFT - 8
    lines = 1 if band.collapsed else 2 + (band.lane.contested > 0)
    y = max(box.top(), min(0.0, box.bottom() - lines * line - 14)) + 4
    yield _LEFT, y, band.lane.spec.title, room, look.colour("ink"), "bold"
    if band.collapsed:
        return
    y += line + 2
    yield _LEFT, y, counts_text(band), room, look.colour("ink_soft"), "small"
    if band.lane.contested and y + 2 * line < box.bottom() + 4:
        yield _LEFT, y + line, contested_text(band), room, look.colour("disputes"), "small bold"


def _told(band: Band) -> tuple[object, ...]:
    """Return what a header tells of its lane."""
    lane = band.lane
    return lane.spec, len(lane), lane.claims, lane.contested


def counts_text(band: Band) -> str:
    """Say how many events and claims a lane has."""
    tr = QCoreApplication.translate
    events = tr("timeline", "%n event(s)", "", len(band.lane))
    claims = tr("timeline", "%n claim(s)", "", band.lane.claims)
    return f"{_counted(events, len(band.lane))} · {_counted(claims, band.lane.claims)}"


def contested_text(band: Band) -> str:
    """Say how many events of a lane are contested."""
    tr = QCoreApplication.translate
    return tr("timeline", "%n contested", "", band.lane.contested)


def _counted(text: str, count: int) -> str:
    """Choose the English plural where no translation has done so."""
    return text.replace("(s)", "" if count == 1 else "s")
