"""The steps of a chain while a claim is entered: speaker first, then through whom it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.domain.actor_guess import guess_actor
from timeline_app.domain.vocabulary import ActorKind, HopRole, HopStatus, Identification
from timeline_app.models.claim_entry import HopEntry
from timeline_app.models.completions import Completions
from timeline_app.widgets.fields.flow import Flow
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.tab_order import put_aside
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.whole_line import WholeLine
from timeline_app.widgets.forms.choice_box import ChoiceBox

_LABEL = TextStyle("ink_soft", scale=0.92)


class HopRow(QWidget):
    """One step: who, as what, with which verb; what somebody new is can be said beneath."""

    changed = Signal()
    move_requested = Signal(int)
    remove_requested = Signal()

    def __init__(
        self, entry: HopEntry, completions: Completions, parent: QWidget | None = None
    ) -> None:
        """Show a step as it was entered."""
        super().__init__(parent)
        self._completions = completions
        self.label = TextBlock("", _LABEL)
        self.who = RecordEdit(completions, "actor", entry.words)
        self.who.go_on_once_picked()
        self.role = ChoiceBox(HopRole, entry.role, self.tr("Role"))
        self.cue = put_aside(WholeLine(entry.cue))
        self.cue.setPlaceholderText(self.tr("said, told, confirmed …"))
        self.cue.setAccessibleName(self.tr("Verb used"))
        self.status = ChoiceBox(HopStatus, entry.status, self.tr("How this step is known"))
        self._newcomer = _Newcomer(entry)
        self._lay_out()
        self._connect()
        self._judge()

    @property
    def entry(self) -> HopEntry:
        """The step as it stands."""
        is_new = not self._newcomer.isHidden()
        return HopEntry(
            words=self.who.words,
            role=self.role.value,
            cue=self.cue.text(),
            status=self.status.value,
            kind=self._newcomer.kind.value if is_new else None,
            identification=self._newcomer.identification.value if is_new else None,
        )

    def stand_at(self, place: int, count: int) -> None:
        """Know the place in the chain."""
        title = self.tr("Speaker") if place == 0 else self.tr("Via")
        self.label.set_text(title)
        self.who.setAccessibleName(title)
        self.earlier.setVisible(place > 0)
        self.later.setVisible(place < count - 1)
        self.remove.setVisible(count > 1)

    def _lay_out(self) -> None:
        self.earlier = Link("↑", self.tr("Move this step earlier"))
        self.later = Link("↓", self.tr("Move this step later"))
        self.remove = Link("✕", self.tr("Remove this step"))
        self.who.setPlaceholderText(self.tr("any name, in any script"))
        head = QHBoxLayout()
        head.addWidget(self.label, 1)
        for link in (self.earlier, self.later, self.remove):
            head.addWidget(link)
        details = QWidget()
        flow = Flow(details, 6)
        for widget in (self.role, self.cue, self.status):
            flow.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addLayout(head)
        box.addWidget(self.who)
        box.addWidget(self._newcomer)
        box.addWidget(details)
        self.setFocusProxy(self.who)

    def _connect(self) -> None:
        self.who.textChanged.connect(self._judge)
        for signal in (
            self.who.textChanged,
            self.cue.textChanged,
            self.role.currentIndexChanged,
            self.status.currentIndexChanged,
            self._newcomer.changed,
        ):
            signal.connect(self.changed)
        self.earlier.clicked.connect(lambda: self.move_requested.emit(-1))
        self.later.clicked.connect(lambda: self.move_requested.emit(1))
        self.remove.clicked.connect(self.remove_requested)

    def _judge(self) -> None:
        """Show what somebody new would be, as guessed from the words."""
        words = self.who.words
        is_new = bool(words) and self.who.chosen is None
        self._newcomer.setVisible(is_new)
        if is_new:
            self._newcomer.guess(words)


class _Newcomer(QWidget):
    """What somebody new is: guessed until it is changed by hand."""

    changed = Signal()

    def __init__(self, entry: HopEntry) -> None:
        super().__init__()
        self.kind = ChoiceBox(ActorKind, entry.kind or ActorKind.UNKNOWN, self.tr("Kind"))
        named = entry.identification or Identification.NAMED
        self.identification = ChoiceBox(Identification, named, self.tr("Identified"))
        self._by_hand = entry.kind is not None
        flow = Flow(self, 6)
        for widget in (TextBlock(self.tr("new:"), _LABEL), self.kind, self.identification):
            flow.addWidget(widget)
        for choice in (self.kind, self.identification):
            choice.activated.connect(self._chosen)

    def guess(self, words: str) -> None:
        if not self._by_hand:
            guessed = guess_actor(words)
            self.kind.choose(guessed.kind)
            self.identification.choose(guessed.identification)

    def _chosen(self) -> None:
        self._by_hand = True
        self.changed.emit()


class HopRows(QWidget):
    """All steps; they can be added, moved, removed."""

    changed = Signal()

    def __init__(self, completions: Completions, parent: QWidget | None = None) -> None:
        """Begin with an empty speaker."""
        super().__init__(parent)
        self._completions = completions
        self.rows: list[HopRow] = []
        self.add = Link(self.tr("+ Came through somebody"))
        self.add.clicked.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._rows)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_entries((HopEntry(),))

    @property
    def entries(self) -> tuple[HopEntry, ...]:
        """The steps as they stand."""
        return tuple(row.entry for row in self.rows)

    def show_entries(self, entries: Sequence[HopEntry]) -> None:
        """Show these steps."""
        for row in self.rows:
            self._let_go(row)
        self.rows = [self._row(entry) for entry in entries]
        self._number()

    def _add(self) -> None:
        row = self._row(HopEntry(role=HopRole.RELAYER))
        self.rows.append(row)
        self._number()
        row.who.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _row(self, entry: HopEntry) -> HopRow:
        row = HopRow(entry, self._completions)
        row.changed.connect(self.changed)
        row.move_requested.connect(lambda by: self._move(row, by))
        row.remove_requested.connect(lambda: self._remove(row))
        self._rows.addWidget(row)
        return row

    def _move(self, row: HopRow, by: int) -> None:
        entries = list(self.entries)
        place = self.rows.index(row)
        to = place + by
        if 0 <= to < len(entries):
            entries[place], entries[to] = entries[to], entries[place]
            self.show_entries([_fitted(entry, n) for n, entry in enumerate(entries)])
            self.rows[to].who.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _remove(self, row: HopRow) -> None:
        entries = [other.entry for other in self.rows if other is not row]
        self.show_entries([_fitted(entry, n) for n, entry in enumerate(entries)])
        self.rows[0].who.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _number(self) -> None:
        for place, row in enumerate(self.rows):
            row.stand_at(place, len(self.rows))

    def _let_go(self, row: HopRow) -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()


def _fitted(entry: HopEntry, place: int) -> HopEntry:
    """Give a step that became the first, or is it no longer, the role that goes with its place."""
    if place == 0 and entry.role is HopRole.RELAYER:
        return replace(entry, role=HopRole.ORIGINATOR)
    if place > 0 and entry.role is HopRole.ORIGINATOR:
        return replace(entry, role=HopRole.RELAYER)
    return entry
