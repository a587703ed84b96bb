"""Which project is open: new, open, recent, the sample, copies, closing.

A project is only let go once the next one is open, so that a file that cannot be opened changes
nothing. What the world refuses is said with `refused`; no window is known here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from timeline_app.domain.records import Project, new_id
from timeline_app.models.document import Document
from timeline_app.models.jobs import CancelledError, Progress
from timeline_app.shell.sample_file import own_sample, own_sample_path, set_aside
from timeline_app.shell.settings import Settings
from timeline_app.shell.waiting import Waits, at_once
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.locking import left_elsewhere
from timeline_app.storage.scanning import Report
from timeline_app.storage.store import Store

SUFFIX = ".sqlite"

_TO_LOOK_AT = (Trouble.LOCKED, Trouble.READ_ONLY)
"""What keeps a project from being written, but not from being read."""

TO_TELL_IN_FULL = (
    *(Trouble.DAMAGED, Trouble.SCHEMA, Trouble.FOREIGN, Trouble.EMPTY, Trouble.SIDECAR),
    *(Trouble.NEWER, Trouble.NOT_A_FILE),
)
"""What is wrong with a file itself, wherever it is, so that a refusal of it has ways out."""

_TO_RESCUE = (Trouble.DAMAGED, Trouble.SCHEMA, Trouble.FOREIGN, Trouble.EMPTY)
"""What keeps a file from being opened while something of a project may be in it or its backups."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not opened or written, and the ways out that may be offered.

    `may_look`: to open it read-only; `may_take_over`: its lock was left by another computer;
    `may_rescue`: something may still be read from it; `may_set_aside`: what lies beside it;
    `is_far`: it is in a shared folder, so that a copy of it is edited; nothing went wrong;
    `is_newer`: what this program understands of it may be looked at.
    """

    path: Path
    sentence: str
    may_look: bool = False
    may_take_over: bool = False
    may_rescue: bool = False
    may_set_aside: bool = False
    is_far: bool = False
    is_newer: bool = False


Found = Store | Refusal
"""What comes of opening a file, all of it asked beside the window: a drive may not answer."""


class Files(QObject):
    """The open project, or none, and the ways to another."""

    opened = Signal(object)  # Document
    closing = Signal(object)  # Document, still readable; its views must let go of it
    refused = Signal(object)  # Refusal

    def __init__(self, settings: Settings, folder: Path, parent: QObject | None = None) -> None:
        """`folder` is where this person's sample is kept."""
        super().__init__(parent)
        self.document: Document | None = None
        self._settings = settings
        self._folder = folder
        self.waits: Waits = at_once  # how what may take a while is waited for
        self._called = Path()  # the file the person opened, of which a copy may be open

    @property
    def settings(self) -> Settings:
        """What this person chose."""
        return self._settings

    def new(self, path: Path) -> bool:
        """Make a new project called as its file and open it."""
        path = with_suffix(path)
        project = Project(new_id(), path.stem, created_at=_now().isoformat(timespec="seconds"))
        is_there = path.absolute() in self._settings.edited_there

        def make(progress: Progress) -> Found:
            if not is_there and _is_far(path.absolute()):
                Store.create(path, project).close()
                return Refusal(path, "", is_far=True)
            return _opened(lambda _: Store.create(path, project), progress)

        return self._take(path, make)

    def is_there(self, path: Path) -> bool:
        """Tell whether a file is there; False, too, if the person would not wait for its drive."""
        looking = self.tr("Looking for “%1”…").replace("%1", path.name)
        try:
            return self.waits(looking, lambda _: path.is_file())
        except (OSError, CancelledError):
            return False

    def open(
        self,
        path: Path,
        *,
        read_only: bool = False,
        take_over: bool = False,
        there: bool = False,
        called: Path | None = None,
    ) -> bool:
        """Open a project; if it cannot be opened, the one that is open stays.

        `take_over` takes the lock that another computer left, after the person said so; `there`
        edits a file in a shared folder where it is; `called` is the file the person opened, where
        this one only stands for it.
        """
        path = path.absolute()
        if self.document is not None and path in {self.document.store.path, *self._alias(there)}:
            return True
        as_copy = not (there or read_only or path in self._settings.edited_there)

        def make(progress: Progress) -> Found:
            if as_copy and _is_far(path):
                return Refusal(path, "", is_far=True)
            try:
                return _opened(
                    lambda report: Store.open(
                        path, read_only=read_only, take_over=take_over, report=report
                    ),
                    progress,
                )
            except StoreError as failure:
                return _refusal(path, failure, may_look=not read_only)

        return self._take(path, make, called=called)

    def _alias(self, there: bool) -> tuple[Path, ...]:  # noqa: FBT001 - of `open`
        """Return the far file a copy of which is open, unless that file itself is meant."""
        return () if there else (self._called,)

    def open_sample(self) -> bool:
        """Open this person's sample, written on first use."""
        return self._sample(lambda: own_sample(self._folder))

    def reset_sample(self) -> bool:
        """Make the sample anew and open it; the old file is kept beside it under another name."""
        path = own_sample_path(self._folder)
        if self.document is not None and self.document.store.path == path:
            self.let_go()
        return self._sample(self._fresh_sample)

    def save_copy(self, path: Path) -> bool:
        """Write a full copy of the open project and go on with the original."""
        assert self.document is not None
        path = with_suffix(path)
        store = self.document.store
        doing = self.tr("Copying to “%1”…").replace("%1", path.name)
        try:
            self.waits(doing, lambda progress: store.copy_to(path, progress.report))
        except StoreError as failure:
            self.refused.emit(Refusal(path, failure.sentence))
            return False
        except CancelledError:
            return False
        self._settings.remember(path.absolute())
        return True

    def move_to(self, path: Path) -> bool:
        """Write a full copy of the open project and go on with the copy."""
        return self.save_copy(path) and self.open(with_suffix(path))

    def close(self) -> None:
        """Close the open project, if any, so that the next start opens none."""
        self.let_go()
        self._settings.last_open = None

    def let_go(self) -> None:
        """Let go of the open project's file; everything in it is saved already."""
        if self.document is None:
            return
        document, self.document = self.document, None
        self.closing.emit(document)
        document.close()
        document.deleteLater()

    def _sample(self, find: Callable[[], Path]) -> bool:
        try:
            with told("Could not prepare", self._folder):
                path = self.waits(self.tr("Preparing the sample…"), lambda _: find())
        except StoreError as failure:
            self.refused.emit(Refusal(self._folder, failure.sentence))
            return False
        return self.open(path)

    def _fresh_sample(self) -> Path:
        set_aside(own_sample(self._folder), _now())
        return own_sample(self._folder)

    def _take(
        self, path: Path, make: Callable[[Progress], Found], *, called: Path | None = None
    ) -> bool:
        try:
            found = self.waits(self._opening(path), make)
        except StoreError as failure:
            found = Refusal(path, failure.sentence)
        except CancelledError:
            return False
        if isinstance(found, Refusal):
            self.refused.emit(found)
            return False
        document = Document(found, self._settings.author, self)
        self.let_go()
        self.document = document
        self._called = called or _called(path.absolute())
        self._settings.remember(self._called)
        self._settings.last_open = self._called
        self.opened.emit(document)
        document.prepare()
        return True

    def _opening(self, path: Path) -> str:
        return self.tr("Opening “%1”…").replace("%1", path.name)


