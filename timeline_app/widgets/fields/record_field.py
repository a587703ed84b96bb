"""An in-place field that points at another record: found by completion, made where it is new."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.edits import Change, Edit
from timeline_app.models.cards.fields import FieldView
from timeline_app.models.completions import Completions, new_record
from timeline_app.widgets.fields.in_place import InPlace
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextStyle


class RecordField(InPlace):
    """A field that names a record. What it commits is an Edit: the record may have to be made."""

    def __init__(
        self,
        view: FieldView,
        completions: Completions,
        style: TextStyle | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a RECORD field."""
        super().__init__(view.label, style, parent)
        self._view = view
        self._completions = completions
        self.setObjectName(view.key)
        self.present(view)

    def present(self, view: FieldView) -> None:
        """Show the field as it is now; what is being typed stays."""
        self._view = view
        self.face.show_value(view.shown, view.hint)

    @override
    def commit(self, *, close: bool = True, back: bool = False) -> bool:
        """Send the record named. One that is new is made where Enter or the list asks (`back`)."""
        unasked = self.editor.not_made if isinstance(self.editor, RecordEdit) and not back else ""
        if unasked:
            self._complain(unasked)
            return False
        return super().commit(close=close, back=back)

    @override
    def _make_editor(self) -> QWidget:
        editor = RecordEdit(self._completions, self._view.completes, self._view.shown, self)
        editor.setPlaceholderText(self.tr("Type a name in any script"))
        editor.selectAll()
        editor.picked.connect(lambda: self.commit(back=True))
        return editor

    @override
    def _read(self) -> object:
        editor = self.editor
        assert isinstance(editor, RecordEdit)
        if editor.words == self._view.shown:
            return self._view.value
        chosen = editor.chosen
        if chosen is not None:
            return chosen.id
        return _New(editor.words) if editor.words else None

    @override
    def _refusal(self, value: object) -> str:
        return self._view.refusal(value)

    @override
    def _send(self, value: object) -> None:
        edit = self._with_new(value.words) if isinstance(value, _New) else self._view.edit(value)
        if edit is not None:
            self.committed.emit(edit)

    def _with_new(self, words: str) -> Edit | None:
        """Make the record named, and point at it, in one step."""
        record = new_record(self._view.completes, words)
        edit = self._view.edit(record.id)
        return None if edit is None else Edit(edit.label, (Change(None, record), *edit.changes))


@dataclass(frozen=True, slots=True)
class _New:
    """Words that name no record yet."""

    words: str
