"""How we know when: the wording, what it was read as and why, and the other ways to read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.records import Dating
from timeline_app.models.cards.lines import DatingView, dated_text, quoted
from timeline_app.models.date_draft import explained
from timeline_app.models.dating_edits import choose, confirm
from timeline_app.models.words import ends_first
from timeline_app.widgets.fields.column import Column
from timeline_app.widgets.fields.date_editor import DateEditor
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.sidebar.parts import (
    SMALL,
    LineButton,
    Panel,
    Why,
    column,
    let_through,
)
from timeline_app.widgets.sidebar.wishes import Wishes

_UNCONFIRMED = TextStyle("warning", scale=0.92)


class DatingBox(QWidget):
    """A dating in a panel; "Change date" opens the date field in its place."""

    def __init__(
        self, view: DatingView, wishes: Wishes, *, heading: str = "", parent: QWidget | None = None
    ) -> None:
        """Show how we know when."""
        super().__init__(parent)
        self._view, self._wishes = view, wishes
        self.editor: DateEditor | None = None
        self._panel = Panel()
        self._heading = TextBlock(heading, SMALL)
        self._wording = TextBlock()
        self._wrong = TextBlock(ends_first(), _UNCONFIRMED)
        self._resolved = Why(TextStyle(bold=True))
        self._reason = TextBlock("", SMALL)
        self._doubt = TextBlock(self.tr("Not confirmed by anyone yet"), _UNCONFIRMED)
        self._others = _Alternatives(self._take)
        self.change = Link("", "")
        self.change.clicked.connect(self.open)
        self.confirm = Link("", "")
        self.confirm.clicked.connect(self._confirm)
        self._build()
        self.present(view)

    def present(self, view: DatingView) -> None:
        """Show how we know when, as it is now; what is being typed stays."""
        self._view = view
        dating = view.dating
        self._wording.set_text(quoted(dating.wording) if dating else "")
        self._wording.setVisible(bool(dating and dating.wording))
        self._resolved.explain(self._resolved_text(), _because(view))
        self._wrong.setVisible(view.is_inverted)
        self._reason.set_text(dating.reason if dating else "")
        self._reason.setVisible(bool(dating and dating.reason))
        self._doubt.setVisible(dating is not None and not dating.confirmed)
        self._others.follow([_Alternative(other) for other in view.alternatives])
        self._others.setVisible(bool(view.alternatives))
        self._name_buttons()

    def open(self) -> None:
        """Turn into the date field."""
        if self.editor is not None:
            return
        self.editor = DateEditor(self._view, self._wishes.document)
        self.editor.edit_requested.connect(self._wishes.edit_requested)
        self.editor.finished.connect(self._close)
        box = self.layout()
        assert box is not None
        box.addWidget(self.editor)
        self._panel.hide()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        self._panel.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()

    def _build(self) -> None:
        actions = QWidget()
        flow = Flow(actions, 12)
        flow.addWidget(self.change)
        flow.addWidget(self.confirm)
        read = (self._wording, self._resolved, self._wrong, self._doubt, self._reason)
        for widget in (self._heading, *read, self._others, actions):
            self._panel.body.addWidget(widget)
        self._heading.setVisible(bool(self._heading.text))
        column(self, 0).addWidget(self._panel)

    def _resolved_text(self) -> str:
        if self._view.dating is None:
            return self.tr("No date")
        return self._view.resolved or self.tr("No date can be read from this wording")

    def _name_buttons(self) -> None:
        dating = self._view.dating
        change = self.tr("Change date") if dating else self.tr("Add a date")
        self.change.say(change, f"{change}: {self._view.phrase}")
        confirmed = dating is not None and dating.confirmed
        check = self.tr("Take back confirmation") if confirmed else self.tr("Confirm")
        self.confirm.say(check, f"{check}: {self._view.phrase}")
        self.confirm.setVisible(dating is not None and dating.edtf is not None)

    def _confirm(self) -> None:
        dating = self._view.dating
        if dating is not None:
            edit = confirm(dating, is_confirmed=not dating.confirmed)
            self._wishes.edit_requested.emit(edit)

    def _take(self, alternative: Dating) -> None:
        _, owner_id = self._view.owner
        document = self._wishes.document
        edit = choose(document, owner_id, alternative, self._view.phrase)
        self._wishes.edit_requested.emit(edit)


@dataclass(frozen=True, slots=True)
class _Alternative:
    """Another reading, as a value of a column."""

    dating: Dating

    @property
    def key(self) -> str:
        return self.dating.id


class _Alternatives(Column[_Alternative]):
    """The other ways to read a wording; a click takes one."""

    def __init__(self, take: Callable[[Dating], None]) -> None:
        super().__init__(spacing=0)
        self._take = take

    @override
    def make(self, view: _Alternative) -> QWidget:
        line = AlternativeLine(view.dating)
        line.chosen.connect(lambda: self._take(line.dating))
        return line


class AlternativeLine(LineButton):
    """One other reading; it says that a click takes it."""

    def __init__(self, dating: Dating) -> None:
        """Show a reading."""
        super().__init__()
        self.dating = dating
        self._text = TextBlock("", SMALL)
        self.body.addWidget(let_through(self._text), 1)
        self.present(_Alternative(dating))

    def present(self, view: _Alternative) -> None:
        """Show the reading as it is now."""
        self.dating = view.dating
        text = alternative_text(view.dating)
        self._text.set_text(self.tr("or {reading}").format(reading=text))
        self.setAccessibleName(self.tr("Take instead: {reading}").format(reading=text))


def _because(view: DatingView) -> str:
    """Say how a date was read from its wording."""
    if view.dating is None:
        return ""
    explanation = explained(view.dating)
    parts: Sequence[str] = (explanation, view.counted_from if not explanation else "")
    return " ".join(part for part in parts if part)


def alternative_text(dating: Dating) -> str:
    """Say another reading in a line: its own explanation begins with the date in words."""
    day = dated_text(dating)
    why = dating.explanation or dating.reason
    return why if why.startswith(day) else f"{day} — {why}" if why else day
