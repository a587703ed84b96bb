"""The card of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from timeline_app.domain.marks import Mark
from timeline_app.domain.records import Id
from timeline_app.domain.vocabulary import HopStatus
from timeline_app.models.cards.assessments import AssessmentsView, grade_text
from timeline_app.models.cards.claim import ClaimCard
from timeline_app.models.record_edits import add_hop, link_event, link_silence
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.add_record import AddRecord
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.accounts_box import AccountsColumn
from timeline_app.widgets.sidebar.assessments_box import AssessmentsBox
from timeline_app.widgets.sidebar.chain import ChainDrawing
from timeline_app.widgets.sidebar.dating_box import DatingBox
from timeline_app.widgets.sidebar.parts import SMALL, card_head, column, section_of
from timeline_app.widgets.sidebar.passages_box import PassagesBox
from timeline_app.widgets.sidebar.pills import PillRow, PillView
from timeline_app.widgets.sidebar.read_in_box import SourcesColumn
from timeline_app.widgets.sidebar.relating_box import RelatingBox
from timeline_app.widgets.sidebar.relations_box import RelationsColumn
from timeline_app.widgets.sidebar.wishes import Wishes

translate = QCoreApplication.translate

TITLE = TextStyle(scale=1.22, bold=True, flush=True)
_MARKS = {
    Mark.CORROBORATED: ("good", "good_soft"),
    Mark.CONTESTED: ("warning", "warning_soft"),
    Mark.SINGLE_ORIGIN: ("qualifies", "surface"),
    Mark.OUTLET_VOICE: ("ink_soft", "surface"),
    Mark.UNSOURCED: ("warning", "surface"),
}


class ClaimCardWidget(QWidget):
    """A claim: its words, who said it, when, in what company, where it was read."""

    def __init__(self, card: ClaimCard, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a claim."""
        super().__init__(parent)
        self._card, self._wishes = card, wishes
        self.text = LiveField(card.text, wishes.completions, TITLE)
        self.text.edit_requested.connect(wishes.edit_requested)
        self.pills = PillRow()
        self.chain = ChainDrawing(wishes)
        self.add_step = AddRecord(self.tr("+ Add step"), "actor", wishes.completions)
        self.add_step.added.connect(self._add_step)
        self._nobody = TextBlock(self.tr("Nobody is recorded as having said this."), SMALL)
        self.dating = DatingBox(card.dating, wishes)
        self.accounts = AccountsColumn(wishes)
        self.add_event = AddRecord(self.tr("+ Link to an event"), "event", wishes.completions)
        self.add_event.added.connect(self._add_event)
        self.add_silence = AddRecord(self.tr("+ Link to a silence"), "silence", wishes.completions)
        self.add_silence.added.connect(self._add_silence)
        self.relations = RelationsColumn(wishes)
        self.relating = RelatingBox(wishes)
        self.sources = SourcesColumn(wishes)
        self.passages = PassagesBox(wishes)
        self._snapshot = TextBlock("", SMALL)
        self.credibility = AssessmentsBox(wishes)
        self.reliability = AssessmentsBox(wishes)
        self.fields = FieldRows(card.fields, wishes.completions)
        self.fields.edit_requested.connect(wishes.edit_requested)
        self._lay_out()
        self.present(card)

    def present(self, card: ClaimCard) -> None:
        """Show the claim as it is now."""
        self._card = card
        self.text.present(card.text)
        self.pills.follow(tuple(_pills(card)))
        self.chain.show_chain(card.hops)
        self._nobody.setVisible(not card.hops)
        self.dating.present(card.dating)
        self.accounts.follow(card.accounts)
        self.relations.follow(card.relations)
        self.relating.present(card.claim.id)
        self._show_reading(card)
        self.credibility.present(card.assessments)
        self._show_reliability(card.origin_assessments)
        self.fields.follow(card.fields)

    def _show_reading(self, card: ClaimCard) -> None:
        self.sources.follow(card.read_in.sources)
        sources = card.read_in.sources
        title = sources[0].title if sources else ""
        self.passages.present(card.claim.id, title, card.read_in.passages)
        self._snapshot.set_text(card.read_in.snapshot)
        self._snapshot.setVisible(bool(card.read_in.snapshot))

    def _show_reliability(self, view: AssessmentsView | None) -> None:
        self.reliability.setVisible(view is not None)
        if view is not None:
            self.reliability.present(view)

    def _lay_out(self) -> None:
        box = column(self, 16)
        box.addLayout(card_head(self.text, self.pills))
        for title, widgets in self._sections():
            box.addWidget(section_of(title, *widgets))

    def _sections(self) -> Iterator[tuple[str, Sequence[QWidget]]]:
        yield self.tr("Who said it"), (self._nobody, self.chain, self.add_step)
        yield self.tr("When"), (self.dating,)
        yield (
            self.tr("Other accounts of this event"),
            (
                self.accounts,
                self.add_event,
                self.add_silence,
            ),
        )
        yield self.tr("Relations"), (self.relations, self.relating)
        yield self.tr("Read in"), (self.sources, self.passages, self._snapshot)
        yield self.tr("Assessment"), (self.credibility, self.reliability)
        yield self.tr("Details"), (self.fields,)

    def _add_step(self, actor: object) -> None:
        assert isinstance(actor, tuple)
        hops = [view.hop for view in self._card.hops]
        edit = add_hop(self._card.claim.id, hops, actor, len(hops))
        self._wishes.edit_requested.emit(edit)

    def _add_event(self, event: object) -> None:
        assert isinstance(event, tuple)
        if event[0] not in self._about():
            self._wishes.edit_requested.emit(link_event(self._card.claim.id, event))

    def _add_silence(self, silence: object) -> None:
        assert isinstance(silence, tuple)
        if silence[0] not in self._about():
            self._wishes.edit_requested.emit(link_silence(self._card.claim.id, silence))

    def _about(self) -> set[Id]:
        return {view.ref.id for view in self._card.accounts}


def _pills(card: ClaimCard) -> Iterator[PillView]:
    for marked in card.marks:
        ink, ground = _MARKS[marked.mark]
        yield PillView(marked.mark.value, ink, ground, marked.sentence)
    for stance in card.stances:
        yield PillView(word_for(stance), stance.value, "surface")
    if any(hop.hop.status is not HopStatus.STATED for hop in card.hops):
        yield PillView(
            translate("cards", "inferred step"),
            "ink_soft",
            "paper",
            card.chain_sentence,
            dashed=True,
        )
    if card.grade:
        yield PillView(card.grade, "qualifies", "surface", _graded(card))


def _graded(card: ClaimCard) -> str:
    views = [view for view in (card.origin_assessments, card.assessments) if view is not None]
    lines = [
        f"{view.label}: {grade_text(view.current)}. {view.current.rationale}"
        for view in views
        if view.current is not None
    ]
    return "\n".join(lines)
