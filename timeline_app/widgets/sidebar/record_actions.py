"""What can be done to the record shown as a whole: delete it, merge it, split it.

A menu beside the kind of record; what needs an answer unfolds beneath it, and nothing is lost if
it is never given. Each is one step that Undo takes back.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QPushButton, QWidget
from typing_extensions import override

from timeline_app.domain.combining import CannotCombineError
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Claim
from timeline_app.domain.removing import CannotRemoveError
from timeline_app.models.record_actions import (
    MERGEABLE,
    delete,
    give_steps_to,
    merge,
    split,
    take_name_away,
)
from timeline_app.models.record_edits import meant
from timeline_app.models.selection import Ref
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.sidebar.parts import SMALL, Panel, column
from timeline_app.widgets.sidebar.wishes import Wishes


class RecordActions(QWidget):
    """The kind of the record, its menu, and the question that is open."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin without a record."""
        super().__init__(parent)
        self._wishes = wishes
        self._ref: Ref | None = None
        self.panel: ActionPanel | None = None
        self._kind = TextBlock("", TextStyle("ink_soft", scale=0.88, bold=True))
        self.open_menu = Link(self.tr("More ▾"), self.tr("More that can be done"))
        self.open_menu.clicked.connect(self._show_menu)
        self.menu = QMenu(self)
        head = QHBoxLayout()
        head.addWidget(self._kind, 1)
        head.addWidget(self.open_menu, 0, Qt.AlignmentFlag.AlignTop)
        box = column(self, 6)
        box.addLayout(head)

    def present(self, ref: Ref, kind_word: str) -> None:
        """Know the record shown; a question about another one is put away."""
        if ref != self._ref:
            self._close()
        self._ref = ref
        self._kind.set_text(kind_word)

    def ask_merge(self) -> bool:
        """Ask which other record is the same one; False where no two of a kind can be one."""
        ref = self._shown()
        if ref.kind not in MERGEABLE:
            return False
        words = self.tr("This one takes in the other, with all that hangs on it. Which other?")
        line = self._record_line(ref.kind)
        line.ask_for_another(ref.id)
        panel = self._open(words, line)

        def merged() -> Edit:
            if line.chosen is None:
                raise CannotCombineError(self.tr("Pick one that is in the project."))
            return merge(self._wishes.document, ref, line.chosen.id)

        panel.offer(self.tr("Merge"), merged)
        return True

    def ask_split(self) -> bool:
        """Ask for the parts of the claim shown; False where something else is shown."""
        ref = self._shown()
        claim = self._wishes.document.get(Claim, ref.id)
        if ref.kind != "claim" or claim is None:
            return False
        parts = GrowingEdit(least=3)
        parts.setPlainText(claim.text)
        parts.setAccessibleName(self.tr("Parts, one a line"))
        words = self.tr("One part a line. Each keeps who said it, and when; the first is this one.")
        panel = self._open(words, parts)
        panel.offer(
            self.tr("Split"),
            lambda: split(self._wishes.document, ref, parts.toPlainText().split("\n")),
        )
        return True

    def delete(self) -> None:
        """Delete the record shown; of somebody who speaks, ask who says it instead."""
        ref = self._shown()
        try:
            edit = delete(self._wishes.document, ref)
        except CannotRemoveError as refusal:
            self._ask_who_speaks(ref, str(refusal))
            return
        self._wishes.edit_requested.emit(edit)

    def _show_menu(self) -> None:
        ref = self._ref
        assert ref is not None
        self.menu.clear()
        if ref.kind in MERGEABLE:
            self.menu.addAction(self.tr("Merge with another …"), self.ask_merge)
        if ref.kind == "claim":
            self.menu.addAction(self.tr("Split into several claims …"), self.ask_split)
        self.menu.addAction(self.tr("Delete"), self.delete)
        self.menu.popup(self.open_menu.mapToGlobal(QPoint(0, self.open_menu.height())))

    def _ask_who_speaks(self, ref: Ref, sentence: str) -> None:
        line = self._record_line(ref.kind)
        line.setPlaceholderText(self.tr("who says it instead"))
        panel = self._open(sentence, line)

        def replaced() -> Edit:
            if not line.words:
                raise CannotCombineError(self.tr("Name who says it instead."))
            by = meant(ref.kind, line.chosen, line.words)
            return give_steps_to(self._wishes.document, ref, by)

        panel.offer(self.tr("Replace and delete"), replaced)
        panel.offer(self.tr("Keep as unnamed"), lambda: take_name_away(self._wishes.document, ref))

    def _record_line(self, kind: str) -> RecordEdit:
        line = RecordEdit(self._wishes.completions, kind)
        line.setPlaceholderText(self.tr("any name, in any script"))
        line.setAccessibleName(self.tr("The other one"))
        return line

    def _open(self, sentence: str, editor: QWidget) -> ActionPanel:
        self._close()
        self.panel = ActionPanel(sentence, editor, self._wishes)
        self.panel.closed.clicked.connect(self._close)
        self.panel.done.connect(self._close)
        box = self.layout()
        assert box is not None
        box.addWidget(self.panel)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.panel

    def _close(self) -> None:
        panel, self.panel = self.panel, None
        if panel is None:
            return
        if panel.isAncestorOf(QApplication.focusWidget() or self):
            self.open_menu.setFocus(Qt.FocusReason.OtherFocusReason)
        panel.hide()
        panel.deleteLater()

    def _shown(self) -> Ref:
        assert self._ref is not None
        return self._ref


class ActionPanel(Panel):
    """A question: its sentence, what is typed, the ways to answer, and why one may not be."""

    done = Signal()

    def __init__(self, sentence: str, editor: QWidget, wishes: Wishes) -> None:
        """Ask about something; `offer` adds the answers."""
        super().__init__()
        self.editor, self._wishes = editor, wishes
        self.complaint = TextBlock("", TextStyle("warning", scale=0.92))
        self.complaint.hide()
        self.answers: list[QPushButton] = []
        self.closed = Link(self.tr("Cancel"))
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self.body.setSpacing(6)
        for widget in (TextBlock(sentence, SMALL), editor, self.complaint):
            self.body.addWidget(widget)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self.closed, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, words: str, make: Callable[[], Edit]) -> None:
        """Offer an answer; the first is the one that Enter gives, in several lines Ctrl+Enter."""
        button = QPushButton(words)
        button.clicked.connect(lambda: self._answer(make))
        self._buttons.insertWidget(len(self.answers), button)
        self.answers.append(button)

    def _answer(self, make: Callable[[], Edit]) -> None:
        try:
            edit = make()
        except CannotCombineError as refusal:
            self.complaint.set_text(str(refusal))
            self.complaint.show()
            return
        self.done.emit()
        self._wishes.edit_requested.emit(edit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((button for button in self.answers if button.hasFocus()), None)
            (focused or self.answers[0]).click()
        else:
            super().keyPressEvent(event)
