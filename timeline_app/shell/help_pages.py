"""Two pages of help: the keys of the program, and the report after we failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
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

from timeline_app.shell.actions import MENUS, Spec, keys_text, translated, words
from timeline_app.widgets.plain import heading, plain_label


class KeyboardPage(QDialog):
    """Every command that has a key, by menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        for menu in MENUS:
            keyed = [spec for group in menu.groups for spec in group if keys_text(spec)]
            if keyed:
                _add_section(grid, translated(menu.text).replace("&", ""), keyed)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        self.resize(480, 680)


def _add_section(grid: QGridLayout, title: str, keyed: list[Spec]) -> None:
    row = grid.rowCount()
    title_label = heading(title)
    title_label.setContentsMargins(0, 12 if row > 1 else 0, 0, 2)
    grid.addWidget(title_label, row, 0, 1, 2)
    for offset, spec in enumerate(keyed, start=1):
        grid.addWidget(plain_label(words(spec).rstrip("…")), row + offset, 0)
        grid.addWidget(plain_label(keys_text(spec), role="ink_soft"), row + offset, 1)


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
