"""File ▸ Backups: the backups of a project by day, what each holds, and two ways to use one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from timeline_app.domain.reading import describe
from timeline_app.models.safety.backup_contents import Contents
from timeline_app.models.safety.record_words import counted
from timeline_app.storage.backups import Backup
from timeline_app.widgets.plain import heading, plain_label
from timeline_app.widgets.safety.work_dialog import WorkDialog, add_line, plain_tree

_BACKUP = int(Qt.ItemDataRole.UserRole)
_LIST_WIDTH = 380


class BackupsDialog(WorkDialog):
    """Lists backups, and asks for what is to be done with the one that is chosen."""

    looked_at = Signal(object)  # Backup: its contents are wanted
    restore_requested = Signal(object)  # Backup
    copy_requested = Signal(object)  # Backup

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Offer the backups of the project called `name`, once `show_backups` tells them."""
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Backups of %1").replace("%1", name))
        self.list = plain_tree(
            self.tr("Backups by day"), self.tr("Made"), self.tr("Edits"), self.tr("Size")
        )
        self.edits = plain_tree(
            self.tr("The last edits in the chosen backup"),
            *(self.tr("When"), self.tr("Who"), self.tr("What")),
        )
        self.title = heading("", scale=1.1)
        self.counts = plain_label("", wrap=True, role="ink_soft")
        self.restore = self.add_action(self.tr("&Restore as the project"), is_main=True)
        self.copy = self.add_action(self.tr("Open as a &copy…"))
        self._lay_out()
        self._wire()
        self.resize(900, 560)
        self.title.setText(self.tr("Looking for backups…"))
        self.offer()

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen, or None."""
        item = self.list.currentItem()
        found = item.data(0, _BACKUP) if item is not None else None
        return found if isinstance(found, Backup) else None

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """List the backups there are, newest first, and choose the newest."""
        self.title.setText("")
        self._fill(backups)
        first = self.list.topLevelItem(0)
        if first is not None and (newest := first.child(0)) is not None:
            self.list.setCurrentItem(newest)
        self.offer()

    def show_contents(self, contents: Contents) -> None:
        """Show what the chosen backup holds; for any other it is too late."""
        if contents.backup != self.chosen:
            return
        told = (counted(kind, number) for kind, number in contents.counts.items())
        self.counts.setText(" · ".join(told))
        self.edits.clear()
        for edit in contents.edits:
            when = f"{describe(edit.made_at[:10])} {edit.made_at[11:16]} UTC"
            add_line(self.edits, when, edit.author or "—", edit.label)

    @override
    def offer(self) -> None:
        super().offer()
        for button in self._acting:
            button.setEnabled(not self.is_working and self.chosen is not None)

    def _lay_out(self) -> None:
        self.edits.setRootIsDecorated(False)
        self.list.setMinimumWidth(_LIST_WIDTH)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.list)
        right = QVBoxLayout()
        for widget in (self.title, self.counts):
            right.addWidget(widget)
        right.addSpacing(6)
        right.addWidget(plain_label(self.tr("Its last edits"), role="ink_soft"))
        right.addWidget(self.edits, 1)
        sides.addLayout(right, 1)
        self.column.addLayout(sides)

    def _fill(self, backups: Sequence[Backup]) -> None:
        for day, made in groupby(backups, lambda one: one.made_at.astimezone().date()):
            found = list(made)
            top = add_line(self.list, describe(day.isoformat()), "", "")
            for backup in found:
                self._add(top, backup)
            top.setExpanded(True)
        self.list.setFocus()
        if not backups:
            self.title.setText(self.tr("No backups yet"))
            self.counts.setText(
                self.tr("The first is made a few seconds after a project is opened or changed.")
            )

    def _add(self, day: QTreeWidgetItem, backup: Backup) -> None:
        size = QLocale().formattedDataSize(backup.size, 0)
        item = add_line(day, f"{backup.made_at.astimezone():%H:%M}", str(backup.edits), size)
        item.setData(0, _BACKUP, backup)
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.restore.clicked.connect(lambda: self.restore_requested.emit(self.chosen))
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.chosen))

    def _choose(self) -> None:
        backup = self.chosen
        if backup is not None:
            at = backup.made_at.astimezone()
            self.title.setText(f"{describe(at.date().isoformat())}, {at:%H:%M}")
            self.counts.setText(self.tr("Reading…"))
            self.edits.clear()
            self.looked_at.emit(backup)
        self.offer()
