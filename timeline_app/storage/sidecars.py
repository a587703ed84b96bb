"""The gate before SQLite may meet a file left beside a project.

SQLite up to 3.53.2 deletes whatever file a crafted `-journal` names, and plays any journal or
write-ahead log into whatever file has the right name. We never attach databases, so a journal
that names a super-journal is never ours; we never use WAL, so neither is a `-wal`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.schema import PAGE_SIZE

SIDECARS = ("-journal", "-wal", "-shm")

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_CHUNK = 1 << 20


class Journal(Enum):
    """What lies beside a project: nothing that matters, or what a cut-short edit left."""

    NONE = auto()
    HOT = auto()


def sidecar(path: Path, suffix: str) -> Path:
    """Return where a sidecar of a project would be."""
    return path.with_name(path.name + suffix)


def gate(path: Path) -> Journal:
    """Tell what lies beside a project. Raises StoreError for what SQLite must not meet."""
    for suffix in ("-wal", "-shm"):
        if os.path.lexists(sidecar(path, suffix)):
            raise _refusal(path, suffix, "this program never writes such a file")
    journal = sidecar(path, "-journal")
    if not os.path.lexists(journal):
        return Journal.NONE
    if not stat.S_ISREG(journal.lstat().st_mode):
        raise _refusal(path, "-journal", "it is not an ordinary file")
    with journal.open("rb") as file:
        return _read(path, file)


def _read(path: Path, file: BinaryIO) -> Journal:
    """Judge a journal by its header and its end, as SQLite's readSuperJournal reads them."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 16))
    end = file.read(16)
    if len(end) == 16 and end[8:] == _MAGIC and end[:4] != bytes(4):
        raise _refusal(path, "-journal", "it names another file, which SQLite might delete")
    file.seek(0)
    header = file.read(28)
    if not header or header[0] == 0:
        return Journal.NONE  # emptied or zeroed: the edit was complete, SQLite ignores it
    sector = int.from_bytes(header[20:24], "big")
    plain = header[:8] == _MAGIC and int.from_bytes(header[24:28], "big") == PAGE_SIZE
    if not plain or not 512 <= sector <= 65536 or sector & (sector - 1):
        raise _refusal(path, "-journal", "it is not what a cut-short edit of a project leaves")
    return Journal.HOT


def _refusal(path: Path, suffix: str, why: str) -> StoreError:
    return StoreError(
        f"Beside “{path}” lies “{path.name}{suffix}”, and {why}; nothing was opened. Set it aside"
        " to open the project without it.",
        Trouble.SIDECAR,
    )


def set_aside(path: Path) -> list[Path]:
    """Rename whatever lies beside a project, so that nothing plays it; return the new names."""
    moved: list[Path] = []
    for suffix in SIDECARS:
        beside = sidecar(path, suffix)
        if os.path.lexists(beside):
            stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
            moved.append(beside.rename(free_name(path, f".aside-{stamp}{suffix}")))
    return moved


def free_name(path: Path, ending: str) -> Path:
    """Return a name beside a file that nothing has yet."""
    tries = (f"{number or ''}" for number in range(1000))
    names = (path.with_name(f"{path.name}{ending}{number}") for number in tries)
    return next(name for name in names if not os.path.lexists(name))


def free_stem(path: Path, ending: str) -> Path:
    """Return a name beside a file that nothing has yet, with the file's own suffix."""
    tries = (f" {number}" if number else "" for number in range(1000))
    names = (path.with_name(f"{path.stem}{ending}{number}{path.suffix}") for number in tries)
    return next(name for name in names if not os.path.lexists(name))


@contextmanager
def private_copy(path: Path) -> Iterator[Path]:
    """Lend a copy of a closed file and its journal, in a folder of its own that goes afterwards.

    What a cut-short edit left is tried out there first.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - it brings all compressors along

    with TemporaryDirectory(prefix="timeline-app-") as folder:
        copy = Path(folder) / "project.sqlite"
        for suffix in ("", "-journal"):
            if os.path.lexists(sidecar(path, suffix)):
                _copy(sidecar(path, suffix), sidecar(copy, suffix))
        yield copy


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("xb") as writing:
        while chunk := reading.read(_CHUNK):
            writing.write(chunk)
