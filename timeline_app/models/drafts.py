"""Half-typed forms, kept beside the program's own data so that they survive a crash.

One small JSON file a form and project, in a folder of the user's; it goes when the form is saved.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any


class Drafts:
    """The drafts of one project."""

    def __init__(self, folder: Path, project: Path) -> None:
        """Keep drafts of a project in a folder, which is made when it is first needed."""
        self._folder = folder
        self._stem = hashlib.sha256(str(project).encode()).hexdigest()[:24]

    def keep(self, form: str, data: dict[str, Any]) -> bool:
        """Keep what was typed; False where the folder cannot be written."""
        path = self._path(form)
        fresh = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            fresh.replace(path)
        except OSError:
            return False
        return True

    def kept(self, form: str) -> dict[str, Any] | None:
        """Return what was kept, or None; a draft that cannot be read counts as none."""
        try:
            data = json.loads(self._path(form).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None

    def drop(self, form: str) -> None:
        """Forget a draft."""
        with suppress(OSError):
            self._path(form).unlink(missing_ok=True)

    def _path(self, form: str) -> Path:
        return self._folder / f"{self._stem}-{form}.json"
