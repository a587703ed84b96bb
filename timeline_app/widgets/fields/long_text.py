"""Text so long that laying it out would stop the window: kept whole, shown by its beginning."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from timeline_app.domain.direction import runs_leftward

LONGEST_PARAGRAPH = 20_000
"""Characters of one paragraph that Qt lays out in some 25 ms, which it does again at every key."""

_SHOWN = 2_000
_TELLING = 200  # characters at the beginning that tell which way a text runs
_PARAGRAPH_END = "\u2029"
_TAKING_OUT = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class LongTextEdit(QPlainTextEdit):
    """A plain-text editor that keeps what it cannot lay out in time, and cannot edit it then.

    `toPlainText` is the whole text in any case. Delete takes all of it out, Undo takes back the
    paste that made it so long.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: str | None = None
        self._before = ""
        self.textChanged.connect(self._begin_at_its_edge)
        if text:
            self.setPlainText(text)

    @property
    def is_shortened(self) -> bool:
        """Tell whether only the beginning of the text is shown."""
        return self._kept is not None

    @override
    def toPlainText(self) -> str:
        return super().toPlainText() if self._kept is None else self._kept

    @override
    def setPlainText(self, text: str) -> None:
        self._before = self.toPlainText() if self._kept is None else ""
        self._kept = text if is_long(text) else None
        self.setReadOnly(self.is_shortened)
        super().setPlainText(text if self._kept is None else self._beginning(text))

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        pasted = source.text()
        if is_long(pasted) or is_long(self._with(pasted)):
            self.setPlainText(self._with(pasted))
        else:
            self.insertPlainText(pasted)

    @override
    def event(self, event: QEvent) -> bool:
        if self.is_shortened and event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Undo):
                event.accept()  # else the window would undo the last edit instead
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_shortened and event.key() in _TAKING_OUT:
            self.setPlainText("")
        elif self.is_shortened and event.matches(QKeySequence.StandardKey.Undo):
            self.setPlainText(self._before)
        else:
            super().keyPressEvent(event)

    def _begin_at_its_edge(self) -> None:
        """Begin at the right where the text runs leftward, as a single line does by itself."""
        leftward = runs_leftward(self.document().firstBlock().text()[:_TELLING])
        edge = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != edge:
            option.setAlignment(edge)
            self.document().setDefaultTextOption(option)

    def _with(self, pasted: str) -> str:
        """Return the whole text with something put in the place of what is selected."""
        here = self.textCursor()
        before, after = self.textCursor(), self.textCursor()
        before.setPosition(0)
        before.setPosition(here.selectionStart(), before.MoveMode.KeepAnchor)
        after.setPosition(here.selectionEnd())
        after.movePosition(after.MoveOperation.End, after.MoveMode.KeepAnchor)
        parts = (cursor.selectedText().replace(_PARAGRAPH_END, "\n") for cursor in (before, after))
        return pasted.join(parts)

    def _beginning(self, text: str) -> str:
        note = self.tr(
            "({n} more characters are kept and saved, but not shown: they would stop the window."
            " Delete takes the whole text out, Ctrl+Z takes back what was pasted.)"
        ).format(n=f"{len(text) - _SHOWN:,}")
        return f"{text[:_SHOWN]}…\n\n{note}"


def is_long(text: str) -> bool:
    """Tell whether a text has a paragraph too long to be laid out in time."""
    if len(text) <= LONGEST_PARAGRAPH:
        return False
    return max(map(len, text.splitlines())) > LONGEST_PARAGRAPH
