"""One pasted paragraph as a draft claim: whether it is wanted, its words, and who says it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from timeline_app.models.completions import Completions
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.long_text import LongTextEdit
from timeline_app.widgets.fields.record_edit import RecordEdit

_MOST_LINES = 5


class ParagraphDraft(QWidget):
    """A paragraph with a tick; its words can be mended, and it can have a speaker of its own."""

    changed = Signal()
    finished = Signal()

    def __init__(self, paragraph: str, completions: Completions, *, is_wanted: bool = True) -> None:
        """Show a paragraph; the completions know who may be meant."""
        super().__init__()
        self._completions = completions
        self.tick = QCheckBox()
        self.tick.setChecked(is_wanted)
        self.tick.setAccessibleName(self.tr("Make a claim of this paragraph"))
        self.text = _Words(paragraph)
        self.text.setAccessibleName(self.tr("Draft claim"))
        self.text.setEnabled(is_wanted)
        self.speaker_line: RecordEdit | None = None
        self.other = Link(self.tr("+ Said by somebody else"))
        self.other.setEnabled(is_wanted)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self.tick, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.text, 0, 1)
        self._grid.addWidget(self.other, 1, 1, Qt.AlignmentFlag.AlignLeft)
        self._connect()

    @property
    def is_wanted(self) -> bool:
        """Tell whether a claim is to be made of it."""
        return self.tick.isChecked() and bool(self.words)

    @property
    def words(self) -> str:
        """The text of the claim."""
        return self.text.toPlainText().strip()

    @property
    def speaker(self) -> str:
        """Who says this paragraph, "" for whoever says them all."""
        return "" if self.speaker_line is None else self.speaker_line.words

    def _connect(self) -> None:
        self.tick.toggled.connect(self._enable)
        self.tick.toggled.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        self.text.finished.connect(self.finished)
        self.other.clicked.connect(self._open_speaker)

    def _enable(self, wanted: bool) -> None:  # noqa: FBT001 -- what a tick sends
        lines = (self.text, self.other, self.speaker_line)
        for widget in lines:
            if widget is not None:
                widget.setEnabled(wanted)

    def _open_speaker(self) -> None:
        line = _Speaker(self._completions)
        line.setPlaceholderText(self.tr("who says this one; empty: as above"))
        line.setAccessibleName(self.tr("Speaker of this paragraph"))
        line.finished.connect(self.finished)
        line.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        line.textChanged.connect(self.changed)
        self.speaker_line = line
        self.other.hide()
        self._grid.addWidget(line, 1, 1)
        self.setTabOrder(self.text, line)
        line.setFocus(Qt.FocusReason.OtherFocusReason)


class _Speaker(RecordEdit):
    """A name; Enter goes back to the words, where it would else add all the claims."""

    finished = Signal()
    left = Signal()

    def __init__(self, completions: Completions) -> None:
        super().__init__(completions, "actor")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            self.left.emit()


class _Words(LongTextEdit):
    """Words as high as they need to be; Ctrl+Enter is done with them."""

    finished = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height the words need, and a scroll bar beyond the most."""
        layout = self.document().documentLayout()
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        most = _MOST_LINES * self.fontMetrics().lineSpacing()
        frame = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        self.setFixedHeight(round(min(height, most)) + frame + 2)
