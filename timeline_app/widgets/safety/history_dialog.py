"""Who changed what and when, of the project or of one record, and the way back of each edit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QWidget
from typing_extensions import override

from timeline_app.domain.reading import describe
from timeline_app.domain.vocabulary import EditKind
from timeline_app.models.document import Document
from timeline_app.models.safety.past import past_of, told
from timeline_app.models.safety.record_words import one_line, reader_of
from timeline_app.models.selection import Ref
from timeline_app.storage.errors import StoreError
from timeline_app.storage.log import LoggedEdit
from timeline_app.storage.reverting import reversal
from timeline_app.widgets.plain import heading, plain_label, set_tooltip
from timeline_app.widgets.safety.work_dialog import WorkDialog, add_line, plain_tree

_EDIT = int(Qt.ItemDataRole.UserRole)
_SHOWN = 16
_MOST_TOLD = 300
"""Things that one edit is told of; an import may be about thousands."""


class HistoryDialog(WorkDialog):
    """Lists edits, tells the chosen one in words, and asks to revert it as a new edit."""

    edit_requested = Signal(object)  # Edit: the reversal

    def __init__(
        self, document: Document, ref: Ref | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the history of a record, or of the whole project."""
        super().__init__("", parent)
        self._document = document
        self._ref = ref
        self.setWindowTitle(self._title())
        self.edits = plain_tree(
            self.tr("Edits, newest first"),
            *(self.tr("When"), self.tr("Who"), self.tr("What")),
        )
        self.words = plain_tree(self.tr("What the chosen edit did"))
        self.head = plain_label("", role="ink_soft", selectable=True)
        self.copy_head = QPushButton(self.tr("&Copy hash"))
        self.revert = self.add_action(self.tr("&Revert this edit"))
        self._lay_out()
        self.edits.currentItemChanged.connect(lambda *_: self._tell())
        self.revert.clicked.connect(self._ask_to_revert)
        self.copy_head.clicked.connect(self._copy_head)
        document.edited.connect(self._fill)
        self.resize(880, 600)
        self._fill()

    @property
    def chosen(self) -> LoggedEdit | None:
        """The edit that is chosen, or None."""
        item = self.edits.currentItem()
        found = item.data(0, _EDIT) if item is not None else None
        return found if isinstance(found, LoggedEdit) else None

    @override
    def offer(self) -> None:
        self.revert.setEnabled(self.chosen is not None and not self._document.is_read_only)

    def _title(self) -> str:
        if self._ref is None:
            return self.tr("History of the project")
        lookup = reader_of(self._document)
        record = lookup((self._ref.kind, self._ref.id))
        name = one_line(record, lookup) if record is not None else ""
        return self.tr("History of “%1”").replace("%1", name)

    def _lay_out(self) -> None:
        self.edits.setRootIsDecorated(False)
        self.words.setRootIsDecorated(False)
        self.words.setWordWrap(True)
        self.words.setUniformRowHeights(False)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.edits)
        parts.addWidget(self.words)
        parts.setChildrenCollapsible(False)
        title = heading(self.windowTitle(), scale=1.1)
        self.column.addWidget(title)
        self.column.addWidget(parts, 1)
        foot = QHBoxLayout()
        foot.addWidget(plain_label(self.tr("Hash of the whole history"), role="ink_soft"))
        foot.addWidget(self.head)
        foot.addWidget(self.copy_head)
        foot.addStretch()
        self.copy_head.setAutoDefault(False)
        self.edits.setFocus()
        self.column.addLayout(foot)

    def _fill(self) -> None:
        before = self.chosen
        self.edits.clear()
        for edit in past_of(self._document, self._ref):
            at = f"{describe(edit.made_at[:10])}, {edit.made_at[11:16]} UTC"
            item = add_line(self.edits, at, edit.author or "—", self._label(edit))
            item.setData(0, _EDIT, edit)
            if before is not None and edit.number == before.number:
                self.edits.setCurrentItem(item)
        first = self.edits.topLevelItem(0)
        if self.edits.currentItem() is None and first is not None:
            self.edits.setCurrentItem(first)
        self._tell()
        head = self._document.store.head_hash
        self.head.setText(f"{head[:_SHOWN]}…" if head else self.tr("none yet"))
        set_tooltip(self.head, head)
        self.copy_head.setEnabled(bool(head))

    def _label(self, edit: LoggedEdit) -> str:
        pattern = {
            EditKind.UNDO: self.tr("Undo: %1"),
            EditKind.REDO: self.tr("Redo: %1"),
        }.get(edit.kind, "%1")
        return pattern.replace("%1", edit.label)

    def _tell(self) -> None:
        self.words.clear()
        self.show_idle("")
        if self.chosen is None:
            return
        parts = told(self._document, self.chosen)
        for part in parts[:_MOST_TOLD]:
            top = add_line(self.words, part.about)
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            for line in part.lines:
                add_line(top, line)
            top.setExpanded(True)
        if len(parts) > _MOST_TOLD:
            rest = str(len(parts) - _MOST_TOLD)
            add_line(self.words, self.tr("… and %1 more").replace("%1", rest))

    def _ask_to_revert(self) -> None:
        edit = self.chosen
        if edit is None:
            return
        try:
            back = reversal(self._document.store, edit.number)
        except StoreError as refusal:
            self.show_failure(refusal.sentence)
            return
        if back.changes:
            self.edit_requested.emit(back)
        else:
            self.show_idle(self.tr("Nothing is left of this edit; there is nothing to revert."))

    def _copy_head(self) -> None:
        QGuiApplication.clipboard().setText(self._document.store.head_hash)
        self.show_idle(self.tr("The hash was copied."))
