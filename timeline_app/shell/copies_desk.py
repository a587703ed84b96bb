"""File ▸ Working copies: opens, saves elsewhere or discards the copies of far projects."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.models.jobs import Progress
from timeline_app.models.safety.copy_states import CopyState, state_of
from timeline_app.shell.dialog_work import DialogWork
from timeline_app.shell.project_desk import ProjectDesk
from timeline_app.storage.backups import Backups
from timeline_app.storage.store import Store
from timeline_app.storage.working_copies import WorkingCopies, WorkingCopy
from timeline_app.widgets.safety.copies_dialog import CopiesDialog


class CopiesDesk(QObject):
    """One showing of the working copies on this computer."""

    def __init__(self, desk: ProjectDesk, window: QWidget) -> None:
        self.dialog = CopiesDialog(window)
        super().__init__(self.dialog)
        self._copies = WorkingCopies.of_this_person()
        self._desk = desk
        self._work = DialogWork(self.dialog)
        self.dialog.open_requested.connect(self._open)
        self.dialog.save_requested.connect(self._save)
        self.dialog.discard_requested.connect(self._discard)

    def open(self) -> None:
        """Show the dialog, and in it, once they are found, the copies."""
        self.dialog.open()
        self._look()

    def _look(self) -> None:
        self._work.look(partial(_found, self._copies), self._show)

    def _show(self, found: list[WorkingCopy]) -> None:
        self.dialog.show_copies(found)
        for one in found:
            self._work.look(partial(state_of, one), self.dialog.show_state)

    def _open(self, state: CopyState) -> None:
        self.dialog.accept()
        working = state.working
        self._desk.open(Path(working.far if state.how is not None else working.local))

    def _save(self, state: CopyState) -> None:
        local, far = Path(state.working.local), Path(state.working.far)
        if self._desk.is_open(local):
            self._desk.ask_save_copy()
            return
        path = self._desk.name_elsewhere(far.name)
        if path is not None:
            then = partial(self._tell_saved, path)
            self._work.start(self.tr("Copying…"), partial(_saved, local, path), then)

    def _tell_saved(self, path: Path, _done: None) -> None:
        text = self.tr("Saved as %1. The working copy is kept until you discard it.")
        self.dialog.show_idle(text.replace("%1", str(path)))

    def _discard(self, state: CopyState) -> None:
        working = state.working
        if self._desk.is_open(Path(working.local)):
            self.dialog.show_failure(self.tr("This copy is open: close the project first."))
        elif self._desk.may_discard_copy(Path(working.far), state.waiting):
            work = partial(_discarded, self._copies, working)
            self._work.start(self.tr("Discarding…"), work, self._tell_discarded)

    def _tell_discarded(self, backed_up: bool) -> None:  # noqa: FBT001 - what the work returned
        kept = self.tr("Discarded. A backup of it is kept with those of the project.")
        self.dialog.show_idle(kept if backed_up else self.tr("Discarded."))
        self._look()


def _found(copies: WorkingCopies, _progress: Progress) -> list[WorkingCopy]:
    return copies.all()


def _saved(local: Path, path: Path, progress: Progress) -> None:
    with Store.open(local, read_only=True, report=progress.report) as store:
        store.copy_to(path, progress.report)


def _discarded(copies: WorkingCopies, working: WorkingCopy, progress: Progress) -> bool:
    """Discard a copy, after a backup if something is only in it. Raises StoreError."""
    progress.report(0, 0)
    is_needed = state_of(working, progress).waiting > 0
    if is_needed:
        Backups.of_this_person().make(Path(working.local))
    copies.forget(working)
    return is_needed
