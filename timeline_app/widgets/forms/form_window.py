"""What every form shares: a window that stays beside the work, Ctrl+Enter to save, drafts kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from timeline_app.models.drafts import Drafts
from timeline_app.widgets.fields.in_view import FocusInView
from timeline_app.widgets.fields.tab_order import move_focus, move_to_line
from timeline_app.widgets.fields.text_block import TextBlock, TextStyle

_KEEP_AFTER_MS = 400


class FormWindow(QDialog):
    """A form that is no modal question: the timeline and the tables stay usable beside it."""

    edit_requested = Signal(object)  # Edit
    saved = Signal(object)  # Ref of what was made

    def __init__(
        self, name: str, title: str, drafts: Drafts | None = None, parent: QWidget | None = None
    ) -> None:
        """Make an empty form; without `drafts` nothing typed is kept through a crash."""
        super().__init__(parent)
        self._name, self._drafts = name, drafts
        self.setWindowTitle(title)
        self.setModal(False)
        self.setMinimumWidth(300)
        self.notice = TextBlock("", TextStyle("warning"))
        self.notice.hide()
        self.save_button = QPushButton()
        self.close_button = QPushButton(self.tr("Close"))
        self.body = QVBoxLayout()
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(_KEEP_AFTER_MS)
        self._keep_later.timeout.connect(self.keep_draft)
        self._build()

    def begin(self) -> None:
        """Come to the front, ready to be typed into."""
        raise NotImplementedError

    def save(self) -> bool:
        """Make what was entered; False if it may not be made yet."""
        raise NotImplementedError

    def draft(self) -> dict[str, Any] | None:
        """Return what a crash must not lose, or None where nothing was typed."""
        raise NotImplementedError

    def touched(self) -> None:
        """Note that something was typed: it is kept in a moment."""
        self.tell("")
        self._keep_later.start()

    def tell(self, sentence: str) -> None:
        """Say something above the buttons; "" takes it away."""
        self.notice.set_text(sentence)
        self.notice.setVisible(bool(sentence))

    def keep_draft(self) -> None:
        """Keep what was typed, or forget the draft where there is nothing."""
        self._keep_later.stop()
        if self._drafts is None:
            return
        data = self.draft()
        if data is None:
            self._drafts.drop(self._name)
        else:
            self._drafts.keep(self._name, data)

    def kept_draft(self) -> dict[str, Any] | None:
        """Return what was kept when the program last ended, or None."""
        return None if self._drafts is None else self._drafts.kept(self._name)

    def _build(self) -> None:
        inside = QWidget()
        inside.setLayout(self.body)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        FocusInView(scroll)
        for ground in (inside, scroll.viewport()):
            ground.setBackgroundRole(QPalette.ColorRole.Base)
            ground.setAutoFillBackground(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll, 1)
        box.addLayout(self._foot())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.save)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, slot in ((self.save_button, self.save), (self.close_button, self.close)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch(1)
        foot.addWidget(self.notice)
        foot.addLayout(buttons)
        return foot

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward) or super().focusNextPrevChild(forward)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in a line goes on to the next one, Tab to whatever is next; only Ctrl+Enter saves.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            move_to_line(self)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Closing is not throwing away: what was typed is there when the form is opened again.
        self.keep_draft()
        super().closeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.keep_draft()
