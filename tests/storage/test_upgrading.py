"""A file of an older version becomes one of this version; the version before is made up."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.conftest import story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, Project, Track, new_id
from timeline_app.storage import fingerprint, opening, schema, upgrading
from timeline_app.storage.backups import Backups
from timeline_app.storage.checking import check_file
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.store import Store


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be the next version, which has a table and a column more than the one before had."""
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
    yield
    fingerprint.expected.cache_clear()


@pytest.fixture
def older(path: Path, next_version: None) -> Path:
    """A project as the version before wrote it, with a history."""
    with Store.create(path, Project(new_id(), "Withdrawal")) as store:
        store.apply(add("Add the story", *story()), author="NK")
        store.apply(add("Add a lane", Track("t", "Deployment")), author="OB")
        store.undo("OB")
    made_older(path)
    return path


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
    part.replace(path)


def test_an_older_file_is_brought_up_to_date_with_its_history(older: Path) -> None:
    with Store.open(older) as store:
        assert [event.title for event in store.all(Event)] == ["Troops leave the base"]
        labels = [edit.label for edit in store.history()]
        assert labels[0] == f"Brought up to date from format {schema.SCHEMA_VERSION - 1}"
        assert labels[-1] == "Add the story"
        assert [edit.author for edit in store.history()][1:] == ["OB", "OB", "NK"]
        store.apply(add("Add a lane", Track("u", "Diplomacy")))
    assert check_file(older, deep=True).sound
    assert opening.version_of(older) == schema.SCHEMA_VERSION
    assert list(older.parent.glob(".*.part")) == []


def test_the_older_file_is_backed_up_first_and_can_be_restored(older: Path) -> None:
    Store.open(older).close()
    backups = Backups.of_this_person()
    (backup,) = backups.all(older)
    assert opening.version_of(backup.path) == schema.SCHEMA_VERSION - 1
    backups.restore(backup, older)
    with Store.open(older) as store:
        assert store.count(Event) == 1


def test_an_older_file_is_not_changed_by_looking(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(StoreError, match="older version") as failure:
        Store.open(older, read_only=True)
    assert failure.value.trouble == Trouble.OLDER
    assert older.read_bytes() == before


def test_without_a_backup_nothing_is_changed(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("no room", Trouble.FULL)

    monkeypatch.setattr(Backups, "make", full)
    before = older.read_bytes()
    with pytest.raises(StoreError, match="no room"):
        Store.open(older)
    assert older.read_bytes() == before


def test_what_does_not_come_out_sound_is_not_swapped_in(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = upgrading._copy
    monkeypatch.setattr(upgrading, "_copy", lambda *a: a[2] == "event" or rows(*a))
    before = older.read_bytes()
    with pytest.raises(StoreError, match="not sound"):
        Store.open(older)
    assert older.read_bytes() == before
    assert list(older.parent.glob(".*.part")) == []


def test_a_damaged_older_file_is_refused_as_it_is(older: Path) -> None:
    with closing(sqlite3.connect(older)) as conn, conn:
        conn.execute("UPDATE edit SET label = 'forged' WHERE number = 1")
    before = older.read_bytes()
    with pytest.raises(StoreError, match="history: edit 1") as failure:
        Store.open(older)
    assert failure.value.trouble == Trouble.DAMAGED
    assert older.read_bytes() == before


def test_an_older_file_with_other_tables_is_refused(older: Path) -> None:
    with closing(sqlite3.connect(older)) as conn, conn:
        conn.execute("CREATE TABLE more (x)")
    with pytest.raises(StoreError) as failure:
        Store.open(older)
    assert failure.value.trouble == Trouble.SCHEMA
