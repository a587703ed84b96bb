"""The events a claim is about while it is entered, each with what the claim does to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.domain.vocabulary import Stance
from timeline_app.models.claim_entry import EventEntry
from timeline_app.models.completions import Completions
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.fields.tick import Tick, TickBox
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.forms.linked_row import stack

_SMALL = TextStyle("ink_soft", scale=0.92)


class EventRow(QWidget):
    """One event and the stance towards it."""

    changed = Signal()
    remove_requested = Signal()

    def __init__(
        self, entry: EventEntry, completions: Completions, parent: QWidget | None = None
    ) -> None:
        """Show an event as it was entered."""
        super().__init__(parent)
        self.stance = ChoiceBox(Stance, entry.stance, self.tr("Stance"))
        self.event_line = RecordEdit(completions, "event", entry.words)
        self.event_line.go_on_once_picked()
        self.event_line.setPlaceholderText(self.tr("an event; a new one is made"))
        self.event_line.setAccessibleName(self.tr("Event"))
        self._new = TextBlock(self.tr("new event, undated until you date it"), _SMALL)
        self.dates = TickBox()
        self.dates.setChecked(entry.is_dated)
        self._dates = Tick(self.dates, self.tr("It has the date this claim gives"))
        self.remove = Link("✕", self.tr("Remove this event"))
        stack(self, self.stance, self.remove, self.event_line, self._new, self._dates)
        self.event_line.textChanged.connect(self._judge)
        self.event_line.textChanged.connect(self.changed)
        self.stance.currentIndexChanged.connect(self.changed)
        self.dates.toggled.connect(self._judge)
        self.dates.toggled.connect(self.changed)
        self.remove.clicked.connect(self.remove_requested)
        self._judge()

    @property
    def entry(self) -> EventEntry:
        """The event as it stands."""
        dates = self._is_new and self.dates.isChecked()
        return EventEntry(self.event_line.words, self.stance.value, is_dated=dates)

    @property
    def _is_new(self) -> bool:
        return bool(self.event_line.words) and self.event_line.chosen is None

    def _judge(self) -> None:
        self._new.setVisible(self._is_new and not self.dates.isChecked())
        self._dates.setVisible(self._is_new)


class EventRows(QWidget):
    """All events a claim is about."""

    changed = Signal()

    def __init__(self, completions: Completions, parent: QWidget | None = None) -> None:
        """Begin with one empty line."""
        super().__init__(parent)
        self._completions = completions
        self.rows: list[EventRow] = []
        self._is_dated = False  # as it was ticked last: the next new event begins so
        self.add = Link(self.tr("+ Another event"))
        self.add.clicked.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._rows)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_entries((EventEntry(),))

    @property
    def entries(self) -> tuple[EventEntry, ...]:
        """The events as they stand."""
        return tuple(row.entry for row in self.rows)

    def show_entries(self, entries: Sequence[EventEntry]) -> None:
        """Show these events."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(entry) for entry in entries]

    def _remember(self, is_dated: bool) -> None:  # noqa: FBT001 -- connected to a check box
        self._is_dated = is_dated

    def _add(self) -> None:
        row = self._row(EventEntry())
        self.rows.append(row)
        row.event_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _row(self, entry: EventEntry) -> EventRow:
        if not entry.words:
            entry = replace(entry, is_dated=self._is_dated)
        row = EventRow(entry, self._completions)
        row.changed.connect(self.changed)
        row.remove_requested.connect(lambda: self._remove(row))
        row.dates.clicked.connect(self._remember)
        self._rows.addWidget(row)
        return row

    def _remove(self, row: EventRow) -> None:
        entries = [other.entry for other in self.rows if other is not row]
        self.show_entries(entries or (EventEntry(),))
        self.rows[0].event_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