def _opened(make: Callable[[Report], Store], progress: Progress) -> Store:
    """Open a store, with all of it in memory if that takes but a moment. Raises StoreError."""
    store = make(progress.report)
    try:
        if store.is_soon_held:
            store.hold(progress.report)
        progress.report(1, 1)
    except BaseException:
        store.close()
        raise
    return store


def _refusal(path: Path, failure: StoreError, *, may_look: bool) -> Refusal:
    return Refusal(
        path,
        failure.sentence,
        may_look=may_look and failure.trouble in _TO_LOOK_AT,
        may_take_over=may_look and failure.trouble is Trouble.LOCKED and left_elsewhere(path),
        may_rescue=failure.trouble in _TO_RESCUE,
        is_newer=failure.trouble is Trouble.NEWER and path.is_file(),
        may_set_aside=failure.trouble is Trouble.SIDECAR and path.is_file(),
    )


def _is_far(path: Path) -> bool:
    """Tell whether a file is in a shared folder while this person's own folder is not."""
    from timeline_app.storage.far_folders import why_far  # only openings need it
    from timeline_app.storage.working_copies import WorkingCopies

    copies = WorkingCopies.of_this_person()
    return copies.at(path) is None and why_far(path) is not None and not copies.are_far


def _called(path: Path) -> Path:
    """Return the far file that a file is the working copy of, else the file itself."""
    from timeline_app.storage.working_copies import WorkingCopies  # as above

    working = WorkingCopies.of_this_person().at(path)
    return path if working is None else Path(working.far)


def with_suffix(path: Path) -> Path:
    """Return how a new project is called: as it was asked for, with our ending if with none."""
    return path if path.suffix else path.with_suffix(SUFFIX)


def _now() -> datetime:
    return datetime.now().astimezone()
