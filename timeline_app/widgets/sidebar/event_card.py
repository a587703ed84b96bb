"""The card of an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from timeline_app.models.cards.event import EventCard
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.sidebar.accounts_box import StandingBox
from timeline_app.widgets.sidebar.claim_card import TITLE
from timeline_app.widgets.sidebar.dating_box import DatingBox
from timeline_app.widgets.sidebar.line_lists import LineList
from timeline_app.widgets.sidebar.names_box import NamesBox
from timeline_app.widgets.sidebar.parts import card_head, column, section_around, section_of
from timeline_app.widgets.sidebar.pills import PillRow, PillView
from timeline_app.widgets.sidebar.relations_box import RelationsColumn
from timeline_app.widgets.sidebar.wishes import Wishes


class EventCardWidget(QWidget):
    """An event: when, how it stands and on which claims, where, and as part of what."""

    def __init__(self, card: EventCard, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show an event."""
        super().__init__(parent)
        self.title = LiveField(card.title, wishes.completions, TITLE)
        self.title.edit_requested.connect(wishes.edit_requested)
        self.pills = PillRow()
        self.dating = DatingBox(card.dating, wishes)
        self.standing = StandingBox(wishes)
        self.relations = RelationsColumn(wishes, at_first=2)
        self.silences = LineList(wishes)
        self.parent_list = LineList(wishes)
        self.children_list = LineList(wishes)
        self.fields = FieldRows(card.fields, wishes.completions)
        self.fields.edit_requested.connect(wishes.edit_requested)
        self.place_fields = FieldRows(card.place_fields, wishes.completions)
        self.place_fields.edit_requested.connect(wishes.edit_requested)
        self.place_names = NamesBox(wishes)
        self._lay_out()
        self.present(card)

    def present(self, card: EventCard) -> None:
        """Show the event as it is now."""
        self.title.present(card.title)
        self.pills.follow(tuple(_pills(card)))
        self.dating.present(card.dating)
        self.standing.present(card.accounts)
        self.relations.follow(card.relations)
        self.silences.follow(card.silences)
        self.parent_list.follow(() if card.parent is None else (card.parent,))
        self.children_list.follow(card.children)
        self.fields.follow(card.fields)
        self._show_place(card)
        for widget, is_needed in (
            (self.relations, bool(card.relations)),
            (self.silences, bool(card.silences)),
            (self.parent_list, card.parent is not None),
            (self.children_list, bool(card.children)),
        ):
            section_around(widget).setVisible(is_needed)

    def _show_place(self, card: EventCard) -> None:
        section_around(self.place_fields).setVisible(card.place is not None)
        self.place_fields.follow(card.place_fields)
        if card.place_names is not None:
            self.place_names.present(card.place_names)

    def _lay_out(self) -> None:
        box = column(self, 16)
        box.addLayout(card_head(self.title, self.pills))
        for title, widgets in self._sections():
            box.addWidget(section_of(title, *widgets))

    def _sections(self) -> Iterator[tuple[str, Sequence[QWidget]]]:
        yield self.tr("When"), (self.dating,)
        yield self.tr("How it stands"), (self.standing,)
        yield self.tr("Relations among its claims"), (self.relations,)
        yield self.tr("Silences its claims report"), (self.silences,)
        yield self.tr("Part of"), (self.parent_list,)
        yield self.tr("Made up of"), (self.children_list,)
        yield self.tr("Details"), (self.fields,)
        yield self.tr("Place"), (self.place_fields, self.place_names)


def _pills(card: EventCard) -> Iterator[PillView]:
    if card.is_contested:
        why = "\n".join(card.accounts.contests)
        yield PillView("contested", "warning", "warning_soft", why)
    yield PillView(word_for(card.event.kind))
    yield PillView(word_for(card.event.status))
