"""The card of an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.models.cards.actor import ActorCard, OriginLinkView
from timeline_app.models.record_edits import link_origins, unlink_origins
from timeline_app.models.tables.columns import Glyph
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.add_record import AddRecord
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.fields.text_block import TextBlock
from timeline_app.widgets.sidebar.assessments_box import AssessmentsBox
from timeline_app.widgets.sidebar.claim_card import TITLE
from timeline_app.widgets.sidebar.line_lists import LineList
from timeline_app.widgets.sidebar.names_box import NamesBox
from timeline_app.widgets.sidebar.parts import (
    SMALL,
    Panel,
    card_head,
    column,
    section_around,
    section_of,
)
from timeline_app.widgets.sidebar.pills import PillRow, PillView
from timeline_app.widgets.sidebar.relations_box import RelationsColumn
from timeline_app.widgets.sidebar.wishes import Wishes

translate = QCoreApplication.translate


class ActorCardWidget(QWidget):
    """An actor: its names, what it is, what it said and passed on, how it is judged."""

    def __init__(self, card: ActorCard, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show an actor."""
        super().__init__(parent)
        self._card, self._wishes = card, wishes
        self.name = LiveField(card.name, wishes.completions, TITLE)
        self.name.edit_requested.connect(wishes.edit_requested)
        self.pills = PillRow()
        self._note = TextBlock("", SMALL)
        self.names = NamesBox(wishes)
        self.fields = FieldRows(card.fields, wishes.completions)
        self.fields.edit_requested.connect(wishes.edit_requested)
        self.contradictions = RelationsColumn(wishes)
        self.said = LineList(wishes)
        self.relayed = LineList(wishes)
        self.silences = LineList(wishes)
        self.sources = LineList(wishes)
        self.links = OriginLinks(wishes)
        self.add_link = AddRecord(
            self.tr("+ Compare with another origin"), "actor", wishes.completions
        )
        self.add_link.added.connect(self._add_link)
        self.reliability = AssessmentsBox(wishes)
        self._lay_out()
        self.present(card)

    def present(self, card: ActorCard) -> None:
        """Show the actor as it is now."""
        self._card = card
        self.name.present(card.name)
        self.pills.follow(tuple(_pills(card)))
        self._note.set_text(card.note)
        self._note.setVisible(bool(card.note))
        self.names.present(card.names)
        self.fields.follow(card.fields)
        self.contradictions.follow(card.self_contradictions)
        self.links.follow(card.links)
        self.reliability.present(card.assessments)
        section_around(self.contradictions).setVisible(bool(card.self_contradictions))
        for widget, lines in (
            (self.said, card.said),
            (self.relayed, card.relayed),
            (self.silences, card.silences),
            (self.sources, card.sources),
        ):
            widget.follow(lines)
            section_around(widget).setVisible(bool(lines))

    def _lay_out(self) -> None:
        box = column(self, 16)
        box.addLayout(card_head(self.name, self.pills, self._note))
        for title, widgets in self._sections():
            box.addWidget(section_of(title, *widgets))

    def _sections(self) -> Iterator[tuple[str, Sequence[QWidget]]]:
        yield self.tr("Also known as"), (self.names,)
        yield self.tr("Contradicts itself"), (self.contradictions,)
        yield self.tr("Said, in order"), (self.said,)
        yield self.tr("Passed on"), (self.relayed,)
        yield self.tr("Was silent on"), (self.silences,)
        yield self.tr("Sources"), (self.sources,)
        yield self.tr("Two voices or one?"), (self.links, self.add_link)
        yield self.tr("Assessment"), (self.reliability,)
        yield self.tr("Details"), (self.fields,)

    def _add_link(self, other: object) -> None:
        assert isinstance(other, tuple)
        known = {view.other.ref.id for view in self._card.links} | {self._card.actor.id}
        if other[0] not in known:
            self._wishes.edit_requested.emit(link_origins(self._card.actor.id, other))


class OriginLinks(Column[OriginLinkView]):
    """What is known of this origin beside others."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent, spacing=6)
        self._wishes = wishes

    @override
    def make(self, view: OriginLinkView) -> QWidget:
        return OriginLinkBox(view, self._wishes)


class OriginLinkBox(QWidget):
    """One other origin: two voices, one, or unknown; and why."""

    def __init__(self, view: OriginLinkView, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a link of origins."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self._other = LineList(wishes)
        self.rows = FieldRows(view.fields, wishes.completions)
        self.rows.edit_requested.connect(wishes.edit_requested)
        self.forget = Link(self.tr("Forget"), "")
        self.forget.clicked.connect(self._forget)
        panel = Panel()
        panel.body.addWidget(self._other)
        panel.body.addWidget(self.rows)
        panel.body.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignRight)
        column(self, 0).addWidget(panel)
        self.present(view)

    def present(self, view: OriginLinkView) -> None:
        """Show the link as it is now."""
        self._view = view
        self._other.follow((view.other,))
        self.rows.follow(view.fields)
        words = self.tr("Forget what is known of {name} as another origin")
        self.forget.say(self.tr("Forget"), words.format(name=view.other.text))

    def _forget(self) -> None:
        self._wishes.edit_requested.emit(unlink_origins(self._view.link))


def _pills(card: ActorCard) -> Iterator[PillView]:
    if card.actor.confidential:
        locked = translate("cards", "confidential")
        why = translate("cards", "Shared copies and exports show only the public description.")
        yield PillView(locked, "warning", "warning_soft", why, glyph=Glyph.LOCK)
    yield PillView(word_for(card.actor.identification))
    yield PillView(word_for(card.actor.kind))
    if card.self_contradictions:
        why = "\n".join(view.relation.explanation for view in card.self_contradictions)
        yield PillView(translate("cards", "contradicts itself"), "warning", "warning_soft", why)
    current = card.assessments.current
    if current is not None and current.reliability is not None:
        yield PillView(current.reliability.value, "qualifies", "surface", current.rationale)
