"""Two pages of help: the keys and the mouse, and the report after we failed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from timeline_app.shell.actions import MENUS, keys_text, translated, words
from timeline_app.widgets.plain import heading, plain_label


def _tr(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("mouse", text))


_PLACES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        _tr("In forms"),
        (
            (_tr("Take the name offered, go on to the next line"), _tr("Enter")),
            (_tr("List names"), _tr("↓")),
            (_tr("Save, and begin the next"), _tr("Ctrl+Enter")),
            (_tr("Close; what was typed is kept"), _tr("Esc")),
        ),
    ),
    (
        _tr("In tables"),
        (
            (_tr("Change a cell, answer a finding"), _tr("Enter, F2")),
            (_tr("Close or open a group"), _tr("←, →, Enter")),
            (_tr("Copy rows"), _tr("Ctrl+C")),
            (_tr("Delete rows"), _tr("Del")),
        ),
    ),
    (
        _tr("In the attribution"),
        (
            (_tr("Move a step of a chain"), _tr("Alt+↑, Alt+↓")),
            (_tr("Name somebody else in a step"), _tr("F2")),
        ),
    ),
    (
        _tr("On the timeline, while other lanes are being made"),
        ((_tr("Keep the lanes there are"), _tr("Esc")),),
    ),
)
"""Keys that mean something only where the keyboard is, by place; they are no commands."""

_MOUSE = (
    (_tr("Zoom at the pointer"), _tr("wheel, pinch")),
    (_tr("Pan"), _tr("drag empty space, Shift+wheel")),
    (_tr("Zoom to a span of time"), _tr("drag on the ruler, Alt+drag")),
    (_tr("Zoom to an event"), _tr("double click")),
    (_tr("Open a fold"), _tr("click")),
    (_tr("Select several"), _tr("Ctrl+drag, Ctrl+click, Shift+click")),
    (_tr("New event"), _tr("double click empty space, Shift+drag")),
    (_tr("Move an event, or its edges"), _tr("U unlocks, then drag; Alt: free of units")),
    (_tr("Reorder tracks"), _tr("drag the title")),
    (_tr("Reduce a track to a strip"), _tr("double click the title")),
    (_tr("Everything else"), _tr("right click")),
)
"""What is done on the timeline, and the mouse's way of doing it."""


class KeyboardPage(QDialog):
    """Every command that has a key, by menu, the keys of places, and the mouse on the timeline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        for menu in MENUS:
            keyed = [spec for group in menu.groups for spec in group if keys_text(spec)]
            rows = [(words(spec).rstrip("…"), keys_text(spec)) for spec in keyed]
            if rows:
                _add_section(grid, translated(menu.text).replace("&", ""), rows)
        told = partial(QCoreApplication.translate, "mouse")
        for place, ways in (*_PLACES, (_tr("The mouse on the timeline"), _MOUSE)):
            _add_section(grid, told(place), [(told(deed), told(way)) for deed, way in ways])
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        self.resize(560, 680)


def _add_section(grid: QGridLayout, title: str, rows: list[tuple[str, str]]) -> None:
    row = grid.rowCount()
    title_label = heading(title)
    title_label.setContentsMargins(0, 12 if row > 1 else 0, 0, 2)
    grid.addWidget(title_label, row, 0, 1, 2)
    for offset, (deed, way) in enumerate(rows, start=1):
        grid.addWidget(plain_label(deed), row + offset, 0)
        grid.addWidget(plain_label(way, role="ink_soft"), row + offset, 1)


class Report(QDialog):
    """A sentence, the report, and a button that copies it."""

    def __init__(self, report: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        text = self.tr(
            "The program made a mistake. Your file is intact: every change that was said to be"
            " saved is in it. You can go on; if it happens again, please send this report. It"
            " holds nothing of your project."
        )
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(text, wrap=True))
        layout.addWidget(self._report)
        layout.addWidget(buttons)
        self.resize(620, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
