"""Pasted paragraphs as draft claims: those that are wanted are ticked, mended and added at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
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
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.paragraph_drafts import ParagraphDraft
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.preview_parts import PreviewParts

_MOST = 300
"""Paragraphs offered at once; more belong into a source, not into a dialog."""

_FIRST, _NEXT = 6, 2
"""Drafts made before the dialog is shown, and in each turn after; one takes up to 10 ms."""


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
        self.drafts: list[ParagraphDraft] = []
        """The paragraphs offered so far; the others follow while the dialog is shown."""
        self._completions = Completions(document)
        self._coming = deque(_ticked(found[:_MOST]))
        self._events = entry.events
        self._all, self._left_out = len(self._coming), len(found) - len(self._coming)
        self._rows = QVBoxLayout()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(lambda: self._offer(_NEXT))
        self.who = WholeLine(write_quick_entry(_without_text(entry)).rstrip(" |"))
        self.who.setPlaceholderText(self.tr("speaker > via > source | when, as worded"))
        self.who.setAccessibleName(self.tr("Who says it, through whom, in which source, and when"))
        self.preview = PreviewParts(self.tr("Nobody named yet: the claims will be unsourced."))
        self.notice = plain_label("", wrap=True, role="warning")
        self.count = plain_label("", role="ink_soft")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = self.buttons.addButton(self._adding(0), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._wire()
        document.edited.connect(self._follow)
        self._show()
        self._next.start()
        self._offer(_FIRST)
        self.resize(720, 560)

    @override
    def accept(self) -> None:
        """Ask for the claims that are ticked; what cannot be written stays in the dialog."""
        entry, wanted = self._entry(), self._wanted()
        if entry is None or not wanted or self._coming:
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
        inner.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(plain_label(self.tr("Before every paragraph:"), role="ink_soft"))
        layout.addWidget(self.who)
        layout.addWidget(self.preview)
        layout.addWidget(self.notice)
        layout.addWidget(self._area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.buttons)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.who.textChanged.connect(self._show)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _offer(self, number: int) -> None:
        """Offer some more of the paragraphs that are still to come."""
        for _ in range(min(number, len(self._coming))):
            words, is_wanted = self._coming.popleft()
            draft = ParagraphDraft(words, self._completions, is_wanted=is_wanted)
            draft.changed.connect(self._count)
            draft.finished.connect(self.accept)
            self._rows.insertWidget(len(self.drafts), draft)
            before: QWidget = self.drafts[-1].other if self.drafts else self._area
            for stop in (draft.tick, draft.text, draft.other):  # not after the buttons
                self.setTabOrder(before, stop)
                before = stop
            self.drafts.append(draft)
        if not self._coming:
            self._next.stop()
        self._count()

    def _show(self) -> None:
        entry = self._entry()
        if entry is not None:
            self.preview.show_parts(preview(self._drafting.read(entry)))
        self._count()

    def _count(self) -> None:
        self.add.setDefault(True)
        if self._coming:
            reading = self.tr("Reading {n} of {all} paragraphs…")
            self.count.setText(reading.format(n=len(self.drafts), all=self._all))
            self.add.setEnabled(False)
            return
        wanted = len(self._wanted())
        text = self.tr("{n} of {all} paragraphs").format(n=wanted, all=self._all)
        if self._left_out:
            more = self.tr("{n} more do not fit; paste them next").format(n=self._left_out)
            text = f"{text} · {more}"
        self.count.setText(text)
        self.add.setText(self._adding(wanted))
        self.add.setEnabled(bool(wanted) and not self.notice.text())

    def _adding(self, number: int) -> str:
        if number == 1:
            return self.tr("Add 1 claim")
        return self.tr("Add {n} claims").format(n=number)

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


def _without_text(entry: QuickEntry) -> QuickEntry:
    return QuickEntry(entry.speaker, entry.via, entry.source, entry.wording)


def _ticked(found: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each paragraph and whether it is likely wanted.

    Buttons of a page, and what stood there before, are not.
    """
    first = {words: place for place, words in reversed(list(enumerate(found)))}
    for place, words in enumerate(found):
        yield words, first[words] == place and not is_furniture(words)
