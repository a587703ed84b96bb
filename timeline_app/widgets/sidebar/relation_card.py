"""The card of a relation of claims: its kind, what about, the claims and the sides they take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.models.cards.silence import MemberView, RelationCard
from timeline_app.models.relating import (
    add_to_relation,
    change_side,
    delete_relation,
    take_from_relation,
)
from timeline_app.widgets.fields.add_record import AddRecord
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.rows import FieldRows
from timeline_app.widgets.fields.text_block import TextBlock
from timeline_app.widgets.sidebar.claim_card import TITLE
from timeline_app.widgets.sidebar.line_lists import ClaimLineButton
from timeline_app.widgets.sidebar.parts import column, section_of
from timeline_app.widgets.sidebar.wishes import Wishes


class RelationCardWidget(QWidget):
    """A relation of claims; claims are added, put on a side and taken out here."""

    def __init__(self, card: RelationCard, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a relation."""
        super().__init__(parent)
        self._card, self._wishes = card, wishes
        self.title = TextBlock("", TITLE)
        self.fields = FieldRows(card.fields, wishes.completions)
        self.fields.edit_requested.connect(wishes.edit_requested)
        self.members = MembersColumn(wishes)
        self.add_claim = AddRecord(self.tr("+ Add a claim"), "claim", wishes.completions)
        self.add_claim.added.connect(self._add)
        self.delete = Link(self.tr("Delete this relation"))
        self.delete.clicked.connect(self._delete)
        box = column(self, 16)
        box.addWidget(self.title)
        box.addWidget(section_of(self.tr("Relation"), self.fields))
        box.addWidget(section_of(self.tr("Claims"), self.members, self.add_claim))
        box.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.present(card)

    def present(self, card: RelationCard) -> None:
        """Show the relation as it is now."""
        self._card = card
        self.title.set_text(card.title)
        self.fields.follow(card.fields)
        self.members.follow(card.members)

    def _add(self, claim: object) -> None:
        assert isinstance(claim, tuple)
        members = [view.member for view in self._card.members]
        # Where the others stand against each other, so does the new one; its side can be changed.
        side = max(member.side for member in members)
        edit = add_to_relation(members, claim[0], side)
        if edit is not None:
            self._wishes.edit_requested.emit(edit)

    def _delete(self) -> None:
        edit = delete_relation(self._wishes.document, self._card.relation.id)
        self._wishes.edit_requested.emit(edit)


class MembersColumn(Column[MemberView]):
    """The claims of a relation, side by side."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=8)
        self._wishes = wishes

    @override
    def make(self, view: MemberView) -> QWidget:
        return MemberBox(view, self._wishes)


class MemberBox(QWidget):
    """One claim: its line selects it; beneath it its side, and the way out."""

    def __init__(self, view: MemberView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a claim of a relation."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self._line = ClaimLineButton(view.line)
        self._line.chosen.connect(lambda: wishes.select_requested.emit(self._view.line.ref))
        self.side = DropDown()
        self.side.setAccessibleName(self.tr("Side"))
        self.side.activated.connect(self._change_side)
        self.remove = Link("", "")
        self.remove.clicked.connect(self._remove)
        actions = QHBoxLayout()
        actions.setContentsMargins(22, 0, 0, 0)
        actions.addWidget(self.side)
        actions.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)
        actions.addStretch(1)
        box = column(self, 2)
        box.addWidget(self._line)
        box.addLayout(actions)
        self.present(view)

    def present(self, view: MemberView) -> None:
        """Show the claim as it is now."""
        self._view = view
        self._line.present(view.line)
        self.side.clear()
        self.side.addItem(self.tr("no side"))
        for side in range(1, view.sides + 1):
            self.side.addItem(self.tr("side {number}").format(number=side))
        self.side.setCurrentIndex(view.member.side)
        words = self.tr("Take the claim of {name} out").format(name=view.line.who)
        self.remove.say(self.tr("Take out"), words)

    def _change_side(self, side: int) -> None:
        if side != self._view.member.side:
            self._wishes.edit_requested.emit(change_side(self._view.member, side))

    def _remove(self) -> None:
        edit = take_from_relation(self._wishes.document, self._view.member)
        self._wishes.edit_requested.emit(edit)
