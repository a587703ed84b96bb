"""Go to a date: any wording goes in, what was understood is said, Enter goes there."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.widgets.plain import plain_label

_WIDEST = 460
"""Pixels beyond which the words need not reach."""

_BESIDE = 12
"""Pixels that the timeline shows beside it, where there is room."""


class GoToDate(QFrame):
    """A line over the timeline; Escape closes it."""

    span_chosen = Signal(object, object)  # first and last second, of any size
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("A date: 27 Jan 2026, last week, 2019-11, 500 BC…"))
        self.line.setAccessibleName(self.tr("Go to date"))
        self._said = plain_label("", self, wrap=True, role="ink_soft")
        column.addWidget(self.line)
        column.addWidget(self._said)
        self.line.textChanged.connect(self._explain)
        self.line.returnPressed.connect(self._go)
        self.hide()

    def ask(self, corner: QPoint) -> None:
        """Show the line at a corner of its parent, ready to type."""
        self.move(corner)
        self.line.selectAll()
        self._explain()
        self.show()
        self.raise_()
        self.line.setFocus()

    def _understood(self) -> tuple[tuple[int, int] | None, str]:
        """Return the span that the text means, and a sentence about it."""
        # Here: the grammar of dates is not needed before somebody asks for one.
        from timeline_app.domain.reading import Anchor, read_wording  # noqa: PLC0415 - as said

        text = self.line.text().strip()
        if not text:
            return None, ""
        answer = read_wording(text, Anchor(datetime.now(UTC), self.tr("today")))
        if answer.reading is None:
            return None, answer.refusal or self.tr("Not understood as a date.")
        bounds = answer.reading.bounds
        every = (bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max)
        known = [t for t in every if t is not None]
        if not known:
            return None, answer.reading.explanation
        return (min(known), max(known)), answer.reading.explanation

    def _explain(self) -> None:
        said = self._understood()[1]
        self._said.setText(said)
        self._said.setVisible(bool(said))
        wide = max(min(self._over.width() - self.x() - _BESIDE, _WIDEST), 1)
        high = self.heightForWidth(wide) if said else self.sizeHint().height()
        self.setFixedSize(wide, high)

    def _go(self) -> None:
        span, _ = self._understood()
        if span is not None:
            self.hide()
            self.span_chosen.emit(*span)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Return comes here too, after the line has taken it: the timeline beneath must not get it.
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
