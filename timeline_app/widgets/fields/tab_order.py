"""Tab as the eye goes: from top to bottom, whenever the widgets were made.

Qt goes by the order in which widgets got their parents; where cards and rows come and go, that is
not the order in which they stand.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

_ASIDE = "aside"


def move_focus(container: QWidget, *, forward: bool) -> bool:
    """Move the focus within a container as the eye goes, or out of it at its end.

    What has just been hidden is left for what stands next to it. Returns whether the focus was
    moved.
    """
    stops = tab_stops(container)
    current = QApplication.focusWidget()
    if current is None or not container.isAncestorOf(current):
        target = _first(stops, forward=forward)
    else:
        place = _next_place(stops, current, container, forward=forward)
        inside = 0 <= place < len(stops)
        target = stops[place] if inside else _outside(container, forward=forward)
    if target is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    return True


def move_to_line(container: QWidget) -> bool:
    """Move the focus to the next line to be typed into, past lists, links and lines aside.

    After the last one it goes on as Tab does. Returns whether the focus was moved.
    """
    stops, current = tab_stops(container), QApplication.focusWidget()
    if current is not None and container.isAncestorOf(current):
        for stop in stops[_next_place(stops, current, container, forward=True) :]:
            if isinstance(stop, QLineEdit | QPlainTextEdit) and not stop.property(_ASIDE):
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return True
    return move_focus(container, forward=True)


def put_aside(line: QLineEdit) -> QLineEdit:
    """Mark a line that is seldom typed into: `move_to_line` passes it over."""
    line.setProperty(_ASIDE, True)  # noqa: FBT003 -- Qt's own signature
    return line


def _next_place(
    stops: list[QWidget], current: QWidget, container: QWidget, *, forward: bool
) -> int:
    """Return which stop comes next, perhaps one beyond the ends.

    A widget that has just been hidden is no stop any more, but the way goes on from where it was.
    """
    if current in stops:
        return stops.index(current) + (1 if forward else -1)
    here = _place(current, container)
    before = sum(_place(stop, container) <= here for stop in stops)
    return before if forward else before - 1


def tab_stops(container: QWidget) -> list[QWidget]:
    """Return the widgets of a container that Tab reaches, as they stand: by row, then from left."""
    stops = [widget for widget in container.findChildren(QWidget) if _takes_tab(widget)]
    return sorted(stops, key=lambda widget: _place(widget, container))


def _place(widget: QWidget, container: QWidget) -> tuple[tuple[int, int], ...]:
    """Return where a widget stands: in what scrolls around it, from the outside in.

    What scrolls is one place among its neighbours, however far its inside reaches or is scrolled.
    """
    around = widget.parentWidget()
    while around is not None and around is not container:
        outside = around.parentWidget()
        area = None if outside is None else outside.parentWidget()
        if isinstance(area, QScrollArea) and container.isAncestorOf(area):
            return (*_place(area, container), _corner(widget, around))
        around = outside
    return (_corner(widget, container),)


def _corner(widget: QWidget, container: QWidget) -> tuple[int, int]:
    point = widget.mapTo(container, QPoint(0, 0))
    return point.y(), point.x()


def _takes_tab(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _first(stops: list[QWidget], *, forward: bool) -> QWidget | None:
    return (stops[0] if forward else stops[-1]) if stops else None


def _outside(container: QWidget, *, forward: bool) -> QWidget | None:
    """Return the next widget of the window outside a container; its own first if there is none."""
    widget = container
    for _ in range(10_000):  # the chain is a ring
        found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if found is None or found is container:
            break
        widget = found
        if not container.isAncestorOf(widget) and _takes_tab(widget):
            return widget
    return _first(tab_stops(container), forward=forward)
