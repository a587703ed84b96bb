"""Turning away from an open list closes it, and what is turned to gets its due."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override


class TurningAway(QObject):
    """Closes a completer's list when something else is pressed, or the keyboard goes elsewhere.

    Qt's completer swallows both: whoever types a name and clicks on the next field would go on
    typing in the first, and a list would stay open over the field that has the keyboard.
    """

    def __init__(self, line: QWidget, popup: QWidget) -> None:
        """Watch a line and its list, which the completer watches already: the last goes first."""
        super().__init__(line)
        self._line, self._popup = line, popup
        for watched in (line, popup):
            watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QFocusEvent):
            if event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                self._popup.hide()
        elif watched is self._popup and isinstance(event, QMouseEvent) and self._is_beside(event):
            self._popup.hide()
            _press_again(event)
            return True
        return False

    def _is_beside(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        is_press = event.type() == QEvent.Type.MouseButtonPress
        return is_press and not self._popup.rect().contains(at)


def _press_again(event: QMouseEvent) -> None:
    """Press what is under the pointer, now that the list is gone, as its window would."""
    beneath = QApplication.widgetAt(event.globalPosition().toPoint())
    handle = beneath.window().windowHandle() if beneath is not None else None
    if handle is not None:
        at = handle.mapFromGlobal(event.globalPosition())
        again = QMouseEvent(
            event.type(),
            at,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
        QCoreApplication.sendEvent(handle, again)
