import os
from pathlib import Path

import pytest

from tests.storage.conftest import story
from tests.storage.hostile import HOSTILE
from timeline_app.domain.edits import add
from timeline_app.storage import confined
from timeline_app.storage.confined import rescue_confined
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.rescue import rescue
from timeline_app.storage.store import Store


class CancelError(Exception):
    """Somebody pressed Cancel."""


@pytest.fixture
def foreign(store: Store) -> Path:
    store.apply(add("Add", *story()))
    store.close()
    HOSTILE["view"](store.path)
    return store.path


def test_a_confined_rescue_finds_what_a_free_one_does(foreign: Path, tmp_path: Path) -> None:
    there = rescue_confined(foreign, tmp_path / "confined.sqlite")
    assert there == rescue(foreign, tmp_path / "free.sqlite")
    Store.open(tmp_path / "confined.sqlite").close()


def test_a_refusal_comes_through_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(os.urandom(9000))
    with pytest.raises(StoreError, match="Nothing of a project") as failure:
        rescue_confined(tmp_path / "x", tmp_path / "out.sqlite")
    assert failure.value.trouble == Trouble.FOREIGN


def test_cancelling_ends_the_child(foreign: Path, tmp_path: Path) -> None:
    def cancel(*_: object) -> None:
        raise CancelError

    with pytest.raises(CancelError):
        rescue_confined(foreign, tmp_path / "out.sqlite", cancel)
    assert not (tmp_path / "out.sqlite").exists()


def test_a_child_that_takes_too_long_is_stopped(
    foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "MOST_SECONDS", 0)
    monkeypatch.setattr(confined, "_EVERY", 0.001)
    with pytest.raises(StoreError, match="was stopped"):
        rescue_confined(foreign, tmp_path / "out.sqlite")


def test_a_child_that_dies_is_said_to_have_been_stopped(
    foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.storage.confined.sys.executable", "/bin/false")
    with pytest.raises(StoreError, match="was stopped"):
        rescue_confined(foreign, tmp_path / "out.sqlite")
