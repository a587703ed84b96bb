"""A walk through the program with the keyboard alone: a page of help that stays beside the window.

`tests/shell/test_keyboard_walk.py` goes the same way with the same keys.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from timeline_app.widgets.plain import heading, plain_label


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("walk", text))


_STEPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        _tr("Look around"),
        (
            ("Ctrl+1", _tr("go to the timeline")),
            ("F", _tr("fit what is selected, and then everything")),
            ("Z", _tr("fold quiet time, or open every fold")),
            ("W   S", _tr("zoom in and out")),
            ("A   D   ←   →", _tr("earlier, later; ↑ ↓ scroll the tracks")),
            ("Ctrl+G", _tr("go to a date, in any wording: “27 Jan 2026”")),
            ("Alt+←   Alt+→", _tr("back to where you were, and forward")),
        ),
    ),
    (
        _tr("Read an event"),
        (
            (",   .", _tr("previous and next event in time")),
            ("Tab", _tr("next event in view, track by track, “+N” included")),
            ("Enter", _tr("show each claim’s own dating; again: close")),
            ("Ctrl+3", _tr("who says so; Tab goes through it")),
            ("L", _tr("what the shapes mean; Esc closes")),
            ("Menu   Shift+F10", _tr("everything else that can be done here")),
        ),
    ),
    (
        _tr("Give a date to what has none"),
        (
            ("T", _tr("from the timeline to the undated events")),
            ("←   →", _tr("choose one")),
            ("Enter", _tr("take hold of it: it appears in the middle")),
            ("←   →   +   −", _tr("move it, zoom; the date is said below")),
            ("Enter", _tr("set the date; Esc leaves the event undated")),
        ),
    ),
    (
        _tr("Change it"),
        (
            ("U", _tr("unlock events, or lock them again")),
            ("Ctrl+←   Ctrl+→", _tr("move the selected event by one unit")),
            ("Shift+←   Shift+→", _tr("move its beginning")),
            ("Ctrl+Shift+←   →", _tr("move its end")),
            ("Ctrl+Z", _tr("undo, step by step")),
        ),
    ),
)
"""Headings, and under each the keys and what they do."""


class KeyboardWalk(QDialog):
    """Stays open beside the window, so that one can go along."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("With the keyboard alone"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for title, steps in _STEPS:
            row = grid.rowCount()
            label = heading(QCoreApplication.translate("walk", title))
            label.setContentsMargins(0, 12 if row > 1 else 0, 0, 2)
            grid.addWidget(label, row, 0, 1, 2)
            for offset, (keys, meaning) in enumerate(steps, start=1):
                grid.addWidget(plain_label(keys, role="ink_soft"), row + offset, 0)
                said = QCoreApplication.translate("walk", meaning)
                grid.addWidget(plain_label(said, wrap=True), row + offset, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        QVBoxLayout(self).addWidget(area)
        self.resize(520, 720)
