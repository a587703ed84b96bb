import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.conftest import dump, story
from tests.storage.hostile import journal
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, new_id
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.sidecars import Journal, gate, set_aside, sidecar
from timeline_app.storage.store import Store


def _cut_short(store: Store) -> None:
    """Leave file and journal as a process does that dies while it writes."""
    store.apply(add("Add the story", *story()))
    copy = store.path.with_name("dying.sqlite")
    store.copy_to(copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("PRAGMA cache_spill = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE claim SET text = 'half'")
        conn.executemany(
            "INSERT INTO track (id, title) VALUES (?, ?)",
            [(new_id(), "x" * 900) for _ in range(50)],
        )
        dying, left = copy.read_bytes(), sidecar(copy, "-journal").read_bytes()
    store.close()
    store.path.write_bytes(dying)
    sidecar(store.path, "-journal").write_bytes(left)


def test_an_edit_cut_short_is_taken_back_at_the_next_opening(store: Store) -> None:
    _cut_short(store)
    assert gate(store.path) is Journal.HOT
    with Store.open(store.path) as again:
        assert again.count(Event) == 1
        assert [edit.label for edit in again.history()] == ["Add the story"]
    assert not sidecar(store.path, "-journal").exists()


def test_an_edit_cut_short_is_not_taken_back_by_reading(store: Store) -> None:
    _cut_short(store)
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match="open it for writing once") as failure:
        Store.open(store.path, read_only=True)
    assert failure.value.trouble == Trouble.SIDECAR
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("left", [b"", bytes(512), b"\0" + journal()[1:]])
def test_an_emptied_journal_does_no_harm(store: Store, left: bytes) -> None:
    store.close()
    sidecar(store.path, "-journal").write_bytes(left)
    before = dump(store.path, log=True)
    assert gate(store.path) is Journal.NONE
    with Store.open(store.path) as again:
        again.apply(add("Add", Event(new_id(), "x")))
        again.undo()
    assert dump(store.path) == {table: before[table] for table in dump(store.path)}


def test_what_lies_beside_is_set_aside_whole(store: Store) -> None:
    store.close()
    for suffix in ("-journal", "-wal", "-shm"):
        sidecar(store.path, suffix).write_bytes(suffix.encode())
    with pytest.raises(StoreError, match="Set it aside"):
        Store.open(store.path)
    moved = set_aside(store.path)
    assert [one.read_bytes() for one in moved] == [b"-journal", b"-wal", b"-shm"]
    Store.open(store.path).close()


def test_setting_aside_twice_in_a_second_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    moved = []
    for text in (b"first", b"second"):
        sidecar(path, "-wal").write_bytes(text)
        moved += set_aside(path)
    assert [one.read_bytes() for one in moved] == [b"first", b"second"]
