"""What the forms for a new event, source or actor share."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from timeline_app.domain.cleaning import one_line
from timeline_app.domain.edits import Change, Edit
from timeline_app.domain.records import Id, Record, kind_of
from timeline_app.domain.vocabulary import (
    DatingOwner,
)
from timeline_app.models.anchors import NO_ANCHOR, conventions_of
from timeline_app.models.completions import Completions
from timeline_app.models.document import Document
from timeline_app.models.drafts import Drafts
from timeline_app.models.record_edits import meant
from timeline_app.models.selection import Ref
from timeline_app.widgets.fields.date_field import DateField
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.text_fields import GrowingEdit
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.forms.form_window import FormWindow

_HEADING = TextStyle("ink_soft", bold=True)


class RecordForm(FormWindow):
    """What the three share: a first line that must have words, and rows beneath it."""

    def __init__(
        self,
        document: Document,
        name: str,
        drafts: Drafts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the form called `name`; a draft that a crash left is there again."""
        super().__init__(name, "", drafts, parent)
        self._document = document
        self._completions = Completions(document, with_confidential=True)
        self._texts: dict[str, QLineEdit | GrowingEdit] = {}
        self.first = self._line("first", "")
        self.save_button.setText(self.tr("Save, next"))
        self.save_button.setDefault(True)

    @override
    def begin(self) -> None:
        """Come to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> bool:
        if not one_line(self.first.text()):
            self.tell(self._refusal())
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        edit = self._edit()
        made = self._made(edit)
        self.edit_requested.emit(edit)
        if self._document.get(type(made), made.id) is None:
            self.tell(self.tr("It could not be written; nothing typed is lost."))
            return False
        self.empty()
        self.keep_draft()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit(Ref(kind_of(made), made.id))
        return True

    @override
    def draft(self) -> dict[str, Any] | None:
        words = {name: _words(line) for name, line in self._texts.items()}
        return words if any(words.values()) else None

    def empty(self) -> None:
        """Take away what was typed."""
        for line in self._texts.values():
            line.clear()

    def _refusal(self) -> str:
        raise NotImplementedError

    def _edit(self) -> Edit:
        raise NotImplementedError

    def _made(self, edit: Edit) -> Record:
        """Return the record the form is for: the last of its kind, since what it names is first."""
        return [c.record for c in edit.changes if c.kind == self._name][-1]

    def _restore(self) -> None:
        kept = self.kept_draft() or {}
        for name, line in self._texts.items():
            words = str(kept.get(name, ""))
            line.setText(words) if isinstance(line, QLineEdit) else line.setPlainText(words)

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = WholeLine()
        line.setPlaceholderText(hint)
        line.textChanged.connect(self.touched)
        self._texts[name] = line
        return line

    def _notes(self) -> GrowingEdit:
        note = GrowingEdit(least=1)
        note.setPlaceholderText(self.tr("note (optional)"))
        note.textChanged.connect(self.touched)
        self._texts["note"] = note
        return note

    def _record_line(self, name: str, kind: str) -> RecordEdit:
        line = RecordEdit(self._completions, kind)
        line.go_on_once_picked()
        line.setPlaceholderText(self.tr("any name, in any script; a new one is made"))
        line.textChanged.connect(self.touched)
        self._texts[name] = line
        return line

    def _date(self, kind: DatingOwner) -> DateField:
        conventions = conventions_of(self._document)
        date = DateField((kind, ""), (NO_ANCHOR,), (), conventions, brief=True)
        date.changed.connect(self.touched)
        return date

    def _row(self, title: str, *widgets: QWidget) -> None:
        self.body.addWidget(TextBlock(title, _HEADING))
        for widget in widgets:
            if not widget.accessibleName():
                widget.setAccessibleName(title)
            self.body.addWidget(widget)


def _words(line: QLineEdit | GrowingEdit) -> str:
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def named(line: RecordEdit) -> tuple[Id | None, tuple[Change, ...]]:
    """Return the record a line means, and the change that makes it where it is new."""
    return meant(line.kind, line.chosen, line.words) if line.words else (None, ())
