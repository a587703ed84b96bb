"""A made-up older version of the file, which lacks a table and a column of this one."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from timeline_app.storage import fingerprint, log, opening, schema


def be_next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be the version after this one; whoever calls clears `fingerprint.expected` afterwards."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    now = schema._file(schema.SCHEMA_VERSION).read_text("utf-8")
    before = re.sub(r"(?s)-- [^\n]*\nCREATE TABLE review_note .*?STRICT;\n", "", now)
    before = re.sub(r"CREATE INDEX \w+ ON review_note [^\n]*\n", "", before)
    before = re.sub(r"    one_of INTEGER NOT NULL[^\n]*\n", "", before)
    assert before.count("CREATE TABLE") == now.count("CREATE TABLE") - 1
    assert before.count("one_of") < now.count("one_of")
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "schema.sql").write_text(now, "utf-8")
    (folder / f"schema-{schema.SCHEMA_VERSION}.sql").write_text(before, "utf-8")
    version = schema.SCHEMA_VERSION + 1
    monkeypatch.setattr(schema, "_FOLDER", folder)
    for module in (schema, opening):
        monkeypatch.setattr(module, "SCHEMA_VERSION", version)
    fingerprint.expected.cache_clear()


def made_older(path: Path) -> None:
    """Write a file anew with the tables of the version before, its rows and its history."""
    version = schema.SCHEMA_VERSION - 1
    part = path.with_suffix(".part")
    with closing(sqlite3.connect(part, isolation_level=None)) as conn:
        for sql in (schema.LEDGER, *schema.statements(version)):
            conn.execute(sql)
        conn.execute("ATTACH ? AS now", (str(path),))
        conn.execute("PRAGMA foreign_keys = OFF")
        for (table,) in conn.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'"):
            names = ", ".join(row[1] for row in conn.execute(f"PRAGMA main.table_info({table})"))
            conn.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM now.{table}")
        conn.execute("DETACH now")
        conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {version}")
        chain_anew(conn, version)
    part.replace(path)


def chain_anew(conn: sqlite3.Connection, version: int) -> None:
    """Let the last edit say what that version would have: the digest of its own tables."""
    total = 0
    for sql in schema.statements(version):
        table = sql.split()[2]
        if sql.startswith("CREATE TABLE") and table not in {"edit", "change"}:
            for row in conn.execute(f"SELECT * FROM {table}"):
                text = json.dumps((table, *row), ensure_ascii=False, separators=(",", ":"))
                total += int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    *start, _ = conn.execute("SELECT * FROM edit ORDER BY number DESC LIMIT 1").fetchone()
    start[7] = f"{total % (1 << 256):064x}"
    query = (
        "SELECT kind, record_id, before, after FROM change WHERE edit_number = ? ORDER BY position"
    )
    changes = conn.execute(query, start[:1]).fetchall()
    values = (start[7], log.entry_hash(start, changes), start[0])
    conn.execute("UPDATE edit SET digest = ?, hash = ? WHERE number = ?", values)
