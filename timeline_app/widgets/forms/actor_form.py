"""The form for a new person or organisation."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.actor_guess import guess_actor
from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Actor, new_id
from timeline_app.domain.vocabulary import (
    ActorKind,
    Identification,
)
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.models.new_records import add_actor
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.fields.tick import Tick, TickBox
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.forms.record_form import RecordForm, named


class ActorForm(RecordForm):
    """A new person, group or organisation: its names, what it is, whether it must be protected."""

    def __init__(
        self, document: Document, drafts: Drafts | None = None, parent: QWidget | None = None
    ) -> None:
        """Enter people and organisations into a document."""
        super().__init__(document, "actor", drafts, parent)
        self.setWindowTitle(self.tr("New person or organisation"))
        self.kind = ChoiceBox(ActorKind, ActorKind.UNKNOWN, self.tr("Kind"))
        named = self.tr("Identified")
        self.identification = ChoiceBox(Identification, Identification.NAMED, named)
        self.role = self._line("role", self.tr("what they do"))
        self.belongs_to = self._record_line("belongs_to", "actor")
        self.names = GrowingEdit(least=2)
        self.names.setPlaceholderText(self.tr("one a line, in any script"))
        self.names.textChanged.connect(self.touched)
        self._texts["names"] = self.names
        self.confidential = TickBox()
        self.public = self._line("public", self.tr("a source with knowledge of …"))
        self.note = self._notes()
        self._row(self.tr("Name, or the words used"), self.first)
        self._row(self.tr("What, and how identified"), self.kind, self.identification)
        self._row(self.tr("Role"), self.role)
        self._row(self.tr("Belongs to"), self.belongs_to)
        self._row(self.tr("Also known as"), self.names)
        lock = Tick(self.confidential, self.tr("Confidential: never leaves this file"))
        self._row(self.tr("Protection"), lock, self.public)
        self._row(self.tr("Note"), self.note)
        self.body.addStretch(1)
        self.public.setAccessibleName(self.tr("Shown outside as"))
        self._by_hand = False
        self.first.textChanged.connect(self._guess)
        for choice in (self.kind, self.identification):
            choice.activated.connect(self._chosen)
        self.confidential.toggled.connect(self.public.setVisible)
        self.public.hide()
        self._restore()

    @override
    def empty(self) -> None:
        super().empty()
        self._by_hand = False
        self.confidential.setChecked(False)

    @override
    def draft(self) -> dict[str, Any] | None:
        # Whoever must be protected is written to the project only, not to a draft beside it.
        return None if self.confidential.isChecked() else super().draft()

    @override
    def _refusal(self) -> str:
        return self.tr("Somebody needs a name, if only “an unnamed source”.")

    @override
    def _edit(self) -> Edit:
        affiliation_id, new_affiliation = named(self.belongs_to)
        lines = (one_line(line) for line in self.names.toPlainText().split("\n"))
        actor = Actor(
            new_id(),
            one_line(self.first.text()),
            self.kind.value,
            self.identification.value,
            one_line(self.role.text()),
            affiliation_id,
            note=several_lines(self.note.toPlainText()),
            confidential=self.confidential.isChecked(),
            public_description=one_line(self.public.text()),
        )
        return add_actor(actor, [line for line in lines if line], new_affiliation)

    def _guess(self) -> None:
        if not self._by_hand:
            guessed = guess_actor(self.first.text())
            self.kind.choose(guessed.kind)
            self.identification.choose(guessed.identification)

    def _chosen(self) -> None:
        self._by_hand = True
