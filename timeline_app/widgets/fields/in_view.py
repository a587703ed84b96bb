"""What has the keyboard stays in view: an editor that unfolds at the lower edge is scrolled up."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_MARGIN = 12
"""Pixels left between what has the keyboard and the edge of what is seen."""


class FocusInView(QObject):
    """Scrolls an area to what has got the focus, with what belongs around it where that fits.

    It waits for the layout: what has just been made has no place yet. Nothing moves while a mouse
    button is down, or the press would not end on what it began on.
    """

    def __init__(self, area: QScrollArea, around: type[QWidget] | None = None) -> None:
        """Follow the focus inside an area; the nearest `around` a widget comes with it."""
        super().__init__(area)
        self._area, self._around = area, around
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._show)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.viewport().isAncestorOf(now):
            self._pause.start()

    def _show(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self._area.viewport().isAncestorOf(focused)
        if not inside or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        assert focused is not None
        around = self._what_is_around(focused)
        for whole in (around, focused):
            if whole is not None and whole.height() <= self._area.viewport().height():
                self._show_whole(whole)
        self._area.ensureWidgetVisible(focused, 0, _MARGIN)

    def _show_whole(self, widget: QWidget) -> None:
        """Scroll until both edges of a widget are in view; Qt stops at the cursor in a text."""
        form = self._area.widget()
        assert form is not None  # the widget is inside
        top = widget.mapTo(form, QPoint(0, 0))
        for edge in (top + QPoint(0, widget.height()), top):
            self._area.ensureVisible(edge.x(), edge.y(), 0, _MARGIN)

    def _what_is_around(self, widget: QWidget) -> QWidget | None:
        if self._around is None:
            return None
        around = widget.parentWidget()
        while around is not None and not isinstance(around, self._around):
            around = around.parentWidget()
        return around
