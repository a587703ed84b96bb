"""The columns of big projects, kept in the user's cache folder so that they open at once.

Nothing there is believed over the file: a copy is taken while the edit log, the file's size and
time, and what else the columns depend on are what they were when it was made. Whoever takes it
compares its checksum of every event's bounds with the file's once the window is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from timeline_app.domain.columns import ARRAYS, EventColumns

SMALLEST = 50_000
"""Events from which a copy is kept; fewer are read as quickly from the file."""

_VERSION = 4
"""Of what a copy holds; another makes all copies worthless."""

_KEPT = 8
"""Copies kept; the ones not used for longest go."""

_LONGEST_HEAD = 1 << 20
_ORDER = "order"
_TYPES = {"flags": "<u2", "track": "<i2", "claims": "<u2", _ORDER: "<i4"}
"""How arrays are written that are no 64-bit numbers."""


class Kept(NamedTuple):
    """A copy: the columns, and the checksum of the bounds in the file they were read from.

    `order` holds indices into the columns as whoever keeps the copy has them sorted, or nothing.
    """

    columns: EventColumns
    checksum: tuple[int, int]
    order: NDArray[np.int32]


def content_key(conn: sqlite3.Connection, path: Path) -> str:
    """Return a hash of what the columns of a file depend on, as far as it is told at once.

    Raises sqlite3.Error and OSError.
    """
    stat = path.stat()
    asked = (
        "SELECT max(rowid) FROM event",
        "SELECT max(rowid) FROM claim_event",
        "SELECT max(number), (SELECT hash FROM edit ORDER BY number DESC LIMIT 1) FROM edit",
        "SELECT display_zone FROM project",
        "SELECT group_concat(id) FROM (SELECT id FROM track ORDER BY position, rowid)",
    )
    found = [conn.execute(query).fetchone() for query in asked]
    text = repr((_VERSION, stat.st_ino, stat.st_size, stat.st_mtime_ns, found))
    return hashlib.sha256(text.encode()).hexdigest()


class ColumnsCache:
    """The copies in a folder, one for each project's path.

    A copy is a line of JSON, which ends in the CRC of what follows, and then the arrays.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of_this_person(cls) -> ColumnsCache:
        """Return the cache of whoever runs the program."""
        import platformdirs  # noqa: PLC0415 - only big projects need it

        return cls(platformdirs.user_cache_path("timeline-app") / "columns")

    def has(self, path: Path) -> bool:
        """Tell whether a copy of a file is kept, be it outdated or not."""
        return self._file(path).exists()

    def load(self, path: Path, key: str) -> Kept | None:
        """Return the copy kept of a file; None if there is none, or it is damaged or outdated."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            file = self._file(path)
            with file.open("rb") as opened:
                head = json.loads(opened.readline(_LONGEST_HEAD))
                if head["key"] != key:
                    return None
                arrays = dict(_read(opened, head["events"], head["ordered"]))
                if _crc(arrays) != head["crc"] or opened.read(1):
                    return None
                order = arrays.pop(_ORDER)
                if len(order) and not 0 <= int(order.min()) <= int(order.max()) < head["events"]:
                    return None
            os.utime(file)
            events, bounds = head["checksum"]
            columns = EventColumns.roomy([*arrays.values()], tuple(head["tracks"]))
            return Kept(columns, (events, bounds), order)
        return None

    def save(self, path: Path, key: str, kept: Kept) -> None:
        """Keep a copy; what cannot be kept is read from the file next time, no more."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{uuid4().hex}.part"
            columns = kept.columns
            arrays = {
                name: np.ascontiguousarray(getattr(columns, name), _type(name)) for name in ARRAYS
            }
            arrays[_ORDER] = np.ascontiguousarray(kept.order, _type(_ORDER))
            head = {
                "key": key,
                "events": len(columns),
                "ordered": len(kept.order),
                "tracks": columns.tracks,
                "checksum": kept.checksum,
                "crc": _crc(arrays),
            }
            try:
                with part.open("wb") as file:
                    file.write(json.dumps(head).encode() + b"\n")
                    for array in arrays.values():
                        file.write(array.data)
                part.replace(self._file(path))
            finally:
                part.unlink(missing_ok=True)
            self._prune()

    def forget(self, path: Path) -> None:
        """Throw a copy away."""
        with contextlib.suppress(OSError):
            self._file(path).unlink(missing_ok=True)

    def _file(self, path: Path) -> Path:
        name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
        return self._folder / f"{name}.columns"

    def _prune(self) -> None:
        copies = sorted(self._folder.glob("*.columns"), key=lambda f: f.stat().st_mtime)
        for old in (*copies[:-_KEPT], *self._folder.glob("*.npz")):  # the second: as it once was
            old.unlink(missing_ok=True)


def _type(name: str) -> str:
    return _TYPES.get(name, "<i8")


def _read(file: IO[bytes], events: int, ordered: int) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the arrays of a copy. Raises ValueError when it is cut short."""
    for name in (*ARRAYS, _ORDER):
        count = ordered if name == _ORDER else events
        array = np.fromfile(file, _type(name), count)
        if len(array) != count:
            raise ValueError(name)
        yield name, array


def _crc(arrays: dict[str, np.ndarray]) -> int:
    found = 0
    for array in arrays.values():
        found = zlib.crc32(array.data, found)
    return found
