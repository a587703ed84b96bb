"""The line above a table: a box to filter by words, the event shown alone, how much is shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from timeline_app.widgets.plain import literal, plain_label, set_tooltip

_PAUSE_MS = 120
_CHIP = 40  # characters of an event's title


class FilterBar(QWidget):
    """What a table is narrowed by. It asks; the table decides."""

    words_changed = Signal(str)
    event_toggled = Signal(bool)
    focused = Signal()
    left = Signal()  # Down or Escape: back to the rows

    def __init__(self, parent: QWidget | None = None, *, with_event: bool = False) -> None:
        super().__init__(parent)
        self.box = _FilterBox(self)
        self.box.setPlaceholderText(self.tr("Filter…"))
        self.box.setAccessibleName(self.tr("Filter the table"))
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(190)
        self.box.setMaximumWidth(260)
        self.chip = QPushButton(self)
        self.chip.setCheckable(True)
        self.chip.setVisible(with_event)
        self.chip.setObjectName("event_chip")
        self.count = plain_label("", self, role="ink_soft")
        self.more = QPushButton(self.tr("Filter columns"), self)
        self.more.setCheckable(True)
        set_tooltip(self.more, self.tr("A filter under each heading, with counts"))
        self.columns = QPushButton(self.tr("View"), self)
        set_tooltip(self.columns, self.tr("Choose what the table shows, sorts and groups by"))
        self._with_event = with_event
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 5, 10, 5)
        self.row.setSpacing(8)
        self.row.addWidget(self.box)
        self.row.addWidget(self.more)
        self.row.addWidget(self.chip)
        self.row.addStretch(1)
        self.row.addWidget(self.count)
        self.row.addWidget(self.columns)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.words_changed.emit(self.box.text()))
        self.box.textChanged.connect(self._typed)
        self.box.left.connect(self.left)
        self.box.focused.connect(self.focused)
        self.chip.toggled.connect(self.event_toggled)
        self.show_event(None, on=False)

    def show_event(self, title: str | None, *, on: bool) -> None:
        """Offer to show only an event's claims, or say whose are shown; None offers nothing."""
        with QSignalBlocker(self.chip):
            self.chip.setEnabled(title is not None)
            self.chip.setChecked(on and title is not None)
        if on and title is not None:
            short = title if len(title) <= _CHIP else title[: _CHIP - 1] + "…"
            self.chip.setText(literal(self.tr("Event: {title}  ×").format(title=short)))
            set_tooltip(
                self.chip,
                self.tr("Showing only the claims about “{title}”. Click to show all.").format(
                    title=title
                ),
            )
        else:
            self.chip.setText(self.tr("Only this event"))
            set_tooltip(self.chip, self.tr("Show only the claims about the selected event"))

    def show_count(self, shown: int, total: int, doing: str = "") -> None:
        """Say how many rows there are and how many of them are shown, or what is being done."""
        if doing:
            text = doing
        elif shown == total:
            text = f"{total:,}"
        else:
            text = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{total:,}")
        self.count.setText(text)

    def _typed(self, text: str) -> None:
        if text:
            self._pause.start()
        else:  # clearing is never waited for
            self._pause.stop()
            self.words_changed.emit("")


class _FilterBox(QLineEdit):
    left = Signal()
    focused = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
