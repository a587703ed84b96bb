"""One writer at a time: a lock file beside the project, which tells who holds it and since when.

The lock itself is the system's, on the lock file and never on the project: it goes with the
process, however that ends. What is written in it is for the person who is refused.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from timeline_app.storage.errors import StoreError, Trouble, told

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30
"""Windows locks bytes and forbids reading them, so one far past the end is locked."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open: process, computer, and since when (ISO 8601, local time)."""

    pid: int
    host: str
    since: str

    def here(self) -> bool:
        """Tell whether it is this very process."""
        return (self.pid, self.host) == (os.getpid(), socket.gethostname())

    def sentence(self, path: Path) -> str:
        """Say who has the file open."""
        if self.here():
            return f"“{path.name}” is open already in this program."
        day, at = self.since[:10], self.since[11:16] or "some time ago"
        if day and day != datetime.now().astimezone().date().isoformat():
            from timeline_app.domain.reading import describe  # noqa: PLC0415 - seldom, and heavy

            at = f"{describe(day)}, {at}"
        where = "on this computer" if self.host == socket.gethostname() else f"on {self.host}"
        return (
            f"“{path.name}” is open in another window {where} since {at};"
            " close it there, or open it read-only."
        )


def lock_path(path: Path) -> Path:
    """Return where the lock file of a project is."""
    return path.with_name(path.name + ".lock")


def holder(path: Path) -> Holder | None:
    """Tell who has a project open for writing, or None. Changes nothing."""
    try:
        fd = os.open(lock_path(path), os.O_RDWR)
    except OSError:
        return None
    try:
        found = _read(fd)
        if not _try(fd):
            return found or Holder(0, "", "")
        _release(fd)
        return found if found is not None and found.host != socket.gethostname() else None
    finally:
        os.close(fd)


def is_live(path: Path) -> bool:
    """Tell whether a process on this computer has a project open for writing at this moment.

    What a lock file says counts for nothing here: anybody can write one.
    """
    try:
        fd = os.open(lock_path(path), os.O_RDWR)
    except OSError:
        return False
    try:
        if not _try(fd):
            return True
        _release(fd)
        return False
    finally:
        os.close(fd)


def left_elsewhere(path: Path) -> bool:
    """Tell whether another computer has a project open, or had it and left its lock behind."""
    held = holder(path)
    return held is not None and held.pid > 0 and held.host != socket.gethostname()


class Lock:
    """The right to write one project, held until `close` or the end of the process."""

    def __init__(self, path: Path, *, take_over: bool = False) -> None:
        """Take the lock, or raise StoreError saying who has it.

        A lock left by a process that died here is taken at once. One left by another computer
        cannot be told from a live one, and is taken only with `take_over`.
        """
        self._path = lock_path(path)
        with told("Could not open for writing", path):
            self._fd = self._take(path, take_over=take_over)

    def _take(self, path: Path, *, take_over: bool) -> int:
        while True:
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            found = _read(fd)
            if not _try(fd):
                os.close(fd)
                raise _refusal(path, found)
            if not _same_file(fd, self._path):
                os.close(fd)  # its holder let go and removed it while we waited
                continue
            if found is not None and found.host != socket.gethostname() and not take_over:
                os.close(fd)
                raise _refusal(path, found)
            _write(fd)
            return fd

    def close(self) -> None:
        """Let go and remove the lock file; more than once does no harm."""
        if self._fd < 0:
            return
        with contextlib.suppress(OSError):
            if _same_file(self._fd, self._path):
                self._path.unlink()
        os.close(self._fd)
        self._fd = -1


def _refusal(path: Path, found: Holder | None) -> StoreError:
    return StoreError((found or Holder(0, "", "")).sentence(path), Trouble.LOCKED)


def _try(fd: int) -> bool:
    """Lock an open lock file, and tell whether that worked."""
    try:
        if sys.platform == "win32":
            os.lseek(fd, _FAR, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _release(fd: int) -> None:
    if sys.platform == "win32":
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(fd, fcntl.LOCK_UN)


def _same_file(fd: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


def _read(fd: int) -> Holder | None:
    """Read who wrote a lock file; None for one that is new or not ours."""
    os.lseek(fd, 0, os.SEEK_SET)
    try:
        named = json.loads(os.read(fd, 4096))
        return Holder(int(named["pid"]), str(named["host"]), str(named["since"]))
    except (ValueError, KeyError, TypeError, OSError):
        return None


def _write(fd: int) -> None:
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    text = json.dumps(asdict(Holder(os.getpid(), socket.gethostname(), now)))
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    os.write(fd, text.encode("utf-8"))
