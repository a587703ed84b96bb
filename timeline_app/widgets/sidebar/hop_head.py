"""The head of a step: who, what they are, when and where they said it.

A click selects the actor; dragged up or down it carries the step to another place in the chain.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from timeline_app.domain.vocabulary import HopStatus
from timeline_app.models.cards.claim import HopView
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.marker import LockSign, MarkerDot
from timeline_app.widgets.sidebar.parts import SMALL, SMALLER, LineButton, column, let_through

_NAME = TextStyle(bold=True)
_STATUS = TextStyle("warning", scale=0.88, italic=True)


class HopHead(LineButton):
    """The name and what is known of a step."""

    dragged = Signal(float)  # where the pointer is, from the top of the screen
    dropped = Signal()
    drag_cancelled = Signal()
    move_requested = Signal(int)  # places: -1 is one earlier
    retype_requested = Signal()

    def __init__(self, view: HopView) -> None:
        """Show a step."""
        super().__init__()
        self._pressed_at: QPointF | None = None
        self._is_dragging = False
        self._dot = MarkerDot(view.marker, role="accent")
        self._name = TextBlock("", _NAME)
        self._status = TextBlock("", _STATUS)
        self._note = TextBlock("", SMALL)
        self._said = TextBlock("", SMALL)
        self._source = TextBlock("", SMALLER)
        words = column(gap=0)
        for block in (self._name, self._status, self._note, self._said, self._source):
            words.addWidget(let_through(block))
        self.body.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(words, 1)
        self._lock = LockSign()
        self.body.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleDescription(
            self.tr("Alt+Up and Alt+Down move the step, F2 names somebody else")
        )

    def present(self, view: HopView) -> None:
        """Show the step as it is now."""
        status = "" if view.hop.status is HopStatus.STATED else word_for(view.hop.status)
        said = view.said.resolved or (view.said.dating.wording if view.said.dating else "")
        said = self.tr("said {when}").format(when=said) if said else ""
        note = " · ".join(part for part in (word_for(view.hop.role), view.note) if part)
        source = f"“{view.source_title}”" if view.source_title else ""
        self._dot.show_marker(view.marker)
        self._lock.setVisible(view.is_confidential)
        for block, text in (
            (self._name, view.name),
            (self._status, status),
            (self._note, note),
            (self._said, said),
            (self._source, source),
        ):
            block.set_text(text)
            block.setVisible(bool(text))
        lock = self.tr("confidential") if view.is_confidential else ""
        parts = (view.name, lock, status, note, said, source)
        spoken = ". ".join(part for part in parts if part)
        self.setAccessibleName(spoken)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        at = event.globalPosition()
        far = abs(at.y() - self._pressed_at.y()) >= QApplication.startDragDistance()
        if far and not self._is_dragging:
            self._is_dragging = True
            self.setDown(False)  # a drag is no click
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_dragging:
            self.dragged.emit(at.y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragging = self._is_dragging
        self._let_go()
        super().mouseReleaseEvent(event)
        if was_dragging:
            self.dropped.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape and self._is_dragging:
            self._let_go()
            self.drag_cancelled.emit()
        elif with_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_requested.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_F2:
            self.retype_requested.emit()
        else:
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        self._pressed_at, self._is_dragging = None, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
