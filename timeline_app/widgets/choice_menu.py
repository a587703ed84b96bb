"""A button with a menu of ticks: several of a list, with how many are taken on the button."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from timeline_app.widgets.plain import literal


class ChoiceMenu(QPushButton):
    """Ticks in a menu that stays open while they are set."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[Hashable, str]],
        parent: QWidget | None = None,
        *,
        says: Callable[[Sequence[str]], str] | None = None,
    ) -> None:
        """Offer values with their words, all of them taken; `says` puts the taken into words."""
        super().__init__(parent)
        self._says = says
        self._title = title
        self._actions: dict[Hashable, QAction] = {}
        self._menu = QMenu(self)
        self._menu.installEventFilter(self)
        self.setMenu(self._menu)
        self.offer(choices)

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        """The values that are ticked."""
        return tuple(value for value, action in self._actions.items() if action.isChecked())

    @property
    def left_out(self) -> tuple[Hashable, ...]:
        """The values that are not ticked."""
        return tuple(value for value, action in self._actions.items() if not action.isChecked())

    @property
    def takes_all(self) -> bool:
        """Tell whether every value is ticked."""
        return not self.left_out

    def offer(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer other values; those there already keep their ticks, new ones are ticked."""
        left_out = set(self.left_out)
        self._menu.clear()
        self._actions = {}
        for value, words in choices:
            action = self._menu.addAction(literal(words))
            action.setCheckable(True)
            action.setChecked(value not in left_out)
            action.toggled.connect(self._toggle)
            self._actions[value] = action
        self._show()

    def choose(self, values: Iterable[Hashable]) -> None:
        """Tick just these, saying nothing."""
        wanted = set(values)
        for value, action in self._actions.items():
            with QSignalBlocker(action):
                action.setChecked(value in wanted)
        self._show()

    def leave_out(self, values: Iterable[Hashable]) -> None:
        """Tick all but these, saying nothing."""
        self.choose(set(self._actions) - set(values))

    def action(self, value: Hashable) -> QAction:
        """Return the menu's entry for a value."""
        return self._actions[value]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A click ticks without closing the menu, so that several can be set at once.
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            action = self._menu.actionAt(event.position().toPoint())
            if action is not None:
                action.trigger()
                return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        taken, offered = len(self.chosen), len(self._actions)
        words = self._title if taken == offered else f"{self._title} {taken}/{offered}"
        if self._says is not None:
            ticked = [a.text() for a in self._actions.values() if a.isChecked()]
            words = self._says(ticked) if ticked else self._title
        self.setText(literal(words))
