"""The legend: every glyph of the timeline, drawn by the same painters, with what it means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget
from typing_extensions import override

from timeline_app.domain.columns import Flag
from timeline_app.domain.vocabulary import Stance
from timeline_app.scene.boxes import Box, Place
from timeline_app.scene.folds import FOLD_WIDTH
from timeline_app.scene.opened import TimeMark
from timeline_app.scene.pips import PipShape
from timeline_app.widgets.painting.events import paint_event
from timeline_app.widgets.painting.glyphs import ROLES, paint_pip
from timeline_app.widgets.painting.look import Look
from timeline_app.widgets.painting.opened import mark_pen
from timeline_app.widgets.painting.ruler import paint_fold
from timeline_app.widgets.plain import plain_label

_WIDE = 140
_BAR = (20.0, 90.0)


class Sample(QWidget):
    """One glyph: an event with some flags, or the mark of a claim."""

    def __init__(self, look: Look, parts: tuple[float, float], flags: int, mark: object) -> None:
        super().__init__()
        self._look, self._parts, self._flags, self._mark = look, parts, flags, mark
        self.setFixedSize(QSize(_WIDE, round(look.metrics.row + 6)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.paper)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(self._mark, TimeMark):
                painter.setPen(mark_pen(self._mark, self._look))
                middle = self._look.crisp(_WIDE / 2)
                painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
                return
            if self._mark == "fold":
                box = QRectF((_WIDE - FOLD_WIDTH) / 2, 0, FOLD_WIDTH, self.height())
                paint_fold(painter, box, box.top(), self._look)
                return
            if isinstance(self._mark, tuple):
                shape, stance = self._mark
                size = self._look.metrics.pip * 1.4
                box = QRectF((_WIDE - size) / 2, (self.height() - size) / 2, size, size)
                paint_pip(painter, box, shape, self._look.colour(ROLES[stance]), self._look)
                return
            paint_event(painter, self._box(), self._look, QRectF(self.rect()))

    def _box(self) -> Box:
        left, right = (65.0, 65.0) if self._mark == "instant" else _BAR
        sure_left, sure_right = self._parts
        top = (self.height() - self._look.metrics.bar) / 2
        spans = (left, sure_left, sure_right, right)
        diamond = self._mark == "instant"
        return Box(0, 0, 0, top, *spans, self._flags, 0, 0, diamond, Place.NOWHERE, 0.0, 0.0)


class Legend(QDialog):
    """Closes with Escape or the key that opened it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Legend"))
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(16)
        rows = self._rows()
        half = (len(rows) + 1) // 2
        for k, (parts, flags, mark, meaning) in enumerate(rows):
            column = 2 * (k // half)
            sample = Sample(look, parts, flags, mark)
            sample.setAccessibleName(meaning)
            grid.addWidget(sample, k % half, column)
            grid.addWidget(plain_label(meaning, self), k % half, column + 1)

    def _rows(self) -> list[tuple[tuple[float, float], int, object, str]]:
        solid, vague, none = _BAR, (42.0, 68.0), (90.0, 20.0)
        marks = (
            (PipShape.FILLED, Stance.SUPPORTS, self.tr("claim of a named origin")),
            (PipShape.HOLLOW, Stance.SUPPORTS, self.tr("claim of an anonymous origin")),
            (PipShape.SQUARE, Stance.SUPPORTS, self.tr("claim in the outlet's own voice")),
            (PipShape.HOLLOW_SQUARE, Stance.SUPPORTS, self.tr("claim without a source")),
            (PipShape.TRIANGLE, Stance.DISPUTES, self.tr("claim that disputes")),
            (PipShape.DIAMOND, Stance.QUALIFIES, self.tr("claim that qualifies")),
        )
        return [
            (solid, 0, None, self.tr("certainly under way")),
            (vague, 0, None, self.tr("possibly under way where it fades")),
            (none, 0, None, self.tr("some time in here, no part certain")),
            ((20.0, 55.0), Flag.OPEN_END, None, self.tr("end not known")),
            (solid, Flag.APPROXIMATE, None, self.tr("approximate (~)")),
            (solid, Flag.UNCERTAIN, None, self.tr("uncertain (?)")),
            (solid, Flag.HOLLOW, None, self.tr("planned or hypothetical")),
            ((65.0, 65.0), 0, "instant", self.tr("an instant, or too short to show")),
            (solid, Flag.ONE_OF, None, self.tr("on one of several dates")),
            *((solid, 0, (shape, stance), text) for shape, stance, text in marks),
            (solid, 0, "fold", self.tr("quiet time, folded")),
            (solid, 0, TimeMark(0, 0, "", published=False), self.tr("selected claim: said")),
            (solid, 0, TimeMark(0, 0, "", published=True), self.tr("selected claim: published")),
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_L, Qt.Key.Key_Question):
            self.close()
        else:
            super().keyPressEvent(event)
