"""What a backup holds, read for a person who wonders whether it is the right one."""

from __future__ import annotations

from dataclasses import dataclass

from timeline_app.domain.records import KINDS
from timeline_app.models.jobs import Progress
from timeline_app.storage.backups import Backup
from timeline_app.storage.log import LoggedEdit
from timeline_app.storage.opening import readable, version_of
from timeline_app.storage.reading import Reader

_LAST = 30
_COUNTED = ("event", "claim", "source", "actor")


@dataclass(frozen=True, slots=True)
class Contents:
    """How many records of the main kinds, and the last edits, newest first."""

    backup: Backup
    counts: dict[str, int]
    edits: tuple[LoggedEdit, ...]


def contents_of(backup: Backup, progress: Progress) -> Contents:
    """Read a backup. Raises StoreError when it cannot be read."""
    progress.report(0, 0)
    with readable(backup.path, version=version_of(backup.path)) as conn:
        reader = Reader(backup.path, conn)
        counts = {kind: reader.count(KINDS[kind]) for kind in _COUNTED}
        return Contents(backup, counts, tuple(reader.history(_LAST)))
