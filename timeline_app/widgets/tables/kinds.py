"""The four tables of the project window: claims, events, sources, and people."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.records import Event, Id
from timeline_app.models.document import Document
from timeline_app.models.selection import Ref, Selection
from timeline_app.models.tables.claim_columns import CLAIMS
from timeline_app.models.tables.record_columns import ACTORS, EVENTS, SOURCES
from timeline_app.widgets.tables.record_table import RecordTable


class ClaimsTable(RecordTable):
    """The claims: who said what through whom. Can be narrowed to the event that is selected."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        self._event: Id | None = None
        super().__init__(CLAIMS, document, selection, parent)
        self.bar.event_toggled.connect(self._narrow)

    @override
    def _take_selection(self, ref: Ref | None) -> None:
        super()._take_selection(ref)
        if ref is not None and ref.kind == "event":
            self._event = ref.id
            self.model.beside = ref.id
            self._narrow(on=self.model.filters.event is not None)

    def _narrow(self, on: bool) -> None:  # noqa: FBT001 - a signal gives its value by place
        event = self._document.get(Event, self._event) if self._event else None
        self.bar.show_event(event.title if event else None, on=on)
        wanted = event.id if on and event is not None else None
        self.model.filter_by(replace(self.model.filters, event=wanted))


class EventsTable(RecordTable):
    """The events and how each stands on its claims."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(EVENTS, document, selection, parent)


class SourcesTable(RecordTable):
    """The documents claims were read in."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(SOURCES, document, selection, parent)


class ActorsTable(RecordTable):
    """The people and organisations who say and pass on."""

    def __init__(
        self, document: Document, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(ACTORS, document, selection, parent)
