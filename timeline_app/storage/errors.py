"""The two kinds of failure of this room, told apart at its door.

`StoreError` is the world's: a sentence for the user, with what sort of trouble it is. `Conflict`
is ours: an edit that does not fit what is stored, which no user can mend.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path


class Trouble(StrEnum):
    """What sort of failure it is, so that a window can offer the right way out."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_FILE = "not a file"
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    TOO_LARGE = "too large"
    SIDECAR = "sidecar"
    SCHEMA = "schema"
    DAMAGED = "damaged"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    BUSY = "busy"
    FULL = "full"
    MOVED = "moved"
    CHANGED = "changed"
    EXISTS = "exists"
    VALUE = "value"
    LEAK = "leak"
    CANCELLED = "cancelled"
    DISK = "disk"


class StoreError(Exception):
    """The file could not be read or written. The message is one sentence for the user."""

    def __init__(self, sentence: str, trouble: Trouble = Trouble.DISK) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.trouble = trouble


class Conflict(Exception):  # noqa: N818 - named for what it is: the edit and the file disagree
    """An edit does not fit what is stored; nothing was written."""


_SQLITE_TROUBLE = {
    "SQLITE_FULL": (Trouble.FULL, "the disk is full; free some space and try again"),
    "SQLITE_BUSY": (Trouble.BUSY, "another program is using the file; try again in a moment"),
    "SQLITE_LOCKED": (Trouble.BUSY, "another program is using the file; try again in a moment"),
    "SQLITE_READONLY_DBMOVED": (
        Trouble.MOVED,
        "the file was moved, replaced or deleted; save your work elsewhere",
    ),
    "SQLITE_READONLY_ROLLBACK": (
        Trouble.SIDECAR,
        "its last change was cut short and has to be taken back first; open it for writing",
    ),
    "SQLITE_READONLY": (Trouble.READ_ONLY, "the file or its folder cannot be written to"),
    "SQLITE_PERM": (Trouble.READ_ONLY, "the file or its folder cannot be written to"),
    "SQLITE_AUTH": (Trouble.FOREIGN, "it asks for something a project never needs"),
    "SQLITE_CANTOPEN": (Trouble.DISK, "the system would not open it; check that it is there"),
    "SQLITE_CORRUPT": (Trouble.DAMAGED, "the file is damaged; restore a backup or rescue it"),
    "SQLITE_NOTADB": (Trouble.FOREIGN, "it is not a project file"),
    "SQLITE_TOOBIG": (Trouble.VALUE, "a text or an attachment in it is too large"),
    "SQLITE_NOMEM": (Trouble.DISK, "there is not enough memory"),
    "SQLITE_INTERRUPT": (Trouble.CANCELLED, "it took too long and was stopped"),
    "SQLITE_IOERR": (Trouble.DISK, "the disk reported an error; check the drive and try again"),
}

_SYSTEM_TROUBLE = {
    errno.ENOENT: (Trouble.MISSING, "there is no such file or folder"),
    errno.ENOTDIR: (Trouble.MISSING, "there is no such file or folder"),
    errno.EEXIST: (Trouble.EXISTS, "a file of that name is there already"),
    errno.EISDIR: (Trouble.NOT_A_FILE, "it is a folder"),
    errno.EACCES: (Trouble.READ_ONLY, "permission was denied"),
    errno.EPERM: (Trouble.READ_ONLY, "permission was denied"),
    errno.EROFS: (Trouble.READ_ONLY, "the drive cannot be written to"),
    errno.ENOSPC: (Trouble.FULL, "the disk is full; free some space and try again"),
    errno.EDQUOT: (Trouble.FULL, "your space on this disk is used up; free some and try again"),
    errno.EFBIG: (Trouble.FULL, "the file grew larger than this disk allows"),
    errno.ENAMETOOLONG: (Trouble.VALUE, "the name is too long"),
    errno.ELOOP: (Trouble.NOT_A_FILE, "it is a link that leads nowhere"),
}


@contextmanager
def told(doing: str, path: Path) -> Iterator[None]:
    """Turn what the world does to a file into a StoreError.

    `doing` begins the sentence, as in "Could not open". Broken constraints become a Conflict, our
    own mistakes in SQL pass as they are.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Conflict(f"{doing} {path}: {error}") from error
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    # The standard library lets UnicodeDecodeError out when SQLite's own message is not UTF-8.
    except (sqlite3.Error, OSError, UnicodeError, MemoryError, OverflowError) as error:
        trouble, reason = _reason(error)
        raise StoreError(f"{doing} “{path.name}” in {path.parent}: {reason}.", trouble) from error


def _reason(error: Exception) -> tuple[Trouble, str]:
    """Return what sort of trouble an error is, and half a sentence about it."""
    if isinstance(error, OSError):
        words = (error.strerror or "the system refused").lower()
        return _SYSTEM_TROUBLE.get(error.errno or 0, (Trouble.DISK, words))
    if isinstance(error, sqlite3.Error):
        return _sqlite_reason(error)
    if isinstance(error, UnicodeEncodeError):
        return Trouble.VALUE, "a text has characters that cannot be stored"
    if isinstance(error, UnicodeError):
        return Trouble.DAMAGED, "it holds text that cannot be read"
    if isinstance(error, OverflowError):
        return Trouble.VALUE, "a number or a text is too large to be stored"
    return Trouble.DISK, "there is not enough memory"


def _sqlite_reason(error: sqlite3.Error) -> tuple[Trouble, str]:
    """Look up SQLite's extended name of an error, then its plain one."""
    name = getattr(error, "sqlite_errorname", "") or ""
    family = "_".join(name.split("_")[:2])
    unnamed = (Trouble.DAMAGED, f"its contents cannot be read ({error})")
    return _SQLITE_TROUBLE.get(name) or _SQLITE_TROUBLE.get(family) or unnamed
