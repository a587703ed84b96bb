"""Projects in shared folders: opened as a working copy, written back, merged where need be."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.models.document import Document
from timeline_app.models.far_keeper import FarKeeper, FarState
from timeline_app.models.jobs import Job, Progress
from timeline_app.shell.files import TO_TELL_IN_FULL, Files
from timeline_app.shell.questions import Questions
from timeline_app.storage.errors import StoreError
from timeline_app.storage.working_copies import WorkingCopies, WorkingCopy, waiting
from timeline_app.widgets.plain import plain_label
from timeline_app.widgets.safety.work_dialog import WorkDialog

if TYPE_CHECKING:
    from timeline_app.shell.bars import Bars
    from timeline_app.shell.merge_desk import MergeDesk
    from timeline_app.storage.merging import Comparison
    from timeline_app.widgets.safety.far_bar import FarBar


class FarDesk(QObject):
    """What the window does with a far file: nothing is ever edited in it unless that was said."""

    told = Signal(str)
    may_write_changed = Signal(bool)  # whether there is a far file to write back to

    def __init__(self, files: Files, questions: Questions, window: QWidget) -> None:
        super().__init__(window)
        self.label = plain_label("", role="ink_soft")
        self._files = files
        self._questions = questions
        self._window = window
        self._copies = WorkingCopies.of_this_person()
        self._keeper: FarKeeper | None = None
        self._job: Job | None = None
        self.label.hide()

    # Opening

    def open(self, far: Path) -> None:
        """Copy a far project to this computer, or bring its copy up to date, and open that."""
        dialog = WorkDialog(self.tr("Shared folder"), self._window)
        job = self._job = Job(partial(_checked_out, self._copies, far))
        dialog.stop_requested.connect(job.cancel)
        dialog.finished.connect(dialog.deleteLater)
        job.finished.connect(partial(self._open_copy, dialog))
        job.cancelled.connect(dialog.reject)
        job.failed.connect(partial(self._tell_unreadable, dialog, far))
        text = self.tr("“%1” is in a shared folder. Copying it to this computer…")
        dialog.show_working(text.replace("%1", far.name))
        dialog.open()
        job.start()

    def _open_copy(self, dialog: WorkDialog, found: list[WorkingCopy]) -> None:
        dialog.accept()
        working, *left = found
        if self._files.open(Path(working.local)):
            for one in left:
                self._offer_left(one)

    def _offer_left(self, left: WorkingCopy) -> None:
        """Offer to merge what was done in a copy whose far file was renamed since."""
        far, document = Path(left.far), self._files.document
        if document is not None and self._questions.may_merge_left(far, waiting(left)):
            self._compare(document, Path(left.local))

    def _tell_unreadable(self, dialog: WorkDialog, far: Path, error: Exception) -> None:
        dialog.reject()
        if not isinstance(error, StoreError):
            raise error
        if error.trouble in TO_TELL_IN_FULL:
            self._files.open(far, there=True)  # refused, with the ways out that there are
        else:
            self._questions.tell_failure(error.sentence)

    def watch(self, document: Document, bars: Bars) -> None:
        """Keep the far file of a document going, if it has one, and say so."""
        working = self._copies.at(document.store.path)
        self._keeper = None
        if working is not None and not document.is_read_only:
            self._keep(document, working, bars)
        elif not document.is_read_only and document.store.path in self._files.settings.edited_there:
            bar = self._put_bar(document.store.path, None, bars)
            bar.here_requested.connect(partial(self._edit_here, document.store.path))
        self._show_whether_kept()

    def let_go(self) -> None:
        """Forget the far file of a document that is closed."""
        self._keeper = None
        self._show_whether_kept()

    def _show_whether_kept(self) -> None:
        self.label.setVisible(self._keeper is not None)
        self.may_write_changed.emit(self._keeper is not None)

    def _keep(self, document: Document, working: WorkingCopy, bars: Bars) -> None:
        keeper = self._keeper = FarKeeper(document, self._copies, working)
        bar = self._put_bar(keeper.far, document.store.path, bars)
        bar.write_requested.connect(keeper.write_back)
        bar.merge_requested.connect(partial(self._merge, document))
        bar.there_requested.connect(self._edit_there)
        keeper.changed.connect(partial(self._show, keeper, bar))
        self._show(keeper, bar)

    def _put_bar(self, far: Path, local: Path | None, bars: Bars) -> FarBar:
        from timeline_app.widgets.safety.far_bar import FarBar  # seldom needed

        bar = FarBar(far, local, bars.upper)
        bars.put_on_top(bar)
        return bar

    def _show(self, keeper: FarKeeper, bar: FarBar) -> None:
        bar.show_state(keeper.state)
        is_well = not (keeper.state.is_changed or keeper.state.trouble)
        self.label.set_role("ink_soft" if is_well else "warning")
        self.label.setText(self._status(keeper.state))

    def _status(self, state: FarState) -> str:
        if state.is_changed:
            return self.tr("Shared folder: changed by somebody else")
        if state.is_writing:
            return self.tr("Writing back to the shared folder…")
        if not state.waiting:
            away = self.tr("Shared folder: out of reach")
            return away if state.trouble else self.tr("Shared folder: up to date")
        one, many = self.tr("1 change not written back yet"), self.tr("%1 not written back yet")
        return one if state.waiting == 1 else many.replace("%1", str(state.waiting))

    # Writing back

    def write_back(self) -> None:
        """Write back now; where somebody else changed the far file, merge theirs first."""
        document = self._files.document
        if self._keeper is None or document is None:
            return
        if self._keeper.state.is_changed:
            self._merge(document)
        else:
            self._keeper.wrote.connect(self._tell_written)
            self._keeper.write_back()

    def _tell_written(self) -> None:
        if self._keeper is not None:
            self._keeper.wrote.disconnect(self._tell_written)
            self.told.emit(self.tr("Written back to %1.").replace("%1", str(self._keeper.far)))

    def hand_over(self) -> bool:
        """Write back before a project is left; False to stay, as the person said."""
        keeper, document = self._keeper, self._files.document
        if keeper is None or document is None or not keeper.state.waiting:
            return True
        if not keeper.state.is_changed:
            self._wait_for(keeper)
        state = keeper.state
        if not state.waiting:
            return True
        answer = self._questions.may_leave_far_unwritten(
            keeper.far, state.waiting, state.trouble, is_changed=state.is_changed
        )
        if answer == "merge":
            self._merge(document)
        return answer == "leave"

    def _wait_for(self, keeper: FarKeeper) -> None:
        """Write back, and wait until it is done or the person will not wait."""
        dialog = WorkDialog(self.tr("Shared folder"), self._window)
        text = self.tr("Writing “%1” back to %2…").replace("%1", keeper.far.name)
        dialog.show_working(text.replace("%2", str(keeper.far.parent)))
        dialog.stop.hide()
        dialog.close_button.setText(self.tr("Do not wait"))

        def end() -> None:
            if not keeper.state.is_writing:
                dialog.accept()

        connection = keeper.changed.connect(end)
        keeper.write_back()
        if keeper.state.is_writing:
            dialog.exec()
        keeper.changed.disconnect(connection)
        dialog.deleteLater()

    # Merging

    def _merge(self, document: Document) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        job = self._job = Job(partial(_theirs, self._copies, keeper.working))
        job.finished.connect(partial(self._merge_with, document, keeper))
        job.failed.connect(self._tell_failure)
        job.start()

    def _merge_with(self, document: Document, keeper: FarKeeper, theirs: Path) -> None:
        if self._files.document is not document:
            return
        desk = self._compare(document, theirs)
        desk.compared.connect(partial(self._agree_if_alike, desk, keeper))
        desk.merged.connect(lambda found: keeper.take_agreed(found.their_head))

    def _compare(self, document: Document, theirs: Path) -> MergeDesk:
        """Show how another copy differs, to be merged."""
        from timeline_app.shell.merge_desk import MergeDesk  # seldom needed

        desk = MergeDesk(document, theirs, self._window, may_merge=True)
        desk.told.connect(self.told)
        desk.open()
        return desk

    def _agree_if_alike(self, desk: MergeDesk, keeper: FarKeeper, found: Comparison) -> None:
        """Write back at once when all of theirs is here already."""
        if found.related and not found.plan.outcome:
            desk.dialog.accept()
            keeper.take_agreed(found.their_head)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._questions.tell_failure(error.sentence)

    # There, or here

    def _edit_there(self) -> None:
        """Go on in the far file itself, once it has everything."""
        keeper = self._keeper
        if keeper is None or not self._questions.may_edit_there(keeper.far):
            return
        if keeper.state.waiting:
            self._wait_for(keeper)
        if keeper.state.waiting or keeper.state.trouble or keeper.state.is_changed:
            self._questions.tell_failure(
                self.tr("First everything done here has to be written back: see the bar above.")
            )
            return
        working, far = keeper.working, keeper.far
        self._files.settings.edit_there(far, there=True)
        if self._files.open(far, there=True):
            self._copies.forget(working)
        else:
            self._files.settings.edit_there(far, there=False)

    def _edit_here(self, far: Path) -> None:
        """Go on in a copy on this computer; the far file is closed first."""
        self._files.settings.edit_there(far, there=False)
        self._files.let_go()
        self.open(far)


def _checked_out(copies: WorkingCopies, far: Path, progress: Progress) -> list[WorkingCopy]:
    """Return the copy of a far file, and after it copies of the same project left behind."""
    progress.report(0, 0)
    working = copies.check_out(far)
    progress.report(0, 0)
    return [working, *copies.left_behind(working)]


def _theirs(copies: WorkingCopies, working: WorkingCopy, _progress: Progress) -> Path:
    return copies.fetch_theirs(working)
