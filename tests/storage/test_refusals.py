"""What is not ours is refused with one sentence, and nothing on the disk changes."""

import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.conftest import story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim, Event, Project, new_id
from timeline_app.storage.checking import check_file
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.store import Store


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE bookmark (url)")


def _newer(path: Path) -> None:
    Store.create(path, Project(new_id(), "x")).close()
    _patch(path, 60, struct.pack(">I", 99))


def _marked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA application_id = {int.from_bytes(b'tmln')}")
        conn.execute("PRAGMA user_version = 1")
        conn.execute("CREATE TABLE event (id)")


def _patch(path: Path, offset: int, data: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[offset : offset + len(data)] = data
    path.write_bytes(whole)


def _wal(path: Path) -> None:
    Store.create(path, Project(new_id(), "x")).close()
    _patch(path, 18, b"\x02\x02")


PLAINLY_NOT_OURS: dict[str, tuple[Callable[[Path], object], Trouble]] = {
    "missing": (lambda path: None, Trouble.MISSING),
    "empty": (lambda path: path.touch(), Trouble.EMPTY),
    "folder": (lambda path: path.mkdir(), Trouble.NOT_A_FILE),
    "png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200)), Trouble.FOREIGN),
    "short": (lambda path: path.write_bytes(b"SQLite format 3\0"), Trouble.FOREIGN),
    "other program": (_other_program, Trouble.FOREIGN),
    "newer": (_newer, Trouble.NEWER),
    "other tables": (_marked, Trouble.SCHEMA),
    "wal": (_wal, Trouble.FOREIGN),
    "fifo": (os.mkfifo, Trouble.NOT_A_FILE),
    "dangling link": (lambda path: path.symlink_to("nowhere"), Trouble.NOT_A_FILE),
}


def _snapshot(folder: Path) -> dict[str, bytes | None]:
    return {
        found.name: found.read_bytes() if found.is_file() else None for found in folder.iterdir()
    }


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("name", PLAINLY_NOT_OURS)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(
    path: Path, name: str, read_only: bool
) -> None:
    make, trouble = PLAINLY_NOT_OURS[name]
    make(path)
    before = _snapshot(path.parent)
    with pytest.raises(StoreError) as failure:
        Store.open(path, read_only=read_only)
    assert failure.value.trouble == trouble
    assert path.name in failure.value.sentence
    assert failure.value.sentence.endswith(".")
    assert _snapshot(path.parent) == before


def test_a_file_without_permission_is_offered_read_only(store: Store) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    store.close()
    store.path.chmod(0o444)
    with pytest.raises(StoreError, match="read-only") as failure:
        Store.open(store.path)
    assert failure.value.trouble == Trouble.READ_ONLY


def test_a_file_that_cannot_be_written_opens_read_only(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(add("Add the story", *story()))
    store.close()
    monkeypatch.setattr("timeline_app.storage.store.os.access", lambda *_: False)
    with pytest.raises(StoreError, match="read-only") as failure:
        Store.open(store.path)
    assert failure.value.trouble == Trouble.READ_ONLY
    with Store.open(store.path, read_only=True) as reading:
        assert reading.read_only
        assert reading.count(Event) == 1
        with pytest.raises(StoreError, match="read-only"):
            reading.apply(add("Add", Event(new_id(), "x")))


def test_creating_over_a_file_is_refused(path: Path) -> None:
    path.write_bytes(b"precious")
    with pytest.raises(StoreError, match="already"):
        Store.create(path, Project(new_id(), "x"))
    assert path.read_bytes() == b"precious"


def test_creating_where_there_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as failure:
        Store.create(tmp_path / "no" / "p.sqlite", Project(new_id(), "x"))
    assert failure.value.trouble == Trouble.MISSING


def test_a_failed_creation_leaves_nothing(path: Path) -> None:
    with pytest.raises(StoreError):
        Store.create(path, Project(new_id(), "bad\0title"))
    assert list(path.parent.iterdir()) == []


# Two at once


def test_a_second_opening_in_this_program_is_refused(store: Store) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError, match="open already in this program") as failure:
            Store.open(store.path, read_only=read_only)
        assert failure.value.trouble == Trouble.LOCKED


HOLD = """
import sys
from timeline_app.storage.store import Store
store = Store.open(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_program_is_told_who_has_it_and_may_read(store: Store) -> None:
    store.apply(add("Add the story", *story()))
    store.close()
    command = [sys.executable, "-c", HOLD, str(store.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="open in another window on this computer") as failure:
            Store.open(store.path)
        assert failure.value.trouble == Trouble.LOCKED
        with Store.open(store.path, read_only=True) as reading:
            assert reading.count(Event) == 1
        other.kill()
    Store.open(store.path).close()


WRITE = """
import sys
from timeline_app.storage.store import Store
store = Store.open(sys.argv[1])
store._conn.execute("BEGIN IMMEDIATE")
store._conn.execute("UPDATE claim SET text = 'half'")
print("writing", flush=True)
sys.stdin.read()
"""


def test_a_file_can_be_read_and_checked_while_another_program_writes_it(store: Store) -> None:
    store.apply(add("Add the story", *story()))
    store.close()
    command = [sys.executable, "-c", WRITE, str(store.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"writing\n"
        assert store.path.with_name(store.path.name + "-journal").exists()
        with Store.open(store.path, read_only=True) as reading:
            assert reading.all(Claim)[0].text == "The base was emptied overnight"
        assert check_file(store.path).sound
        other.kill()


def test_a_lock_from_another_computer_is_taken_over_only_when_asked(store: Store) -> None:
    store.close()
    beside = store.path.with_name(store.path.name + ".lock")
    beside.write_text('{"pid": 1, "host": "newsroom-3", "since": "2026-11-02T14:02:00+01:00"}')
    with pytest.raises(StoreError, match="on newsroom-3 since 2 Nov 2026, 14:02"):
        Store.open(store.path)
    Store.open(store.path, take_over=True).close()
    assert not beside.exists()


# A file that changes under our feet


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_written_to_a_file_that_is_not_ours_any_more(store: Store, how: str) -> None:
    store.apply(add("Add the story", *story()))
    other = store.path.with_name("other.sqlite")
    store.copy_to(other)
    if how == "moved":
        store.path.rename(store.path.with_name("moved.sqlite"))
    elif how == "deleted":
        store.path.unlink()
    else:
        other.replace(store.path)
    with pytest.raises(StoreError) as failure:
        store.apply(add("Add", Event(new_id(), "x")))
    assert failure.value.trouble == Trouble.MOVED
    store.copy_to(store.path.with_name("elsewhere.sqlite"))


def test_a_file_that_another_program_edited_is_not_written_over(store: Store) -> None:
    store.apply(add("Add the story", *story()))
    with closing(sqlite3.connect(store.path)) as conn, conn:
        conn.execute(
            "INSERT INTO edit (number, id, label, made_at, digest, previous_hash, hash)"
            " VALUES (2, 'x', 'x', 'x', 'x', 'x', 'x')"
        )
    with pytest.raises(StoreError, match="another program") as failure:
        store.apply(add("Add", Event(new_id(), "x")))
    assert failure.value.trouble == Trouble.CHANGED


def test_a_busy_file_is_said_to_be_busy(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store._conn.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as failure:
            store.apply(add("Add", Event(new_id(), "x")))
    assert failure.value.trouble == Trouble.BUSY
    store.apply(add("Add", Event(new_id(), "x")))
