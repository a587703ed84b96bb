"""File ▸ Working copies: the copies of projects in shared folders, and what to do with each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidgetItem, QWidget
from typing_extensions import override

from timeline_app.models.safety.copy_states import CopyState
from timeline_app.storage.working_copies import Meeting, WorkingCopy
from timeline_app.widgets.plain import heading, plain_label, tooltip
from timeline_app.widgets.safety.work_dialog import WorkDialog, add_line, plain_tree

_COPY = int(Qt.ItemDataRole.UserRole)


class CopiesDialog(WorkDialog):
    """Lists working copies, and asks for what is to be done with the one that is chosen."""

    open_requested = Signal(object)  # CopyState
    save_requested = Signal(object)  # CopyState: to another file
    discard_requested = Signal(object)  # CopyState

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet; `show_copies` tells which there are."""
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Working copies"))
        self.title = heading(self.tr("Looking for working copies…"), scale=1.1)
        self.words = plain_label(self._what_they_are(), wrap=True, role="ink_soft")
        self.list = plain_tree(
            self.tr("Working copies"), self.tr("Project"), self.tr("How it stands"), self.tr("For")
        )
        self.place = plain_label("", wrap=True, role="ink_soft", selectable=True)
        self.open_it = self.add_action(self.tr("&Open"), is_main=True)
        self.save = self.add_action(self.tr("&Save elsewhere…"))
        self.discard = self.add_action(self.tr("&Discard…"))
        self._states: dict[str, CopyState] = {}
        self._lay_out()
        self._wire()
        self.resize(820, 420)
        self.offer()

    @property
    def chosen(self) -> CopyState | None:
        """The copy that is chosen, as far as is known how it stands, or None."""
        item = self.list.currentItem()
        return self._states.get(item.data(0, _COPY)) if item is not None else None

    def show_copies(self, found: Sequence[WorkingCopy]) -> None:
        """List the copies there are; how each stands is told later."""
        self.list.clear()
        self._states = {one.local: CopyState(one) for one in found}
        for one in found:
            far = Path(one.far)
            item = add_line(self.list, far.name, self.tr("Looking…"), str(far.parent))
            item.setData(0, _COPY, one.local)
        self.title.setText(self._title(len(found)))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus()
        self.offer()

    def show_state(self, state: CopyState) -> None:
        """Tell how one of them stands."""
        item = self._item_of(state.working)
        if item is not None:
            self._states[state.working.local] = state
            item.setText(1, self._told(state))
            item.setToolTip(1, tooltip(state.trouble or self._told(state)))
            self.offer()

    @override
    def offer(self) -> None:
        chosen = self.chosen
        for button in self._acting:
            button.setEnabled(not self.is_working and chosen is not None)
        place = self.tr("The copy is %1")
        self.place.setText(place.replace("%1", chosen.working.local) if chosen is not None else "")

    def _lay_out(self) -> None:
        self.list.setRootIsDecorated(False)
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.place)

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self.offer())
        self.list.itemActivated.connect(lambda *_: self.open_it.click())
        self.open_it.clicked.connect(lambda: self.open_requested.emit(self.chosen))
        self.save.clicked.connect(lambda: self.save_requested.emit(self.chosen))
        self.discard.clicked.connect(lambda: self.discard_requested.emit(self.chosen))

    def _item_of(self, working: WorkingCopy) -> QTreeWidgetItem | None:
        items = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return next((i for i in items if i is not None and i.data(0, _COPY) == working.local), None)

    def _title(self, number: int) -> str:
        if number == 0:
            return self.tr("No working copies on this computer")
        one = self.tr("1 working copy on this computer")
        many = self.tr("%1 working copies on this computer")
        return one if number == 1 else many.replace("%1", str(number))

    def _what_they_are(self) -> str:
        return self.tr(
            "A project in a network or synchronised folder is edited as a copy on this computer,"
            " which is written back. When its file is renamed or removed there, the copy stays"
            " here until you save it elsewhere or discard it."
        )

    def _told(self, state: CopyState) -> str:
        if state.how is None:
            gone = self.tr("its file is not there any more")
            where = gone if state.is_gone else self.tr("its file cannot be reached")
        else:
            where = {
                Meeting.ALIKE: self.tr("the same as its file"),
                Meeting.AHEAD: self.tr("to be written back"),
                Meeting.BEHIND: self.tr("somebody else changed its file"),
                Meeting.APART: self.tr("changed here and there, to be merged"),
            }[state.how]
        return " · ".join(filter(None, (self._lacking(state.waiting), where)))

    def _lacking(self, number: int) -> str:
        one, many = self.tr("1 change only here"), self.tr("%1 changes only here")
        return "" if not number else one if number == 1 else many.replace("%1", str(number))
