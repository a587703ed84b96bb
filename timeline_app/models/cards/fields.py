"""A field of a record as it is shown and edited in place: its words, its editor, its edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication

from timeline_app.domain.dating import HAND_SET, dated, is_inverted
from timeline_app.domain.edits import Edit, revise, with_field
from timeline_app.domain.records import Dating, Event, Id, Record, kind_of
from timeline_app.models.document import Document
from timeline_app.models.words import choices_of

translate = QCoreApplication.translate

_Value = TypeVar("_Value", bound=StrEnum)
Choice = tuple[object, str]


class Editor(Enum):
    """How a field is edited."""

    LINE = auto()
    LINES = auto()
    CHOICE = auto()
    RECORD = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a record.

    `phrase` names it in the Undo menu ("claim text"), `label` beside it ("Text"). `hint` is shown
    while it is empty; `required` is the sentence said when it may not be. `completes` is the kind
    of record a RECORD field points at, `forbids` says why it may not point at one. `dating` is the
    event's chosen one where the field is an event's kind, which decides what the dating makes of
    its bounds.
    """

    record: Record
    name: str
    label: str
    phrase: str
    editor: Editor
    shown: str = ""
    hint: str = ""
    required: str = ""
    choices: tuple[Choice, ...] = ()
    completes: str = ""
    dating: Dating | None = None
    forbids: Callable[[object], str] | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """Name the field among all fields of the project."""
        return f"{kind_of(self.record)}.{self.record.id}.{self.name}"

    @property
    def value(self) -> object:
        """The field's value as recorded."""
        return cast(object, getattr(self.record, self.name))

    def refusal(self, value: object) -> str:
        """Return why the field may not take a value, or "" if it may."""
        if not value and value is not False:
            return self.required
        return self.forbids(value) if self.forbids is not None else ""

    def edit(self, value: object) -> Edit | None:
        """Return the edit that gives the field a new value; None if it has that value already."""
        if value == self.value:
            return None
        after = with_field(self.record, self.name, value)
        return revise(self._edit_label(value), self.record, self._redated(after))

    def _redated(self, after: Record) -> Record:
        """Date an event again by its words, which may mean another time for another kind of it."""
        words = self.dating
        if words is None or words.rule == HAND_SET or is_inverted(words):
            return after
        return dated(after, words) if isinstance(after, Event) else after

    def _edit_label(self, value: object) -> str:
        if self.editor is not Editor.CHOICE:
            return translate("fields", "Change {field}").format(field=self.phrase)
        word = next((text for choice, text in self.choices if choice == value), str(value))
        return translate("fields", "Change {field} to {value}").format(
            field=self.phrase, value=word
        )


def line(
    record: Record, name: str, label: str, phrase: str, *, hint: str = "", required: str = ""
) -> FieldView:
    """Show a field of one line of text."""
    shown = str(getattr(record, name) or "")
    return FieldView(record, name, label, phrase, Editor.LINE, shown, hint, required)


def lines(
    record: Record, name: str, label: str, phrase: str, *, hint: str = "", required: str = ""
) -> FieldView:
    """Show a field of several lines of text."""
    shown = str(getattr(record, name) or "")
    return FieldView(record, name, label, phrase, Editor.LINES, shown, hint, required)


def choice(
    record: Record, name: str, label: str, phrase: str, *, kind: type[_Value], none: str = ""
) -> FieldView:
    """Show a field with a closed list of values; `none` is the word for no value, if allowed."""
    choices: tuple[Choice, ...] = choices_of(kind)
    if none:
        choices = ((None, none), *choices)
    value = getattr(record, name)
    shown = next((text for option, text in choices if option == value), "")
    return FieldView(record, name, label, phrase, Editor.CHOICE, shown, choices=choices)


def pick(
    record: Record,
    name: str,
    label: str,
    phrase: str,
    *,
    choices: tuple[tuple[Id | None, str], ...],
    hint: str = "",
) -> FieldView:
    """Show a field that points at one of a few records, listed in `choices`."""
    value = getattr(record, name)
    shown = next((text for option, text in choices if option == value and option is not None), "")
    return FieldView(record, name, label, phrase, Editor.CHOICE, shown, hint, choices=choices)


def pointer(
    record: Record,
    name: str,
    label: str,
    phrase: str,
    *,
    completes: str,
    shown: str,
    hint: str = "",
    required: str = "",
    forbids: Callable[[object], str] | None = None,
) -> FieldView:
    """Show a field that points at another record, found by completion."""
    return FieldView(
        record,
        name,
        label,
        phrase,
        Editor.RECORD,
        shown,
        hint,
        required,
        completes=completes,
        forbids=forbids,
    )


def within_itself(document: Document, record: Record, up: str) -> Callable[[object], str]:
    """Return what says why a record may not be within another: it would be part of itself."""

    def forbids(value: object) -> str:
        at, passed = value, set[object]()
        while at is not None and at not in passed:  # a file from elsewhere may hold a circle
            if at == record.id:
                return _in_a_circle()[kind_of(record)]
            passed.add(at)
            above = document.get(type(record), str(at))
            at = None if above is None else getattr(above, up)
        return ""

    return forbids


def _in_a_circle() -> dict[str, str]:
    return {
        "event": translate("fields", "An event cannot be part of itself, nor of its own parts."),
        "actor": translate(
            "fields", "Nobody can belong to themselves, nor to somebody who belongs to them."
        ),
        "source": translate("fields", "A source cannot appear in itself, nor in its own parts."),
    }


def flag(record: Record, name: str, label: str, phrase: str) -> FieldView:
    """Show a field that is on or off."""
    return FieldView(record, name, label, phrase, Editor.FLAG, label)
