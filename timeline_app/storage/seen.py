"""Which files this person has had open here and closed whole, kept in their own data folder.

A file just as we left it needs no full examination before it is shown; any other does.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from uuid import uuid4

_KEPT = 500


class Seen:
    """The files known, by path, with inode, size and time of the last change."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "seen.json"

    @classmethod
    def of_this_person(cls) -> Seen:
        """Return the list of whoever runs the program."""
        import platformdirs  # noqa: PLC0415 - only an opening needs it

        return cls(platformdirs.user_data_path("timeline-app"))

    def knows(self, path: Path) -> bool:
        """Tell whether a file is just as it was when it was closed here."""
        with contextlib.suppress(OSError):
            return self._read().get(str(path)) == _look(path)
        return False

    def remember(self, path: Path) -> None:
        """Note a file as it is; what cannot be noted is examined again, no more."""
        with contextlib.suppress(OSError):
            known = self._read()
            known.pop(str(path), None)
            known[str(path)] = _look(path)
            self._write(dict(list(known.items())[-_KEPT:]))

    def forget(self, path: Path) -> None:
        """Have a file examined in full when it is opened next."""
        with contextlib.suppress(OSError):
            known = self._read()
            if known.pop(str(path), None) is not None:
                self._write(known)

    def _read(self) -> dict[str, list[int]]:
        try:
            found = json.loads(self._kept.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, known: dict[str, list[int]]) -> None:
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        part = self._kept.with_name(f".seen-{uuid4().hex}.part")
        try:
            part.write_text(json.dumps(known, indent=1), "utf-8")
            part.replace(self._kept)
        finally:
            part.unlink(missing_ok=True)


def _look(path: Path) -> list[int]:
    found = os.lstat(path)
    return [found.st_ino, found.st_size, found.st_mtime_ns]
