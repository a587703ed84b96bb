import re
import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import pytest

from timeline_app.domain.records import KINDS
from timeline_app.storage.connection import SETTINGS, connect
from timeline_app.storage.errors import StoreError
from timeline_app.storage.fingerprint import expected, fingerprint
from timeline_app.storage.rows import shape
from timeline_app.storage.schema import APPLICATION_ID, SCHEMA_VERSION, statements
from timeline_app.storage.store import Store


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_table_are_the_fields_of_its_record(store: Store, kind: str) -> None:
    with closing(connect(store.path, read_only=True)) as conn:
        columns = conn.execute(f"PRAGMA table_info({kind})").fetchall()
    assert [(name, not required) for _, name, _, required, *_ in columns] == [
        (column.name, column.optional) for column in shape(kind).columns
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_checks_of_a_table_are_the_closed_lists_of_the_glossary(kind: str) -> None:
    (sql,) = (one for one in statements() if one.startswith(f"CREATE TABLE {kind} ("))
    listed = {
        name: re.findall(r"'([^']*)'", values)
        for name, values in re.findall(r"CHECK \((\w+) IN \(('.*?)\)\)", sql)
        if kind != "project"
    }
    chosen = {
        column.name: [member.value for member in column.type]
        for column in shape(kind).columns
        if issubclass(column.type, StrEnum)
    }
    assert listed == chosen


def test_the_file_carries_our_marks(store: Store) -> None:
    with closing(connect(store.path, read_only=True)) as conn:
        assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_what_a_table_means_can_be_read_in_the_file(store: Store) -> None:
    with closing(connect(store.path, read_only=True)) as conn:
        rows = conn.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    assert all("STRICT" in sql and "    -- " in sql for (sql,) in rows)


def test_the_fingerprint_worked_out_from_the_text_is_that_of_the_file(store: Store) -> None:
    with closing(connect(store.path, read_only=True)) as conn:
        assert fingerprint(conn) == expected()


def test_every_setting_reads_back(store: Store) -> None:
    for name, _, value in SETTINGS:
        assert store._conn.execute(f"PRAGMA {name}").fetchone() == (value,)


def test_a_setting_that_does_not_take_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = (*SETTINGS, ("journal_mode", "DELETE", "wal"))
    monkeypatch.setattr("timeline_app.storage.connection.SETTINGS", wishes)
    with pytest.raises(StoreError, match="would not set journal_mode"):
        connect(store.path)


def test_the_project_opens_with_nothing_but_sqlite(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
