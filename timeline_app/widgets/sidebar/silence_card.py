"""The card of a silence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from timeline_app.models.cards.silence import BodyView, SilenceCard
from timeline_app.models.record_edits import add_silent_body, remove_silent_body
from timeline_app.widgets.fields.add_record import AddRecord
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.sidebar.accounts_box import StandingBox
from timeline_app.widgets.sidebar.claim_card import TITLE
from timeline_app.widgets.sidebar.dating_box import DatingBox
from timeline_app.widgets.sidebar.line_lists import RecordLineButton
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
        self.bodies = BodiesColumn(wishes)
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
        if actor[0] not in {view.body.actor_id for view in self._card.bodies}:
            self._wishes.edit_requested.emit(add_silent_body(self._card.silence.id, actor))


class BodyLine(QWidget):
    """Somebody who was silent; the cross takes them off the silence, not out of the project."""

    def __init__(self, view: BodyView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a silent body."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self.line = RecordLineButton(view.line)
        self.line.chosen.connect(self._select)
        self.remove = Link("✕", "")
        self.remove.clicked.connect(self._remove)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line, 1)
        box.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.present(view)

    def present(self, view: BodyView) -> None:
        """Show the body as it is now."""
        self._view = view
        self.line.present(view.line)
        words = self.tr("{name} was not silent after all").format(name=view.line.text)
        self.remove.say("✕", words)

    def _select(self) -> None:
        self._wishes.select_requested.emit(self._view.line.ref)

    def _remove(self) -> None:
        self._wishes.edit_requested.emit(remove_silent_body(self._view.body))


class BodiesColumn(Column[BodyView]):
    """Everybody who was silent."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=1)
        self._wishes = wishes

    @override
    def make(self, view: BodyView) -> QWidget:
        return BodyLine(view, self._wishes)
