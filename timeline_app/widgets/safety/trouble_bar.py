"""The quiet bar over the window while the project's file takes no more: why, and two ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.models.document import Document
from timeline_app.widgets.plain import heading, plain_label, set_tooltip
from timeline_app.widgets.safety.striped_bar import MARGINS, StripedBar

_MOST_NAMED = 12


class TroubleBar(StripedBar):
    """Shown as long as edits of a document are in memory only; nothing waits for it."""

    save_elsewhere_requested = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._document = document
        self.reason = plain_label("", wrap=True, selectable=True)
        self.waiting = heading("")
        self.retry = QPushButton(self.tr("&Retry"))
        self.elsewhere = QPushButton(self.tr("&Save elsewhere…"))
        self._lay_out()
        self.retry.clicked.connect(document.retry)
        self.elsewhere.clicked.connect(self.save_elsewhere_requested)
        document.trouble_changed.connect(self._show)
        document.edited.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Not saved"))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.waiting)
        words.addWidget(self.reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.retry)
        row.addWidget(self.elsewhere)

    def _show(self) -> None:
        sentence = self._document.trouble
        self.setVisible(bool(sentence))
        if not sentence:
            return
        labels = self._document.unsaved
        self.waiting.setText(self._counted(len(labels)))
        self.reason.setText(sentence)
        more = ["…"] if len(labels) > _MOST_NAMED else []
        set_tooltip(self.waiting, "\n".join([*labels[:_MOST_NAMED], *more]))

    def _counted(self, number: int) -> str:
        if number == 1:
            return self.tr("1 change is kept in this window and not saved yet.")
        text = self.tr("%1 changes are kept in this window and not saved yet.")
        return text.replace("%1", str(number))
