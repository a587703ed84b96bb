"""As known on…: a slider over the days on which claims could first be read."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QWidget
from typing_extensions import override

from timeline_app.domain.instants import LAST_SECOND, SECONDS_A_DAY, iso_day
from timeline_app.domain.reading import describe
from timeline_app.models.document import Document
from timeline_app.models.view_facts import ViewFacts
from timeline_app.widgets.plain import plain_label, set_tooltip

_PAUSE_MS = 40
"""While the slider is dragged, what was known is worked out again at most this often."""
_MOST_TICKS = 60


class KnownOnBar(QWidget):
    """Puts the document on a day. Each step is the next day on which a claim came out."""

    closed = Signal()

    def __init__(self, document: Document, facts: ViewFacts, parent: QWidget | None = None) -> None:
        """Begin on the last day, without changing anything yet."""
        super().__init__(parent)
        self._document = document
        self._facts = facts
        self._days: list[int] = []
        self._is_on = False
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("As known on this day"))
        self.slider.setEnabled(False)  # until the days are known
        self.back = self._button("‹", self.tr("The day before on which a claim came out"))
        self.forward = self._button("›", self.tr("The next day on which a claim came out"))
        self.day = plain_label("")
        self.note = plain_label("", role="ink_soft")
        self.off = QPushButton(self.tr("Show what is known now"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._wire()
        self._refresh()

    @property
    def days(self) -> tuple[int, ...]:
        """The days to choose from, as their first seconds."""
        return tuple(self._days)

    def start(self) -> None:
        """Show the project as known on the day the slider is on, and take the keyboard."""
        self._is_on = True
        self._take_keyboard()
        self._apply()

    def stop(self) -> None:
        """Show everything that is known now."""
        self._is_on = False
        self._pause.stop()
        self._document.show_as_known_on(None)
        self.closed.emit()

    def step(self, step: int) -> None:
        """Go days forward or, with a negative number, back."""
        self.slider.setValue(self.slider.value() + step)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _take_keyboard(self) -> None:
        """Have the keyboard on the slider, or, while there is no day to choose, where it ends."""
        taking = self.slider if self.slider.isEnabled() else self.off
        taking.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._facts.want()
        self._refresh()

    def _refresh(self) -> None:
        """Take the days from the facts; the slider stays on its day, or the one before it."""
        if not self.isVisible():
            return
        facts = self._facts.facts
        days = [] if facts is None else facts.days_of_reading.tolist()
        if days != self._days:
            self._days = days
            waited = self.off.hasFocus() and not self.slider.isEnabled()
            self._put_on(self._document.horizon)
            if waited:
                self._take_keyboard()
            if self._is_on and self._document.horizon is None:  # the days were waited for
                self._apply()
        self._tell()

    def _put_on(self, second: int | None) -> None:
        last = max(0, len(self._days) - 1)
        at = last if second is None else max(0, bisect_right(self._days, second) - 1)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, last)
            self.slider.setValue(at)
        ticks = 0 < last < _MOST_TICKS
        self.slider.setTickPosition(
            QSlider.TickPosition.TicksBelow if ticks else QSlider.TickPosition.NoTicks
        )
        self.slider.setEnabled(last > 0)

    def _button(self, sign: str, words: str) -> QPushButton:
        button = QPushButton(sign)
        button.setAccessibleName(words)
        set_tooltip(button, words)
        button.setFixedWidth(32)
        button.setAutoRepeat(True)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        row.addWidget(plain_label(self.tr("As known on"), role="ink_soft"))
        self.day.set_font_scale(1.0, bold=True)
        # A day's words differ in width; the slider must not jump about beneath the pointer.
        self.day.setMinimumWidth(self.day.fontMetrics().horizontalAdvance("28 Sep 2026") + 16)
        row.addWidget(self.day)
        row.addWidget(self.back)
        row.addWidget(self.slider, 1)
        row.addWidget(self.forward)
        row.addWidget(self.note)
        row.addWidget(self.off)

    def _wire(self) -> None:
        self.slider.valueChanged.connect(self._move)
        self.back.clicked.connect(lambda: self.step(-1))
        self.forward.clicked.connect(lambda: self.step(1))
        self.off.clicked.connect(self.stop)
        self._pause.timeout.connect(self._apply)
        self._facts.changed.connect(self._refresh)
        self._document.horizon_changed.connect(self._tell)

    def _move(self) -> None:
        self._tell()
        if not self._pause.isActive():
            self._pause.start()

    def _apply(self) -> None:
        if self._days:
            day = self._days[self.slider.value()]
            self._document.show_as_known_on(day + LAST_SECOND)

    def _tell(self) -> None:
        at = self.slider.value()
        self.back.setEnabled(bool(self._days) and at > 0)
        self.forward.setEnabled(at + 1 < len(self._days))
        if not self._days:
            self.day.setText(self.tr("no day"))
            self.note.setText(self._empty_note())
            return
        words = describe(iso_day(self._days[at] // SECONDS_A_DAY))
        self.day.setText(words)
        self.slider.setAccessibleDescription(words)
        self.note.setText(self._note())

    def _note(self) -> str:
        if len(self._days) == 1:
            return self.tr("Everything with a date came out on this one day.")
        if self._document.horizon is None:
            return ""
        facts = self._facts.facts
        if facts is None:
            return ""
        total = len(facts.claims)
        unknown = facts.read_after(self._document.horizon)
        if not unknown:
            return self.tr("all {n} claims").format(n=f"{total:,}")
        known = f"{total - unknown:,}"
        return self.tr("{known} of {all} claims").format(known=known, all=f"{total:,}")

    def _empty_note(self) -> str:
        if self._facts.facts is None:
            return self.tr("looking up when claims came out…")
        return self.tr("No claim has a date of saying or publication.")
