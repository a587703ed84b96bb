"""What the window shows with no project open: the ways to one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.models.recent_files import Recent
from timeline_app.widgets.plain import heading, literal, plain_label, set_tooltip

_WIDTH = 460
_RECENT_SHOWN = 6


class Welcome(QWidget):
    """New, open, the sample, the recent files; and that a file may be dropped here."""

    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(heading(self.tr("Timeline"), scale=1.9))
        column.addWidget(
            plain_label(self.tr("What happened, and who says so."), wrap=True, role="ink_soft")
        )
        column.addSpacing(12)
        column.addLayout(self._ways())
        column.addSpacing(14)
        column.addLayout(self._recent)
        column.addSpacing(14)
        column.addWidget(
            plain_label(
                self.tr("Or drop a project file (.sqlite) anywhere in this window."),
                wrap=True,
                role="ink_soft",
            )
        )
        self._centre(column)

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """List the files opened last."""
        _empty(self._recent)
        if recent:
            self._recent.addWidget(heading(self.tr("Recent")))
        for one in recent[:_RECENT_SHOWN]:
            self._recent.addWidget(self._link(one))

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, wish in (
            (self.tr("&New project…"), self.new_requested),
            (self.tr("&Open…"), self.open_requested),
            (self.tr("Open the &sample"), self.sample_requested),
        ):
            button = QPushButton(text)
            button.clicked.connect(wish)
            row.addWidget(button)
            if self.focusProxy() is None:
                self.setFocusProxy(button)
        row.addStretch()
        return row

    def _link(self, recent: Recent) -> QPushButton:
        path = recent.path
        late = self.tr("its drive does not answer yet")
        where = _short(path.parent) if recent.answers else late
        button = QPushButton(literal(f"{path.stem}  —  {where}"))
        button.setFlat(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setObjectName("recent")
        set_tooltip(button, str(path))
        button.clicked.connect(lambda: self.recent_requested.emit(path))
        return button

    def _centre(self, column: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setLayout(column)
        middle.setMinimumWidth(_WIDTH)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        # Between two stretches, not aligned: an aligned widget is as high as its hint says, and
        # that takes no account of lines that break in large text.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(folder)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
