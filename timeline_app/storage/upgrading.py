"""A file of an older version made one of this version: backed up, copied row by row, swapped in.

Nothing is altered in place. Columns that are new keep the defaults of the schema; whoever takes a
table or a column away, or gives one another meaning, writes here what becomes of its rows.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from timeline_app.domain.edits import Edit
from timeline_app.domain.records import KINDS
from timeline_app.storage import digest, log
from timeline_app.storage.backups import Backups
from timeline_app.storage.carving import LOG, tables_of
from timeline_app.storage.checking import check, former_faults
from timeline_app.storage.connection import connect, guard, transaction, unchecked
from timeline_app.storage.copying import sync_file, sync_folder
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.holding import copy_of
from timeline_app.storage.locking import Lock
from timeline_app.storage.opening import examine, readable, version_of
from timeline_app.storage.rows import shape
from timeline_app.storage.scanning import Report, silent
from timeline_app.storage.schema import PAGE_SIZE, build
from timeline_app.storage.sidecars import Journal
from timeline_app.storage.writing import insert_rows

_ROWS = 500
_TEMPORARY = "timeline-app-"


def upgrade(path: Path, report: Report = silent) -> None:
    """Bring a closed file of an older version up to date, history and all.

    Raises StoreError; then the file is as it was.
    """
    with told("Could not bring up to date", path), closing(Lock(path)):
        version = version_of(path)
        if examine(path, version) is Journal.HOT:
            with readable(path, Journal.HOT, version) as conn:
                _refuse_unsound(conn, path, version)  # in a private copy
            connect(path).close()  # which takes back the edit that was cut short
        part = path.with_name(f".{uuid4().hex}.part")
        try:
            with readable(path, version=version) as conn:
                _refuse_unsound(conn, path, version)
                Backups.of_this_person().make(path)
                _write(conn, part, version, path, report)
            sync_file(part)
            part.replace(path)
            sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def brought_up_to_date(path: Path, report: Report = silent) -> Iterator[Path]:
    """Lend a private copy of an older file, as it would be once it was brought up to date.

    Neither the file nor its folder need be writable, and another program may be writing it.
    Raises StoreError.
    """
    with told("Could not bring up to date", path), TemporaryDirectory(prefix=_TEMPORARY) as folder:
        copy, version = Path(folder) / path.name, version_of(path)
        with readable(path, version=version) as conn, closing(copy_of(conn, report)) as still:
            guard(still, path.stat().st_size, tables_of(version))
            _refuse_unsound(still, path, version)
            _write(still, copy, version, path, report)
        yield copy


def _refuse_unsound(conn: sqlite3.Connection, path: Path, version: int) -> None:
    faults = former_faults(conn, version)
    if faults:
        raise StoreError(
            f"“{path}” is damaged: {faults[0]}; restore a backup, or rescue what is in it into a"
            " new project.",
            Trouble.DAMAGED,
        )


def _write(
    former: sqlite3.Connection, part: Path, version: int, path: Path, report: Report
) -> None:
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
    with closing(connect(part)) as conn:
        conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        build(conn)
        try:
            _copy_all(former, conn, version, report)
            with unchecked(conn):  # it looks at the values itself
                is_sound = check(conn, deep=True, report=report).sound
        except sqlite3.IntegrityError:  # rows that the present tables refuse
            is_sound = False
        if not is_sound:
            raise StoreError(
                f"“{path}” could not be brought up to date: what came out was not sound; rescue"
                " what is in it into a new project.",
                Trouble.DAMAGED,
            )


def _copy_all(
    former: sqlite3.Connection, conn: sqlite3.Connection, version: int, report: Report
) -> None:
    with transaction(conn):
        for table, columns in _carried(version):
            report(0, 0, table)
            _copy(former, conn, table, columns)
        _log_upgrade(conn, version)


def _carried(version: int) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the tables that both versions have, each with the columns that both have."""
    for table, columns in tables_of(version).items():
        if table in LOG:
            yield table, columns
        elif table in KINDS:
            known = shape(table).names
            yield table, tuple(name for name in columns if name in known)


def _copy(
    former: sqlite3.Connection, conn: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> None:
    cursor = former.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid")
    while rows := cursor.fetchmany(_ROWS):
        insert_rows(conn, table, columns, rows)


def _log_upgrade(conn: sqlite3.Connection, version: int) -> None:
    """Let the history say it; the records have new fields, so their digest is a new one too."""
    edit = Edit(f"Brought up to date from format {version}", ())
    text = digest.as_text(digest.of_file(conn))
    log.append(conn, log.entry_of(log.read_stacks(conn), edit, "", text))
