"""Pasted paragraphs as draft claims: those that are wanted are ticked, mended and added at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.quick_drafts import QuickDraft, paragraphs, paragraphs_edit
from timeline_app.domain.quick_entry import (
    QuickEntry,
    QuickEntryError,
    read_quick_entry,
    write_quick_entry,
)
from timeline_app.models.document import Document
from timeline_app.models.quick_drafting import QuickDrafting, preview
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.preview_parts import PreviewParts

_MOST = 300
"""Paragraphs offered at once; more belong into a source, not into a dialog."""
_MOST_LINES = 5


class ParagraphsDialog(QDialog):
    """One draft claim a paragraph, with who, where and when before all of them."""

    edit_requested = Signal(object)  # Edit

    def __init__(
        self, document: Document, text: str, entry: QuickEntry, parent: QWidget | None = None
    ) -> None:
        """Offer the paragraphs of a text; `entry` is what goes before each."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste paragraphs as claims"))
        self._drafting = QuickDrafting(document)
        found = paragraphs(text)
        self.drafts = tuple(_Draft(paragraph) for paragraph in found[:_MOST])
        self._events = entry.events
        self._left_out = len(found) - len(self.drafts)
        self.who = QLineEdit(write_quick_entry(_without_text(entry)).rstrip(" |"))
        self.who.setPlaceholderText(self.tr("speaker > via > source | when, as worded"))
        self.who.setAccessibleName(self.tr("Who says it, through whom, in which source, and when"))
        self.preview = PreviewParts(self.tr("Nobody named yet: the claims will be unsourced."))
        self.notice = plain_label("", wrap=True, role="warning")
        self.count = plain_label("", role="ink_soft")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._wire()
        self._show()
        self._count()
        self.resize(720, 560)

    @override
    def accept(self) -> None:
        """Ask for the claims that are ticked."""
        draft, texts = self._draft(), self._texts()
        if draft is None or not texts:
            return
        self.edit_requested.emit(paragraphs_edit(self._adding(len(texts)), draft, texts))
        super().accept()

    def _draft(self) -> QuickDraft | None:
        """Return what goes before every paragraph, or None while it cannot be read."""
        who = self.who.text().strip()
        bars = " | … | " if "|" not in who.replace("||", "") else " | "
        try:
            entry = read_quick_entry(f"{who}{bars}…") if who else QuickEntry()
        except QuickEntryError as trouble:
            self._tell(str(trouble))
            return None
        self._tell("")
        wording = "" if entry.wording == "…" else entry.wording
        return self._drafting.read(replace(entry, wording=wording, events=self._events))

    def _texts(self) -> list[str]:
        return [draft.words for draft in self.drafts if draft.is_wanted]

    def _lay_out(self) -> None:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(8)
        for draft in self.drafts:
            rows.addWidget(draft)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(plain_label(self.tr("Before every paragraph:"), role="ink_soft"))
        layout.addWidget(self.who)
        layout.addWidget(self.preview)
        layout.addWidget(self.notice)
        layout.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.buttons)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.who.textChanged.connect(self._show)
        for draft in self.drafts:
            draft.changed.connect(self._count)
            draft.finished.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _show(self) -> None:
        draft = self._draft()
        if draft is not None:
            self.preview.show_parts(preview(draft))
        self._count()

    def _count(self) -> None:
        wanted = len(self._texts())
        text = self.tr("{n} of {all} paragraphs").format(n=wanted, all=len(self.drafts))
        if self._left_out:
            more = self.tr("{n} more do not fit; paste them next").format(n=self._left_out)
            text = f"{text} · {more}"
        self.count.setText(text)
        self.add.setText(self._adding(wanted))
        self.add.setEnabled(bool(wanted) and not self.notice.text())
        self.add.setDefault(True)

    def _adding(self, number: int) -> str:
        if number == 1:
            return self.tr("Add 1 claim")
        return self.tr("Add {n} claims").format(n=number)

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


class _Draft(QWidget):
    """A paragraph with a tick; its words can be mended."""

    changed = Signal()
    finished = Signal()

    def __init__(self, paragraph: str) -> None:
        super().__init__()
        self.tick = QCheckBox()
        self.tick.setChecked(True)
        self.tick.setAccessibleName(self.tr("Make a claim of this paragraph"))
        self.text = _Words(paragraph)
        self.text.setAccessibleName(self.tr("Draft claim"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.tick.toggled.connect(self.text.setEnabled)
        self.tick.toggled.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        self.text.finished.connect(self.finished)

    @property
    def is_wanted(self) -> bool:
        """Tell whether a claim is to be made of it."""
        return self.tick.isChecked() and bool(self.words)

    @property
    def words(self) -> str:
        """The text of the claim."""
        return self.text.toPlainText().strip()


class _Words(QPlainTextEdit):
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


def _without_text(entry: QuickEntry) -> QuickEntry:
    return QuickEntry(entry.speaker, entry.via, entry.source, entry.wording)
