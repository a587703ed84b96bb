"""The way into a file from anyone: cheap and harmless questions first, SQLite late.

In order: what it is, its size, its header, what lies beside it, its schema read without SQLite;
then a connection that cannot write, with limits, an allow-list and a deadline; the schema again;
then, unless the file is just as we left it, a full examination. Writing comes after all of it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from timeline_app.domain.records import KINDS
from timeline_app.storage.carving import tables_of
from timeline_app.storage.checking import refuse_unsound
from timeline_app.storage.connection import connect, guard
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.fingerprint import expected, fingerprint, fingerprint_of
from timeline_app.storage.locking import holder, is_live
from timeline_app.storage.pages import Pages, Stored, rows_of_tree
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION, is_former
from timeline_app.storage.sidecars import Journal, gate, private_copy

LARGEST_FILE = 16 << 30
"""Bytes of the largest file that is opened at all."""

_MAGIC = b"SQLite format 3\0"
_MOST_SCHEMA_PAGES = 64


@dataclass(frozen=True, slots=True)
class Standing:
    """What identifies a file on disk while it is open: nothing else may take its place."""

    device: int
    inode: int


def stand(path: Path) -> Standing:
    """Return which file on disk a path leads to. Raises OSError when there is none."""
    found = path.lstat()
    return Standing(found.st_dev, found.st_ino)


def admit(
    path: Path, *, known: bool, read_only: bool = False, report: Report = silent
) -> tuple[Standing, bool]:
    """Let a file in, or raise StoreError with a sentence; nothing is changed either way.

    Returns which file it is, and whether it was examined in full: `known` is a file just as we
    left it, which is not. The file must not be open in this process: reading it by hand would drop
    SQLite's locks on it.
    """
    with told("Could not open", path):
        standing = stand(path)
        journal = examine(path)
        if journal is Journal.HOT and read_only:
            raise StoreError(
                f"The last edit of “{path}” was cut short and has to be taken back first; open it"
                " for writing once.",
                Trouble.SIDECAR,
            )
        is_strange = journal is Journal.HOT or not known
        if is_strange:
            with readable(path, journal) as conn:
                refuse_unsound(conn, path, report)
        return standing, is_strange


def examine(path: Path, version: int | None = None) -> Journal:
    """Refuse, without SQLite, what is no sound-looking project; tell what lies beside it.

    `version` is that of an older file which is to be brought up to date. While another
    process of ours is writing, its journal is no crash's and the length may change.
    """
    live = is_live(path)
    size = refuse_odd(path)
    with path.open("rb") as file:
        header = file.read(100)
        _refuse_header(path, header, SCHEMA_VERSION if version is None else version)
        journal = Journal.NONE if live else gate(path)
        if journal is Journal.NONE:
            if not live:
                _refuse_length(path, header, size)
            _refuse_schema(path, Pages(file, size), expected(version))
    return journal


@contextmanager
def readable(
    path: Path, journal: Journal | None = None, version: int | None = None
) -> Iterator[sqlite3.Connection]:
    """Lend a guarded connection that cannot write, to a file whose schema is exactly ours.

    `version` is that of an older file whose schema is exactly what ours was then.
    What a cut-short edit left is taken back in a private copy, and the copy is lent. A file that
    is open in this process was let in before, and must not be read by hand.
    """
    held = holder(path)
    if held is not None and held.here():
        journal = Journal.NONE
    journal = examine(path, version) if journal is None else journal
    if journal is Journal.HOT:
        with private_copy(path) as copy:
            connect(copy).close()  # the first reading of the settings takes the edit back
            with readable(copy, version=version) as conn:
                yield conn
        return
    with closing(connect(path, read_only=True)) as conn:
        guard(conn, path.stat().st_size, KINDS if version is None else tables_of(version))
        refuse_other_schema(conn, path, version)
        yield conn


def refuse_odd(path: Path) -> int:
    """Refuse what is not an ordinary file of a sensible size; return the size."""
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
    return found.st_size


def version_of(path: Path) -> int:
    """Return the version a closed file names in its header, read without SQLite; 0 if none."""
    refuse_odd(path)
    with path.open("rb") as file:
        header = file.read(100)
    ours = header[:16] == _MAGIC and len(header) == 100 and _number(header, 68) == APPLICATION_ID
    return _number(header, 60) if ours else 0


def _refuse_header(path: Path, header: bytes, wanted: int) -> None:
    """Check the marks in the header (https://www.sqlite.org/fileformat.html, 1.3)."""
    if len(header) < 100 or header[:16] != _MAGIC:
        raise StoreError(
            f"“{path}” is not a project: it is not a SQLite file. Choose another file.",
            Trouble.FOREIGN,
        )
    mark, version = _number(header, 68), _number(header, 60)
    if mark != APPLICATION_ID:
        raise StoreError(
            f"“{path}” belongs to another program: it is a SQLite file, but not a project."
            " Choose another file.",
            Trouble.FOREIGN,
        )
    if SCHEMA_VERSION < version < 1 << 31:
        raise StoreError(
            f"“{path}” was written by a newer version of this program (its format is {version},"
            f" this program knows {SCHEMA_VERSION}); update the program to open it.",
            Trouble.NEWER,
        )
    if version != wanted and is_former(version):
        raise StoreError(
            f"“{path}” was written by an older version of this program; open it in the window for"
            " writing once, and it is brought up to date, after a backup.",
            Trouble.OLDER,
        )
    if version != wanted or not _made_by_us(header):
        raise StoreError(
            f"“{path}” is marked as a project but was not written by this program; import it into"
            " a new project instead.",
            Trouble.FOREIGN,
        )


def _made_by_us(header: bytes) -> bool:
    """Page size, rollback journal, fractions, format; no cache size, no vacuum; UTF-8."""
    (page_size,) = struct.unpack(">H", header[16:18])
    return (
        page_size == PAGE_SIZE
        and header[18:24] == b"\x01\x01\x00\x40\x20\x20"
        and _number(header, 44) in {1, 2, 3, 4}
        and _number(header, 48) == _number(header, 52) == _number(header, 64) == 0
        and _number(header, 56) == 1
    )


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def _refuse_length(path: Path, header: bytes, size: int) -> None:
    whole = _number(header, 28) * PAGE_SIZE == size and _number(header, 24) == _number(header, 92)
    if not whole:
        raise StoreError(
            f"“{path}” is damaged: it is cut short, or longer than it says; restore a backup, or"
            " rescue what is in it into a new project.",
            Trouble.DAMAGED,
        )


def _refuse_schema(path: Path, pages: Pages, wanted: str) -> None:
    """Compare the schema before SQLite parses it, and where its tables begin."""
    try:
        rows = list(rows_of_tree(pages, 1, _MOST_SCHEMA_PAGES))
    except (ValueError, IndexError, struct.error) as error:
        raise StoreError(
            f"“{path}” is damaged: its list of tables cannot be read; restore a backup, or rescue"
            " what is in it into a new project.",
            Trouble.DAMAGED,
        ) from error
    if any(len(row) != 5 for row in rows) or fingerprint_of(rows) != wanted:
        raise _other_schema(path)
    if not _apart([row[3] for row in rows], pages.count):
        raise StoreError(
            f"“{path}” was tampered with: two of its tables begin at one place.", Trouble.DAMAGED
        )


def _apart(roots: list[Stored], pages: int) -> bool:
    inside = all(isinstance(root, int) and 2 <= root <= pages for root in roots)
    return inside and len(set(roots)) == len(roots)


def refuse_other_schema(conn: sqlite3.Connection, path: Path, version: int | None = None) -> None:
    """Raise StoreError unless the schema, as SQLite reads it, is exactly ours."""
    if fingerprint(conn) != expected(version):
        raise _other_schema(path)


def _other_schema(path: Path) -> StoreError:
    return StoreError(
        f"“{path}” has other tables than a project of this program has; nothing in it was run."
        " Import it into a new project instead.",
        Trouble.SCHEMA,
    )
