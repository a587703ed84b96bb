"""The forms of one open project: each is made when first asked for, and comes back as left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.domain.records import Event
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.models.selection import Selection
from timeline_app.widgets.forms.form_window import FormWindow


class EntryForms(QObject):
    """Opens the forms over a window; what they save is selected everywhere."""

    edit_requested = Signal(object)  # Edit
    added = Signal(object)  # the Edit that added sources, once it is written

    def __init__(
        self, document: Document, selection: Selection, folder: Path, window: QWidget
    ) -> None:
        """Enter into a document; drafts of half-typed forms are kept in a folder."""
        super().__init__(document)
        self._document, self._selection, self._window = document, selection, window
        self._drafts = Drafts(folder, document.store.path)
        self._forms: dict[str, FormWindow] = {}

    def open_claim(self) -> None:
        """Open the claim form, about the event that is selected."""
        # The forms bring the grammar of dates: the first window is up before they are needed.
        from timeline_app.widgets.forms.claim_form import ClaimForm

        form = self._form("claim", ClaimForm)
        assert isinstance(form, ClaimForm)
        ref = self._selection.current
        about = ref is not None and ref.kind == "event"
        event = self._document.get(Event, ref.id) if about and ref is not None else None
        form.begin("" if event is None else event.title)

    def open_event(self) -> None:
        """Open the form for a new event."""
        from timeline_app.widgets.forms.event_form import EventForm

        self._begin("event", EventForm)

    def open_source(self) -> None:
        """Open the form for a new source."""
        from timeline_app.widgets.forms.source_form import SourceForm

        self._begin("source", SourceForm)

    def open_bibliography(self) -> None:
        """Offer the sources of a pasted bibliography."""
        from timeline_app.widgets.bibliography_dialog import BibliographyDialog

        dialog = BibliographyDialog(self._document, self._window)
        dialog.edit_requested.connect(self.edit_requested)
        dialog.added.connect(self.added)
        dialog.exec()

    def open_actor(self) -> None:
        """Open the form for a new person or organisation."""
        from timeline_app.widgets.forms.actor_form import ActorForm

        self._begin("actor", ActorForm)

    def discard(self) -> None:
        """Close every form; what was half-typed is kept as a draft."""
        for form in self._forms.values():
            form.close()
            form.deleteLater()
        self._forms.clear()

    def _begin(self, name: str, make: Callable[[Document, Drafts, QWidget], FormWindow]) -> None:
        self._form(name, make).begin()

    def _form(
        self, name: str, make: Callable[[Document, Drafts, QWidget], FormWindow]
    ) -> FormWindow:
        if name not in self._forms:
            form = make(self._document, self._drafts, self._window)
            form.edit_requested.connect(self.edit_requested)
            form.saved.connect(lambda ref: self._selection.select(ref.kind, ref.id))
            form.resize(430, min(860, self._window.height()))
            self._forms[name] = form
        return self._forms[name]
