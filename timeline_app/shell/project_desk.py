"""What the File menu does: asks where needed, keeps what is being typed, and opens or closes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.exchange.trouble import ExchangeError
from timeline_app.models.document import Document
from timeline_app.models.jobs import CancelledError
from timeline_app.shell.files import Files, Refusal, with_suffix
from timeline_app.shell.importing import import_json
from timeline_app.shell.last_folders import Kind
from timeline_app.shell.questions import Questions
from timeline_app.shell.waiting import Waiting
from timeline_app.storage.errors import StoreError, told
from timeline_app.storage.opening import version_of
from timeline_app.storage.sidecars import set_aside


class ProjectDesk(QObject):
    """The ways of a person from one project to another."""

    copied = Signal(object)  # Path of the copy
    far_found = Signal(object)  # Path of a project in a shared folder, to be edited as a copy
    newer_chosen = Signal(object)  # Path of a file of a newer version, to be looked at
    rescue_offered = Signal(object, str)  # Path of a file that was refused, and why

    def __init__(
        self,
        files: Files,
        questions: Questions,
        keep_typing: Callable[[], bool],
        hand_over: Callable[[], bool],
        window: QWidget,
    ) -> None:
        """`keep_typing` commits what is half typed, and is False where that cannot be.

        `hand_over` gives what was done to where it belongs before a project is left, and is False
        to stay.
        """
        super().__init__(window)
        self._files = files
        self._questions = questions
        self._waiting = files.waits = Waiting(window)
        self._keep_typing = keep_typing
        self._hand_over = hand_over

    def may_leave(self) -> bool:
        """Keep what is typed and what is in memory only; ask before giving anything up."""
        typed = self._keep_typing() or self._questions.may_discard_typing()
        return typed and self._may_leave_unsaved() and self._hand_over()

    def may_read_file(self) -> bool:
        """Keep what is typed; False, and said, while the file lacks what is in memory only."""
        document = self._files.document
        if document is None or not (self._keep_typing() or self._questions.may_discard_typing()):
            return False
        if self._saved_by(document) == "over" and not document.unsaved:
            return True
        if document.trouble:
            self._questions.tell_failure(document.trouble)
        return False

    def _saved_by(self, document: Document) -> str:
        """Try again what the disk did not take, and wait until that is over, unless told not to."""
        if document.trouble:
            document.retry()
        return self._waiting.until_saved(document)

    def _may_leave_unsaved(self) -> bool:
        document = self._files.document
        if document is None:
            return True
        how = self._saved_by(document)
        if how == "elsewhere":
            return self.save_elsewhere()
        if how == "stay" or not document.unsaved:
            return how == "over"
        answer = self._questions.may_leave_unsaved(len(document.unsaved))
        return answer == "discard" or (answer == "save" and self.save_elsewhere())

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project in the place of the one that is open."""
        if self.may_leave():
            self._files.open(path, read_only=read_only)

    def open_sample(self) -> None:
        """Open this person's sample project."""
        if self.may_leave():
            self._files.open_sample()

    def close(self) -> None:
        """Close the project that is open."""
        if self.may_leave():
            self._files.close()

    def ask_new(self) -> None:
        """Ask for a name and make a new project."""
        if self.may_leave() and (path := self._questions.new_file()) is not None:
            self._files.new(path)

    def ask_open(self) -> None:
        """Ask for a project and open it."""
        if (path := self._questions.file_to_open()) is not None:
            self.open(path)

    def ask_import(self) -> None:
        """Ask for a project as JSON and for a name, make a project of it, and open that."""
        if (file := self._questions.file_to_import()) is not None:
            self._import(file)

    def take_dropped(self, file: Path) -> None:
        """Open a project that was dropped on the window, or import one that is written as JSON.

        A mail program or a browser may have put an ending of its own behind the name, or none.
        """
        endings = [ending.lower() for ending in file.suffixes]
        if ".sqlite" in endings[-1:] or self._is_project(file):
            self.open(file)
        elif ".json" in endings:
            self._import(file)
        else:
            sentence = self.tr(
                "“%1” is no project. Drop a .sqlite file to open it, or a project as .json to"
                " import it."
            )
            self._questions.tell_failure(sentence.replace("%1", file.name))

    def _is_project(self, file: Path) -> bool:
        """Tell whether a file says so itself; the one that is open is not read past SQLite."""
        document = self._files.document
        try:
            if document is not None and file.samefile(document.store.path):
                return True
            return version_of(file) > 0
        except (StoreError, OSError):
            return False

    def _import(self, file: Path) -> None:
        """Ask for a name, make a project of JSON, and open that."""
        name = self._questions.file_for_import(file)
        if name is None or not self.may_leave():
            return
        new = with_suffix(name)
        doing = self.tr("Reading “%1” into a new project…").replace("%1", file.name)
        try:
            self._waiting(doing, lambda progress: import_json(file, new, progress.report))
        except CancelledError:
            return
        except (ExchangeError, StoreError) as failure:
            self._questions.tell_failure(str(failure))
        else:
            self._files.open(new)

    def ask_save_copy(self) -> None:
        """Ask for a name and write a copy."""
        document = self._files.document
        if document is None:
            return
        path = self._questions.file_for_copy(document.store.path)
        if path is not None and self._files.save_copy(path):
            self.copied.emit(path)

    def is_open(self, path: Path) -> bool:
        """Tell whether the project of a path is the one that is open."""
        document = self._files.document
        return document is not None and document.store.path == path

    def reopen(self, path: Path) -> bool:
        """Open a project again that was let go for a while."""
        return self._files.open(path)

    def let_go(self) -> Path | None:
        """Let go of the project for a while, after asking what has to be; return where it is."""
        document = self._files.document
        if document is None or not self.may_leave():
            return None
        path = document.store.path
        self._files.let_go()
        return path

    def name_for_copy(self, path: Path) -> Path | None:
        """Ask where to write a copy of a project."""
        return self._questions.file_for_copy(path)

    def name_elsewhere(self, name: str) -> Path | None:
        """Ask where to save what cannot stay where it is."""
        return self._questions.file_elsewhere(name)

    def may_discard_copy(self, far: Path, number: int) -> bool:
        """Ask whether to discard a working copy with so many changes that are only in it."""
        return self._questions.may_discard_copy(far, number)

    def other_copy(self) -> Path | None:
        """Ask for another project file."""
        return self._questions.file_to_open()

    def new_name(self, beside: Path, kind: Kind) -> Path | None:
        """Ask where to write something; suggested is a file beside the project."""
        return self._questions.new_name(beside, kind)

    def save_elsewhere(self) -> bool:
        """Ask for a name, write everything there, and go on with that file."""
        document = self._files.document
        if document is None:
            return False
        path = self._questions.file_elsewhere(document.store.path.name)
        return path is not None and self._files.move_to(path)

    def ask_reset_sample(self) -> None:
        """Ask, and make the sample project anew."""
        if self.may_leave() and self._questions.may_reset_sample():
            self._files.reset_sample()

    def tell_refusal(self, refusal: Refusal) -> None:
        """Say why a file was refused, and offer the ways out that there are."""
        if refusal.is_far:
            self.far_found.emit(refusal.path)
        elif refusal.may_rescue:
            self.rescue_offered.emit(refusal.path, refusal.sentence)
        elif refusal.is_newer:
            self._offer_to_look(refusal)
        else:
            self._ask_for_a_way(refusal)

    def _offer_to_look(self, refusal: Refusal) -> None:
        if self._questions.may_look_at_newer(refusal.sentence) and self.may_leave():
            self.newer_chosen.emit(refusal.path)

    def _ask_for_a_way(self, refusal: Refusal) -> None:
        if refusal.may_set_aside:
            if self._questions.may_set_aside(refusal.sentence):
                self._open_without_sidecars(refusal.path)
        elif refusal.may_take_over:
            answer = self._questions.may_take_over(refusal.sentence)
            if answer is not None and self.may_leave():
                self._files.open(
                    refusal.path, read_only=answer == "look", take_over=answer == "take"
                )
        elif not refusal.may_look:
            self._questions.tell_failure(refusal.sentence)
        elif self._questions.may_open_read_only(refusal.sentence):
            self.open(refusal.path, read_only=True)

    def _open_without_sidecars(self, path: Path) -> None:
        doing = self.tr("Setting aside what lies beside “%1”…").replace("%1", path.name)
        try:
            self._waiting(doing, lambda _: _set_aside(path))
        except StoreError as failure:
            self._questions.tell_failure(failure.sentence)
        except CancelledError:
            return
        else:
            self.open(path)


def _set_aside(path: Path) -> None:
    with told("Could not set aside what lies beside", path):
        set_aside(path)
