"""Pasted paragraphs as draft claims: those that are wanted are ticked, mended and added at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.domain.edits import Edit
from timeline_app.domain.paragraphs import is_furniture, paragraphs
from timeline_app.domain.quick_drafts import paragraphs_edit
from timeline_app.domain.quick_entry import (
    QuickEntry,
    QuickEntryError,
    read_quick_entry,
    write_quick_entry,
)
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.quick_drafting import QuickDrafting, preview
from timeline_app.widgets.paragraph_drafts import ParagraphDraft
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.preview_parts import PreviewParts

_MOST = 300
"""Paragraphs offered at once; more belong into a source, not into a dialog."""


class ParagraphsDialog(QDialog):
    """One draft claim a paragraph, with who, where and when before all of them."""

    edit_requested = Signal(object)  # Edit
    added = Signal(object)  # the Edit, once it is written

    def __init__(
        self, document: Document, text: str, entry: QuickEntry, parent: QWidget | None = None
    ) -> None:
        """Offer the paragraphs of a text; `entry` is what goes before each."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste paragraphs as claims"))
        self._drafting = QuickDrafting(document)
        self._sent: Edit | None = None
        found = paragraphs(text)
        self.drafts = _drafts(found[:_MOST], Completions(document))
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
        document.edited.connect(self._follow)
        self._show()
        self._count()
        self.resize(720, 560)

    @override
    def accept(self) -> None:
        """Ask for the claims that are ticked; what cannot be written stays in the dialog."""
        entry, wanted = self._entry(), self._wanted()
        if entry is None or not wanted:
            return
        entries = [replace(entry, speaker=draft.speaker or entry.speaker) for draft in wanted]
        drafts = self._drafting.read_all(entries)
        label = self._adding(len(wanted))
        self._sent = paragraphs_edit(label, drafts, [draft.words for draft in wanted])
        self.edit_requested.emit(self._sent)

    def _follow(self, edit: Edit) -> None:
        if edit is self._sent:
            super().accept()
            self.added.emit(edit)

    def _entry(self) -> QuickEntry | None:
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
        return replace(entry, wording=wording, events=self._events)

    def _wanted(self) -> list[ParagraphDraft]:
        return [draft for draft in self.drafts if draft.is_wanted]

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
        entry = self._entry()
        if entry is not None:
            self.preview.show_parts(preview(self._drafting.read(entry)))
        self._count()

    def _count(self) -> None:
        wanted = len(self._wanted())
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


def _without_text(entry: QuickEntry) -> QuickEntry:
    return QuickEntry(entry.speaker, entry.via, entry.source, entry.wording)


def _drafts(found: tuple[str, ...], completions: Completions) -> tuple[ParagraphDraft, ...]:
    """Offer each paragraph; buttons of a page, and what stood there before, are not ticked."""
    first = {words: place for place, words in reversed(list(enumerate(found)))}
    return tuple(
        ParagraphDraft(
            words, completions, is_wanted=first[words] == place and not is_furniture(words)
        )
        for place, words in enumerate(found)
    )
