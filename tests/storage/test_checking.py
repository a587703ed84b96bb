from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.conftest import story
from tests.storage.hostile import HOSTILE, run
from timeline_app.domain.edits import add
from timeline_app.domain.records import Claim
from timeline_app.storage.checking import check_file, refuse_unsound
from timeline_app.storage.connection import connect
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.seen import Seen
from timeline_app.storage.store import Store


def test_an_open_project_is_checked_without_touching_it_by_hand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(add("Add the story", *story()))

    def by_hand(*_: object) -> None:
        raise AssertionError("opening the live file drops SQLite's locks on it")

    monkeypatch.setattr("timeline_app.storage.opening.examine", by_hand)
    found = check_file(store.path, deep=True)
    assert (found.sound, found.counts["hop"], found.edits) == (True, 2, 1)
    assert found.head_hash == store.head_hash


def test_an_edit_in_the_middle_of_an_examination_is_no_damage(store: Store) -> None:
    store.apply(add("Add the story", *story()))
    edits = iter([add("Add a claim meanwhile", Claim("meanwhile", "Lorries left."))])

    def edit_meanwhile(_done: int, _total: int, what: str) -> None:
        if what == "history":  # the records were gone through, the last edit was not looked at yet
            for edit in edits:
                store.apply(edit)

    with closing(connect(store.path, read_only=True)) as conn:
        refuse_unsound(conn, store.path, edit_meanwhile)
    assert next(edits, None) is None
    assert store.get(Claim, "meanwhile") is not None


class StoppedError(Exception):
    """Somebody pressed Cancel."""


def test_progress_is_told_and_may_stop_the_check(store: Store) -> None:
    said = []
    check_file(store.path, report=lambda *how: said.append(how))
    assert {doing for *_, doing in said} >= {"structure", "history"}

    def stop(*_: object) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        check_file(store.path, report=stop)


def test_a_file_just_as_we_left_it_is_not_examined_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(add("Add the story", *story()))
    store.close()
    examined = []
    monkeypatch.setattr(
        "timeline_app.storage.opening.refuse_unsound", lambda *how: examined.append(how)
    )
    Store.open(store.path).close()
    assert examined == []
    HOSTILE["record changed behind the log"](store.path)
    Store.open(store.path).close()
    assert len(examined) == 1


def test_damage_that_sqlite_does_not_see_is_refused_by_name(store: Store) -> None:
    store.apply(add("Add the story", *story()))
    assert store.count(Claim) == 1
    store.close()
    HOSTILE["record changed behind the log"](store.path)
    with pytest.raises(StoreError, match="not as the last edit left them") as failure:
        Store.open(store.path)
    assert failure.value.trouble == Trouble.DAMAGED


def test_what_is_known_survives_a_spoiled_list(tmp_path: Path) -> None:
    seen, path = Seen(tmp_path), tmp_path / "x"
    path.write_text("x")
    seen.remember(path)
    assert seen.knows(path)
    (tmp_path / "seen.json").write_text("[")
    assert not seen.knows(path)
    seen.remember(path)
    assert seen.knows(path)
    seen.forget(path)
    assert not seen.knows(path)


@pytest.mark.parametrize(
    "spoil", ["UPDATE claim SET type = 'fakt'", "UPDATE edit SET digest = 'x'"]
)
def test_damage_since_the_last_look_is_a_sentence_when_it_is_met(
    store: Store, spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file just as we left it is not examined, but a disk may still have spoiled it."""
    store.apply(add("Add the story", *story()))
    store.close()
    run(store.path, spoil)
    Seen.of_this_person().remember(store.path)
    with pytest.raises(StoreError) as failure, Store.open(store.path) as again:
        again.all(Claim)
    assert failure.value.trouble == Trouble.DAMAGED
