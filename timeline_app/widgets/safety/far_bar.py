"""The bar over the window while a project of a shared folder is edited: where the work goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from timeline_app.models.far_keeper import FarState
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.safety.striped_bar import MARGINS, StripedBar


class FarBar(StripedBar):
    """Says what happens to the work and where the copy is; it can be put away while all is well."""

    write_requested = Signal()
    merge_requested = Signal()
    there_requested = Signal()  # edit the far file itself
    here_requested = Signal()  # edit a copy on this computer after all

    def __init__(self, far: Path, local: Path | None, parent: QWidget | None = None) -> None:
        """`local` is where the copy is; None when the far file itself is edited."""
        super().__init__("accent", parent)
        self._far, self._local = far, local
        self._is_away = False
        self.words = plain_label("", wrap=True, selectable=True)
        self.write = QPushButton(self.tr("&Write back now"))
        self.merge = QPushButton(self.tr("&Merge their copy…"))
        self.there = QPushButton(self.tr("Edit it there anyway…"))
        self.here = QPushButton(self.tr("Edit a copy here instead"))
        self.hide_it = QPushButton(self.tr("Hide"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.write, self.merge, self.there, self.here, self.hide_it):
            row.addWidget(button)
        self.setAccessibleName(self.tr("Shared folder"))
        self.write.clicked.connect(self.write_requested)
        self.merge.clicked.connect(self.merge_requested)
        self.there.clicked.connect(self.there_requested)
        self.here.clicked.connect(self.here_requested)
        self.hide_it.clicked.connect(self._put_away)
        self.show_state(FarState(0))

    def show_state(self, state: FarState) -> None:
        """Say how the far file stands; a bar put away comes back when something is wrong."""
        warns = state.is_changed or bool(state.trouble)
        self.set_role("warning" if warns else "accent")
        self.words.setText(self._sentence(state))
        is_copy = self._local is not None
        self.write.setVisible(is_copy and not state.is_changed)
        self.write.setEnabled(state.waiting > 0 and not state.is_writing)
        self.merge.setVisible(is_copy and state.is_changed)
        self.there.setVisible(is_copy and not warns)
        self.here.setVisible(not is_copy)
        self.hide_it.setVisible(not warns)
        self.setVisible(warns or not self._is_away)

    def _put_away(self) -> None:
        self._is_away = True
        self.hide()

    def _sentence(self, state: FarState) -> str:
        if self._local is None:
            return self._filled(
                self.tr(
                    "You are editing “%1” in the shared folder %2 itself. If somebody else opens it"
                    " there, or the connection breaks, work can be lost."
                )
            )
        if state.is_changed:
            return self._filled(
                self.tr(
                    "Somebody else changed “%1” in %2. Nothing of yours is lost: it is in the copy"
                    " on this computer. Merge theirs into it, and it is written back."
                )
            )
        if state.trouble:
            return f"{state.trouble} {self._waiting(state.waiting)}"
        return self._filled(
            self.tr(
                "“%1” is in a shared folder, so you are editing a copy of it on this computer. What"
                " you do is written back to %2 whenever you pause, and when you close it. The copy"
                " is %3"
            )
        )

    def _waiting(self, number: int) -> str:
        if number == 0:
            return self.tr("You can go on with the copy on this computer.")
        one = self.tr("1 change waits in the copy on this computer, and is written back later.")
        many = self.tr("%1 changes wait in the copy on this computer, and are written back later.")
        return one if number == 1 else many.replace("%1", str(number))

    def _filled(self, text: str) -> str:
        filled = text.replace("%1", self._far.name).replace("%2", str(self._far.parent))
        return filled.replace("%3", str(self._local or ""))
