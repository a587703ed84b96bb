"""What is asked of a file before it may be a project: cheap and harmless questions first."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from timeline_app.storage.connection import connect
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.fingerprint import expected, fingerprint
from timeline_app.storage.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION

LARGEST_FILE = 16 << 30
"""Bytes of the largest file that is opened at all."""

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Standing:
    """What identifies a file on disk while it is open: nothing else may take its place."""

    device: int
    inode: int


def stand(path: Path) -> Standing:
    """Return which file on disk a path leads to. Raises OSError when there is none."""
    found = path.lstat()
    return Standing(found.st_dev, found.st_ino)


def examine(path: Path) -> int:
    """Refuse what is plainly no project of ours; return its schema version.

    Raises StoreError. Reads the file itself, so it must not be open in this process.
    """
    with told("Could not open", path):
        _refuse_odd(path)
        return _version(path, _header(path))


def _refuse_odd(path: Path) -> None:
    found = path.lstat()
    if stat.S_ISDIR(found.st_mode):
        raise StoreError(f"“{path}” is a folder; choose a project file in it.", Trouble.NOT_A_FILE)
    if stat.S_ISLNK(found.st_mode):
        raise StoreError(
            f"“{path}” is a link; open the file it leads to, {os.path.realpath(path)}.",
            Trouble.NOT_A_FILE,
        )
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"“{path}” is not a file; choose a project file.", Trouble.NOT_A_FILE)
    if found.st_size == 0:
        raise StoreError(f"“{path}” is empty; restore it from a backup or a copy.", Trouble.EMPTY)
    if found.st_size > LARGEST_FILE:
        raise StoreError(
            f"“{path}” is larger than {LARGEST_FILE >> 30} GB, more than a project can be.",
            Trouble.TOO_LARGE,
        )


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or header[:16] != _MAGIC:
        raise StoreError(
            f"“{path}” is not a project: it is not a SQLite file. Choose another file.",
            Trouble.FOREIGN,
        )
    return header


def _version(path: Path, header: bytes) -> int:
    """Check the marks in the header (https://www.sqlite.org/fileformat.html, 1.3)."""
    page_size = int.from_bytes(header[16:18], "big")
    encoding = int.from_bytes(header[56:60], "big")
    version = int.from_bytes(header[60:64], "big", signed=True)
    mark = int.from_bytes(header[68:72], "big")
    if mark != APPLICATION_ID:
        raise StoreError(
            f"“{path}” belongs to another program: it is a SQLite file, but not a project."
            " Choose another file.",
            Trouble.FOREIGN,
        )
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"“{path}” was written by a newer version of this program (its format is {version},"
            f" this program knows {SCHEMA_VERSION}); update the program to open it.",
            Trouble.NEWER,
        )
    if version < 1 or page_size != PAGE_SIZE or encoding != 1 or header[18:21] != b"\x01\x01\x00":
        raise StoreError(
            f"“{path}” is marked as a project but was not written by this program.",
            Trouble.FOREIGN,
        )
    return version


def inspect(path: Path) -> None:
    """Compare the schema with ours, through a connection that cannot write."""
    with told("Could not open", path), closing(connect(path, read_only=True)) as conn:
        refuse_other_schema(conn, path)


def refuse_other_schema(conn: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError unless the schema is exactly ours."""
    if fingerprint(conn) != expected():
        raise StoreError(
            f"“{path}” has other tables than a project of this program has; nothing in it was"
            " run. Import it into a new project instead.",
            Trouble.SCHEMA,
        )
