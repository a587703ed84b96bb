"""Waiting for a disk with the window alive: a dialog tells how far it is once that takes long."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import partial
from time import monotonic
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from timeline_app.models.document import Document
from timeline_app.models.jobs import CancelledError, Progress, Relay, apart
from timeline_app.widgets.safety.work_dialog import WorkDialog

T = TypeVar("T")

DIALOG_AFTER = 0.3
"""Seconds after which it is told what is waited for."""

_AT_THE_START = 1.0
"""The same before there is a window; a dialog by itself should not flash up."""

_AT_ONCE = 0.05
_FRAME = 0.01
_ELSEWHERE = 2


class Waits(Protocol):
    """Does work that may wait for a disk, and returns what it returns or raises what it raises."""

    def __call__(self, doing: str, work: Callable[[Progress], T], /) -> T:
        """Do one piece of work; `doing` says what it is. Raises CancelledError when stopped."""
        ...


def at_once(_doing: str, work: Callable[[Progress], T]) -> T:
    """Do work where nobody looks on."""
    return work(Progress(lambda *_: None))


class Waiting(QObject):
    """Does work on a thread of its own while its window goes on being painted.

    Keys and mouse are heeded again when the work is done, or by the dialog.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._how_far = (0, 0)
        self._dialog: WorkDialog | None = None
        self._said = Relay()
        self._said.said.connect(self._note, Qt.ConnectionType.QueuedConnection)

    def __call__(self, doing: str, work: Callable[[Progress], T]) -> T:
        """Do one piece of work. Raises what it raises, and CancelledError when it is stopped."""
        progress = Progress(partial(_tell, self._said))
        self._how_far = (0, 0)
        future = apart(partial(work, progress))
        wait([future], _AT_ONCE)
        end = monotonic() + (DIALOG_AFTER if self._window.isVisible() else _AT_THE_START)
        while not future.done() and monotonic() < end:
            _paint()
            wait([future], _FRAME)
        if not future.done() and not self._was_waited_for(doing, progress, future):
            raise CancelledError
        return future.result()

    def _was_waited_for(self, doing: str, progress: Progress, future: Future[T]) -> bool:
        dialog = WorkDialog(self.tr("Timeline"), self._window)
        dialog.show_working(doing)
        dialog.stop.hide()
        dialog.close_button.setText(self.tr("Cancel"))
        dialog.show_progress(*self._how_far)
        self._dialog, ended = dialog, Relay()
        ended.said.connect(dialog.accept, Qt.ConnectionType.QueuedConnection)
        future.add_done_callback(ended.said.emit)
        taken = dialog.exec() if not future.done() else QDialog.DialogCode.Accepted
        self._dialog = None
        self._come_back(dialog)
        if taken != QDialog.DialogCode.Accepted:
            progress.cancel()
        return bool(taken == QDialog.DialogCode.Accepted)

    def _note(self, how_far: tuple[int, int]) -> None:
        self._how_far = how_far
        if self._dialog is not None:
            self._dialog.show_progress(*how_far)

    def until_saved(self, document: Document) -> str:
        """Wait until the disk has everything, or will not take it: "over".

        The person may not want to: "stay", or "elsewhere" to write it all to another file.
        """
        if not document.is_saving:
            return "over"
        dialog = WorkDialog(self.tr("Saving"), self._window)
        elsewhere = dialog.add_action(self.tr("Save elsewhere…"))
        dialog.show_working(self._what_is_saved(document))
        dialog.stop.hide()
        dialog.close_button.setText(self.tr("Go back"))
        elsewhere.setEnabled(True)
        elsewhere.clicked.connect(lambda: dialog.done(_ELSEWHERE))

        def end() -> None:
            if not document.is_saving:
                dialog.accept()

        connection = document.saving_changed.connect(end)
        taken = dialog.exec()
        document.saving_changed.disconnect(connection)
        self._come_back(dialog)
        return {int(QDialog.DialogCode.Accepted): "over", _ELSEWHERE: "elsewhere"}.get(
            taken, "stay"
        )

    def _come_back(self, dialog: QDialog) -> None:
        """Give the keyboard back to the window; not every system does by itself, or at once."""
        dialog.deleteLater()
        end = monotonic() + _AT_ONCE
        if self._window.isVisible():
            self._window.activateWindow()
            while not self._window.isActiveWindow() and monotonic() < end:
                _paint()

    def _what_is_saved(self, document: Document) -> str:
        number = len(document.unsaved)
        one = self.tr("The disk is slow: 1 change is still being written to “%1”…")
        many = self.tr("The disk is slow: %2 changes are still being written to “%1”…")
        text = one if number == 1 else many.replace("%2", str(number))
        return text.replace("%1", document.store.path.name)


def _tell(relay: Relay, done: int, total: int, _doing: str) -> None:
    relay.said.emit((done, total))


def _paint() -> None:
    """Let everything have its turn but keys and mouse."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
