"""A file that cannot be opened: why, its backups, and a new project of what can still be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from timeline_app.domain.reading import describe
from timeline_app.models.safety.record_words import counted, kind_words
from timeline_app.storage.backups import Backup
from timeline_app.storage.rescue import Rescued
from timeline_app.widgets.plain import heading, plain_label
from timeline_app.widgets.safety.work_dialog import WorkDialog, add_line, plain_tree


class RescueDialog(WorkDialog):
    """Offers the ways out for a file that was refused, and tells what a rescue recovered."""

    backups_requested = Signal()
    rescue_requested = Signal()
    open_requested = Signal(object)  # Path of the rescued project

    def __init__(self, path: Path, sentence: str, parent: QWidget | None = None) -> None:
        """Say why `path` was refused; which backups there are of it, `show_backups` tells."""
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Rescue %1").replace("%1", path.name))
        self.reason = plain_label(sentence, wrap=True, selectable=True)
        self.kept = plain_label(self.tr("Looking for backups…"), wrap=True, role="ink_soft")
        self.report = plain_tree(self.tr("What was recovered"))
        self.backups = self.add_action(self.tr("&Backups…"), is_main=True)
        self.rescue = self.add_action(self.tr("&Rescue what can be read…"), is_main=True)
        self.open_rescued = self.add_action(self.tr("&Open the rescued project"))
        self._has_backups = False
        self._rescued: Path | None = None
        self._lay_out(path)
        self._wire()
        self.resize(680, 300)
        self.offer()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Tell which backups there are of the file, newest first, and offer the best way out."""
        self._has_backups = bool(backups)
        self.kept.setText(self._kept(backups))
        self.offer()
        if self._rescued is None:
            best = self.backups if backups else self.rescue
            best.setDefault(True)
            best.setFocus()

    def show_rescued(self, found: Rescued, out: Path) -> None:
        """Tell what was recovered into a new project, and what was not."""
        self._rescued = out
        self.report.clear()
        self._group(
            self.tr("Recovered"), [counted(kind, number) for kind, number in found.counts.items()]
        )
        self._group(
            self.tr("Rows that made no record"),
            [f"{kind_words(kind, 2)}: {number}" for kind, number in found.unusable.items()],
        )
        doubts = {
            self.tr("Found only in the history: %1"): found.from_log,
            self.tr("Stand-ins for what others point at but is gone: %1"): found.lost,
            self.tr("Pages that could not be read: %1"): found.unread_pages,
        }
        self._group(
            self.tr("To be looked at"),
            [*(t.replace("%1", str(n)) for t, n in doubts.items() if n), *found.notes],
        )
        self._group(self.tr("Tables and columns that are not ours, left out"), list(found.foreign))
        self.report.show()
        self.open_rescued.setDefault(True)
        self.open_rescued.show()
        self.open_rescued.setFocus()
        self.resize(self.width(), 560)
        said = self.tr("Written to %1. What was rescued is always suspect: look it through.")
        self.show_idle(said.replace("%1", str(out)))

    @override
    def offer(self) -> None:
        idle, done = not self.is_working, self._rescued is not None
        self.backups.setEnabled(idle and self._has_backups)
        self.rescue.setEnabled(idle)
        self.open_rescued.setVisible(done)
        self.open_rescued.setEnabled(idle and done)

    def _kept(self, backups: Sequence[Backup]) -> str:
        if not backups:
            return self.tr("There is no backup of it on this computer.")
        at = backups[0].made_at.astimezone()
        text = self.tr("The newest of %1 backups is of %2, after %3 edits.")
        if len(backups) == 1:
            text = self.tr("There is one backup, of %2, after %3 edits.")
        text = text.replace("%1", str(len(backups)))
        when = f"{describe(at.date().isoformat())}, {at:%H:%M}"
        return text.replace("%2", when).replace("%3", str(backups[0].edits))

    def _lay_out(self, path: Path) -> None:
        self.column.addWidget(
            heading(self.tr("%1 cannot be opened").replace("%1", path.name), scale=1.1)
        )
        self.column.addWidget(self.reason)
        self.column.addWidget(self.kept)
        self.column.addWidget(
            plain_label(
                self.tr("The file itself is never changed by a rescue, and nothing in it is run."),
                wrap=True,
                role="ink_soft",
            )
        )
        self.column.addWidget(self.report, 1)
        self.column.addStretch()
        self.report.hide()
        self.rescue.setFocus()

    def _wire(self) -> None:
        self.backups.clicked.connect(self.backups_requested)
        self.rescue.clicked.connect(self.rescue_requested)
        self.open_rescued.clicked.connect(lambda: self.open_requested.emit(self._rescued))

    def _group(self, title: str, lines: list[str]) -> None:
        if lines:
            top = add_line(self.report, title)
            for line in lines:
                add_line(top, line)
            top.setExpanded(True)
