"""What a cell is edited with: a line, a few lines, a list of values."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.models.cards.fields import Choice
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.long_text import LongTextEdit
from timeline_app.widgets.fields.whole_line import WholeLine

LONGEST = 100_000
"""Characters that are edited in a cell of several lines; more would hold up the window."""


class LineEditor(WholeLine):
    """A single line, whose refusals the table tells."""

    refused = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Edit a text."""
        super().__init__(text, parent)
        self.selectAll()

    @property
    def value(self) -> str:
        """The text without control characters."""
        return one_line(self.text())

    @override
    def tell_refusal(self, sentence: str) -> None:
        self.refused.emit(sentence)


class TextEditor(LongTextEdit):
    """A few lines, grown over the cells below. Return ends, Shift+Return breaks the line."""

    refused = Signal(str)
    finished = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Edit a text."""
        super().__init__(text, parent)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectAll()

    @property
    def value(self) -> str:
        """The text with its line breaks, without other control characters."""
        return several_lines(self.toPlainText())

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if len(source.text()) > LONGEST:
            self.refused.emit(too_long(self))
        else:
            super().insertFromMimeData(source)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)


class ChoiceEditor(DropDown):
    """A closed list, open from the start: one key or one click chooses."""

    finished = Signal()

    def __init__(
        self, choices: tuple[Choice, ...], value: object, parent: QWidget | None = None
    ) -> None:
        """Offer choices, each a value and its word."""
        super().__init__(parent)
        self._values = [choice for choice, _ in choices]
        self.addItems([word for _, word in choices])
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.activated.connect(lambda _: self.finished.emit())
        QTimer.singleShot(0, self, self._open)

    @property
    def value(self) -> object:
        """The value chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def _open(self) -> None:
        if self.isVisible():
            self.showPopup()


def too_long(widget: QWidget) -> str:
    """Return the sentence that refuses a text too long for a cell."""
    return widget.tr(
        "That text is longer than {most} characters; a cell cannot hold it. Nothing was changed."
    ).format(most=f"{LONGEST:,}")
