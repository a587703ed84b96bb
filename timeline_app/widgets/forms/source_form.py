"""The form for a new source."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line, several_lines
from timeline_app.domain.edits import Edit
from timeline_app.domain.records import Source, new_id
from timeline_app.domain.vocabulary import (
    Capture,
    DatingOwner,
    SourceKind,
)
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.models.new_records import add_source
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.forms.record_form import RecordForm, named


class SourceForm(RecordForm):
    """A new source: what it is, whose, when it came out, where it can be read."""

    def __init__(
        self, document: Document, drafts: Drafts | None = None, parent: QWidget | None = None
    ) -> None:
        """Enter sources into a document."""
        super().__init__(document, "source", drafts, parent)
        self.setWindowTitle(self.tr("New source"))
        self.kind = ChoiceBox(SourceKind, SourceKind.ARTICLE, self.tr("Kind"))
        self.capture = ChoiceBox(Capture, Capture.CITED_ONLY, self.tr("Held"))
        self.outlet = self._record_line("outlet", "actor")
        self.author = self._record_line("author", "actor")
        self.date = self._date(DatingOwner.SOURCE)
        self.url = self._line("url", "https://…")
        self.language = self._line("language", "en, ar, ru, tr …")
        self.note = self._notes()
        self._row(self.tr("Title"), self.first)
        self._row(self.tr("Kind, and whether you hold it"), self.kind, self.capture)
        self._row(self.tr("Outlet"), self.outlet)
        self._row(self.tr("Author"), self.author)
        self._row(self.tr("Published, as worded"), self.date)
        self._row(self.tr("Address"), self.url)
        self._row(self.tr("Language"), self.language)
        self._row(self.tr("Note"), self.note)
        self.body.addStretch(1)
        self._restore()

    @override
    def empty(self) -> None:
        super().empty()
        self.date.clear()

    @override
    def _refusal(self) -> str:
        return self.tr("A source needs a title, if only a description.")

    @override
    def _edit(self) -> Edit:
        outlet_id, new_outlet = named(self.outlet)
        author_id, new_author = named(self.author)
        source = Source(
            new_id(),
            one_line(self.first.text()),
            self.kind.value,
            self.capture.value,
            outlet_id=outlet_id,
            author_id=author_id,
            url=one_line(self.url.text()),
            language=one_line(self.language.text()),
            note=several_lines(self.note.toPlainText()),
        )
        return add_source(source, self.date.datings(), (*new_outlet, *new_author))
