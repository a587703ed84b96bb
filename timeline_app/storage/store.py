"""The open project file: reads records, writes edits, remembers them for undo."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol, Self, TypeVar

from timeline_app.domain.records import Project, Record
from timeline_app.storage.connection import connect, transaction
from timeline_app.storage.copying import copy_database
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.holding import SMALL, SMALL_AND_NEW, copy_of
from timeline_app.storage.locking import Lock, holder
from timeline_app.storage.opening import Standing, admit, refuse_other_schema, stand, version_of
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import PAGE_SIZE, build, is_former
from timeline_app.storage.seen import Seen
from timeline_app.storage.writer import Writer
from timeline_app.storage.writing import insert_records

R = TypeVar("R", bound=Record)


_PAUSE = 0.0005
"""Seconds for which a long copy stands back after every part of it."""


class _Closing(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closing)


class Store(Writer):
    """One project file. Reads and writes may come from any thread; they take turns.

    Made by `Store.create` or `Store.open`. World failures raise StoreError, edits that do not fit
    raise Conflict; either way nothing was written.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, lock: Lock | None, seen: Seen) -> None:
        super().__init__(path, conn, lock)
        self._seen = seen
        self._is_trusted = True
        self.was_examined = True
        """False for a file that was let in because it is as this person left it."""
        self.is_older = False
        """Whether an older version wrote the file, of which this is shown as it would become."""

    @classmethod
    def create(cls, path: Path | str, project: Project) -> Self:
        """Make a new project file and open it. Raises StoreError when a file is there already."""
        path = Path(path).absolute()
        with told("Could not create", path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        try:
            with told("Could not create", path), _kept_on_success(Lock(path)) as lock:
                conn = connect(path)
                with _kept_on_success(conn):
                    conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
                    build(conn)
                    with transaction(conn):
                        insert_records(conn, "project", [project])
                    return cls(path, conn, lock, Seen.of_this_person())
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(
        cls,
        path: Path | str,
        read_only: bool = False,  # noqa: FBT001, FBT002 - said by name everywhere
        *,
        take_over: bool = False,
        report: Report = silent,
    ) -> Self:
        """Open a project file. Raises StoreError, one sentence, for whatever is no sound project.

        A file that is not just as this person left it is examined in full, which takes about ten
        seconds a million records and is told to `report`. `take_over` takes the lock left by
        another computer, after the user said so.
        """
        path = Path(path).absolute()
        seen = Seen.of_this_person()
        held = holder(path)
        if held is not None and (held.here() or not (read_only or take_over)):
            raise StoreError(held.sentence(path), Trouble.LOCKED)
        if _is_older(path):
            if read_only:
                return cls._of_older(path, seen, report)
            _bring_up_to_date(path, report)
        known = seen.knows(path)
        standing, examined = admit(path, known=known, read_only=read_only, report=report)
        if not read_only:
            _refuse_unwritable(path)
        store = cls._reopen(path, standing, seen, read_only=read_only, take_over=take_over)
        store.was_examined = examined
        return store

    @classmethod
    def _of_older(cls, path: Path, seen: Seen, report: Report) -> Self:
        """Show a file of an older version as it would be once it was brought up to date."""
        from timeline_app.storage.upgrading import brought_up_to_date  # noqa: PLC0415 - as below

        with (
            told("Could not open", path),
            brought_up_to_date(path, report) as copy,
            closing(connect(copy, read_only=True)) as conn,
        ):
            held = copy_of(conn, report)
        with _kept_on_success(held):
            store = cls(path, held, None, seen)
        store.is_held = store.is_older = True
        return store

    @classmethod
    def _reopen(
        cls, path: Path, standing: Standing, seen: Seen, *, read_only: bool, take_over: bool
    ) -> Self:
        """Open a file that was let in, and make sure that it is still the same."""
        with told("Could not open", path), contextlib.ExitStack() as stack:
            lock = None
            if not read_only:
                lock = stack.enter_context(_kept_on_success(Lock(path, take_over=take_over)))
            conn = stack.enter_context(_kept_on_success(connect(path, read_only=read_only)))
            refuse_other_schema(conn, path)
            if stand(path) != standing:
                raise StoreError(f"“{path}” was replaced just now; open it again.", Trouble.MOVED)
            return cls(path, conn, lock, seen)

    def close(self) -> None:
        """Close the file and let go of it; more than once does no harm. Waits for `write_back`."""
        with self._writing, self._turn:
            self.is_open = False
            self._conn.close()
            if self._file is not None:
                self._file.close()
            if self._lock is not None:
                self._lock.close()
                if self._is_trusted and self._still_ours():
                    self._seen.remember(self.path)
                self._lock = None

    def distrust(self) -> None:
        """Have the file examined in full before it is opened again: it was found damaged."""
        self._is_trusted = False
        self._seen.forget(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # The file as a whole

    @property
    def size(self) -> int:
        """Bytes of the project."""
        with self.reading() as conn:
            (pages,) = conn.execute("PRAGMA page_count").fetchone()
        return int(pages) * PAGE_SIZE

    @property
    def is_soon_held(self) -> bool:
        """Whether `hold` takes no longer than is waited for whenever a file is opened."""
        return self.size <= (SMALL_AND_NEW if self._wants_digest else SMALL)

    def copy_to(self, path: Path | str, report: Report = silent) -> None:
        """Write a full copy, history and all, checked before it takes its name.

        A file of that name is replaced. It works even when this file was moved or deleted. Whoever
        else reads or edits meanwhile has their turn between two parts of it.
        """

        def between(left: int, total: int) -> None:
            report(total - left, total, "copy")
            self._turn.release()
            time.sleep(_PAUSE)
            self._turn.acquire()

        with self._turn:
            copy_database(self._conn, self.path, Path(path).absolute(), between)


@contextmanager
def _kept_on_success(thing: C) -> Iterator[C]:
    """Lend what must be let go of when the block fails, and only then."""
    try:
        yield thing
    except BaseException:
        thing.close()
        raise


def _is_older(path: Path) -> bool:
    with told("Could not open", path):
        return is_former(version_of(path))


def _bring_up_to_date(path: Path, report: Report) -> None:
    """Make a file of an older version one of this version."""
    from timeline_app.storage.upgrading import upgrade  # noqa: PLC0415 - once in years

    _refuse_unwritable(path)  # or a file that is only to be read would be replaced
    upgrade(path, report)


def _refuse_unwritable(path: Path) -> None:
    """Raise StoreError unless the file and its folder, where the journal goes, can be written."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError(
            f"“{path}” or its folder cannot be written to; open it read-only, or save a copy"
            " somewhere else.",
            Trouble.READ_ONLY,
        )
