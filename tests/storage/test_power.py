"""Power cuts, I/O errors and full disks in every phase of an edit, under our real writing code."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.storage.simulated_disk import Connection, Disk, PowerLossError, lay_down
from timeline_app.domain.edits import Change, Edit, add
from timeline_app.domain.records import Claim, ClaimEvent, Event, Project, new_id
from timeline_app.storage import writer as writer_module
from timeline_app.storage.connection import SETTINGS
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.log import head
from timeline_app.storage.schema import LEDGER, statements
from timeline_app.storage.store import Store
from timeline_app.storage.writing import insert_records

EDITS = 11


class SimulatedStore(Store):
    """The real store on a disk that only exists in memory."""

    def _still_ours(self) -> bool:
        return True


@contextmanager
def simulated(
    seed: int, monkeypatch: pytest.MonkeyPatch, synchronous: str = "EXTRA"
) -> Iterator[tuple[Disk, Store]]:
    disk = Disk(seed)
    conn = Connection(disk, f"disk-{seed}-{synchronous}")
    monkeypatch.setattr(writer_module, "stand", lambda _: None)
    for name, wish, _ in SETTINGS:
        conn.execute(f"PRAGMA {name} = {wish}")
    conn.execute(f"PRAGMA synchronous = {synchronous}")
    conn.execute("PRAGMA cache_size = 8")
    conn.execute("BEGIN")
    for statement in (LEDGER, *statements()):
        conn.execute(statement)
    insert_records(conn, "project", [Project(new_id(), "x")])  # type: ignore[arg-type]
    conn.execute("PRAGMA application_id = 1953328238")
    conn.execute("PRAGMA user_version = 1")
    conn.execute("COMMIT")
    lock, seen = SimpleNamespace(close=lambda: None), SimpleNamespace(remember=lambda _: None)
    store = SimulatedStore(Path("project.sqlite"), conn, lock, seen)  # type: ignore[arg-type]
    store.apply(_edit(store, 0))
    disk.settle()
    try:
        yield disk, store
    finally:
        disk.dead = True
        conn.close()


def _edit(store: Store, number: int) -> Edit:
    """An edit over three tables; every fourth is large enough to spill into the file early."""
    size = 40 if number % 4 == 3 else 1
    changes: list[Change] = []
    for _ in range(size):
        event, claim = Event(new_id(), "e" * 400), Claim(new_id(), "c" * 700)
        link = ClaimEvent(new_id(), claim.id, event.id)
        changes += [Change(None, record) for record in (event, claim, link)]
    changes += [Change(one, replace(one, note=f"{number}")) for one in store.all(Event)[:3]]
    return Edit(f"Edit {number}", tuple(changes))


def _work(store: Store) -> Iterator[int]:
    """Do edits, undos and redos; yield how many steps the log must have after each."""
    for number in range(1, EDITS):
        if number % 5 == 4:
            store.undo()
        elif number % 5 == 0:
            store.redo()
        else:
            store.apply(_edit(store, number))
        yield number + 1


def _after_a_cut(
    seed: int, at: int, monkeypatch: pytest.MonkeyPatch, folder: Path, synchronous: str
) -> int:
    """Cut power at an operation; return how many acknowledged steps are missing afterwards."""
    acknowledged = 1
    with simulated(seed, monkeypatch, synchronous) as (disk, store):
        disk.dies = at
        try:
            for steps in _work(store):
                acknowledged = steps
        except (PowerLossError, StoreError, sqlite3.Error):
            pass
        disk.dead = True
        path = lay_down(disk.after_power_loss(), folder)
    monkeypatch.undo()
    with Store.open(path) as again:
        assert again.count(Claim) == again.count(ClaimEvent) == again.count(Event)
        with again.reading() as conn:
            return acknowledged - head(conn)[0]


def _operations(monkeypatch: pytest.MonkeyPatch) -> int:
    with simulated(0, monkeypatch) as (disk, store):
        for _ in _work(store):
            pass
        return disk.operations


@pytest.mark.parametrize(
    "cuts", [pytest.param(100, id="100"), pytest.param(1000, id="1000", marks=pytest.mark.heavy)]
)
def test_a_power_cut_loses_no_acknowledged_edit_and_no_half(
    tmp_path: Path, cuts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = _operations(monkeypatch)
    for cut in range(cuts):
        at = 1 + cut * operations // cuts
        folder = tmp_path / "disk"
        missing = _after_a_cut(1000 + cut, at, monkeypatch, folder, "EXTRA")
        assert missing <= 0, (cut, at)
        shutil.rmtree(folder)


def test_the_simulation_does_lose_edits_without_the_extra_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a harness under which nothing could be lost would prove nothing."""
    operations = _operations(monkeypatch)
    cuts = ((cut, 1 + cut * 7 % operations) for cut in range(400))
    lost = (
        _after_a_cut(5000 + cut, at, monkeypatch, tmp_path / str(cut), "FULL") > 0
        for cut, at in cuts
    )
    assert any(lost)


