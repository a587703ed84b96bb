"""A file of an older version becomes one of this version; the version before is made up."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.older_version import be_next_version, made_older
from tests.storage.conftest import story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, Project, Track, new_id
from timeline_app.storage import fingerprint, opening, schema, upgrading
from timeline_app.storage.backups import Backups
from timeline_app.storage.checking import check_file
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.store import Store
from timeline_app.storage.working_copies import Meeting, WorkingCopies, meeting, waiting


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be the next version, which has a table and a column more than the one before had."""
    be_next_version(tmp_path, monkeypatch)
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


def test_looking_shows_an_older_file_as_it_would_become_and_changes_nothing(
    older: Path, tmp_path: Path
) -> None:
    before = older.read_bytes()
    with Store.open(older, read_only=True) as store:
        assert store.is_older
        assert [event.title for event in store.all(Event)] == ["Troops leave the base"]
        assert [edit.label for edit in store.history()][-1] == "Add the story"
        store.hold()
        with pytest.raises(StoreError) as failure:
            store.apply(add("Add a lane", Track("u", "Diplomacy")))
        assert failure.value.trouble == Trouble.READ_ONLY
        store.copy_to(tmp_path / "copy.sqlite")
    assert older.read_bytes() == before
    assert check_file(tmp_path / "copy.sqlite", deep=True).sound
    assert Backups.of_this_person().all(older) == []


@pytest.mark.parametrize("writable", ["file", "folder"])
def test_an_older_file_that_may_only_be_read_is_not_replaced(
    older: Path, monkeypatch: pytest.MonkeyPatch, writable: str
) -> None:
    allowed = older if writable == "file" else older.parent
    monkeypatch.setattr(os, "access", lambda path, _: path == allowed)
    before = older.read_bytes()
    with pytest.raises(StoreError) as failure:
        Store.open(older)
    assert failure.value.trouble == Trouble.READ_ONLY
    assert older.read_bytes() == before


WRITER = """
import sqlite3, sys
from pathlib import Path
from timeline_app.storage.locking import Lock
lock = Lock(Path(sys.argv[1]))
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("BEGIN IMMEDIATE")
conn.execute("UPDATE event SET title = 'not yet'")
print("writing", flush=True)
sys.stdin.read()
"""


def test_an_older_file_that_another_program_is_writing_can_be_looked_at(older: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(older)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        with Store.open(older, read_only=True) as store:
            assert [event.title for event in store.all(Event)] == ["Troops leave the base"]
        writer.kill()


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


@pytest.mark.parametrize("read_only", [False, True])
def test_records_of_an_older_file_that_are_not_as_its_last_edit_left_them_are_refused(
    older: Path, read_only: bool
) -> None:
    with closing(sqlite3.connect(older)) as conn, conn:
        conn.execute("UPDATE event SET title = 'Troops stay'")
    before = older.read_bytes()
    with pytest.raises(StoreError, match="not as the last edit left them") as failure:
        Store.open(older, read_only=read_only)
    assert failure.value.trouble == Trouble.DAMAGED
    assert older.read_bytes() == before


def test_an_older_file_with_other_tables_is_refused(older: Path) -> None:
    with closing(sqlite3.connect(older)) as conn, conn:
        conn.execute("CREATE TABLE more (x)")
    with pytest.raises(StoreError) as failure:
        Store.open(older)
    assert failure.value.trouble == Trouble.SCHEMA


def test_an_older_far_file_is_edited_as_a_copy_of_this_version_and_written_back(
    older: Path, tmp_path: Path
) -> None:
    before = older.read_bytes()
    copies = WorkingCopies(tmp_path / "copies")
    working = copies.check_out(older)
    assert older.read_bytes() == before
    assert waiting(working) == 1
    assert meeting(working) is Meeting.AHEAD
    with Store.open(working.local) as store:
        assert store.count(Event) == 1
    written = copies.write_back(working)
    assert meeting(written) is Meeting.ALIKE
    assert opening.version_of(older) == schema.SCHEMA_VERSION
