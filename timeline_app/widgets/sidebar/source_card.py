"""The card of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from timeline_app.models.cards.source import SourceCard
from timeline_app.models.words import word_for
from timeline_app.widgets.fields.rows import FieldRows, LiveField
from timeline_app.widgets.fields.text_block import TextBlock
from timeline_app.widgets.sidebar.claim_card import TITLE
from timeline_app.widgets.sidebar.dating_box import DatingBox
from timeline_app.widgets.sidebar.line_lists import LineList
from timeline_app.widgets.sidebar.parts import SMALL, card_head, column, section_around, section_of
from timeline_app.widgets.sidebar.pills import PillRow, PillView
from timeline_app.widgets.sidebar.read_in_box import OpenLink, PassageList
from timeline_app.widgets.sidebar.wishes import Wishes


class SourceCardWidget(QWidget):
    """A source: what it is, when it came out, what is kept of it, what was read in it."""

    def __init__(self, card: SourceCard, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Show a source."""
        super().__init__(parent)
        self.title = LiveField(card.title, wishes.completions, TITLE)
        self.title.edit_requested.connect(wishes.edit_requested)
        self.pills = PillRow()
        self.link = OpenLink(wishes)
        self.published = DatingBox(card.published, wishes)
        self.fields = FieldRows(card.fields, wishes.completions)
        self.fields.edit_requested.connect(wishes.edit_requested)
        self._snapshot = TextBlock("", SMALL)
        self.claims = LineList(wishes)
        self.passages = PassageList()
        self.parts = LineList(wishes)
        self._lay_out()
        self.present(card)

    def present(self, card: SourceCard) -> None:
        """Show the source as it is now."""
        self.title.present(card.title)
        kind = PillView(word_for(card.source.kind))
        held = PillView(word_for(card.source.capture))
        self.pills.follow((kind, held))
        self.link.show_address(card.brief.url)
        self.published.present(card.published)
        self.fields.follow(card.fields)
        self._snapshot.set_text(card.snapshot or self.tr("Nothing of it is kept in this file."))
        self.claims.follow(card.claims)
        self.passages.follow(card.passages)
        self.parts.follow(card.parts)
        section_around(self.claims).setVisible(bool(card.claims))
        section_around(self.passages).setVisible(bool(card.passages))
        section_around(self.parts).setVisible(bool(card.parts))

    def _lay_out(self) -> None:
        box = column(self, 16)
        box.addLayout(card_head(self.title, self.pills, self.link))
        for title, widgets in self._sections():
            box.addWidget(section_of(title, *widgets))

    def _sections(self) -> Iterator[tuple[str, Sequence[QWidget]]]:
        yield self.tr("Published"), (self.published,)
        yield self.tr("Details"), (self.fields,)
        yield self.tr("Snapshot"), (self._snapshot,)
        yield self.tr("Claims read or said in it"), (self.claims,)
        yield self.tr("Contains"), (self.parts,)
        yield self.tr("Passages"), (self.passages,)
