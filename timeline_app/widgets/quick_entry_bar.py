"""The quick line: a whole claim typed at once, shown as it is read, made by Enter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.paragraphs import paragraphs
from timeline_app.domain.quick_drafts import claims_edit, kept_for_next
from timeline_app.domain.quick_entry import (
    QuickEntry,
    QuickEntryError,
    read_quick_entry,
    read_unfinished,
    write_quick_entry,
)
from timeline_app.models.document import Document
from timeline_app.models.quick_drafting import QuickDrafting, preview
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.plain import plain_label, set_tooltip
from timeline_app.widgets.preview_parts import PreviewParts
from timeline_app.widgets.whole_lines import WholeLines


class QuickEntryBar(WholeLines):
    """A line and, beneath it, how it is read. Who and where stay for the next claim."""

    edit_requested = Signal(object)  # Edit
    added = Signal(object)  # the Edit, once it is written
    paragraphs_requested = Signal(str, object)  # pasted text, QuickEntry that goes before it
    left = Signal()  # Escape in an empty line

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Enter claims into a document."""
        super().__init__(parent)
        self._drafting = QuickDrafting(document)
        self._sent: Edit | None = None
        self.line = _Line()
        self.line.setAccessibleName(self.tr("Quick entry of a claim"))
        self.line.setPlaceholderText(
            self.tr("speaker > via > source | when, as worded | what is claimed #event")
        )
        self.line.setClearButtonEnabled(True)
        self.paste = QPushButton(self.tr("Paste paragraphs…"))
        set_tooltip(self.paste, self.tr("Make a draft claim of each paragraph on the clipboard"))
        self.preview = PreviewParts(
            self.tr("Enter adds the claim. #-event disputes, #~event qualifies, #?event predicts.")
        )
        self.notice = plain_label("", wrap=True, role="warning")
        self._lay_out()
        self._wire(document)

    @property
    def entry(self) -> QuickEntry | None:
        """The line as it is read, or None while it cannot be."""
        try:
            return read_quick_entry(self.line.text())
        except QuickEntryError:
            return None

    def start(self, entry: QuickEntry | None = None) -> None:
        """Begin typing, after what an entry already gives."""
        if entry is not None:
            self.line.setText(write_quick_entry(entry))
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.end(False)  # noqa: FBT003 -- Qt's own signature

    def add(self) -> None:
        """Ask for the claim of the line; where it cannot be read, say why."""
        try:
            entry = read_quick_entry(self.line.text())
        except QuickEntryError as trouble:
            self._tell(str(trouble) if self.line.text().strip() else "")
            return
        self._sent = claims_edit(self.tr("Add claim"), [self._drafting.read(entry)])
        self.edit_requested.emit(self._sent)

    def offer_paragraphs(self) -> bool:
        """Ask for drafts of the paragraphs on the clipboard; False if there is only one."""
        text = QGuiApplication.clipboard().text()
        if len(paragraphs(text)) < 2:
            return False
        self.paragraphs_requested.emit(text, self._before())
        return True

    def _before(self) -> QuickEntry:
        """Return what the line gives to every paragraph: who, source, date and events."""
        try:
            return replace(read_unfinished(self.line.text()), text="")
        except QuickEntryError:
            return QuickEntry()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.paste)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(5)
        layout.addLayout(row)
        layout.addWidget(self.preview)
        layout.addWidget(self.notice)
        self.notice.hide()

    def _wire(self, document: Document) -> None:
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self.add)
        self.line.escaped.connect(self._escape)
        self.line.paste_requested.connect(self._paste)
        self.paste.clicked.connect(self._paste_paragraphs)
        document.edited.connect(self._follow)

    def _show(self) -> None:
        """Show how the line is read; a line without its text yet shows who and when."""
        self._tell("")
        text = self.line.text()
        try:
            entry = read_unfinished(text)
        except QuickEntryError as trouble:
            self._tell(str(trouble))
            return
        self.preview.show_parts(preview(self._drafting.read(entry)) if text.strip() else ())

    def _follow(self, edit: Edit) -> None:
        if edit is self._sent:  # written: only now may the line go
            entry = self.entry
            self._sent = None
            if entry is not None:
                self.start(kept_for_next(entry))
            self.added.emit(edit)
        if self.line.text():
            self._show()

    def _paste(self) -> None:
        if not self.offer_paragraphs():
            self.line.paste()

    def _paste_paragraphs(self) -> None:
        if not self.offer_paragraphs():
            self._tell(self.tr("Copy a text of at least two paragraphs first."))

    def _escape(self) -> None:
        if self.line.text():
            self.line.clear()
        else:
            self.left.emit()

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


class _Line(WholeLine):
    escaped = Signal()
    paste_requested = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
