"""A line of text into which something is pasted whole or not at all."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget
from typing_extensions import override

from timeline_app.widgets.plain import tooltip

HOLDS = 10_000
"""Characters of a line, which Qt lays out anew at every key: 10 ms. Its own 32,767 take 100.

Of a longer text it keeps the first and says nothing of the rest.
"""


class WholeLine(QLineEdit):
    """A line that never cuts what is put in: it stays as it was, and says so beneath itself."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Begin with a text."""
        super().__init__(parent)
        self.setMaxLength(HOLDS)
        self.setText(text)
        self._stood = self.text()
        self.textChanged.connect(self._keep)
        self.inputRejected.connect(self._take_back)

    @override
    def setText(self, text: str | None) -> None:
        """Show what is stored, whole however long it is: it may be kept as it stands here."""
        if _units(text or "") > self.maxLength():  # which would else empty the undo list
            self.setMaxLength(_units(text or ""))
        super().setText(text)

    @override
    def paste(self) -> None:
        if self.isReadOnly():
            return
        if _units(QGuiApplication.clipboard().text()) > self.maxLength():
            self._refuse()  # Qt would take a tenth of a second to put in what is then taken out
        else:
            super().paste()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def _keep(self, text: str) -> None:
        self._stood = text

    def _take_back(self) -> None:
        """Undo what was put in of a text too long; it is there already, but nobody was told."""
        stood = self._stood
        if self.text() != stood:
            self.undo()
        if self.text() != stood:  # Qt has undone what was typed just before as well
            self.selectAll()
            self.insert(stood)
        self._refuse()

    def tell_refusal(self, sentence: str) -> None:
        """Say why something was not put in."""
        below = self.mapToGlobal(self.rect().bottomLeft())
        QToolTip.showText(below, tooltip(sentence), self)

    def _refuse(self) -> None:
        words = self.tr(
            "That text is longer than the {most} characters a line can hold. Nothing was put in;"
            " a field of several lines takes it, such as the text of a claim in its form."
        )
        self.tell_refusal(words.format(most=f"{self.maxLength():,}"))


def _units(text: str) -> int:
    """Return how long a text is as Qt counts: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
