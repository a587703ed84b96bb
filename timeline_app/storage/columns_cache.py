"""The columns of big projects, kept in the user's cache folder so that they open at once.

Nothing there is believed over the file: a copy counts only while the edit log, the file's size and
time, and a checksum of every event's bounds are what they were when it was made.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np

from timeline_app.domain.columns import ARRAYS, EventColumns
from timeline_app.storage.columns import CHECKSUM

SMALLEST = 50_000
"""Events from which a copy is kept; fewer are read as quickly from the file."""

_VERSION = 2
_KEPT = 8
"""Copies kept; the ones not used for longest go."""


def content_key(
    conn: sqlite3.Connection, path: Path, checksum: tuple[int, int] | None = None
) -> str:
    """Return a hash of what the columns of a file depend on. Raises sqlite3.Error and OSError.

    Whoever has just read all events knows their checksum; else they are gone through for it.
    """
    stat = path.stat()
    asked = (
        "SELECT count(*), max(rowid) FROM claim_event",
        "SELECT max(number), (SELECT hash FROM edit ORDER BY number DESC LIMIT 1) FROM edit",
        "SELECT display_zone FROM project",
        "SELECT group_concat(id) FROM (SELECT id FROM track ORDER BY position, rowid)",
    )
    events = checksum or conn.execute(CHECKSUM).fetchone()
    found = [events, *(conn.execute(query).fetchone() for query in asked)]
    text = repr((_VERSION, stat.st_size, stat.st_mtime_ns, found))
    return hashlib.sha256(text.encode()).hexdigest()


class ColumnsCache:
    """The copies in a folder, one for each project's path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of_this_person(cls) -> ColumnsCache:
        """Return the cache of whoever runs the program."""
        import platformdirs  # noqa: PLC0415 - only big projects need it

        return cls(platformdirs.user_cache_path("timeline-app") / "columns")

    def has(self, path: Path) -> bool:
        """Tell whether a copy of a file is kept, be it outdated or not."""
        return self._file(path).exists()

    def load(self, path: Path, key: str) -> EventColumns | None:
        """Return the copy kept of a file; None if there is none, or it is damaged or outdated."""
        with contextlib.suppress(OSError, ValueError, KeyError, EOFError, BadZipFile):
            file = self._file(path)
            with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
                if str(kept["key"]) != key:
                    return None
                arrays = {name: kept[name] for name in ARRAYS}
                tracks = tuple(str(track) for track in kept["tracks"])
            if len({len(array) for array in arrays.values()}) != 1:
                return None
            os.utime(file)
            return EventColumns(**arrays, tracks=tracks)
        return None

    def save(self, path: Path, key: str, columns: EventColumns) -> None:
        """Keep a copy; what cannot be kept is read from the file next time, no more."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{uuid4().hex}.part.npz"
            arrays = {name: getattr(columns, name) for name in ARRAYS}
            try:
                np.savez(part, key=np.array(key), tracks=np.array(columns.tracks), **arrays)
                part.replace(self._file(path))
            finally:
                part.unlink(missing_ok=True)
            self._prune()

    def _file(self, path: Path) -> Path:
        name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
        return self._folder / f"{name}.npz"

    def _prune(self) -> None:
        copies = sorted(self._folder.glob("*.npz"), key=lambda f: f.stat().st_mtime)
        for old in copies[:-_KEPT]:
            old.unlink(missing_ok=True)
