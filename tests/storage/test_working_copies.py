from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.conftest import dump, story
from timeline_app.domain.edits import add
from timeline_app.domain.records import Event, Project, new_id
from timeline_app.storage import copying
from timeline_app.storage.errors import StoreError, Trouble
from timeline_app.storage.locking import Lock
from timeline_app.storage.merging import compare, merge
from timeline_app.storage.store import Store
from timeline_app.storage.working_copies import (
    Meeting,
    WorkingCopies,
    WorkingCopy,
    meeting,
    waiting,
)


@pytest.fixture
def copies(tmp_path: Path) -> WorkingCopies:
    return WorkingCopies(tmp_path / "local")


@pytest.fixture
def working(store: Store, copies: WorkingCopies) -> WorkingCopy:
    store.apply(add("Add the story", *story()))
    store.close()
    return copies.check_out(store.path)


def change(path: str, title: str) -> None:
    with Store.open(path) as store:
        store.apply(add(f"Add {title}", Event(new_id(), title)))


def titles(path: str) -> set[str]:
    with Store.open(path, read_only=True) as store:
        return {event.title for event in store.all(Event)}


def test_the_local_copy_is_called_like_the_far_file_and_found_by_it(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    assert Path(working.local).name == Path(working.far).name
    assert copies.of(Path(working.far)) == copies.at(Path(working.local)) == working
    assert copies.all() == [working]
    assert copies.at(Path(working.far)) is None
    assert meeting(working) is Meeting.ALIKE
    assert waiting(working) == 0


def test_work_is_written_back_while_nobody_else_changed_it(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    with Store.open(working.local) as local:
        local.apply(add("Add", Event(new_id(), "x")))
        assert waiting(working) == 1
        assert meeting(working) is Meeting.AHEAD
        after = copies.write_back(working)
        assert dump(Path(working.far), log=True) == dump(local.path, log=True)
    assert copies.of(Path(working.far)) == after
    assert waiting(after) == 0
    assert list(Path(working.far).parent.glob(".*")) == []
    Store.open(working.far).close()


def test_what_somebody_else_wrote_meanwhile_is_merged_not_replaced(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    change(working.far, "theirs")
    change(working.local, "mine")
    before = Path(working.far).read_bytes()
    with pytest.raises(StoreError, match="somebody else") as failure:
        copies.write_back(working)
    assert failure.value.trouble == Trouble.CHANGED
    assert Path(working.far).read_bytes() == before
    with Store.open(working.local) as local, Store.open(working.far, read_only=True) as theirs:
        found = compare(local, theirs)
        merge(local, found)
    copies.write_back(copies.agreed(working, found.their_head))
    assert titles(working.far) >= {"mine", "theirs"}


def test_a_far_file_that_is_open_elsewhere_is_left_alone(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    change(working.local, "mine")
    with Store.open(working.far), pytest.raises(StoreError) as failure:
        copies.write_back(working)
    assert failure.value.trouble == Trouble.LOCKED


def test_opening_again_takes_what_others_wrote(working: WorkingCopy, copies: WorkingCopies) -> None:
    change(working.far, "theirs")
    assert meeting(working) is Meeting.BEHIND
    again = copies.check_out(Path(working.far))
    assert "theirs" in titles(again.local)
    assert meeting(again) is Meeting.ALIKE


def test_opening_again_keeps_what_was_done_here(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    change(working.local, "mine")
    assert copies.check_out(Path(working.far)) == working
    change(working.far, "theirs")
    assert copies.check_out(Path(working.far)) == working
    assert meeting(working) is Meeting.APART
    assert "mine" in titles(working.local)


def test_without_the_far_file_the_work_goes_on_here(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    far = Path(working.far)
    far.rename(far.with_name("unplugged"))
    assert copies.check_out(far) == working
    change(working.local, "mine")
    with pytest.raises(StoreError) as failure:
        copies.write_back(working)
    assert failure.value.trouble == Trouble.MISSING
    assert not far.exists()
    far.with_name("unplugged").rename(far)
    copies.write_back(working)
    assert "mine" in titles(working.far)


def test_a_far_file_that_was_never_here_must_be_readable(copies: WorkingCopies) -> None:
    with pytest.raises(StoreError) as failure:
        copies.check_out(Path("/nowhere/p.sqlite"))
    assert failure.value.trouble == Trouble.MISSING
    assert copies.all() == []


def test_a_write_cut_short_before_it_was_noted_is_no_change_of_somebody_else(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    change(working.local, "first")
    copying.copy_bytes(Path(working.local), Path(working.far))
    change(working.local, "second")
    assert meeting(working) is Meeting.AHEAD
    copies.write_back(working)
    assert titles(working.far) >= {"first", "second"}


def test_what_somebody_put_back_there_is_taken_not_overwritten(
    working: WorkingCopy, copies: WorkingCopies, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.sqlite"
    copying.copy_bytes(Path(working.far), earlier)
    change(working.local, "mine")
    after = copies.write_back(working)
    copying.copy_bytes(earlier, Path(working.far))
    assert meeting(after) is Meeting.BEHIND
    again = copies.check_out(Path(working.far))
    assert "mine" not in titles(again.local)


def test_another_project_of_that_name_is_never_overwritten(
    copies: WorkingCopies, tmp_path: Path
) -> None:
    far = tmp_path / "far.sqlite"
    Store.create(far, Project(new_id(), "One")).close()
    working = copies.check_out(far)
    far.unlink()
    Store.create(far, Project(new_id(), "Another")).close()  # its history is as empty as ours
    change(working.local, "mine")
    with pytest.raises(StoreError, match="somebody else"):
        copies.write_back(working)


def _fill(_: Path, __: Path) -> None:
    raise OSError(28, "No space left on device")


def _forbid(_: Path, __: Path) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(("fail", "trouble"), [(_fill, Trouble.FULL), (_forbid, Trouble.READ_ONLY)])
def test_a_write_that_fails_leaves_both_files_as_they_were(
    working: WorkingCopy,
    copies: WorkingCopies,
    monkeypatch: pytest.MonkeyPatch,
    fail: Callable[[Path, Path], None],
    trouble: Trouble,
) -> None:
    change(working.local, "mine")
    before = Path(working.far).read_bytes()
    monkeypatch.setattr("timeline_app.storage.working_copies.copy_bytes", fail)
    with pytest.raises(StoreError) as failure:
        copies.write_back(working)
    assert failure.value.trouble == trouble
    assert Path(working.far).read_bytes() == before
    assert copies.of(Path(working.far)) == working
    Lock(Path(working.far)).close()


def test_a_copy_that_is_wanted_no_more_is_removed_whole(
    working: WorkingCopy, copies: WorkingCopies
) -> None:
    copies.forget(working)
    assert copies.all() == []
    assert not Path(working.local).parent.exists()
