"""Where the dialogs for files begin: in the folder used last for what is asked for."""

from __future__ import annotations

from concurrent.futures import wait
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from timeline_app.models.jobs import apart
from timeline_app.shell.settings import Settings, own_files

_PATIENCE = 0.3
"""Seconds in which a drive has to say that it has a folder; a dead one never does."""


class Kind(StrEnum):
    """What a folder is remembered for."""

    PROJECTS = "projects"
    EXPORTS = "exports"
    SHARED = "shared"
    IMPORTS = "imports"


class LastFolders:
    """Suggests folders, and remembers those that were taken."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def suggest(self, kind: Kind, name: str = "", project: Path | None = None) -> Path:
        """Return where a file of a name may go: where the last one of its kind went.

        For the first of a kind, the folder of the project it is about, or the person's documents.
        """
        last = self._settings.folder(kind)
        if last is not None and _is_there(last):
            return last / name
        if project is not None and not project.is_relative_to(own_files()):
            return project.parent / name
        return documents() / name

    def took(self, kind: Kind, file: Path) -> None:
        """Begin in the folder of a file the next time."""
        self._settings.remember_folder(kind, file.absolute().parent)


def documents() -> Path:
    """Return this person's folder for documents, or their own folder where there is none."""
    where = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(where))
    return folder if folder.is_dir() else Path.home()


def _is_there(folder: Path) -> bool:
    looking = apart(folder.is_dir)
    wait([looking], _PATIENCE)
    return looking.done() and looking.exception() is None and looking.result()
