"""Pills: how a claim stands, in a word each, with the reason on a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.models.tables.columns import Glyph
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.text_block import TextBlock
from timeline_app.widgets.sidebar.parts import SMALL, clear, column
from timeline_app.widgets.tables.glyphs import paint_glyph
from timeline_app.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class PillView:
    """A word, the theme roles it is set in, and the sentence that says why."""

    text: str
    ink: str = "ink_soft"
    ground: str = "surface"
    sentence: str = ""
    dashed: bool = False
    glyph: Glyph | None = None


class Pill(QAbstractButton):
    """One word on a rounded ground; pressed, it asks why."""

    def __init__(self, view: PillView, parent: QWidget | None = None) -> None:
        """Show a pill."""
        super().__init__(parent)
        self.view = view
        self.setText(view.text)
        self.setCheckable(bool(view.sentence))
        asks = bool(view.sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if asks else Qt.FocusPolicy.NoFocus)
        if asks:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = self.tr("{mark}: why?").format(mark=view.text) if asks else view.text
        self.setAccessibleName(name)
        self.setAccessibleDescription(view.sentence)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._small_bold())
        sign = 0.0 if self.view.glyph is None else metrics.height()
        width = sign + metrics.horizontalAdvance(self.view.text) + metrics.height() * 1.1
        return QSize(round(width + 1), round(metrics.height() * 1.4))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.current()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "accent" if self.hasFocus() else (self.view.ink if self.isChecked() else None)
        painter.setBrush(theme.colour(self.view.ground))
        painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(theme.colour(edge), 1.5))
        if self.view.dashed and edge is None:
            painter.setPen(QPen(theme.colour(self.view.ink), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self._small_bold())
        if self.view.glyph is not None:
            box = self._paint_glyph(painter, box, self.view.glyph)
        painter.setPen(theme.colour(self.view.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.view.text)

    def _paint_glyph(self, painter: QPainter, box: QRectF, glyph: Glyph) -> QRectF:
        """Paint the sign before the word, and return the room that is left for the word."""
        height = QFontMetricsF(self._small_bold()).height()
        side = height * 0.66
        sign = QRectF(box.left() + height * 0.5, box.center().y() - side / 2, side, side)
        paint_glyph(painter, sign, glyph, Theme.current().colour(self.view.ink))
        return box.adjusted(height, 0, 0, 0)

    def _small_bold(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.88))
        font.setBold(True)
        return font


class PillRow(QWidget):
    """Some pills, and beneath them the reason of the one that was asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pills."""
        super().__init__(parent)
        self._views: tuple[PillView, ...] = ()
        self._asked = ""
        self._pills = QWidget(self)
        self._flow = Flow(self._pills, 5)
        self._reason = TextBlock("", SMALL)
        self._reason.hide()
        box = column(self, 5)
        box.addWidget(self._pills)
        box.addWidget(self._reason)

    def follow(self, views: Sequence[PillView]) -> None:
        """Show these pills; the reason asked for stays, if its pill does."""
        self.setVisible(bool(views))
        if tuple(views) == self._views:
            return
        self._views = tuple(views)
        clear(self._flow)
        for view in views:
            pill = Pill(view)
            pill.setChecked(pill.isCheckable() and view.text == self._asked)
            pill.clicked.connect(lambda _=False, view=view: self._ask(view))
            self._flow.addWidget(pill)
        self._show_reason()

    @property
    def pills(self) -> list[Pill]:
        """The pills, in order."""
        return [pill for pill in self._pills.findChildren(Pill) if not pill.isHidden()]

    @property
    def reason(self) -> str:
        """The reason shown, or ""."""
        return "" if self._reason.isHidden() else self._reason.text

    def _ask(self, view: PillView) -> None:
        self._asked = "" if self._asked == view.text else view.text
        for pill in self.pills:
            pill.setChecked(pill.view.text == self._asked)
        self._show_reason()

    def _show_reason(self) -> None:
        reason = next((v.sentence for v in self._views if v.text == self._asked), "")
        self._reason.set_text(reason)
        self._reason.setVisible(bool(reason))