@pytest.mark.parametrize(
    "every", [pytest.param(50, id="50th"), pytest.param(1, id="each", marks=pytest.mark.heavy)]
)
def test_an_io_error_is_told_and_the_edit_can_be_made_again(
    every: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(1, _operations(monkeypatch), every):
        with simulated(at, monkeypatch) as (disk, store):
            disk.fails = at
            told = _work_despite_failures(store)
            assert told <= 1
            _assert_whole(store, EDITS)


def _work_despite_failures(store: Store) -> int:
    """Do the edits, each again when it fails; return how many failures were told."""
    told = 0
    for number in range(1, EDITS):
        edit = _edit(store, number)
        before = store.history(1)[0].number
        failure = _failure(store, edit)
        if failure is not None:
            told += 1
            assert failure.trouble == Trouble.DISK
            after = _head(store)
            assert after in {before, before + 1}
            if after == before:
                store.apply(edit)
    return told


def _failure(store: Store, edit: Edit) -> StoreError | None:
    try:
        store.apply(edit)
    except StoreError as failure:
        return failure
    return None


def _head(store: Store) -> int:
    with store.reading() as conn:
        return head(conn)[0]


def _assert_whole(store: Store, least: int) -> None:
    assert store.count(Claim) == store.count(ClaimEvent) == store.count(Event)
    with store.reading() as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(
    "sizes", [pytest.param(15, id="15"), pytest.param(60, id="60", marks=pytest.mark.heavy)]
)
def test_a_full_disk_keeps_the_file_whole_and_lets_the_edit_be_made_again(
    sizes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = 0
    for size in range(sizes):
        with simulated(9000 + size, monkeypatch) as (disk, store):
            taken = sum(len(file.seen) for file in disk.files.values())
            disk.capacity = taken + 4096 + size * 40_000 // sizes * 10
            for number in range(1, EDITS):
                edit = _edit(store, number)
                failure = _failure(store, edit)
                if failure is not None:
                    full += 1
                    assert failure.trouble == Trouble.FULL
                    _assert_whole(store, number)
                    disk.capacity = None
                    store.apply(edit)
            assert store.history(1)[0].number == EDITS
    assert full > 0


def test_saving_elsewhere_keeps_an_edit_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, edit = tmp_path / "project.sqlite", add("Add", Event(new_id(), "unsaved"))
    with Store.create(path, Project(new_id(), "x")) as store:
        path.rename(tmp_path / "moved.sqlite")
        with pytest.raises(StoreError):
            store.apply(edit)
        store.copy_to(tmp_path / "elsewhere.sqlite")
    with Store.open(tmp_path / "elsewhere.sqlite") as again:
        again.apply(edit)
        assert again.count(Event) == 1


def test_a_disk_that_fills_up_for_real_is_said_to_be_full(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as conn:
        (pages,) = conn.execute("PRAGMA page_count").fetchone()
    store._conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full") as failure:
        store.apply(add("Add", *(Event(new_id(), "x" * 3000) for _ in range(50))))
    assert failure.value.trouble == Trouble.FULL
    assert store.count(Event) == 0
