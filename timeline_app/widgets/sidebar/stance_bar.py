"""The stances of an event's claims as one bar, and the same in words beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from timeline_app.models.cards.accounts import StanceCount
from timeline_app.models.words import counted_stance
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.parts import clear, column
from timeline_app.widgets.theme import Theme


class StanceBar(QWidget):
    """How many claims support, dispute, qualify …; widths are shares, words say the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._counts: tuple[StanceCount, ...] = ()
        self._bar = _Bar()
        self._words = QWidget()
        self._flow = Flow(self._words, 6)
        box = column(self, 4)
        box.addWidget(self._bar)
        box.addWidget(self._words)

    def follow(self, counts: Sequence[StanceCount]) -> None:
        """Show these counts."""
        self.setVisible(bool(counts))
        if tuple(counts) == self._counts:
            return
        self._counts = tuple(counts)
        self._bar.show_counts(self._counts)
        clear(self._flow)
        for count in counts:
            style = TextStyle(count.stance.value, scale=0.92, bold=True)
            self._flow.addWidget(TextBlock(self._said(count), style))

    @property
    def words(self) -> list[str]:
        """The counts in words."""
        return [self._said(count) for count in self._counts]

    def _said(self, count: StanceCount) -> str:
        said = counted_stance(count.stance, count.claims)
        return f"{said} · {count.origins}" if count.origins else said


class _Bar(QWidget):
    """The bar alone."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[StanceCount, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: tuple[StanceCount, ...]) -> None:
        self._counts = counts
        said = (counted_stance(count.stance, count.claims) for count in counts)
        self.setAccessibleName(", ".join(said))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, max(6, round(self.fontMetrics().height() * 0.5)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum(count.claims for count in self._counts)
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setClipPath(rounded)
        theme, x = Theme.current(), 0.0
        for count in self._counts:
            width = self.width() * count.claims / total
            # A hair of the ground keeps neighbours apart for those who see no colours.
            box = QRectF(x, 0, max(1.0, width - 1.5), self.height())
            painter.fillRect(box, theme.colour(count.stance.value))
            x += width
