"""A disk in memory that can lose power, fail or fill up at any operation, under real SQLite.

It knows which writes were synced. When power goes, writes that were not survive whole, torn at a
sector, or not at all, in any order, and deletions that were not synced may come back.
"""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


class PowerLossError(Exception):
    """The machine is off."""


class File:
    """One file: what programs see, what is on the platter, and what is on its way there."""

    def __init__(self) -> None:
        self.seen = bytearray()
        self.durable = b""
        self.pending: list[tuple[int, bytes | None]] = []
        self.named = False

    def sync(self) -> None:
        self.durable, self.pending, self.named = bytes(self.seen), [], True


class Disk:
    """Files by name. `fails` and `dies` are the operations at which it fails once, or for good."""

    def __init__(self, seed: int) -> None:
        self.files: dict[str, File] = {}
        self.deleted: dict[str, bytes] = {}
        self.chance = random.Random(seed)
        self.operations = 0
        self.dies: int | None = None
        self.fails: int | None = None
        self.capacity: int | None = None
        self.dead = False

    def tick(self) -> None:
        if self.dead:
            raise PowerLossError
        self.operations += 1
        if self.operations == self.dies:
            self.dead = True
            raise PowerLossError
        if self.operations == self.fails:
            raise apsw.IOError("simulated")

    def fill(self, more: int) -> None:
        taken = sum(len(file.seen) for file in self.files.values())
        if self.capacity is not None and taken + more > self.capacity:
            raise apsw.FullError("simulated")

    def settle(self) -> None:
        """Have everything written so far on the platter."""
        for file in self.files.values():
            file.sync()
        self.deleted.clear()
        self.operations = 0

    def after_power_loss(self) -> dict[str, bytes]:
        """Return one of the states the platter may be in."""
        found = {
            name: self._survived(file)
            for name, file in self.files.items()
            if file.named or self.chance.random() >= 0.5
        }
        for name, content in self.deleted.items():
            if name not in found and self.chance.random() < 0.5:
                found[name] = content
        return found

    def _survived(self, file: File) -> bytes:
        content = bytearray(file.durable)
        for at, data in file.pending:
            luck = self.chance.random()
            if data is None:
                if luck < 0.5:
                    del content[at:]
            elif luck >= 0.4:
                sectors = len(data) // SECTOR
                kept = self.chance.randrange(sectors + 1) * SECTOR if luck < 0.6 else len(data)
                content.extend(bytes(max(0, at - len(content))))
                content[at : at + kept] = data[:kept]
        return bytes(content)


class _Handle:
    """An open file, as SQLite's VFS wants it."""

    def __init__(self, disk: Disk, file: File) -> None:
        self._disk, self._file = disk, file

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.tick()
        seen = self._file.seen
        self._disk.fill(max(0, offset + len(data) - len(seen)))
        seen.extend(bytes(max(0, offset - len(seen))))
        seen[offset : offset + len(data)] = data
        self._file.pending.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.tick()
        del self._file.seen[size:]
        self._file.pending.append((size, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.tick()
        self._file.sync()

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._file.seen)

    def xLock(self, level: int) -> None:  # noqa: N802
        pass

    xUnlock = xLock  # noqa: N815

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xClose(self) -> None:  # noqa: N802
        pass


class _System(apsw.VFS):
    """Files in memory, under SQLite."""

    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        text = name.filename() if isinstance(name, apsw.URIFilename) else name
        short = os.path.basename(text) if text else f"temp{len(self._disk.files)}"  # noqa: PTH119
        if short not in self._disk.files:
            self._disk.tick()
            self._disk.files[short] = File()
        return _Handle(self._disk, self._disk.files[short])

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: N802
        short = os.path.basename(name)  # noqa: PTH119
        self._disk.tick()
        file = self._disk.files.pop(short)
        if not sync:
            self._disk.deleted[short] = file.durable
        else:
            self._disk.deleted.pop(short, None)

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: N802
        return os.path.basename(name) in self._disk.files  # noqa: PTH119

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return "/simulated/" + os.path.basename(name)  # noqa: PTH119


class _Cursor:
    def __init__(self, rows: list[tuple[Any, ...]], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows[0] if self._rows else None

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        few, self._rows = self._rows[:size], self._rows[size:]
        return few

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)


class Connection:
    """What our storage uses of sqlite3.Connection, over the simulated disk."""

    def __init__(self, disk: Disk, name: str) -> None:
        self._system = _System(name, disk)
        self._conn = apsw.Connection("project.sqlite", vfs=name)

    def execute(self, sql: str, values: Iterable[Any] = ()) -> _Cursor:
        return self._run(lambda: list(self._conn.execute(sql, tuple(values))))

    def executemany(self, sql: str, rows: Iterable[Iterable[Any]]) -> _Cursor:
        plain = [tuple(row) for row in rows]
        return self._run(lambda: list(self._conn.executemany(sql, plain)))

    def _run(self, work: Any) -> _Cursor:
        before = self._conn.total_changes()
        try:
            rows = work()
        except apsw.ConstraintError as error:
            raise sqlite3.IntegrityError(str(error)) from error
        except apsw.Error as error:
            translated = sqlite3.OperationalError(str(error))
            translated.sqlite_errorname = _NAMES.get(type(error), "SQLITE_IOERR")
            raise translated from error
        return _Cursor(rows, self._conn.total_changes() - before)

    def set_progress_handler(self, handler: Callable[[], bool] | None, steps: int) -> None:
        self._conn.set_progress_handler(handler, steps)

    @property
    def in_transaction(self) -> bool:
        return self._conn.in_transaction

    def close(self) -> None:
        with contextlib.suppress(apsw.Error, PowerLossError):
            self._conn.close(True)
        self._system.unregister()


_NAMES: dict[type[BaseException], str] = {apsw.FullError: "SQLITE_FULL"}


def lay_down(content: dict[str, bytes], folder: Path) -> Path:
    """Write a state of the platter as real files."""
    folder.mkdir()
    for name, data in content.items():
        if name.startswith("project.sqlite"):
            (folder / name).write_bytes(data)
    return folder / "project.sqlite"
