"""The chain of a claim as a drawing: a card for each step, joined by lines that carry the verbs.

What nobody stated is dashed and says so in a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.records import Hop
from timeline_app.models.cards.claim import HopView
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.sidebar.hop_card import HopCard
from timeline_app.widgets.sidebar.wishes import Wishes
from timeline_app.widgets.theme import Theme


class ChainDrawing(Column[HopView]):
    """All steps of one claim, origin first."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin without steps."""
        super().__init__(parent, spacing=0)
        self._wishes = wishes
        self._hops: tuple[Hop, ...] = ()
        self._gap = 0
        self.mark = _DropMark(self)

    def show_chain(self, hops: Sequence[HopView]) -> None:
        """Draw these steps."""
        self._hops = tuple(view.hop for view in hops)
        self.follow(hops)
        for widget in self.widgets:
            assert isinstance(widget, HopCard)
            widget.stand_among(self._hops)

    @override
    def make(self, view: HopView) -> QWidget:
        card = HopCard(view, self._wishes)
        card.head.dragged.connect(self._follow_drag)
        card.head.dropped.connect(lambda: self._drop_step(card))
        card.head.drag_cancelled.connect(self.mark.hide)
        card.head.move_requested.connect(card.move_by)
        return card

    def _follow_drag(self, y: float) -> None:
        """Show between which steps the one that is dragged would stand."""
        top = self.mapToGlobal(QPointF(0, 0)).y()
        tops = [widget.y() for widget in self.widgets]
        middles = [widget.geometry().center().y() for widget in self.widgets]
        self._gap = sum(middle < y - top for middle in middles)
        self.mark.show_at([*tops, self.height() - 3][self._gap], self.width())

    def _drop_step(self, card: HopCard) -> None:
        if self.mark.isHidden():
            return
        self.mark.hide()
        place = self.widgets.index(card)
        # The gaps are counted with the step in its place; it leaves one of them behind.
        card.move_to(self._gap - 1 if self._gap > place else self._gap)


class _DropMark(QWidget):
    """A bar between two steps: where the one that is dragged would stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int, width: int) -> None:
        self.setGeometry(0, max(0, y - 1), width, 4)
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Theme.current().colour("accent"))
