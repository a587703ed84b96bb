"""The card of a silence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from timeline_app.models.cards.silence import SilenceCard
from timeline_app.models.record_edits import add_silent_body
from timeline_app.widgets.fields.add_record import AddRecord
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.sidebar.accounts_box import StandingBox
from timeline_app.widgets.sidebar.claim_card import TITLE
from timeline_app.widgets.sidebar.dating_box import DatingBox
from timeline_app.widgets.sidebar.line_lists import LineList
from timeline_app.widgets.sidebar.parts import column, section_of
from timeline_app.widgets.sidebar.wishes import Wishes


class SilenceCardWidget(QWidget):
    """A silence: who said nothing, on what, until when, and who reports it."""

    def __init__(self, card: SilenceCard, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a silence."""
        super().__init__(parent)
        self._card, self._wishes = card, wishes
        self.topic = LiveField(card.topic, wishes.completions, TITLE)
        self.topic.edit_requested.connect(wishes.edit_requested)
        self.bodies = LineList(wishes)
        self.add_body = AddRecord(self.tr("+ Add a silent body"), "actor", wishes.completions)
        self.add_body.added.connect(self._add_body)
        self.until = DatingBox(card.until, wishes)
        self.reports = StandingBox(wishes)
        self.note = FieldRows((card.note,), wishes.completions)
        self.note.edit_requested.connect(wishes.edit_requested)
        box = column(self, 16)
        box.addWidget(self.topic)
        box.addWidget(section_of(self.tr("Who said nothing"), self.bodies, self.add_body))
        box.addWidget(section_of(self.tr("Observed"), self.until))
        box.addWidget(section_of(self.tr("Who reports it"), self.reports))
        box.addWidget(section_of(self.tr("Details"), self.note))
        self.present(card)

    def present(self, card: SilenceCard) -> None:
        """Show the silence as it is now."""
        self._card = card
        self.topic.present(card.topic)
        self.bodies.follow(card.bodies)
        self.until.present(card.until)
        self.reports.present(card.accounts)
        self.note.follow((card.note,))

    def _add_body(self, actor: object) -> None:
        assert isinstance(actor, tuple)
        if actor[0] not in {line.ref.id for line in self._card.bodies}:
            self._wishes.edit_requested.emit(add_silent_body(self._card.silence.id, actor))
