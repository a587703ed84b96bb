import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.conftest import dump, story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, new_id
from timeline_app.storage.backups import EVERY, Backups, kept
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.sidecars import sidecar
from timeline_app.storage.store import Store

NOW = datetime(2026, 11, 2, 14, 2, tzinfo=UTC)


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "data")


def test_a_backup_holds_everything_and_opens(store: Store, backups: Backups) -> None:
    store.apply(add("Add the story", *story()))
    made = backups.make(store.path, NOW)
    assert made is not None
    assert (made.edits, made.made_at) == (1, NOW)
    assert dump(made.path, log=True) == dump(store.path, log=True)
    Store.open(made.path).close()


def test_an_unchanged_project_is_not_backed_up_again(store: Store, backups: Backups) -> None:
    backups.make(store.path, NOW)
    assert backups.make(store.path, NOW + timedelta(hours=1)) is None
    store.apply(add("Add", Event(new_id(), "x")))
    assert backups.make(store.path, NOW + timedelta(hours=1)) is not None
    assert [one.edits for one in backups.all(store.path)] == [1, 0]


def test_a_backup_is_due_when_the_newest_has_aged(store: Store, backups: Backups) -> None:
    assert backups.due(store.path, NOW)
    backups.make(store.path, NOW)
    assert not backups.due(store.path, NOW + EVERY / 2)
    assert backups.due(store.path, NOW + EVERY)


def test_restoring_moves_file_and_sidecars_aside_together(store: Store, backups: Backups) -> None:
    store.apply(add("Add the story", *story()))
    before = dump(store.path)
    made = backups.make(store.path, NOW)
    assert made is not None
    store.close()
    store.path.write_bytes(b"spoiled")
    sidecar(store.path, "-journal").write_bytes(b"old journal")
    moved = backups.restore(made, store.path)
    assert dump(store.path) == before
    assert [one.read_bytes() for one in moved] == [b"spoiled", b"old journal"]
    assert not sidecar(store.path, "-journal").exists()
    Store.open(store.path).close()


def test_backups_are_found_when_the_file_is_spoiled_or_gone(store: Store, backups: Backups) -> None:
    made = backups.make(store.path, NOW)
    store.close()
    store.path.write_bytes(b"spoiled")
    assert backups.all(store.path) == [made]
    store.path.unlink()
    assert backups.all(store.path) == [made]
    assert made is not None
    assert backups.restore(made, store.path) == []
    Store.open(store.path).close()


def test_an_open_project_is_not_restored_over(store: Store, backups: Backups) -> None:
    made = backups.make(store.path, NOW)
    assert made is not None
    with pytest.raises(StoreError) as failure:
        backups.restore(made, store.path)
    assert failure.value.trouble == Trouble.LOCKED


def test_a_spoiled_backup_is_never_put_back(store: Store, backups: Backups) -> None:
    made = backups.make(store.path, NOW)
    assert made is not None
    store.close()
    before = store.path.read_bytes()
    os.truncate(made.path, made.path.stat().st_size - 4096)
    with pytest.raises(StoreError):
        backups.restore(made, store.path)
    assert store.path.read_bytes() == before


def test_a_failed_backup_takes_no_older_one_with_it(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make(store.path, NOW)
    store.apply(add("Add", Event(new_id(), "x")))
    before = backups.all(store.path)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("timeline_app.storage.copying.sync_file", full)
    with pytest.raises(StoreError) as failure:
        backups.make(store.path, NOW + EVERY)
    assert failure.value.trouble == Trouble.FULL
    assert backups.all(store.path) == before
    assert [one.suffix for one in before[0].path.parent.iterdir()] == [".sqlite"]


def test_the_backups_of_a_project_stay_below_their_size(store: Store, tmp_path: Path) -> None:
    size = store.path.stat().st_size
    backups = Backups(tmp_path / "small", most_bytes=3 * size)
    for number in range(6):
        store.apply(add("Add", Event(new_id(), str(number))))
        backups.make(store.path, NOW + number * EVERY)
    assert [one.edits for one in backups.all(store.path)] == [6, 5, 4]


def test_thinning_keeps_hours_days_weeks_and_months() -> None:
    times = [NOW - n * EVERY for n in range(4 * 24 * 200)]
    stay = kept(times, NOW)
    assert set(times[:10]) <= stay
    assert len({t.date() for t in stay}) >= 14
    assert len({(t.year, t.month) for t in stay}) >= 6
    assert len(stay) < 70


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), max_size=60))
def test_thinning_twice_drops_nothing_more(times: list[datetime]) -> None:
    stay = kept(times, max(times, default=NOW))
    assert kept(stay, max(times, default=NOW)) == stay
    assert set(sorted(times, reverse=True)[:10]) <= stay
