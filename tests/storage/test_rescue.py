import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.conftest import look, story
from tests.storage.hostile import HOSTILE, run
from timeline_app.domain.edits import add, revise
from timeline_app.domain.records import KINDS, Actor, Claim, Event, Project, Record, Track, new_id
from timeline_app.domain.references import Key, key_of
from timeline_app.storage.carving import our_tables
from timeline_app.storage.checking import check_file
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.rescue import LOST, rescue
from timeline_app.storage.store import Store

Damage = Callable[[bytearray, random.Random], None]


def everything(path: Path) -> dict[Key, Record]:
    with Store.open(path, read_only=True) as store:
        return {key_of(r): r for kind in KINDS.values() for r in store.all(kind)}


@pytest.fixture
def full(path: Path) -> Path:
    """A project of some size: 960 logged records, 1,000 tracks past the log."""
    with Store.create(path, Project(new_id(), "Withdrawal")) as store:
        for number in range(12):
            records = [record for _ in range(10) for record in story()]
            store.apply(add(f"Add {number}", *records))
        store.write_records(Track, (Track(new_id(), f"Lane {n}" * 9) for n in range(1000)))
    return path


def _garbage(data: bytearray, chance: random.Random) -> None:
    for _ in range(20):
        at = chance.randrange(len(data) - 64)
        data[at : at + 64] = chance.randbytes(64)


def _zeroed(data: bytearray, chance: random.Random) -> None:
    for _ in range(3):
        page = chance.randrange(1, len(data) // 4096)
        data[page * 4096 : (page + 1) * 4096] = bytes(4096)


def _first_page(data: bytearray, chance: random.Random) -> None:
    data[:4096] = chance.randbytes(4096)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[len(data) * 2 // 3 :]


def _bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(50):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


DAMAGES: dict[str, tuple[Damage, float]] = {
    "garbage": (_garbage, 0.93),
    "pages zeroed": (_zeroed, 0.93),
    "first page gone": (_first_page, 1.0),
    "cut to two thirds": (_cut, 0.3),
    "bits flipped": (_bits, 0.95),
}


@pytest.mark.parametrize(
    "rounds", [pytest.param(2, id="2"), pytest.param(40, id="40", marks=pytest.mark.heavy)]
)
@pytest.mark.parametrize("name", DAMAGES)
def test_most_records_of_a_damaged_file_come_back(full: Path, name: str, rounds: int) -> None:
    damage, least = DAMAGES[name]
    before = everything(full)
    sound = full.read_bytes()
    for number in range(rounds):
        data = bytearray(sound)
        damage(data, random.Random(number))
        full.write_bytes(data)
        out = full.with_name(f"out{number}.sqlite")
        report = rescue(full, out)
        assert full.read_bytes() == data
        after = everything(out)
        same = sum(after.get(key) == record for key, record in before.items())
        assert same >= least * len(before)
        assert sum(report.counts.values()) == len(after)
        assert check_file(out, deep=True).sound


def test_our_tables_always_begin_at_the_same_pages(full: Path) -> None:
    with closing(sqlite3.connect(full)) as conn:
        rows = conn.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'")
        assert dict(rows.fetchall()) == {table.name: table.root for table in our_tables()}


def test_a_record_that_only_the_history_still_has_comes_back(store: Store, tmp_path: Path) -> None:
    store.apply(add("Add", *story()))
    (claim,) = store.all(Claim)
    store.close()
    run(store.path, "DELETE FROM hop", "DELETE FROM claim_event", "DELETE FROM claim")
    report = rescue(store.path, tmp_path / "out.sqlite")
    assert report.from_log == 4
    assert everything(tmp_path / "out.sqlite")["claim", claim.id] == claim


def test_what_others_point_at_is_replaced_by_a_stand_in(store: Store, tmp_path: Path) -> None:
    store.apply(add("Add", *story()))
    store.close()
    run(store.path, "DELETE FROM change", "DELETE FROM edit", "DELETE FROM actor")
    report = rescue(store.path, tmp_path / "out.sqlite")
    assert report.lost == 2
    with Store.open(tmp_path / "out.sqlite") as out:
        assert {actor.name for actor in out.all(Actor)} == {LOST}
        assert out.count(Claim) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_file_stops_or_harms_a_rescue(store: Store, tmp_path: Path, name: str) -> None:
    event = Event(new_id(), "Talks")
    store.apply(add("Add", *story(), event))
    store.apply(revise("Same", event, event))
    store.close()
    HOSTILE[name](store.path)
    before = look(tmp_path)
    out = tmp_path / "out.sqlite"
    try:
        rescue(store.path, out)
    except StoreError as failure:
        assert failure.sentence.endswith(".")  # noqa: PT017
        assert not out.exists()
    else:
        assert check_file(out, deep=True).sound
    assert {name: how for name, how in look(tmp_path).items() if name != out.name} == before


@pytest.mark.parametrize(
    "name",
    ["view", "trigger that renames people", "further column", "generated column", "renamed column"],
)
def test_a_file_with_other_tables_is_imported_without_running_any_of_it(
    store: Store, tmp_path: Path, name: str
) -> None:
    store.apply(add("Add", *story()))
    before = {actor.name for actor in store.all(Actor)}
    store.close()
    HOSTILE[name](store.path)
    report = rescue(store.path, tmp_path / "out.sqlite")
    with Store.open(tmp_path / "out.sqlite") as out:
        assert {actor.name for actor in out.all(Actor)} == before
        assert out.count(Claim) == 1
    assert report.lost == 0


def test_tables_that_are_not_ours_are_named(store: Store, tmp_path: Path) -> None:
    store.close()
    HOSTILE["further table"](store.path)
    assert rescue(store.path, tmp_path / "out.sqlite").foreign == ("extra",)


def test_a_file_with_nothing_of_ours_is_said_to_have_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(os.urandom(20_000))
    with pytest.raises(StoreError, match="Nothing of a project") as failure:
        rescue(tmp_path / "x", tmp_path / "out.sqlite")
    assert failure.value.trouble == Trouble.FOREIGN
    assert not (tmp_path / "out.sqlite").exists()
