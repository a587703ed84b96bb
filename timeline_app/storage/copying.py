"""Copies of an open project by SQLite's own backup: nothing else ever reads the live path."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

from timeline_app.storage.connection import unchecked
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.sidecars import SIDECARS

Between: TypeAlias = Callable[[int, int], None]
"""Called between two parts of a copy with the pages left and the pages in all; may raise."""

_CHUNK = 1 << 20
_PAGES = 1000


def copy_database(
    conn: sqlite3.Connection, live: Path, target: Path, between: Between | None = None
) -> None:
    """Copy what a connection sees to `target`: written aside, checked, then named.

    Raises StoreError, with nothing changed, when the target is the project itself, is open
    elsewhere, or has a journal lying beside it that would be played into the copy.
    """
    with told("Could not save a copy as", target):
        _refuse_target(live, target)
        write_checked(conn, target, between)


def write_checked(conn: sqlite3.Connection, target: Path, between: Between | None = None) -> None:
    """Write what a connection sees as a file that has its name only once it is whole and sound.

    Nothing may lie beside the target. Raises StoreError, sqlite3.Error or OSError.
    """
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            # Its bytes are waited for below, when the connection read from is free again.
            copy.execute("PRAGMA synchronous = OFF").fetchall()
            if between is None:
                conn.backup(copy)
            else:
                conn.backup(
                    copy, pages=_PAGES, progress=lambda _, left, total: between(left, total)
                )
            _refuse_bad(copy, target)
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def copy_bytes(source: Path, target: Path) -> None:
    """Put a copy of a closed file in the place of another, which keeps its permissions.

    The target has its name only once it is whole. Raises OSError; then the target is as it was.
    """
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with source.open("rb") as reading, part.open("xb") as writing:
            while chunk := reading.read(_CHUNK):
                writing.write(chunk)
        with contextlib.suppress(OSError):
            part.chmod(target.stat().st_mode & 0o777)
        sync_file(part)
        part.replace(target)
        with contextlib.suppress(OSError):  # the file is there; not every drive syncs a folder
            sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _refuse_target(live: Path, target: Path) -> None:
    if target == live or (target.exists() and live.exists() and target.samefile(live)):
        raise StoreError(
            f"“{target}” is the project itself; choose another name for the copy.", Trouble.EXISTS
        )
    for suffix in (*SIDECARS, ".lock"):
        beside = target.with_name(target.name + suffix)
        if os.path.lexists(beside):
            raise StoreError(
                f"“{beside.name}” lies where the copy would go, so a project of that name is open"
                " or was cut short; choose another name.",
                Trouble.SIDECAR,
            )


def _refuse_bad(copy: sqlite3.Connection, target: Path) -> None:
    with unchecked(copy):  # whoever opens a file looks at its values
        found = copy.execute("PRAGMA quick_check(1)").fetchone()
    if found != ("ok",):
        raise StoreError(f"The copy “{target}” did not turn out sound and was thrown away.")


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    fd = os.open(path, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk; where folders cannot be opened, do nothing."""
    if os.name != "posix":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
