"""The claim form: who says it, through whom, where it was read, what, when, about which events.

Ctrl+Enter saves and starts the next claim, which keeps speaker, via, source and date of saying.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.records import Actor, Claim, new_id
from timeline_app.domain.vocabulary import (
    ClaimType,
    DatingOwner,
    Modality,
    Polarity,
)
from timeline_app.models.anchors import (
    NO_ANCHOR,
    AnchorOption,
    conventions_of,
    published_option,
    said_option,
)
from timeline_app.models.claim_entry import ClaimEntry, EventEntry, entry_from_text
from timeline_app.models.claim_maker import ClaimMaker
from timeline_app.models.completions import Candidate, Completions
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.models.selection import Ref
from timeline_app.widgets.fields.date_field import DateField
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.forms.event_rows import EventRows
from timeline_app.widgets.forms.form_window import FormWindow
from timeline_app.widgets.forms.hop_rows import HopRows
from timeline_app.widgets.forms.silence_rows import SilenceRows

_LABEL = TextStyle("ink_soft", scale=0.92)
_HEADING = TextStyle("ink_soft", bold=True)


class ClaimForm(FormWindow):
    """One claim at a time, as many as there are."""

    def __init__(
        self, document: Document, drafts: Drafts | None = None, parent: QWidget | None = None
    ) -> None:
        """Enter claims into a document; a draft that a crash left is there again."""
        super().__init__("claim", "", drafts, parent)
        self.setWindowTitle(self.tr("New claim"))
        self._document = document
        # Here somebody confidential may be named: this is the form they are entered in.
        self._completions = Completions(document, with_confidential=True)
        self._maker = ClaimMaker(document, self._completions)
        self._origin_hop = new_id()
        self._count = 0
        self._make_widgets()
        self._lay_out()
        self._connect()
        kept = self.kept_draft()
        if kept is not None:
            self._restore(kept)
        else:
            self._offer_anchors()

    @property
    def entry(self) -> ClaimEntry:
        """The claim as it stands."""
        return ClaimEntry(
            text=self.text.toPlainText(),
            hops=self.hops.entries,
            source=self.source.words,
            events=self.events.entries,
            silences=self.silences.entries,
            type=self.type.value,
            modality=self.modality.value,
            polarity=self.polarity.value,
            note=self.note.toPlainText(),
            said=self.said.typed.words,
            when=self.when.typed.words,
            said_reading=self.said.reading,
            when_reading=self.when.reading,
        )

    @override
    def begin(self, event_title: str = "") -> None:
        """Come to the front, about an event if one is named and none is yet."""
        if event_title and not any(event.words for event in self.events.entries):
            self.events.show_entries((EventEntry(event_title),))
        self.show()
        self.raise_()
        self.activateWindow()
        first = self.hops.rows[0].who
        (self.text if first.words else first).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> bool:
        """Make the claim, and begin the next; False, with a sentence, if it may not be made."""
        entry = self.entry
        if entry.refusal:
            self.tell(entry.refusal)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        made = self._maker.make(
            entry,
            self.said.datings(),
            self.when.datings(),
            self.silences.datings(),
            self._origin_hop,
        )
        self.edit_requested.emit(made.edit)
        if self._document.get(Claim, made.claim_id) is None:
            self.tell(self.tr("The claim could not be written; nothing typed is lost."))
            return False
        self._count += 1
        self._start_next(entry.for_next())
        self.saved.emit(Ref("claim", made.claim_id))
        return True

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._done.hide()  # it is news only while one goes on

    @override
    def draft(self) -> dict[str, Any] | None:
        """Return what was typed, or None where nothing was.

        The name of somebody who must be protected stays in the project: a draft lies beside it.
        """
        entry = self.entry
        if not self._has_words(entry):
            return None
        hops = tuple(
            replace(hop, words="") if self._is_confidential(row.who.chosen) else hop
            for hop, row in zip(entry.hops, self.hops.rows, strict=True)
        )
        silences = tuple(
            replace(silence, body="") if self._is_confidential(row.body.chosen) else silence
            for silence, row in zip(entry.silences, self.silences.rows, strict=True)
        )
        return replace(entry, hops=hops, silences=silences).as_text()

    def _is_confidential(self, chosen: Candidate | None) -> bool:
        actor = None if chosen is None else self._document.get(Actor, chosen.id)
        return actor is not None and actor.confidential

    def _has_words(self, entry: ClaimEntry) -> bool:
        """Tell whether there is more than what a saved claim left for the next."""
        if entry.text.strip() or entry.when or entry.note.strip():
            return True
        if any(event.words for event in entry.events):
            return True
        if any(silence.words for silence in entry.silences):
            return True
        return self._count == 0 and (bool(entry.source) or any(hop.words for hop in entry.hops))

    def _start_next(self, entry: ClaimEntry) -> None:
        self._origin_hop = new_id()
        self._show(entry)
        self.keep_draft()
        words = self.tr("Saved (claim {count}). The next keeps who said it, and where.")
        self._done.set_text(words.format(count=self._count))
        self._done.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, kept: dict[str, Any]) -> None:
        try:
            entry = entry_from_text(kept)
        except (ValueError, AttributeError, TypeError):
            self._offer_anchors()
            return  # written by another version of the program
        self._show(entry)
        self._done.set_text(self.tr("This was typed before and not saved yet."))
        self._done.show()

    def _show(self, entry: ClaimEntry) -> None:
        self.text.setPlainText(entry.text)
        self.hops.show_entries(entry.hops)
        self.source.set_words(entry.source)
        self.events.show_entries(entry.events)
        self.silences.show_entries(entry.silences)
        for box, value in (
            (self.type, entry.type),
            (self.modality, entry.modality),
            (self.polarity, entry.polarity),
        ):
            box.choose(value)  # type: ignore[arg-type]  # each box with a value of its own list
        self.note.setPlainText(entry.note)
        self.said.set_words(entry.said)
        self.when.clear()
        self.when.set_words(entry.when)
        # What words may be counted from decides which readings there are to choose from.
        self._offer_anchors()
        self.said.set_reading(entry.said_reading)
        self._offer_anchors()
        self.when.set_reading(entry.when_reading)
        self.silences.take_readings(entry.silences)

    def _make_widgets(self) -> None:
        conventions = conventions_of(self._document)
        self._done = TextBlock("", TextStyle("good", scale=0.92))
        self._done.hide()
        self.hops = HopRows(self._completions)
        self.source = RecordEdit(self._completions, "source")
        self.source.go_on_once_picked()
        self.source.setPlaceholderText(self.tr("the document it was read in"))
        self.source.setAccessibleName(self.tr("Source"))
        self._publisher = TextBlock("", _LABEL)
        said = (DatingOwner.HOP, self._origin_hop)
        self.said = DateField(said, (NO_ANCHOR,), (), conventions, brief=True)
        self.said.words.setPlaceholderText(self.tr("when the speaker said it, if known"))
        self.said.words.setAccessibleName(self.tr("Said"))
        self.text = GrowingEdit(least=3)
        self.text.setPlaceholderText(self.tr("one checkable assertion, in your own words"))
        self.text.setAccessibleName(self.tr("Claim"))
        owner = (DatingOwner.CLAIM, "")
        self.when = DateField(owner, (NO_ANCHOR,), (), conventions, brief=True)
        self.events = EventRows(self._completions)
        self.silences = SilenceRows(self._completions, conventions)
        self.type = ChoiceBox(ClaimType, ClaimType.FACT, self.tr("Type"))
        self.modality = ChoiceBox(Modality, Modality.CERTAIN, self.tr("The speaker is"))
        self.polarity = ChoiceBox(Polarity, Polarity.POSITIVE, self.tr("Polarity"))
        self.note = GrowingEdit(least=1)
        self.note.setPlaceholderText(self.tr("note (optional)"))
        self.note.setAccessibleName(self.tr("Note"))
        self.save_button.setText(self.tr("Save, next claim"))
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.setDefault(True)

    def _lay_out(self) -> None:
        kinds = QWidget()
        flow = Flow(kinds, 6)
        for box in (self.type, self.modality, self.polarity):
            flow.addWidget(box)
        self.body.addWidget(self._done)
        self._group(self.tr("Who said it"), self.hops)
        self._group(self.tr("Read in"), self.source, self._publisher)
        self._group(self.tr("Said"), self.said)
        self._group(self.tr("Claim"), self.text)
        self.body.addWidget(kinds)
        self._group(self.tr("When it happened, as worded"), self.when)
        self._group(self.tr("About"), self.events, self.silences)
        self._group(self.tr("Note"), self.note)
        self.body.addStretch(1)

    def _group(self, title: str, *widgets: QWidget) -> None:
        self.body.addWidget(TextBlock(title, _HEADING))
        for widget in widgets:
            self.body.addWidget(widget)

    def _connect(self) -> None:
        for signal in (
            self.hops.changed,
            self.source.textChanged,
            self.said.changed,
            self.text.textChanged,
            self.when.changed,
            self.events.changed,
            self.silences.changed,
            self.note.textChanged,
            self.type.currentIndexChanged,
            self.modality.currentIndexChanged,
            self.polarity.currentIndexChanged,
        ):
            signal.connect(self.touched)
        for signal in (self.source.textChanged, self.said.changed):
            signal.connect(self._offer_anchors)
        self.text.textChanged.connect(self._done.hide)

    def _offer_anchors(self) -> None:
        """Offer to count from the saying and from the publication, and say who published."""
        published = self._published()
        self.said.set_options((*published, NO_ANCHOR))
        counted = (*self._saying(), *published, NO_ANCHOR)
        self.when.set_options(counted)
        self.silences.set_options(counted)
        outlet = self._maker.outlet_of(self.source.words)
        words = self.tr("published by {name}, the last step of the chain")
        self._publisher.set_text("" if outlet is None else words.format(name=outlet.name))
        self._publisher.setVisible(outlet is not None)

    def _saying(self) -> tuple[AnchorOption, ...]:
        dating = self.said.draft.chosen
        if dating is None or not self.hops.rows[0].who.words:
            return ()
        option = said_option(dating, self._origin_hop, self.hops.rows[0].who.words)
        return () if option is None else (option,)

    def _published(self) -> tuple[AnchorOption, ...]:
        chosen = self.source.chosen
        option = None if chosen is None else published_option(self._document, chosen.id)
        return () if option is None else (option,)
