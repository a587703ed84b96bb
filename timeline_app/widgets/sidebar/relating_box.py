"""Relating a claim to others where it is shown: a link that unfolds a small form."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import RelationKind
from timeline_app.models.completions import Candidate
from timeline_app.models.relating import RelationEntry, relate
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.sidebar.parts import SMALL, SMALLER, Panel, column
from timeline_app.widgets.sidebar.wishes import Wishes

_SIDES = ((1, 2), (2, 1), (0, 0))
"""The side of this claim and that of the others, in the order they are offered."""


class RelatingBox(QWidget):
    """A link; then the form, until the relation is made or taken back."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin closed."""
        super().__init__(parent)
        self._wishes = wishes
        self._claim_id: Id = ""
        self.open_link = Link(self.tr("+ Relate to another claim"))
        self.open_link.clicked.connect(self._open)
        self.form = RelationForm(wishes)
        self.form.hide()
        self.form.save.clicked.connect(self.commit)
        self.form.cancel.clicked.connect(self._close)
        box = column(self, 4)
        box.addWidget(self.open_link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.form)

    def present(self, claim_id: Id) -> None:
        """Know the claim that is shown; a form half filled in for another is put away."""
        if claim_id != self._claim_id and not self.form.isHidden():
            self._close()
        self._claim_id = claim_id
        self.form.other.ask_for_another(claim_id)

    def commit(self) -> None:
        """Make the relation, or say what it still needs."""
        entry = self.form.entry(self._claim_id)
        if entry.refusal:
            self.form.tell(entry.refusal)
            return
        self._close()
        self._wishes.edit_requested.emit(relate(entry))

    def _open(self) -> None:
        self.open_link.hide()
        self.form.show()
        self.form.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.form.empty()
        self.open_link.show()
        if self.form.isAncestorOf(QApplication.focusWidget() or self):
            self.open_link.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape and not self.form.isHidden():
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and with_control:
            self.commit()
        else:
            super().keyPressEvent(event)


class RelationForm(Panel):
    """The other claims, the kind, the sides, what about and why."""

    def __init__(self, wishes: Wishes) -> None:
        """Make an empty form."""
        super().__init__()
        self.others = _Others()
        self.other = RecordEdit(wishes.completions, "claim")
        self.other.setPlaceholderText(self.tr("any words of the other claim"))
        self.other.setAccessibleName(self.tr("The other claim"))
        self.other.picked.connect(self._take)
        self.kind = ChoiceBox(RelationKind, RelationKind.CONTRADICTS, self.tr("Relation"))
        self.sides = DropDown()
        self.sides.setAccessibleName(self.tr("Sides"))
        self.sides.addItems(
            [
                self.tr("this one against the other"),
                self.tr("the other against this one"),
                self.tr("no sides"),
            ]
        )
        self.sides.setSizeAdjustPolicy(
            DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.about = WholeLine()
        self.about.setPlaceholderText(self.tr("about what: where to, when, how many …"))
        self.about.setAccessibleName(self.tr("About"))
        self.explanation = GrowingEdit(least=2)
        self.explanation.setPlaceholderText(self.tr("explanation"))
        self.explanation.setAccessibleName(self.tr("Explanation"))
        self._complaint = TextBlock("", TextStyle("warning", scale=0.92))
        self._complaint.hide()
        self.save = QPushButton(self.tr("Relate"))
        self.cancel = Link(self.tr("Cancel"), self.tr("Cancel the relation"))
        self._lay_out()

    def entry(self, claim_id: Id) -> RelationEntry:
        """Return what was entered, seen from a claim."""
        mine, theirs = _SIDES[self.sides.currentIndex()]
        found = [*self.others.candidates, *([self.other.chosen] if self.other.chosen else [])]
        return RelationEntry(
            self.kind.value,
            self.about.text(),
            self.explanation.toPlainText(),
            (*((other.id, theirs) for other in found), (claim_id, mine)),
        )

    def tell(self, sentence: str) -> None:
        """Say what is missing, and go there."""
        self._complaint.set_text(sentence)
        self._complaint.setVisible(bool(sentence))
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Take away what was typed."""
        for line in (self.other, self.about, self.explanation):
            line.clear()
        self.others.follow(())
        self._complaint.hide()

    def _take(self) -> None:
        chosen = self.other.chosen
        if chosen is not None:
            self._complaint.hide()
            kept = [view.candidate for view in self.others.views if view.candidate != chosen]
            self.others.follow([_Other(candidate) for candidate in (*kept, chosen)])
            self.other.clear()
            self.other.setPlaceholderText(self.tr("another claim, if there are more"))

    def _lay_out(self) -> None:
        self.body.setSpacing(5)
        self.body.addWidget(TextBlock(self.tr("This claim and"), SMALL))
        for widget in (self.others, self.other, self.kind, self.sides, self.about):
            self.body.addWidget(widget)
        self.body.addWidget(self.explanation)
        self.body.addWidget(self._complaint)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self.body.addLayout(buttons)


@dataclass(frozen=True, slots=True)
class _Other:
    """A claim that was picked."""

    candidate: Candidate

    @property
    def key(self) -> str:
        return self.candidate.id


class _Others(Column[_Other]):
    """The claims picked so far; each can be put back."""

    @property
    def views(self) -> list[_Other]:
        return list(self._views.values())

    @property
    def candidates(self) -> list[Candidate]:
        return [view.candidate for view in self.views]

    @override
    def make(self, view: _Other) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(TextBlock(view.candidate.name, SMALLER), 1)
        remove = Link("✕", self.tr("Put this claim back"))
        remove.clicked.connect(lambda: self._put_back(view))
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _put_back(self, view: _Other) -> None:
        self.follow([other for other in self.views if other.key != view.key])
