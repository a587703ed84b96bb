"""Rolling backups outside the project's folder, where neither mail nor a shared folder sees them.

Every backup is checked before it counts and before an older one goes. All of one project, told by
its id, lie in one folder, so they are found after the file was moved or can no longer be read.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import methodcaller
from pathlib import Path
from uuid import uuid4

from timeline_app.domain.records import Id
from timeline_app.storage import log
from timeline_app.storage.checking import check_file, former_faults
from timeline_app.storage.connection import connect
from timeline_app.storage.copying import sync_folder, write_checked
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.locking import Lock
from timeline_app.storage.opening import readable, version_of
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import is_former
from timeline_app.storage.seen import Seen
from timeline_app.storage.sidecars import SIDECARS, free_stem, sidecar

EVERY = timedelta(minutes=15)
"""How old the newest backup may be before a changed project is backed up again."""

MOST_BYTES = 2 << 30
"""What the backups of one project may take together; the newest two are kept in any case."""

_NEWEST = 10
_PERIODS: tuple[tuple[str, int], ...] = (
    ("%Y-%m-%d %H", 24),
    ("%Y-%m-%d", 14),
    ("%G-%V", 8),
    ("%Y-%m", 12),
)
"""The newest backup of each of the last hours, days, weeks and months is kept: how many."""

_NAMED = re.compile(r"(\d{8}T\d{6}Z)-(\d+)-([0-9a-f]{8}|new)\.sqlite")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it is, when it was made (UTC), after how many edits, and its size."""

    path: Path
    made_at: datetime
    edits: int
    head: str  # the first 8 figures of the hash of the last edit; "new" before the first
    size: int  # bytes


class Backups:
    """The backups of one person, in a folder of theirs."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._index = folder / "projects.json"
        self._most_bytes = most_bytes

    @classmethod
    def of_this_person(cls) -> Backups:
        """Return the backups of whoever runs the program."""
        import platformdirs  # noqa: PLC0415 - only backups need it

        return cls(platformdirs.user_data_path("timeline-app") / "backups")

    def all(self, path: Path) -> list[Backup]:
        """Return the backups of the project that is, or last was, at a path; newest first."""
        project = self._project_at(path)
        return self.of(project) if project is not None else []

    def of(self, project: Id) -> list[Backup]:
        """Return the backups of a project, newest first, without looking at its file."""
        folder = self._folder_of(project)
        found = folder.iterdir() if folder.is_dir() else ()
        backups = (_backup(one) for one in found)
        return sorted(filter(None, backups), key=lambda one: (one.made_at, one.edits), reverse=True)

    def due(self, path: Path, now: datetime) -> bool:
        """Tell whether a project that was changed should be backed up now."""
        found = self.all(path)
        return not found or now - found[0].made_at >= EVERY

    def make(self, path: Path, now: datetime | None = None) -> Backup | None:
        """Back a project up, if it changed since its newest backup; then drop what is too old.

        It is read through a connection of its own, so this may run beside the open store. Raises
        StoreError; then every older backup is still there.
        """
        now = (now or datetime.now(UTC)).astimezone(UTC)
        with told("Could not back up", path), closing(connect(path, read_only=True)) as conn:
            (project,) = conn.execute("SELECT id FROM project").fetchone()
            edits, head = log.head(conn)
            folder = self._folder_of(project)
            folder.mkdir(parents=True, exist_ok=True)
            self._note(path, project)
            short = head[:8] or "new"
            before = self.of(project)
            if before and (before[0].edits, before[0].head) == (edits, short):
                return None
            target = folder / f"{now.strftime(_STAMP)}-{edits}-{short}.sqlite"
            write_checked(conn, target)
        self._thin(project, now)
        return next(one for one in self.of(project) if one.path == target)

    def restore(self, backup: Backup, path: Path, report: Report = silent) -> list[Path]:
        """Put a backup where a project is or was; return where what was there went.

        The file and whatever lies beside it are moved aside together first, never written over.
        Raises StoreError when the project is open, or the backup itself is not sound.
        """
        path = path.absolute()
        with told("Could not restore", path):
            if not _is_sound(backup.path, report):
                raise StoreError(
                    f"The backup {backup.path.name} is itself damaged; choose another.",
                    Trouble.DAMAGED,
                )
            version = version_of(backup.path)
            with closing(Lock(path)), readable(backup.path, version=version) as conn:
                moved = _move_aside(path)
                try:
                    write_checked(conn, path)
                except BaseException:
                    _move_back(moved)
                    raise
        Seen.of_this_person().forget(path)
        return [there for _, there in moved]

    def _folder_of(self, project: str) -> Path:
        """Return a project's folder; its id comes from a file and is no path."""
        return self._folder / re.sub(r"[^0-9A-Za-z-]", "_", project)[:64]

    def _thin(self, project: str, now: datetime) -> None:
        backups = self.of(project)
        stay = kept([one.made_at for one in backups], now)
        taken = 0
        for index, one in enumerate(backups):
            taken += one.size
            if index >= 2 and (one.made_at not in stay or taken > self._most_bytes):
                one.path.unlink(missing_ok=True)
                taken -= one.size

    def _project_at(self, path: Path) -> str | None:
        """Return the id of the project at a path: as the file says, or as it once said."""
        with contextlib.suppress(StoreError), told("Could not read", path), readable(path) as conn:
            row = conn.execute("SELECT id FROM project").fetchone()
            return str(row[0]) if row is not None else None
        return self._read_index().get(str(path.absolute()))

    def _note(self, path: Path, project: str) -> None:
        index = {**self._read_index(), str(path.absolute()): project}
        part = self._index.with_name(f".projects-{uuid4().hex}.part")
        try:
            part.write_text(json.dumps(index, indent=1), "utf-8")
            part.replace(self._index)
        finally:
            part.unlink(missing_ok=True)

    def _read_index(self) -> dict[str, str]:
        try:
            found = json.loads(self._index.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def _is_sound(path: Path, report: Report) -> bool:
    """Examine a backup, which may be of an older version."""
    version = version_of(path)
    if not is_former(version):
        return check_file(path, deep=True, report=report).sound
    with readable(path, version=version) as conn:
        return not former_faults(conn, version)


def _backup(path: Path) -> Backup | None:
    """Read what a backup's name says; None for any other file."""
    named = _NAMED.fullmatch(path.name)
    if named is None:
        return None
    made_at = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
    return Backup(path, made_at, int(named[2]), named[3], path.stat().st_size)


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Choose which backups stay: the newest ones, and one for each hour, day, week and month."""
    newest_first = sorted(times, reverse=True)
    stay = set(newest_first[:_NEWEST])
    for pattern, most in _PERIODS:
        stay |= set(_newest_of_each(newest_first, methodcaller("strftime", pattern), most))
    return {time for time in stay if time <= now} | set(newest_first[:_NEWEST])


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], str], most: int
) -> list[datetime]:
    """Return the newest time of each of the last `most` periods that have any."""
    found: dict[str, datetime] = {}
    for time in newest_first:
        found.setdefault(period(time), time)
    return list(found.values())[:most]


def _move_aside(path: Path) -> list[tuple[Path, Path]]:
    """Rename a project and all that lies beside it; return old and new names."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
    aside = free_stem(path, f" until {stamp}")
    moved = []
    for suffix in ("", *SIDECARS):
        here = sidecar(path, suffix)
        if os.path.lexists(here):
            moved.append((here, here.rename(sidecar(aside, suffix))))
    sync_folder(path.parent)
    return moved


def _move_back(moved: list[tuple[Path, Path]]) -> None:
    for here, there in moved:
        there.rename(here)
