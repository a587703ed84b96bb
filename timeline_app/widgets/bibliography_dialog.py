"""Sources from pasted entries: pasted, looked over, ticked, added as one step."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.edtf.errors import DateError
from timeline_app.domain.reading import describe
from timeline_app.domain.records import Source
from timeline_app.exchange.bibliography import (
    Bibliography,
    Reference,
    read_bibliography,
    sources_edit,
)
from timeline_app.exchange.trouble import ExchangeError
from timeline_app.models.document import Document
from timeline_app.models.quick_drafting import QuickDrafting
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.plain import plain_label

_PAUSE_MS = 200
_MOST = 300
"""Entries offered at once."""

_KEYS = 3  # repeated keys that are named


class BibliographyDialog(QDialog):
    """Takes BibTeX, RIS or CSL-JSON and shows what each entry would become."""

    edit_requested = Signal(object)  # Edit
    added = Signal(object)  # the Edit, once it is written

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Begin with what is on the clipboard, if that can be read."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add sources from a bibliography"))
        self._document = document
        self._drafting = QuickDrafting(document)
        self._sent: Edit | None = None
        self.rows: list[_Row] = []
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("BibTeX, RIS or CSL-JSON"))
        self.text.setPlaceholderText(
            self.tr("Paste BibTeX, RIS or CSL-JSON here, as Zotero or a library's page exports it.")
        )
        self.text.setTabChangesFocus(True)
        self.notice = plain_label("", wrap=True, role="warning")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._wire()
        self._take_clipboard()
        self._read()
        (self.add if self.rows else self.text).setFocus()
        self.resize(680, 560)

    @override
    def accept(self) -> None:
        """Ask for the sources that are ticked; what cannot be written stays in the dialog."""
        chosen = [row.reference for row in self.rows if row.tick.isChecked()]
        if self._pause.isActive() or not chosen:
            self._read()
            return
        label = self._adding(len(chosen))
        self._sent = sources_edit(label, chosen, self._drafting)
        self.edit_requested.emit(self._sent)

    def _follow(self, edit: Edit) -> None:
        if edit is self._sent:
            super().accept()
            self.added.emit(edit)

    def _take_clipboard(self) -> None:
        pasted = QGuiApplication.clipboard().text()
        try:
            read_bibliography(pasted)
        except ExchangeError:
            return
        self.text.setPlainText(pasted)

    def _read(self) -> None:
        """Show the entries of the text, or say why there are none."""
        self._pause.stop()
        text = self.text.toPlainText()
        found, trouble = Bibliography(()), ""
        if text.strip():
            try:
                found = read_bibliography(text)
            except ExchangeError as error:
                trouble = error.sentence
        self._show(found.references)
        self._tell(trouble or self._left_out(found))
        self._count()

    def _show(self, references: tuple[Reference, ...]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Row(r, self._drafting.known_source(r)) for r in references[:_MOST]]
        for place, row in enumerate(self.rows):
            self._list.insertWidget(place, row)
            row.tick.toggled.connect(self._count)

    def _left_out(self, found: Bibliography) -> str:
        sentences = []
        if found.unread == 1:
            sentences.append(self.tr("One entry is broken or has no title and is left out."))
        elif found.unread:
            words = self.tr("{n} entries are broken or have no title and are left out.")
            sentences.append(words.format(n=found.unread))
        if len(found.repeated) == 1:
            words = self.tr("Several entries have the key “{key}”; each of them is shown.")
            sentences.append(words.format(key=found.repeated[0]))
        elif found.repeated:
            words = self.tr("Several entries have the same key ({keys}); each of them is shown.")
            sentences.append(words.format(keys=_some(found.repeated)))
        if len(found.references) > _MOST:
            words = self.tr("The first {n} entries are shown; paste the others next.")
            sentences.append(words.format(n=_MOST))
        return " ".join(sentences)

    def _count(self) -> None:
        chosen = sum(row.tick.isChecked() for row in self.rows)
        self.add.setText(self._adding(chosen))
        self.add.setEnabled(chosen > 0)
        self.add.setDefault(True)

    def _adding(self, number: int) -> str:
        if number == 1:
            return self.tr("Add 1 source")
        return self.tr("Add {n} sources").format(n=number)

    def _lay_out(self) -> None:
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(10)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.text, 2)
        layout.addWidget(self.notice)
        layout.addWidget(area, 3)
        layout.addWidget(self.buttons)

    def _wire(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._read)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.accept)
        self._document.edited.connect(self._follow)

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


class _Row(QWidget):
    """An entry as a source: its title, and beneath it who, where and when."""

    def __init__(self, reference: Reference, known: Source | None) -> None:
        super().__init__()
        self.reference = reference
        self.tick = QCheckBox()
        self.tick.setChecked(known is None)
        self.tick.setAccessibleName(reference.title)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(TextBlock(reference.title, TextStyle(bold=True)))
        column.addWidget(TextBlock(self._details(), TextStyle("ink_soft", scale=0.92)))
        if known is not None:
            words = self.tr("Already in the project as “{title}”.").format(title=known.title)
            column.addWidget(TextBlock(words, TextStyle("warning", scale=0.92)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _details(self) -> str:
        r = self.reference
        authors = ", ".join(person.name for person in r.authors)
        parts = (word_for(r.kind), authors, r.outlet, _date_words(r.date), r.url)
        # Isolated, so that a name in Arabic does not carry the date to its other side.
        return " · ".join(f"\u2068{part}\u2069" for part in parts if part)


def _some(keys: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{key}”" for key in keys[:_KEYS])
    return f"{shown} …" if len(keys) > _KEYS else shown


def _date_words(date: str) -> str:
    try:
        return describe(date) if date else ""
    except DateError:
        return f"“{date}”"
