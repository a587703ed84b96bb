"""The shape of a project file: its marks, its tables, and the migrations that lead to them."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

APPLICATION_ID = int.from_bytes(b"tmln", "big")
"""Written in the header, so that `file` and we know a project from other SQLite files."""

SCHEMA_VERSION = 1
"""Written in the header as user_version; a larger one is from a newer program."""

PAGE_SIZE = 4096

LEDGER = """CREATE TABLE _sqlite_migrations (
    -- Which steps led to these tables; kept by sqlite-utils.
    id INTEGER PRIMARY KEY,
    migration_set TEXT NOT NULL,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    UNIQUE (migration_set, name)
) STRICT"""
"""sqlite-utils keeps its notes here; ours, so that no release of it changes the fingerprint."""

_HEADED = re.compile(r"((?:^--.*\n)+)(CREATE TABLE \w+ \(\n)", re.MULTILINE)


_FOLDER = Path(__file__).parent


def is_former(version: int) -> bool:
    """Tell whether a version is an earlier one of ours.

    Whoever changes schema.sql keeps what it was as schema-N.sql, N being its version.
    """
    return 0 < version < SCHEMA_VERSION and _file(version).is_file()


def _file(version: int) -> Path:
    name = "schema.sql" if version == SCHEMA_VERSION else f"schema-{version}.sql"
    return _FOLDER / name


def statements(version: int | None = None) -> tuple[str, ...]:
    """Return the statements of a version's schema in order, as SQLite will keep them.

    None is the current version.

    SQLite keeps only what follows CREATE, so what a table means is moved inside its brackets: the
    file explains itself to whoever reads it with the sqlite3 shell.
    """
    text = _file(SCHEMA_VERSION if version is None else version).read_text("utf-8")
    found: list[str] = []
    part = ""
    for line in text.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(_inward(part))
            part = ""
    return tuple(found)


def _inward(statement: str) -> str:
    """Move a table's leading comment inside; return the statement from CREATE on."""
    moved = _HEADED.sub(_headed, statement)
    return moved[moved.index("CREATE ") :].strip().removesuffix(";")


def _headed(match: re.Match[str]) -> str:
    comment, create = match.groups()
    return create + "".join(f"    {line}\n" for line in comment.splitlines())


def build(conn: sqlite3.Connection) -> None:
    """Make the tables in an empty database and mark it as ours.

    The connection must be in no transaction. sqlite-utils is imported here only: it brings numpy
    along and takes longer than opening a project does.
    """
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - heavy

    migrations = Migrations("timeline")

    @migrations(name="first tables")
    def first_tables(db: Database) -> None:
        for statement in statements():
            db.execute(statement)

    db = Database(conn, execute_plugins=False, recursive_triggers=False, strict=True)
    with db.atomic():
        db.execute(LEDGER)
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
