"""Shift+F10 for the menu of what has the keys: many keyboards have no key for it.

Windows turns it into the event of the menu key by itself; elsewhere Qt does nothing with it.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def follow_menu_key(window: QWidget) -> None:
    """Have Shift+F10 in a window do what the menu key does."""
    key = QShortcut(QKeySequence("Shift+F10"), window)
    key.activated.connect(_ask_for_menu)


def _ask_for_menu() -> None:
    widget = QApplication.focusWidget()
    if widget is None:
        return
    cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    at = (cursor if isinstance(cursor, QRect) else widget.rect()).center()
    by_keys = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(by_keys, at, widget.mapToGlobal(at)))
