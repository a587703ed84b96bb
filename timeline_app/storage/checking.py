"""Whether a file is sound: SQLite's checks, our own look at the values, the log and the digest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from timeline_app.storage import digest, log
from timeline_app.storage.carving import LOG, tables_of
from timeline_app.storage.connection import guard
from timeline_app.storage.digest import as_text
from timeline_app.storage.errors import StoreError, Trouble, told
from timeline_app.storage.holding import copy_of
from timeline_app.storage.locking import is_live
from timeline_app.storage.scanning import Report, scan, silent


@dataclass(frozen=True, slots=True)
class Check:
    """What an examination found: faults in words (none: sound), counts by kind, both hashes.

    `findings` are what is wrong in a sound file, for a person to mend in the window.
    """

    faults: tuple[str, ...]
    counts: dict[str, int]
    edits: int
    digest: str
    head_hash: str
    findings: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def check(conn: sqlite3.Connection, *, deep: bool = False, report: Report = silent) -> Check:
    """Examine a file whose schema is known to be ours; `deep` compares indexes with tables too.

    Raises sqlite3.Error or UnicodeError where it cannot even be read.
    """
    report(0, 0, "structure")
    faults = [*_structure(conn, deep=deep), *_references(conn)]
    found = scan(conn, report)
    report(0, 0, "history")
    faults += [*found.faults, *_history(conn), *_differing(conn, found.digest)]
    number, head = log.head(conn)
    findings = tuple(found.findings)
    return Check(tuple(faults), found.counts, number, as_text(found.digest), head, findings)


def former_faults(conn: sqlite3.Connection, version: int) -> tuple[str, ...]:
    """Examine a file of an older version, whose values only that version could judge.

    The digest goes by that version's own tables: in every version, a record's JSON is its table's
    columns in order.
    """
    faults = (*_structure(conn, deep=True), *_references(conn), *_history(conn))
    recorded = {table: names for table, names in tables_of(version).items() if table not in LOG}
    return faults or tuple(_differing(conn, digest.of_tables(conn, recorded)))


def _structure(conn: sqlite3.Connection, *, deep: bool) -> Iterator[str]:
    for (words,) in conn.execute(f"PRAGMA {'integrity' if deep else 'quick'}_check(20)").fetchall():
        if words != "ok":
            yield f"structure: {words}"


def _references(conn: sqlite3.Connection) -> Iterator[str]:
    for table, _, target, _ in conn.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield f"{table}: points at a {target} that is not there"


def _history(conn: sqlite3.Connection) -> Iterator[str]:
    broken = log.first_broken(conn)
    if broken is not None:
        yield f"history: edit {broken} is not as it was written"


def _differing(conn: sqlite3.Connection, total: int) -> Iterator[str]:
    expected = log.head_digest(conn)
    if expected is not None and expected != as_text(total):
        yield "content: the records are not as the last edit left them"


def refuse_unsound(conn: sqlite3.Connection, path: Path, report: Report = silent) -> None:
    """Raise StoreError for a file that is not sound in every respect."""
    with _standing_still(conn, path, report) as still:
        found = check(still, deep=True, report=report)
    if not found.sound:
        more = f" (and {len(found.faults) - 1} more)" if len(found.faults) > 1 else ""
        raise StoreError(
            f"“{path}” is damaged: {found.faults[0]}{more}; restore a backup, or rescue what is in"
            " it into a new project.",
            Trouble.DAMAGED,
        )


def check_file(path: Path, *, deep: bool = False, report: Report = silent) -> Check:
    """Examine a file from outside, in the order that keeps it harmless; it is never changed.

    Raises StoreError when it is no project of ours, or cannot be read. Faults are in the result.
    """
    from timeline_app.storage.opening import readable  # noqa: PLC0415 - it needs this module

    with (
        told("Could not check", path),
        readable(path) as conn,
        _standing_still(conn, path, report) as still,
    ):
        return check(still, deep=deep, report=report)


@contextmanager
def _standing_still(
    conn: sqlite3.Connection, path: Path, report: Report
) -> Iterator[sqlite3.Connection]:
    """Lend a connection to what a file holds at one moment.

    One that is open for writing may change between two questions, which would look like damage;
    and its writer may not be kept waiting. So a copy of it is lent.
    """
    if not is_live(path):
        yield conn
        return
    with closing(copy_of(conn, report)) as copy:
        guard(copy, path.stat().st_size)
        yield copy
