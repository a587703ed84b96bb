"""The form for a new event."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Event, Track, new_id
from timeline_app.domain.vocabulary import (
    DatingOwner,
    EventKind,
    EventStatus,
)
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.models.new_records import add_event
from timeline_app.widgets.fields.drop_down import DropDown
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.forms.record_form import RecordForm, named
from timeline_app.widgets.plain import literal


class EventForm(RecordForm):
    """A new event: its title, when, on which track, where, as part of what."""

    def __init__(
        self, document: Document, drafts: Drafts | None = None, parent: QWidget | None = None
    ) -> None:
        """Enter events into a document."""
        super().__init__(document, "event", drafts, parent)
        self.setWindowTitle(self.tr("New event"))
        self.date = self._date(DatingOwner.EVENT)
        self.kind = ChoiceBox(EventKind, EventKind.EVENT, self.tr("Kind"))
        self.status = ChoiceBox(EventStatus, EventStatus.OCCURRED, self.tr("Status"))
        self.track = DropDown()
        self._tracks = sorted(document.all(Track), key=lambda track: track.position)
        self.track.addItem(self.tr("no track"))
        self.track.addItems([literal(track.title) for track in self._tracks])
        self.place = self._record_line("place", "place")
        self.part_of = self._record_line("part_of", "event")
        self.note = self._notes()
        self._row(self.tr("What happened"), self.first)
        self._row(self.tr("When, as worded"), self.date)
        self._row(self.tr("Track"), self.track)
        self._row(self.tr("Kind and status"), self.kind, self.status)
        self._row(self.tr("Place"), self.place)
        self._row(self.tr("Part of"), self.part_of)
        self._row(self.tr("Note"), self.note)
        self.body.addStretch(1)
        self._restore()

    @override
    def empty(self) -> None:
        super().empty()
        self.date.clear()

    @override
    def _refusal(self) -> str:
        return self.tr("An event needs a title.")

    @override
    def _edit(self) -> Edit:
        place_id, new_place = named(self.place)
        parent_id, new_parent = named(self.part_of)
        place = self.track.currentIndex() - 1
        event = Event(
            new_id(),
            one_line(self.first.text()),
            self.kind.value,
            self.status.value,
            track_id=self._tracks[place].id if place >= 0 else None,
            place_id=place_id,
            parent_id=parent_id,
            note=several_lines(self.note.toPlainText()),
        )
        return add_event(event, self.date.datings(), (*new_place, *new_parent))
