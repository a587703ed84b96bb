"""The passages of a claim, added and corrected where they are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from timeline_app.domain.records import ClaimPassage, Id
from timeline_app.domain.vocabulary import PassageKind, PassageUse
from timeline_app.models.cards.passages import PassageView, clock
from timeline_app.models.passage_edits import (
    PassageEntry,
    add_passage,
    change_passage,
    remove_passage,
)
from timeline_app.models.record_edits import meant
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.sidebar.parts import Panel, column
from timeline_app.widgets.sidebar.read_in_box import PassageList
from timeline_app.widgets.sidebar.wishes import Wishes


class PassagesBox(QWidget):
    """The passages; a click on "Edit" or "Add" unfolds the one form there is."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._wishes = wishes
        self._claim_id: Id = ""
        self._source_title = ""
        self.form: PassageForm | None = None
        self.list = PassageList(can_edit=True)
        self.list.edit_asked.connect(self._edit)
        self.add = Link(self.tr("+ Add a passage"))
        self.add.clicked.connect(self._add)
        box = column(self, 5)
        box.addWidget(self.list)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def present(self, claim_id: Id, source_title: str, views: tuple[PassageView, ...]) -> None:
        """Show the passages of a claim; a new one is looked for in the source named first."""
        if claim_id != self._claim_id:
            self._close()
        self._claim_id, self._source_title = claim_id, source_title
        self.list.follow(views)

    def _add(self) -> None:
        form = self._open(PassageEntry())
        form.source.set_words(self._source_title)
        form.saved.connect(self._send_new)

    def _edit(self, view: PassageView) -> None:
        link = self._link(view.passage.id)
        passage = view.passage
        entry = PassageEntry(
            passage.quote, passage.page, clock(passage.time_seconds), passage.kind, link.use
        )
        form = self._open(entry)
        form.source.hide()
        form.remove.show()

        def changed(fresh: PassageEntry) -> None:
            self._close()
            edit = change_passage(passage, link, fresh)
            if edit is not None:
                self._wishes.edit_requested.emit(edit)

        def removed() -> None:
            self._close()
            self._wishes.edit_requested.emit(remove_passage(self._wishes.document, link))

        form.saved.connect(changed)
        form.remove.clicked.connect(removed)

    def _link(self, passage_id: Id) -> ClaimPassage:
        links = self._wishes.document.where(ClaimPassage, claim_id=self._claim_id)
        return next(link for link in links if link.passage_id == passage_id)

    def _send_new(self, entry: PassageEntry) -> None:
        form = self.form
        assert form is not None
        if not form.source.words:
            form.tell(self.tr("Name the source it stands in."))
            return
        source = meant("source", form.source.chosen, form.source.words)
        self._close()
        self._wishes.edit_requested.emit(add_passage(self._claim_id, source, entry))

    def _open(self, entry: PassageEntry) -> PassageForm:
        self._close()
        self.form = PassageForm(entry, self._wishes)
        self.form.cancel.clicked.connect(self._close)
        box = self.layout()
        assert box is not None
        box.addWidget(self.form)
        self.add.hide()
        self.form.quote.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.form

    def _close(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.add.show()
            form.hide()
            form.deleteLater()


class PassageForm(Panel):
    """A passage being typed."""

    saved = Signal(object)  # PassageEntry

    def __init__(self, entry: PassageEntry, wishes: Wishes) -> None:
        """Begin with what is recorded."""
        super().__init__()
        self.source = RecordEdit(wishes.completions, "source")
        self.source.setPlaceholderText(self.tr("the document it stands in"))
        self.source.setAccessibleName(self.tr("Source"))
        self.quote = GrowingEdit(least=2)
        self.quote.setPlainText(entry.quote)
        self.quote.setPlaceholderText(self.tr("its words, if they are to be kept"))
        self.quote.setAccessibleName(self.tr("Quote"))
        self.page = self._line(entry.page, self.tr("page"), self.tr("Page"))
        self.time = self._line(entry.time, self.tr("time: 1:02:03"), self.tr("Time"))
        self.kind = ChoiceBox(PassageKind, entry.kind, self.tr("Part of the document"))
        self.use = ChoiceBox(PassageUse, entry.use, self.tr("Evidence or illustration"))
        self._complaint = TextBlock("", TextStyle("warning", scale=0.92))
        self._complaint.hide()
        self.save = QPushButton(self.tr("Save passage"))
        self.save.clicked.connect(self.commit)
        self.cancel = Link(self.tr("Cancel"), self.tr("Cancel the passage"))
        self.remove = Link(self.tr("Remove"), self.tr("Remove the passage"))
        self.remove.hide()
        self._lay_out()

    @property
    def complaint(self) -> str:
        """Why the passage may not stand, or ""."""
        return self._complaint.text

    def commit(self) -> None:
        """Send the passage, or say what it still needs."""
        entry = PassageEntry(
            self.quote.toPlainText(),
            self.page.text(),
            self.time.text(),
            self.kind.value,
            self.use.value,
        )
        if entry.refusal:
            self.tell(entry.refusal)
            return
        self.saved.emit(entry)

    def tell(self, sentence: str) -> None:
        """Say what is missing."""
        self._complaint.set_text(sentence)
        self._complaint.show()

    def _lay_out(self) -> None:
        self.body.setSpacing(5)
        details = QWidget()
        flow = Flow(details, 6)
        for widget in (self.page, self.time, self.kind, self.use):
            flow.addWidget(widget)
        for part in (self.source, self.quote, details, self._complaint):
            self.body.addWidget(part)
        buttons = QHBoxLayout()
        for button in (self.save, self.cancel, self.remove):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def _line(self, words: str, hint: str, name: str) -> QLineEdit:
        line = WholeLine(words)
        line.setPlaceholderText(hint)
        line.setAccessibleName(name)
        return line

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancel.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and with_control:
            self.commit()
        else:
            super().keyPressEvent(event)
