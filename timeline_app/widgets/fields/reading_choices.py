"""The readings that words for a date allow, one of which may be picked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from timeline_app.domain.records import Dating
from timeline_app.models.date_draft import DateDraft, headline
from timeline_app.widgets.fields.tick import Tick, TickDot


class ReadingChoices(QWidget):
    """A button for each reading of a draft; nothing where there is no choice."""

    picked = Signal(int)  # the place of a reading among the draft's

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QRadioButton] = []
        self._offered: tuple[Dating, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_readings(self, draft: DateDraft) -> None:
        """Offer the readings of a draft, and mark the one that counts."""
        several = len(draft.options) > 1 or draft.chosen is None
        options = draft.options if several else ()
        if options != self._offered:
            self._offered = options
            self._offer(options)
        for place, button in enumerate(self.buttons):
            button.setChecked(place == draft.picked)
        self.setVisible(bool(self.buttons))

    def _offer(self, options: Sequence[Dating]) -> None:
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = [self._button(n, option) for n, option in enumerate(options)]

    def _button(self, place: int, option: Dating) -> QRadioButton:
        button = TickDot()
        button.setAccessibleDescription(option.explanation)
        button.clicked.connect(lambda: self.picked.emit(place))
        self._box.addWidget(Tick(button, headline(option)))
        return button
