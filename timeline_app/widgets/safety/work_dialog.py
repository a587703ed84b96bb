"""What the dialogs of safety share: a line that says how work goes, progress, and Stop."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.widgets.plain import plain_label, tooltip

_MARGIN = 16


class WorkDialog(QDialog):
    """A dialog whose work is done elsewhere and may be stopped; closing it stops the work."""

    stop_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.said = plain_label("", wrap=True, role="ink_soft", selectable=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.stop = QPushButton(self.tr("S&top"))
        self.close_button = QPushButton(self.tr("Close"))
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        self.feet = QHBoxLayout()
        self.is_working = False
        self._acting: list[QPushButton] = []
        self.stop.clicked.connect(self.stop_requested)
        self.close_button.clicked.connect(self.reject)
        self._lay_out_feet()
        for widget in (self.said, self.progress, self.stop):
            widget.hide()

    def _lay_out_feet(self) -> None:
        self.feet.setSpacing(8)
        self.feet.addStretch()
        self.feet.addWidget(self.stop)
        self.feet.addWidget(self.close_button)
        for button in (self.stop, self.close_button):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        whole.setSpacing(10)
        whole.addLayout(self.column, 1)
        whole.addWidget(self.said)
        whole.addWidget(self.progress)
        whole.addLayout(self.feet)

    def add_action(self, text: str, *, is_main: bool = False) -> QPushButton:
        """Add a button that does something, at the left of Close; the main one is Return's."""
        button = QPushButton(text)
        button.setAutoDefault(is_main)
        button.setDefault(is_main)
        self.feet.insertWidget(self.feet.indexOf(self.stop), button)
        self._acting.append(button)
        return button

    def show_working(self, doing: str) -> None:
        """Say what is being done; nothing else can be begun meanwhile."""
        self._say(doing, "ink_soft", is_working=True)
        self.progress.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is; `total` 0 is "not known"."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_idle(self, sentence: str) -> None:
        """Say that nothing is being done, and what came of it."""
        self._say(sentence, "ink_soft", is_working=False)

    def show_failure(self, sentence: str) -> None:
        """Say what the world would not do."""
        self._say(sentence, "warning", is_working=False)

    def _say(self, sentence: str, role: str, *, is_working: bool) -> None:
        self.is_working = is_working
        self.said.set_role(role)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.progress.setVisible(is_working)
        self.stop.setVisible(is_working)
        self.offer()

    def offer(self) -> None:
        """Enable the buttons that have something to do; a subclass says which."""
        for button in self._acting:
            button.setEnabled(not self.is_working)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go through the buttons as they stand: what does something before Close."""
        for before, after in pairwise((*self._acting, self.stop, self.close_button)):
            QWidget.setTabOrder(before, after)
        super().showEvent(event)

    @override
    def done(self, result: int) -> None:
        self.stop_requested.emit()
        super().done(result)


def plain_tree(name: str, *headings: str) -> QTreeWidget:
    """Make a tree of lines to read; `name` is what a screen reader calls it."""
    tree = QTreeWidget()
    tree.setAccessibleName(name)
    tree.setColumnCount(max(len(headings), 1))
    tree.setHeaderLabels(list(headings) or [""])
    tree.setHeaderHidden(not headings)
    tree.setUniformRowHeights(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tree.setMinimumHeight(140)
    for column in range(len(headings) - 1):
        tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return tree


def add_line(parent: QTreeWidget | QTreeWidgetItem, *texts: str) -> QTreeWidgetItem:
    """Add a line to a tree, or under one of its lines; long texts are shown whole on pointing."""
    item = QTreeWidgetItem(parent, list(texts))
    for column, text in enumerate(texts):
        item.setToolTip(column, tooltip(text))
    return item
