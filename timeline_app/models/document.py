"""The open project as the windows see it: what is read of it, and the edits, told to the views."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.edits import Edit
from timeline_app.models.reading import DocumentReader
from timeline_app.models.saving import Saving
from timeline_app.storage.errors import StoreError
from timeline_app.storage.holding import Step
from timeline_app.storage.store import Store


class Document(DocumentReader):
    """The one way from the windows to the project file.

    An edit is made in memory, and written to the file on another thread while the views hear of
    it; one that takes long to make leaves the window alive, but for keys and mouse. On an ordinary
    disk it is there when `do` returns; on a slow one the window goes on, `unsaved` tells what is
    not on the disk yet, and `saving_changed` when that is over. When the file takes no more,
    `trouble_changed` says why, and `retry` writes it all. An edit that can be kept nowhere changes
    nothing and sends `failed` with a sentence.
    """

    edited = Signal(object)  # Edit, as written: for an undo, the inverse
    failed = Signal(str)
    trouble_changed = Signal(str)  # why the file cannot be written, or "" once all is on the disk
    saving_changed = Signal()  # `unsaved` and `is_saving` are other than they were
    preparing = Signal(float)  # how far the first edit is that has to wait, up to 1

    def __init__(self, store: Store, author: str = "", parent: QObject | None = None) -> None:
        """Show an open store; `author` signs the edits and may be empty."""
        super().__init__(store, parent)
        self.author = author
        self._trouble = ""
        self._saving = Saving(store, self)
        self._saving.settled.connect(self._note_saving)
        self._saving.waited_for.connect(self.preparing)

    @property
    def is_read_only(self) -> bool:
        """Tell whether the file may not be written."""
        return self.store.read_only

    @property
    def undo_label(self) -> str | None:
        """What Undo would take back, or None."""
        return self.store.undo_label

    @property
    def redo_label(self) -> str | None:
        """What Redo would make again, or None."""
        return self.store.redo_label

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The labels of the edits that are in memory only, oldest first."""
        return self.store.unsaved

    @property
    def is_saving(self) -> bool:
        """Whether edits are on their way to the disk."""
        return self._saving.is_busy

    @property
    def trouble(self) -> str:
        """Why the file cannot be written: one sentence, or "" when it takes what is written."""
        return self._trouble

    def do(self, edit: Edit) -> bool:
        """Make an edit and tell the views; False, with `failed`, if it can be kept nowhere."""
        if not edit.changes:
            return True
        return self._take(lambda: self.store.make(edit, self.author))

    def undo(self) -> bool:
        """Take back the last edit; False if there is none or it can be kept nowhere."""
        return self._take(lambda: self.store.make_undo(self.author))

    def redo(self) -> bool:
        """Make the last undone edit again; False if there is none or it can be kept nowhere."""
        return self._take(lambda: self.store.make_redo(self.author))

    def retry(self) -> bool:
        """Write what is in memory only to the file; False if it still takes nothing.

        It is False, too, while a slow disk is still writing: `saving_changed` tells the end.
        """
        self._saving.begin()
        self._saving.wait(monotonic())
        return not self.unsaved

    def prepare(self) -> None:
        """Bring the file into memory in the background, so that nobody need wait for a disk."""
        self._saving.prepare()

    def close(self) -> None:
        """Let go of the file, for good; never waits long for a disk."""
        self._saving.close()

    def _take(self, make: Callable[[], Step | None]) -> bool:
        try:
            if not self.is_read_only:
                self._saving.hold()
            began = monotonic()
            step = self._saving.take(make)
        except StoreError as error:
            self.failed.emit(error.sentence)
            return False
        if step is None:
            return False
        if not self._trouble:  # else it is the person who says when to try again
            self._saving.begin()
        self._publish(step.edit)  # while the disk works
        self._saving.wait(began)
        return True

    def _note_saving(self, error: Exception | None) -> None:
        if isinstance(error, StoreError):
            self._tell_trouble(error.sentence)
        elif error is not None:
            raise error
        elif self._trouble and not self.unsaved:
            self._tell_trouble("")
        self.saving_changed.emit()

    def _tell_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self.trouble_changed.emit(sentence)

    def _publish(self, edit: Edit) -> None:
        self._forget(edit)
        self.edited.emit(edit)
