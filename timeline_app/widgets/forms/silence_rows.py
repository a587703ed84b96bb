"""The statements of silence a claim makes while it is entered: on what, by whom, until when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.domain.reading import Conventions
from timeline_app.domain.records import Dating
from timeline_app.domain.vocabulary import DatingOwner, Stance
from timeline_app.models.anchors import NO_ANCHOR, AnchorOption
from timeline_app.models.claim_entry import SilenceEntry
from timeline_app.models.completions import Completions
from timeline_app.widgets.fields.date_field import DateField
from timeline_app.widgets.fields.link import Link
from timeline_app.widgets.fields.record_edit import RecordEdit
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle
from timeline_app.widgets.forms.choice_box import ChoiceBox
from timeline_app.widgets.forms.linked_row import stack

_LABEL = TextStyle("ink_soft", scale=0.92)


class SilenceRow(QWidget):
    """One silence: its topic and the stance; of one that is new, who kept it and until when."""

    changed = Signal()
    remove_requested = Signal()

    def __init__(
        self,
        entry: SilenceEntry,
        completions: Completions,
        conventions: Conventions,
        parent: QWidget | None = None,
    ) -> None:
        """Show a silence as it was entered."""
        super().__init__(parent)
        self.stance = ChoiceBox(Stance, entry.stance, self.tr("Stance"))
        self.topic = RecordEdit(completions, "silence", entry.words)
        self.topic.go_on_once_picked()
        self.topic.setPlaceholderText(self.tr("on what nothing was said"))
        self.topic.setAccessibleName(self.tr("Silent on"))
        self.remove = Link("✕", self.tr("Remove this silence"))
        self._new = _NewSilence(entry, completions, conventions)
        self.body, self.until = self._new.body, self._new.until
        self._lay_out()
        self.topic.textChanged.connect(self._judge)
        for signal in (
            self.topic.textChanged,
            self.stance.currentIndexChanged,
            self.body.textChanged,
            self.until.changed,
        ):
            signal.connect(self.changed)
        self.remove.clicked.connect(self.remove_requested)
        self._judge()

    @property
    def entry(self) -> SilenceEntry:
        """The silence as it stands."""
        return SilenceEntry(
            words=self.topic.words,
            stance=self.stance.value,
            body=self.body.words,
            until=self.until.typed.words,
            until_reading=self.until.reading,
        )

    def _lay_out(self) -> None:
        stack(self, self.stance, self.remove, self.topic, self._new)
        self.setFocusProxy(self.topic)

    def _judge(self) -> None:
        self._new.setVisible(bool(self.topic.words) and self.topic.chosen is None)


class _NewSilence(QWidget):
    """What is asked of a silence that is not recorded yet."""

    def __init__(
        self, entry: SilenceEntry, completions: Completions, conventions: Conventions
    ) -> None:
        super().__init__()
        self.body = RecordEdit(completions, "actor", entry.body)
        self.body.go_on_once_picked()
        self.body.setPlaceholderText(self.tr("who said nothing"))
        self.body.setAccessibleName(self.tr("Who said nothing"))
        owner = (DatingOwner.SILENCE, "")
        self.until = DateField(owner, (NO_ANCHOR,), (), conventions, brief=True)
        self.until.words.setPlaceholderText(self.tr("observed until when: until 28 January 2026 …"))
        self.until.words.setAccessibleName(self.tr("Observed until"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(TextBlock(self.tr("new statement of silence:"), _LABEL))
        box.addWidget(self.body)
        box.addWidget(self.until)
        self.until.set_words(entry.until)


class SilenceRows(QWidget):
    """All silences a claim speaks of; at first none."""

    changed = Signal()

    def __init__(
        self,
        completions: Completions,
        conventions: Conventions,
        parent: QWidget | None = None,
    ) -> None:
        """Begin without a silence."""
        super().__init__(parent)
        self._completions, self._conventions = completions, conventions
        self._options: tuple[AnchorOption, ...] = (NO_ANCHOR,)
        self.rows: list[SilenceRow] = []
        self.add = Link(self.tr("+ Somebody's silence"))
        self.add.clicked.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._rows)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def entries(self) -> tuple[SilenceEntry, ...]:
        """The silences as they stand."""
        return tuple(row.entry for row in self.rows)

    def datings(self) -> tuple[tuple[Dating, ...], ...]:
        """Return, silence by silence, until when it was observed."""
        return tuple(row.until.datings() for row in self.rows)

    def show_entries(self, entries: Sequence[SilenceEntry]) -> None:
        """Show these silences."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(entry) for entry in entries]

    def set_options(self, options: Sequence[AnchorOption]) -> None:
        """Offer these to count from."""
        self._options = tuple(options)
        for row in self.rows:
            row.until.set_options(self._options)

    def take_readings(self, entries: Sequence[SilenceEntry]) -> None:
        """Take the readings that were taken before, now that it is known what they count from."""
        for row, entry in zip(self.rows, entries, strict=True):
            row.until.set_reading(entry.until_reading)

    def _add(self) -> None:
        row = self._row(SilenceEntry())
        self.rows.append(row)
        row.topic.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _row(self, entry: SilenceEntry) -> SilenceRow:
        row = SilenceRow(entry, self._completions, self._conventions)
        row.until.set_options(self._options)
        row.changed.connect(self.changed)
        row.remove_requested.connect(lambda: self._remove(row))
        self._rows.addWidget(row)
        return row

    def _remove(self, row: SilenceRow) -> None:
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
